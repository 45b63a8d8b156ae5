"""Having a file read, in a process that can do no harm, and finding the quotes in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from typing import Any

from buying.domain.quotes import Document, QuoteRead, find, kind_of
from buying.domain.quotes.kinds import READABLE, Kind, has_macros
from buying.service.quotes.found import Reading
from buying.settings import ROOT

WITHIN = 20.0
"""Seconds on the wall for reading one file."""

MOST_SAID = 4 * 1024 * 1024
"""Bytes that are taken from the reading process."""

AT_ONCE = 2
"""Files that one process has read at a time: each may take much memory."""

_TURNSTILE = threading.BoundedSemaphore(AT_ONCE)

PRICED = ("price", "running")


def read(data: bytes) -> Reading:
    """The quotes in a file, or the trouble with it. Never raises for any content."""
    kind = kind_of(data)
    if kind not in READABLE:
        return Reading(trouble=kind)
    with _TURNSTILE:
        answer = _asked(kind, data)
    if "trouble" in answer:
        return Reading(trouble=str(answer["trouble"]))
    notes = [*answer["notes"], *(["macros"] if has_macros(data) else [])]
    quotes = find(Document.of(answer["rows"], grid=answer["grid"]))
    if {"formulas", "formats"} & set(notes):
        quotes = [_unpriced(quote) for quote in quotes]
    if not any(map(_says_anything, quotes)):
        return Reading(trouble="no_figures", notes=tuple(notes))
    return Reading(notes=tuple(notes), quotes=tuple(quote.stored() for quote in quotes))


def _says_anything(quote: QuoteRead) -> bool:
    return bool(quote.boxes or quote.facts) or any(
        not doubt.startswith("I did not find") for doubt in quote.doubts
    )


def _unpriced(quote: QuoteRead) -> QuoteRead:
    """A quote without its sums: with one of them missing, none can be trusted."""
    left = {k: v for k, v in quote.boxes.items() if k not in PRICED and not k.startswith("cost_")}
    left.pop("pays", None)
    return replace(quote, boxes=left, doubts=())


def _asked(kind: Kind, data: bytes) -> dict[str, Any]:
    """What the reading process says; a trouble where it says nothing."""
    command = [sys.executable, "-s", "-m", "buying.service.quotes.reader", kind]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        # Nothing of our own surroundings, which hold secrets, goes with it.
        env=_surroundings(),
    ) as process:
        late = threading.Timer(WITHIN, process.kill)
        late.start()
        try:
            said = _spoken(process, data)
        finally:
            timed_out = not late.is_alive()
            late.cancel()
            process.kill()
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        return {"trouble": "too_slow" if timed_out else "too_much"}
    return answer


def _spoken(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError:
        return b""
    return process.stdout.read(MOST_SAID)


def _surroundings() -> dict[str, str]:
    needed = ("PATH", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE")
    kept = {name: os.environ[name] for name in needed if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}
