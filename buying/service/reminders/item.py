"""One thing that somebody is to be reminded of now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from buying.voice.reminders import Reminder

APART = 0
"""The rank of what stands by itself: it is told in a line of its own, before anything else."""


@dataclass(frozen=True)
class Item:
    """A reminder that is due.

    ``keys``: the times that are over, the first one first; it is due while the last was not said.
    ``rank``: of several about one purchase the lowest is said, and stands for the rest unless it
    is :data:`APART`. ``holds``: whether it is still true in a transaction that is about to say it.
    """

    person: str
    purchase: int
    keys: tuple[str, ...]
    rank: int
    words: Reminder
    holds: Callable[[Session], bool] = field(compare=False)

    @property
    def newest(self) -> str:
        """The key of the time that is to be said."""
        return self.keys[-1]


def times_over(remind: tuple[int, ...], passed: int, name: str) -> tuple[str, ...]:
    """The keys of the times in ``remind`` that are over when ``passed`` days have passed."""
    return tuple(
        f"{name}:{number}" for number, days in enumerate(remind, start=1) if days <= passed
    )
