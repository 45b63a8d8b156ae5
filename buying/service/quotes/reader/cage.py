"""What the reading process gives up before it looks at a file."""

from __future__ import annotations

import sys
from typing import Any

MEMORY = 768 * 1024 * 1024
"""Bytes of address space, of which the libraries themselves take a good part."""

SECONDS = 10
"""Seconds of processor time."""

NO_MORE_FILES = 3
"""Standard input, output and error are open; a number for another file cannot be had."""

FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system",
             "os.startfile", "os.kill", "ctypes.", "shutil.", "os.remove", "os.rename")  # fmt: skip


def close() -> None:
    """Give up memory, time, files, the network and other processes, for good.

    The limits are those of the operating system where it has them; what Python does itself is
    refused everywhere.
    """
    sys.addaudithook(_refuse)
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time on the wall still holds.
        return
    for name, most in (
        ("RLIMIT_AS", MEMORY),
        ("RLIMIT_CPU", SECONDS),
        ("RLIMIT_NOFILE", NO_MORE_FILES),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 0),
    ):
        _limit(resource, name, most)


def _limit(resource: Any, name: str, most: int) -> None:
    kind = getattr(resource, name, None)
    if kind is None:
        return
    try:
        resource.setrlimit(kind, (most, most))
    except (OSError, ValueError):
        # Some systems refuse some of them, as macOS does for address space.
        return


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)
