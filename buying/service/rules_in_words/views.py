"""What a reader of the rules sees: plain text in every field, ready for a page."""

from __future__ import annotations

from datetime import date
from typing import Literal

from buying.cards import Model, Table


class Dated(Model):
    """An amount in words with its VAT basis or unit, and the first day on which it holds."""

    amount: str
    from_: date
    when: Literal["earlier", "now", "later"]


class Limit(Model):
    """A threshold. ``id`` is its name in the rulebook, ``name`` the same for readers.

    ``decides``: what it is used for, one sentence each. ``unit`` is how a new value is typed:
    ``GBP``, ``percent``, ``days`` or ``count``; ``basis`` the VAT basis in words, if any.
    ``of_law``: it is the law's, the same for every organisation.
    """

    id: str
    name: str
    decides: tuple[str, ...]
    unit: Literal["GBP", "percent", "days", "count"]
    basis: str
    values: tuple[Dated, ...]
    source: str
    of_law: bool

    @property
    def now(self) -> str:
        """The amount that holds today, in words."""
        return next((each.amount for each in self.values if each.when == "now"), "no amount yet")


class Way(Model):
    """A way to buy, and what it asks for: labels and what they say."""

    id: str
    title: str
    says: str
    facts: tuple[tuple[str, str], ...]


class LineView(Model):
    """A line of the decision table: for which purchases, then values and the way for each."""

    title: str
    when: str
    bands: tuple[tuple[str, str, str], ...]
    """Values in words, the id of the way to buy, and its title."""


class TableView(Model):
    """The decision table that holds from a day on."""

    from_: date
    when: Literal["earlier", "now", "later"]
    lines: tuple[LineView, ...]


class CheckView(Model):
    """A policy check: what it asks, of whom, and what a worrying answer leads to."""

    label: str
    asks: str
    facts: tuple[tuple[str, str], ...]


class StepView(Model):
    """A step: its name, what it asks, and facts on when and of whom."""

    label: str
    asks: str
    facts: tuple[tuple[str, str], ...]


class StageView(Model):
    """A part of the purchase with its steps in order."""

    title: str
    steps: tuple[StepView, ...]


class Kind(Model):
    """A kind of thing that is bought. ``more`` is how long one lasts and whether it goes on."""

    label: str
    risk: str
    suggested_by: str
    more: str


class Rules(Model):
    """All rules of one version."""

    organisation: str
    limits: tuple[Limit, ...]
    ways: tuple[Way, ...]
    tables: tuple[TableView, ...]
    duties: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """What the law asks: a label, and facts on it."""
    checks: tuple[CheckView, ...]
    weighing: Table
    scoring: tuple[tuple[str, str], ...]
    """How options are compared: a label, and what it says."""
    process: tuple[tuple[str, str], ...]
    """What the way of buying is judged by, and why."""
    stages: tuple[StageView, ...]
    kinds: tuple[Kind, ...]
    contacts: tuple[tuple[str, str], ...]
    help: tuple[tuple[str, str, str], ...]
    """A word, what it means, and the source."""
