"""The shape of a purchase file: plain text and moments, which every door sets in its own way.

Nothing in it carries marks: what somebody typed is shown as it was typed.
"""

from __future__ import annotations

from datetime import datetime

from buying.cards import Image, Model
from buying.charts import CostChart

Cell = str | datetime
"""Text, perhaps of several lines, or an aware moment."""


class Row(Model):
    """One fact of a part: what it is, and what it says."""

    label: str
    value: Cell


class Table(Model):
    """Rows under headings. The first cell of a row names it; ``numeric`` columns align right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[int, ...] = ()


class Picture(Model):
    """A picture of costs: for doors that draw it themselves what to draw, for pages where it is
    served, with the words that say the same, and its figures."""

    chart: CostChart
    image: Image
    tables: tuple[Table, ...] = ()


class Part(Model):
    """A part of the file with its heading. ``id`` is stable and fit for an address (``#``)."""

    id: str
    title: str
    text: str = ""
    rows: tuple[Row, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """(words, path) of what can be fetched from this service."""


class Record(Model):
    """The file of one purchase as it stood at ``made_at``, for one reader."""

    reference: str
    item: str
    made_at: datetime
    parts: tuple[Part, ...]
