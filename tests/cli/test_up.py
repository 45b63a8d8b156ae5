"""``buywell up``: everything from nothing, with the real Rasa, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.test_processes import Lines, alive
from tests.conversations.processes import free_ports

pytestmark = pytest.mark.engine
ROOT = Path(__file__).resolve().parent.parent.parent
UP = [Path(sys.executable).with_name("buywell"), "up"]


@pytest.fixture(scope="module")
def port() -> int:
    return free_ports(3)


@pytest.fixture(scope="module")
def settings(port: int, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return settings_of(port, tmp_path_factory.mktemp("up"))


@pytest.fixture(scope="module")
def up(settings: dict[str, str]) -> Iterator[Lines]:
    """A running Buywell that was told nothing but where to be."""
    with started(settings) as running:
        yield running


def settings_of(port: int, folder: Path) -> dict[str, str]:
    models = os.environ.get("BUYWELL_MODEL_CACHE") or str(ROOT / ".data" / "models")
    return {
        **{name: value for name, value in os.environ.items() if "BUYWELL_" not in name},
        "BUYWELL_PORT": str(port),
        "BUYWELL_DATA_DIR": str(folder / "data"),
        "BUYWELL_MODEL_CACHE": models,
    }


@contextmanager
def open_chat(settings: dict[str, str]) -> Iterator[None]:
    """A chat page that listens for cards, as one does in somebody's browser."""
    buywell = UP[0]
    printed = subprocess.run(
        [buywell, "token", "priya"], env=settings, capture_output=True, text=True, check=True
    )
    headers = {
        "Authorization": f"Bearer {printed.stdout.split()[-1]}",
        "Accept": "text/event-stream",
    }
    address = f"http://127.0.0.1:{settings['BUYWELL_PORT']}/chat/cards"
    with httpx.stream("GET", address, headers=headers, timeout=30, trust_env=False) as answer:
        assert answer.status_code == 200
        next(answer.iter_lines())
        yield


@contextmanager
def started(settings: dict[str, str]) -> Iterator[Lines]:
    running = Lines(UP, cwd=ROOT, env=settings)
    try:
        running.until("ready after")
        yield running
    finally:
        running.close()


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def running_engine(pid: int) -> int:
    commands = {child: Path(f"/proc/{child}/cmdline").read_text() for child in children(pid)}
    [engine] = [child for child, command in commands.items() if "engine.launch" in command]
    return engine


def test_it_prints_a_link_each_for_four_people_and_the_link_signs_in(up: Lines, port: int) -> None:
    said = "".join(up.lines)
    links = re.findall(rf"http://127\.0\.0\.1:{port}/sign-in\?token=(\S+)", said)
    for role in ("staff", "budget holder", "specialist", "administrator"):
        assert role in said
    assert len(set(links)) == 4
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as browser:
        assert browser.get("/chat").status_code in (303, 401)
        browser.post("/sign-in", data={"token": links[0]})
        assert browser.get("/chat").status_code == 200


def test_a_second_one_says_that_the_first_is_running(up: Lines, settings: dict[str, str]) -> None:
    done = subprocess.run(UP, env=settings, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "is in use" in done.stderr


def test_an_engine_that_is_killed_comes_back(up: Lines, port: int) -> None:
    os.kill(running_engine(up.process.pid), signal.SIGKILL)
    up.until("engine ended with code -9; starting it again")
    up.until("ready after")
    ready = httpx.get(f"http://127.0.0.1:{port}/health/ready", trust_env=False)
    assert ready.json()["checks"]["engine"] is True


def test_control_c_ends_all_four_and_a_second_start_forgets_nothing(tmp_path: Path) -> None:
    settings = settings_of(free_ports(3), tmp_path)
    with started(settings) as first:
        four = children(first.process.pid)
        assert len(four) == 4
        with open_chat(settings):
            first.process.send_signal(signal.SIGINT)
            first.until("all processes have ended")
        assert first.process.wait(10) == 0
        assert not any(alive(child) for child in four)
        assert not [line for line in first.lines if "ERROR" in line]
    database = tmp_path / "data" / "buywell.sqlite"
    with started(settings), sqlite3.connect(database) as kept:
        assert kept.execute("select count(*) from people").fetchone() == (5,)
