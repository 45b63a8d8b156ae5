"""Four processes that start together, are started again when they fall, and end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from buying.cli.processes import commands

ROOT = Path(__file__).resolve().parent.parent.parent
KEEP = """
import sys
from buying.cli.processes import Keeper
raise SystemExit(Keeper({str(n): c for n, c in enumerate(sys.argv[1:])}, 0.5).run())
"""
STAYS = "exec sleep 60"


class Lines:
    """A process whose lines are read as they come."""

    def __init__(self, command: Sequence[str | Path], **options: Any) -> None:
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
        )
        self.lines: list[str] = []

    def until(self, words: str, within: float = 120) -> str:
        """The first line from now on that holds ``words``."""
        assert self.process.stdout is not None
        guard = threading.Timer(within, self.process.terminate)
        guard.start()
        try:
            for line in self.process.stdout:
                self.lines.append(line)
                if words in line:
                    return line
        finally:
            guard.cancel()
        raise AssertionError(f"never said “{words}”: {''.join(self.lines)}")

    def close(self) -> None:
        """End the process, politely first: it ends what it has started."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


class Kept(Lines):
    """A keeper of commands, in a process of its own."""

    def __init__(self, *commands: str) -> None:
        super().__init__([sys.executable, "-c", KEEP, *commands], cwd=ROOT)

    def stop(self, sent: signal.Signals = signal.SIGINT) -> int:
        """Send it a signal; its exit code."""
        self.process.send_signal(sent)
        self.until("all processes have ended")
        return self.process.wait(10)


Keep = Callable[..., Kept]


@pytest.fixture
def keep(data_dir: Path) -> Iterator[Keep]:
    """Start a keeper of the commands given, which ends with the test."""
    with ExitStack() as stack:

        def start(*commands: str) -> Kept:
            kept = Kept(*commands)
            stack.callback(kept.close)
            return kept

        yield start


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def announced(line: str) -> int:
    return int(line.rpartition("pid ")[2])


def test_the_procfile_names_the_four_processes() -> None:
    assert list(commands(ROOT / "Procfile")) == ["web", "worker", "engine", "actions"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_process_and_what_it_started(keep: Keep, sent: signal.Signals) -> None:
    kept = keep("sleep 60 & echo pid $!; wait", STAYS)
    grandchild = announced(kept.until("pid"))
    code = kept.stop(sent)
    assert code == (0 if sent == signal.SIGINT else 128 + sent)
    assert not alive(grandchild)


class _Ready(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def test_it_is_said_when_all_is_ready_whatever_proxy_the_machine_has(
    keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Ready) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("BUYWELL_PORT", str(server.server_port))
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        keep(STAYS).until("ready after", within=10)
        server.shutdown()


def test_a_process_that_was_killed_is_started_again(keep: Keep) -> None:
    kept = keep("echo pid $$; " + STAYS, STAYS)
    first = announced(kept.until("pid"))
    os.kill(first, signal.SIGKILL)
    kept.until("starting it again")
    second = announced(kept.until("pid"))
    assert second != first
    kept.stop()
    assert not alive(second)


def test_a_process_that_falls_again_and_again_ends_everything(keep: Keep) -> None:
    kept = keep("echo cannot start; exit 3", "echo pid $$; " + STAYS)
    other = announced(kept.until("pid"))
    kept.until("ended again and again")
    kept.until("all processes have ended")
    assert kept.process.wait(10) == 1
    assert not alive(other)


def test_a_process_that_will_not_end_is_ended(keep: Keep) -> None:
    stubborn = "trap '' TERM; echo pid $$; while :; do sleep 1; done"
    kept = keep(stubborn, STAYS)
    stays = announced(kept.until("pid"))
    kept.stop(signal.SIGTERM)
    assert not alive(stays)
