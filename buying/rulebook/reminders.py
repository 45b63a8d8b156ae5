"""``reminders.yml``: who is reminded of what, and after how long."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from buying.rulebook.shapes import Box, Day, Id, Model, Text, Whole, Wording


def _not_empty(times: tuple[int, ...]) -> tuple[int, ...]:
    if not times:
        raise ValueError("there is no number here. Leave the whole out, or write [2, 4].")
    return times


Times = Annotated[tuple[Annotated[Whole, Field(ge=0)], ...], AfterValidator(_not_empty)]
"""Working days after which one is reminded: the first time, the second, and so on."""

Later = Annotated[Whole, Field(ge=1)]

PLACEHOLDERS = frozenset({"reference", "item", "date"})
"""What the words of a reminder may take in; ``date`` only where it has one."""


class Waiting(Model):
    """A step that waits for a role.

    ``remind``: working days after which those who were asked are reminded; ``tell``: working days
    after which the requester hears, once, whom it waits for.
    """

    remind: Times | None = None
    tell: Later | None = None


class Slow(Model):
    """A purchase that takes longer than its way usually does.

    ``over``: calendar days more than ``takes_days`` of the route, after which its requester is
    told, once.
    """

    over: Annotated[Whole, Field(ge=0)] | None = None


class Unanswered(Model):
    """A question that waits for the requester: of one of ``stages``, or one of ``questions``.

    ``remind``: working days since anything was said of the purchase. ``unless``: a question or a
    box; where it has an answer, this does not apply.
    """

    id: Id
    stages: tuple[Id, ...] = ()
    questions: tuple[Id, ...] = ()
    unless: Box | None = None
    remind: Times
    title: Text
    says: Wording


class OnDate(Model):
    """A day that the requester gave in answer to the question or box ``date``.

    ``remind``: working days after it; 0 is the day itself, or the next working day. ``open``: only
    while this question waits for the requester.
    """

    id: Id
    date: Box
    open: Id | None = None
    remind: Times
    title: Text
    says: Wording


class Reminders(Model):
    """The file ``reminders.yml``. What it leaves out, nobody is reminded of.

    ``days_off``: days besides weekends and bank holidays on which nobody works.
    """

    days_off: tuple[Day, ...] = ()
    waiting: Waiting = Waiting()
    slow: Slow = Slow()
    unanswered: tuple[Unanswered, ...] = ()
    dates: tuple[OnDate, ...] = ()

    @property
    def off(self) -> frozenset[date]:
        """``days_off`` to look up in."""
        return frozenset(self.days_off)
