"""A question as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from buying.domain.money import Money
from buying.domain.policy import Category
from buying.service.trying.terms import Span
from buying.service.walking import Outside


@dataclass(frozen=True)
class Asked:
    """A question as it was read: what is bought, for how much, for how long, from whom.

    ``words``: those of the category's that were found in the text. ``paid``: what is paid
    each ``each`` (week, month, year), or once where that is None; ``length`` and
    ``extension`` are counted in it. ``over``: the time that one payment is for.
    ``assumed``: what had to be taken for granted, a sentence each.
    """

    text: str
    item: str
    quantity: int | None
    category: Category
    words: tuple[str, ...]
    paid: Money
    each: str | None
    length: Decimal | None
    extension: Decimal | None
    over: Span | None
    extras: Money | None
    preferred: bool
    contract: bool
    needed_by: date | None
    assumed: tuple[str, ...]

    @property
    def outside(self) -> Outside:
        """What the question says of the world around the purchase."""
        return Outside(preferred=self.preferred, contract=self.contract, item=self.item)

    def answers(self) -> dict[str, Any]:
        """The question as answers to the rulebook's own questions, in their stored shape."""
        given: dict[str, Any] = {
            "need": {"item": self.item} | _some("quantity", self.quantity),
            "category": self.category.id,
            "budget": self.paid.stored(),
        }
        if self.each is not None:
            term = _some("length", self.length) | _some("extension", self.extension)
            extras = {"extras": self.extras.stored()} if self.extras else {}
            given |= {"purpose": {"goes_on": self.each}, "term": term | extras}
        if self.needed_by is not None:
            given["needed_by"] = self.needed_by.isoformat()
        return given


def _some(key: str, number: Decimal | int | None) -> dict[str, str]:
    return {} if number is None else {key: f"{Decimal(number).normalize():f}"}
