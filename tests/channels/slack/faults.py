"""Ways in which Slack's Web API goes wrong, for the stub to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["busy", "error", "status", "nonsense", "page", "nothing", "hang up", "slow"]


@dataclass(frozen=True)
class Fault:
    """One call that goes wrong. ``done``: what was asked for is carried out all the same."""

    kind: Kind
    done: bool = False
    seconds: float = 0.0
    status: int = 500
    code: str = ""


def busy(seconds: float = 1.0) -> Fault:
    """Status 429, with Retry-After."""
    return Fault("busy", seconds=seconds)


def error(code: str, done: bool = False) -> Fault:
    """Slack's ``{"ok": false, "error": code}``."""
    return Fault("error", done=done, code=code)


def status(number: int = 500, done: bool = False) -> Fault:
    """Another status than 200, and nothing that says why."""
    return Fault("status", done=done, status=number)


def nonsense(done: bool = False) -> Fault:
    """Status 200 with JSON that breaks off."""
    return Fault("nonsense", done=done)


def page(done: bool = False) -> Fault:
    """Status 200 with a page for people, as a proxy gives it."""
    return Fault("page", done=done)


def nothing(done: bool = False) -> Fault:
    """No answer at all, until whoever asked goes away."""
    return Fault("nothing", done=done)


def hang_up(done: bool = False) -> Fault:
    """The connection ends without an answer."""
    return Fault("hang up", done=done)


def slow(seconds: float) -> Fault:
    """All is well, after a while."""
    return Fault("slow", done=True, seconds=seconds)
