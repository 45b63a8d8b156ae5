"""What trying a question gives back: words in every field, each rule with where it is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from buying.cards import Model


class Told(Model):
    """One thing that is so: its label, what it says, and the rule or file that it comes from."""

    label: str
    says: str
    source: str = ""


class LineTried(Model):
    """A line of the decision table, as it was held against the purchase.

    ``needs``: when it is for a purchase, in words. ``here``: how things are instead, where it
    does not hold. ``bands``: only of the line that decides.
    """

    title: str
    needs: str
    holds: bool
    here: str
    source: str
    bands: tuple[BandTried, ...] = ()


class BandTried(Model):
    """A band of the deciding line: its values in words, the way to buy, whether it decides."""

    values: str
    way: str
    decides: bool


class CheckTried(Model):
    """A policy check that would be asked.

    ``worry``: the answer, yes or no, that makes it fire; ``then``: what it does: ``stop``,
    ``warn`` or ``note``. ``leads_to``: the other way to buy that this answer brings, if any.
    """

    label: str
    asks: str
    worry: str
    then: str
    says: str
    who_can_lift: str
    leads_to: str
    source: str


class StepTried(Model):
    """A step that would be asked.

    ``who``: requester, specialist or budget_holder. ``times``: how often it is asked.
    ``because``: the condition that holds, in words; nothing where it is always asked.
    ``may_end``: answers that would end the purchase here. ``source``: the file of the question
    and the line that asks it.
    """

    id: str
    label: str
    asks: str
    who: str
    times: int
    boxes: tuple[str, ...]
    because: str
    may_end: tuple[str, ...]
    source: str


class StageTried(Model):
    """A part of the purchase with the steps in it that would be asked."""

    title: str
    steps: tuple[StepTried, ...]


class Answer(Model):
    """What would happen with a purchase. Amounts are in pounds, unrounded.

    ``rules``: the label of the rulebook that was tried. ``understood`` and ``assumed``: how the
    question was read. ``replies``: about how many the requester would give from the first
    question to the last; ``others``: those of specialists and budget holders.
    """

    question: str
    rules: str
    on: date
    understood: tuple[Told, ...]
    assumed: tuple[str, ...]
    net: Decimal
    gross: Decimal
    value: tuple[Told, ...]
    kind: tuple[Told, ...]
    lines: tuple[LineTried, ...]
    route: str
    way: tuple[Told, ...]
    duties: tuple[Told, ...]
    checks: tuple[CheckTried, ...]
    stages: tuple[StageTried, ...]
    replies: int
    others: int
