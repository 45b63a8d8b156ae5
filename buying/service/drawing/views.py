"""The flow of a rulebook as it is drawn: words in every field."""

from __future__ import annotations

from datetime import date

from buying.cards import Model


class Box(Model):
    """A step in one column.

    ``who``: requester, specialist or budget_holder. ``boxes``: how many boxes its form has, 0
    where it is none. ``times``: how often it is asked, in words; nothing for once. ``only_if``:
    what it depends on within the column, in words; nothing where it is always asked.
    ``may_end``: answers that end the purchase here.
    """

    id: str
    label: str
    who: str
    boxes: int
    times: str
    only_if: str
    may_end: tuple[str, ...]


class Change(Model):
    """An answer that leads out of the column: ``answer`` to ``question``, to the way ``to``."""

    question: str
    answer: str
    to: str


class Column(Model):
    """All values for which a purchase takes the same way.

    ``line``: the line of the table that decides. ``steps`` has a list for each stage.
    """

    values: str
    way: str
    line: str
    clause: str
    stages: tuple[tuple[Box, ...], ...]
    changes: tuple[Change, ...]

    @property
    def boxes(self) -> dict[str, Box]:
        """Every step of the column by its question."""
        return {box.id: box for stage in self.stages for box in stage}


class Flow(Model):
    """The flow for one category on one day. ``stages``: their titles, in order.

    ``rows``: for each stage the questions that any column asks, in order.
    """

    organisation: str
    rules: str
    on: date
    category: str
    stages: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
