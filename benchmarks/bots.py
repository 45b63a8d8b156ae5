"""The bots that are measured, each in processes of its own, on loopback."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Protocol

import httpx

from bot.engine import Engine
from buying.service import people, turns
from buying.service.turns import Said
from tests.conversations.house import ROOT, House
from tests.conversations.processes import Processes, free_ports

STOCK = ROOT / "benchmarks" / "stock"
RASA = f"{ROOT}/.venv-engine/bin/python -W ignore -m rasa"
SDK = f"{ROOT}/.venv/bin/python -W ignore -m rasa_sdk"

# Rounds of ten messages, so that two stretches of a long conversation ask for the same.
TO_STOCK = (
    "start a purchase",
    "12 shower chairs",
    "the old ones are cracked",
    "about £1,200",
    "by the end of March",
    "the team at Oak Lodge",
    "Ridgeway Equipment",
    "£1,100 with VAT",
    "£10 a month to run",
    "my manager",
)
TO_BUYWELL = (
    "12 shower chairs",
    "equipment",
    "why",
    "back",
    "equipment",
    "repeat",
    "what is a quote",
    "summary",
    "cancel",
    "yes",
)

Turn = Callable[[], Awaitable[None]]


class Bot(Protocol):
    """Something to talk to, over and over, in rounds of the same ten messages."""

    def prepare(self, person: str, count: int) -> list[Turn]:
        """The next ``count`` turns of a person: each sends a message and waits for its answer."""
        ...


class Stock:
    """A form bot as Rasa's documentation teaches, trained and started by Rasa itself."""

    def __init__(self, folder: Path) -> None:
        port = free_ports(2)
        engine, actions = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
        self._url = f"{engine}/webhooks/rest/webhook"
        self._client = httpx.AsyncClient(timeout=60, trust_env=False)
        self._train = f"{RASA} train --out {folder} --fixed-model-name stock"
        run = f"{RASA} run --model {folder}/stock.tar.gz --interface 127.0.0.1 --port {port}"
        self.processes = Processes(
            {
                "engine": f"exec {run} --endpoints endpoints.yml --credentials credentials.yml",
                "actions": f"exec {SDK} --actions stock_actions --port {port + 1}",
            },
            {"engine": f"{engine}/webhooks/rest/", "actions": f"{actions}/health"},
            cwd=STOCK,
            environment={
                **os.environ,
                "PYTHONPATH": str(STOCK),
                "RASA_MAX_CACHE_SIZE": "0",
                "RASA_TELEMETRY_ENABLED": "false",
                "SANIC_HOST": "127.0.0.1",
                "STOCK_ACTIONS_URL": f"{actions}/webhook",
                "TMPDIR": str(folder),
            },
            logs=folder,
        )

    def train(self) -> None:
        """Train it. Raises RuntimeError with what Rasa said if that fails."""
        done = subprocess.run(
            ["bash", "-c", self._train],
            cwd=STOCK,
            env=self.processes.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)

    def prepare(self, person: str, count: int) -> list[Turn]:
        """See :class:`Bot`."""
        return [partial(self._say, person, text) for text in islice(cycle(TO_STOCK), count)]

    async def _say(self, person: str, text: str) -> None:
        answer = await self._client.post(self._url, json={"sender": person, "message": text})
        if not answer.json():
            raise RuntimeError(f"the stock bot said nothing to “{text}”")


class Guide:
    """Buywell from its client of Rasa onwards: Rasa, the action, the service, the database."""

    def __init__(self) -> None:
        self._engine = Engine()

    def prepare(self, person: str, count: int) -> list[Turn]:
        """See :class:`Bot`. The turns are kept here; a front door is not part of this measure."""
        conversation = people.conversation(member_of_staff(person), "web")
        return [
            partial(self._say, self._keep(conversation, person, text), conversation, text)
            for text in islice(cycle(TO_BUYWELL), count)
        ]

    def _keep(self, conversation: str, person: str, text: str) -> str:
        turn = os.urandom(16).hex()
        turns.receive(turn, conversation, person, "web", Said(text=text))
        return turn

    async def _say(self, turn: str, conversation: str, text: str) -> None:
        await self._engine.send(turn, conversation, text)


class Chat:
    """Buywell as a program meets it: the turns API, from the request to its answer."""

    def __init__(self, house: House) -> None:
        self._client = httpx.AsyncClient(base_url=house.url, timeout=60, trust_env=False)

    def prepare(self, person: str, count: int) -> list[Turn]:
        """See :class:`Bot`."""
        token = people.issue(member_of_staff(person), "api")
        return [partial(self._say, token, text) for text in islice(cycle(TO_BUYWELL), count)]

    async def _say(self, token: str, text: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        answer = await self._client.post("/chat/turns", json={"text": text}, headers=headers)
        answer.raise_for_status()
        if not answer.json()["cards"]:
            raise RuntimeError(f"Buywell said nothing to “{text}”")


def member_of_staff(name: str) -> str:
    """The id of a new member of staff."""
    return people.add(name, f"{name}@test.example", "Oak Lodge", ["staff"], name).id
