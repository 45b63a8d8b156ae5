"""What the desk shows of spending."""

from __future__ import annotations

from datetime import date, datetime

from buying.cards import Fact, Model, Table


class SpentUp(Model):
    """A purchase that has reached or passed what was agreed. ``over``: by how much, in words."""

    mark: int
    reference: str
    item: str
    team: str
    requester: str
    so_far: str
    over: str
    reached_at: datetime


class CostLine(Model):
    """One cost as it was recorded; ``back``: who took it back, when and why, empty if it stands."""

    number: int
    day: date
    what: str
    amount: str
    invoice: str
    note: str
    by: str
    at: datetime
    back: str


class Costs(Model):
    """What one purchase cost. Without a choice there are no ``figures`` and tables.

    ``kinds``: what a cost may be for, and the words for it.
    """

    reference: str
    item: str
    requester: str
    team: str
    says: str
    counted: str
    figures: tuple[Fact, ...]
    tables: tuple[Table, ...]
    lines: tuple[CostLine, ...]
    kinds: tuple[tuple[str, str], ...]
    explanations: tuple[tuple[str, str], ...]
