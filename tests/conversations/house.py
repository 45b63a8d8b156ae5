"""The whole product, running: the processes of the Procfile on ports and data of their own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx

from buying.cli.processes import commands
from tests.conversations.processes import WITHIN, Processes, free_ports

ROOT = Path(__file__).resolve().parent.parent.parent
ADDRESSES = {
    "web": (0, "/health/live"),
    "engine": (1, "/webhooks/rest/"),
    "actions": (2, "/health"),
}


@contextmanager
def opened(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[House]:
    """A house with its demonstration, running on data of its own in ``folder``.

    ``settings`` are more environment variables. Only the trained model is kept between runs.
    """
    models = Path(os.environ.get("BUYWELL_MODEL_CACHE") or ROOT / ".data" / "models")
    house = House(folder, models, settings)
    house.furnish()
    try:
        house.start()
        yield house
    finally:
        house.stop()


class House(Processes):
    """``furnish`` it, ``start`` it, and talk at ``url``.

    ``settings`` are the environment variables that make this process read the
    same database.
    """

    def __init__(
        self, folder: Path, models: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        self.data = folder / "data"
        self.port = free_ports(3)
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = {
            "BUYWELL_PORT": str(self.port),
            "BUYWELL_DATA_DIR": str(self.data),
            "BUYWELL_MODEL_CACHE": str(models),
            **(settings or {}),
        }
        self._tokens: dict[str, str] = {}
        inherited = {name: value for name, value in os.environ.items() if "BUYWELL_" not in name}
        super().__init__(
            commands(ROOT / "Procfile"),
            {
                name: f"http://127.0.0.1:{self.port + offset}{path}"
                for name, (offset, path) in ADDRESSES.items()
            },
            cwd=ROOT,
            environment={**inherited, **self.settings, "PYTHONUNBUFFERED": "1"},
            logs=folder,
        )

    def furnish(self) -> None:
        """Make the database, with the people and suppliers of the demonstration."""
        self.command("demo")

    def command(self, *words: str) -> str:
        """What ``buywell WORDS`` prints. Raises AssertionError if it fails."""
        done = subprocess.run(
            [ROOT / ".venv" / "bin" / "buywell", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=WITHIN,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """One of the processes stands still for a while."""
        os.kill(self.pid(name), signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.pid(name), signal.SIGCONT)

    @contextmanager
    def talking(self, person: str, token: str = "") -> Iterator[Talk]:
        """A person at the turns API, by their id; ``token`` where they have one already."""
        token = token or self._tokens.get(person) or self.command("token", person).split()[-1]
        self._tokens[person] = token
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(
            base_url=self.url, headers=headers, timeout=60, trust_env=False
        ) as client:
            yield Talk(client)


class Speaker(Protocol):
    """Somebody who talks to Buywell, wherever that is; cards come back as JSON."""

    def say(self, text: str) -> list[dict[str, Any]]:
        """Type a message."""
        ...

    def answer(self, question: str, value: Any) -> list[dict[str, Any]]:
        """Answer a question with its control."""
        ...

    def act(self, action: str) -> list[dict[str, Any]]:
        """Press a button that is not an answer."""
        ...

    def cards(self, after: int = 0) -> list[dict[str, Any]]:
        """The cards since a message's number."""
        ...


class Talk:
    """What one person says at the turns API, and the cards that come back, as JSON."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def say(self, text: str) -> list[dict[str, Any]]:
        """A typed message."""
        return self._turn({"text": text})

    def answer(self, question: str, value: Any) -> list[dict[str, Any]]:
        """A button or a form."""
        return self._turn({"answer": {"question": question, "value": value}})

    def act(self, action: str) -> list[dict[str, Any]]:
        """A button that is not an answer."""
        return self._turn({"action": action})

    def cards(self, after: int = 0) -> list[dict[str, Any]]:
        """The cards since a message's number."""
        return self._cards(self.client.get("/chat/cards", params={"after": after}))

    def _turn(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        return self._cards(self.client.post("/chat/turns", json=body))

    def _cards(self, response: httpx.Response) -> list[dict[str, Any]]:
        assert response.is_success, f"{response.status_code}: {response.text}"
        cards: list[dict[str, Any]] = response.json()["cards"]
        return cards
