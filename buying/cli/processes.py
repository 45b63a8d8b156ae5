"""The processes of the Procfile, kept running together and ended together.

Honcho reads the Procfile and prints the lines. Its own manager ends everything
when one process falls over; here a process that fell over is started again, so
that a purchase goes on where it was.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import FrameType

from honcho.colour import get_colours
from honcho.environ import parse_procfile
from honcho.printer import Message, Printer

from buying.settings import ROOT, settings

LOOK_SECONDS = 0.2
READY_SECONDS = 0.5
PATIENCE_SECONDS = 5
FALLS_ALLOWED = 3
FALLS_WITHIN_SECONDS = 60


def commands(procfile: Path) -> dict[str, str]:
    """The commands of a Procfile, by name, in its order."""
    return dict(parse_procfile(procfile.read_text(encoding="utf-8")).processes)


def environment() -> dict[str, str]:
    """The environment of a process: ours, with the settings that all must agree on."""
    return os.environ | {
        "BUYWELL_PORT": str(settings().port),
        "BUYWELL_DATA_DIR": str(settings().data_dir.resolve()),
        "PYTHONUNBUFFERED": "1",
    }


@dataclass
class Running:
    """One process of ours, and the moments at which it fell over."""

    name: str
    command: str
    colour: str
    child: subprocess.Popen[bytes] | None = None
    falls: deque[float] = field(default_factory=deque)

    def fell_too_often(self, moment: float) -> bool:
        """Note a fall at ``moment`` (monotonic seconds); whether to give up."""
        self.falls.append(moment)
        while self.falls[0] < moment - FALLS_WITHIN_SECONDS:
            self.falls.popleft()
        return len(self.falls) > FALLS_ALLOWED

    def send(self, sent: signal.Signals) -> None:
        """Send a signal to the process and to all that it started."""
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, sent)


class Keeper:
    """Runs commands side by side until one signal, or one hopeless command, ends all.

    ``patience`` is how many seconds a process has to end by itself.
    """

    def __init__(self, commands: Mapping[str, str], patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        colours = get_colours()
        self._all = [Running(name, command, next(colours)) for name, command in commands.items()]
        width = max(len(name) for name in (*commands, "system"))
        self._printer = Printer(sys.stdout, width=width)
        self._stopping = threading.Event()
        self._code = 0

    def run(self) -> int:
        """Run until stopped; the exit code of the whole."""
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sent, self._on_signal)
        try:
            for process in self._all:
                self._start(process)
            self._announce()
            while not self._stopping.wait(LOOK_SECONDS):
                for process in self._all:
                    self._look_after(process)
        finally:
            self._end()
        return self._code

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._code = 0 if number == signal.SIGINT else 128 + number
        self._stopping.set()

    def _start(self, process: Running) -> None:
        if self._stopping.is_set():
            return
        # A session of its own, so that Ctrl-C reaches us alone and we end each in turn.
        process.child = subprocess.Popen(
            process.command,
            shell=True,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        threading.Thread(target=self._copy, args=(process, process.child), daemon=True).start()

    def _copy(self, process: Running, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            self._say(process.name, line.decode(errors="replace"), process.colour)

    def _look_after(self, process: Running) -> None:
        if process.child is None or (code := process.child.poll()) is None:
            return
        # What it started must go before it is started again: it may hold the port.
        process.send(signal.SIGKILL)
        if process.fell_too_often(time.monotonic()):
            self._say("system", f"{process.name} ended again and again; stopping everything\n")
            self._code = 1
            self._stopping.set()
        else:
            self._say("system", f"{process.name} ended with code {code}; starting it again\n")
            self._start(process)
            self._announce()

    def _end(self) -> None:
        self._stopping.set()
        for process in self._all:
            process.send(signal.SIGTERM)
        until = time.monotonic() + self._patience
        for process in self._all:
            if process.child is not None:
                try:
                    process.child.wait(max(0, until - time.monotonic()))
                except subprocess.TimeoutExpired:
                    self._say("system", f"{process.name} did not end by itself\n")
                process.send(signal.SIGKILL)
                process.child.wait()
        self._say("system", "all processes have ended\n")

    def _announce(self) -> None:
        threading.Thread(target=self._say_when_ready, daemon=True).start()

    def _say_when_ready(self) -> None:
        began, address = time.monotonic(), f"http://{_reachable_host()}:{settings().port}"
        # A proxy set for the machine is for the internet, not for loopback.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while not self._stopping.wait(READY_SECONDS):
            try:
                direct.open(f"{address}/health/ready", timeout=2).close()
            except (urllib.error.URLError, OSError):
                continue
            seconds = time.monotonic() - began
            self._say("system", f"ready after {seconds:.0f} s: {settings().base_url}\n")
            return

    def _say(self, name: str, text: str, colour: str | None = None) -> None:
        line = Message(type="line", data=text, time=datetime.now(), name=name, colour=colour)
        # A terminal that was closed must not keep us from ending what we started.
        with contextlib.suppress(OSError):
            self._printer.write(line)


def _reachable_host() -> str:
    host = "127.0.0.1" if settings().host in ("0.0.0.0", "::", "") else settings().host
    return f"[{host}]" if ":" in host else host
