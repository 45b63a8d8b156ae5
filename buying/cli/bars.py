"""How far the work of a command has come, where it takes long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds after which a bar shows."""


@contextmanager
def bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, shown only when the work takes long.

    It is told what is being done, how much of it is done, and how much there is.
    """
    from rich.console import Console
    from rich.progress import Progress

    shown = Progress(console=Console(stderr=True), transient=True)
    tasks: dict[str, object] = {}
    began = time.monotonic()

    def progress(what: str, done: int, total: int) -> None:
        if time.monotonic() - began < PATIENCE:
            return
        shown.start()
        if what not in tasks:
            tasks[what] = shown.add_task(what)
        shown.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

    try:
        yield progress
    finally:
        if tasks:
            shown.stop()
