"""Reads what ``buywell check`` prints."""

from __future__ import annotations

from dataclasses import dataclass

STATES = ("ok", "missing", "wrong", "not tried")


@dataclass
class Told:
    """One step as it was printed: its state and all that was said of it, on one line."""

    state: str
    words: str


def read(printed: str) -> dict[str, Told]:
    """The steps by their names. Raises ValueError for a line that belongs to none."""
    found: dict[str, Told] = {}
    last = ""
    for line in printed.split("\n\n")[0].splitlines():
        state, rest = line[:11].strip(), line[11:].strip()
        if state:
            assert state in STATES, line
            last = rest
            found[last] = Told(state, "")
        else:
            found[last].words += f" {rest}"
    return found


def states(printed: str) -> dict[str, str]:
    """The state of each step by its name."""
    return {name: told.state for name, told in read(printed).items()}
