"""Processes that a test or a benchmark starts, waits for, watches and ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

WITHIN = 120.0
"""Seconds until everything must be up; training included, on a busy machine."""


class NotUp(AssertionError):
    """Something did not come up in time, or ended; the text is the end of its log."""


class Processes:
    """Commands by name, run side by side; ends nothing that it did not start.

    ``addresses`` says at which address a process answers once it is up.
    """

    def __init__(
        self,
        commands: Mapping[str, str],
        addresses: Mapping[str, str],
        *,
        cwd: Path,
        environment: Mapping[str, str],
        logs: Path,
    ) -> None:
        self.environment = dict(environment)
        self._commands = commands
        self._addresses = addresses
        self._cwd = cwd
        self._logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, *names: str) -> None:
        """Start these (all when none is named) and wait until they answer. Raises NotUp."""
        for name in names or self._commands:
            with self._log(name).open("ab") as log:
                self._running[name] = subprocess.Popen(
                    ["bash", "-c", self._commands[name]],
                    cwd=self._cwd,
                    env=self.environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        self._wait_until(lambda: all(self._answers(name) for name in self._running))

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """``kill -9`` one of them, and start it again afterwards."""
        self._end(name, signal.SIGKILL)
        try:
            yield
        finally:
            self.start(name)

    def stop(self) -> None:
        """End what is still running."""
        for name in list(self._running):
            self._end(name, signal.SIGTERM)

    def pid(self, name: str) -> int:
        """The number of a process that is running."""
        return self._running[name].pid

    def log(self, name: str, lines: int = 60) -> str:
        """The end of what a process said."""
        path = self._log(name)
        said = path.read_text(errors="replace") if path.exists() else ""
        return "\n".join(said.splitlines()[-lines:])

    def logs(self) -> Iterator[tuple[str, str]]:
        """What every process said last."""
        return ((name, self.log(name)) for name in self._commands)

    def _wait_until(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + WITHIN
        while not holds():
            for name, process in self._running.items():
                if process.poll() is not None:
                    raise NotUp(f"{name} ended with code {process.returncode}\n{self.log(name)}")
            if time.monotonic() > until:
                raise NotUp("\n".join(f"{name}:\n{said}" for name, said in self.logs()))
            time.sleep(0.05)

    def _answers(self, name: str) -> bool:
        address = self._addresses.get(name)
        try:
            return address is None or httpx.get(address, timeout=5, trust_env=False).is_success
        except httpx.HTTPError:
            return False

    def _end(self, name: str, sent: signal.Signals) -> None:
        process = self._running.pop(name)
        if process.poll() is None:
            os.killpg(process.pid, sent)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"


def free_ports(count: int) -> int:
    """A port that is free now, and so are those after it, ``count`` in all."""
    while True:
        with socket.socket() as first:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            if port + count < 65535 and all(map(_free, range(port + 1, port + count))):
                return port


def _free(port: int) -> bool:
    with socket.socket() as tried:
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
