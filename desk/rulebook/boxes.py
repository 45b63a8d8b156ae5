"""What was typed into a form of the rulebook's pages: read box by box, errors kept by box."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from buying.service.rulebooks.texts import UNSEEN

MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        "january february march april may june july august september october november "
        "december".split(),
        start=1,
    )
}
NUMBER = re.compile(r"(\d{1,3}(,\d{3})+|\d{1,12})(\.\d{1,2})?")
DAY_PARTS = ("day", "month", "year")
TOO_LATE = 3000
"""The year from which no day is taken: the rules look some years ahead of it."""


class Boxes:
    """The boxes of one form: what was typed in each, and a sentence for each that is wrong.

    ``errors`` has box to sentence, in the order in which the boxes were read.
    """

    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        self._given = given
        self.errors: dict[str, str] = {}

    def typed(self, box: str) -> str:
        """The text of a box as it was typed; nothing where it is not there."""
        return next(iter(self._given.get(box, ())), "")

    def text(self, box: str, missing: str, longest: int) -> str:
        """A text without blanks around it; ``missing`` is the sentence for an empty box."""
        # Word processors break lines with other characters as well.
        said = "\n".join(self.typed(box).splitlines()).strip()
        if not said:
            self.errors[box] = missing
        elif len(said) > longest:
            self.errors[box] = (
                f"This has {len(said):,} characters. Make it {longest:,} characters or fewer."
            )
        elif UNSEEN.search(said):
            self.errors[box] = "This holds a character that cannot be seen. Type it again."
        return said

    def number(self, box: str, missing: str) -> Decimal | None:
        """An amount or another number of 0 or more, with at most two decimals."""
        said = "".join(self.typed(box).split()).removeprefix("£").removesuffix("%")
        if not said:
            self.errors[box] = missing
        elif not NUMBER.fullmatch(said):
            self.errors[box] = "Write a number such as 300, 1,500 or 89.50."
        else:
            return Decimal(said.replace(",", ""))
        return None

    def day(self, box: str, missing: str) -> date | None:
        """A date from the boxes ``<box>-day``, ``<box>-month`` and ``<box>-year``.

        The month is a number or a name.
        """
        parts = [self.typed(f"{box}-{part}").strip() for part in DAY_PARTS]
        if not any(parts):
            self.errors[box] = missing
            return None
        lacking = [name for name, part in zip(DAY_PARTS, parts, strict=True) if not part]
        if lacking:
            self.errors[box] = f"The date must have a {' and a '.join(lacking)}."
            return None
        found = _date(*parts)
        if found is None:
            self.errors[box] = "There is no such date. Write it like 27 3 2027."
        elif found.year >= TOO_LATE:
            self.errors[box] = f"Give a day before the year {TOO_LATE}."
            return None
        return found

    def summary(self) -> list[dict[str, str]]:
        """The error summary's list: each sentence with a link to its box, a date's first part."""
        return [
            {"text": said, "href": f"#{box}-day" if f"{box}-day" in self._given else f"#{box}"}
            for box, said in self.errors.items()
        ]

    def wrong(self, box: str) -> dict[str, str] | None:
        """The message of one box in the shape that the GOV.UK components take."""
        return {"text": self.errors[box]} if box in self.errors else None


def _date(day: str, month: str, year: str) -> date | None:
    number = MONTHS.get(month.lower()[:3]) if month.isalpha() else None
    if not (_digits(day, 2) and (number or _digits(month, 2)) and _digits(year, 4)):
        return None
    try:
        return date(int(year), number or int(month), int(day))
    except ValueError:
        return None


def _digits(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= most


def date_items(given: Boxes, box: str) -> list[dict[str, str]]:
    """The three parts of the GOV.UK date input, with what was typed."""
    widths = {"day": 2, "month": 2, "year": 4}
    wrong = " govuk-input--error" if box in given.errors else ""
    return [
        {
            "name": part, "value": given.typed(f"{box}-{part}"),
            "classes": f"govuk-input--width-{widths[part]}{wrong}",
        }
        for part in DAY_PARTS
    ]  # fmt: skip
