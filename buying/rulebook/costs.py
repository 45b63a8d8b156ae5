"""The file ``costs.yml``: discount rates, what is usual for each kind of purchase, tariffs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from buying.rulebook.models import Share
from buying.rulebook.shapes import READ_ONLY, Day, Id, Model, Number, Text, Whole


def _time(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool) and value > 0
    if value in ("start", "end") or whole:
        return value
    raise ValueError(f"'{value}' is no time here. Write start, end or a year such as 5.")


Amount = Annotated[Number, Field(ge=0)]
Years = Annotated[Whole, Field(ge=1, le=125)]
Time = Annotated[Literal["start", "end"] | int, BeforeValidator(_time)]
"""When a cost that comes once falls: the day of buying, the end of the life, or a year."""


class RateStep(Model):
    """A yearly rate, up to and including ``through_year`` (counted from 1)."""

    through_year: Annotated[Whole, Field(ge=1)] | None = None
    rate: Share


class RateVersion(Model):
    """Real yearly discount rates by year, as they hold from a day on, with their source."""

    source: Text
    from_: Day = Field(alias="from")
    steps: Annotated[tuple[RateStep, ...], Field(min_length=1)]

    def rate(self, year: int) -> Decimal:
        """The rate, as a fraction, that applies in ``year`` (1 is the first year)."""
        for step in self.steps:
            if step.through_year is None or year <= step.through_year:
                return step.rate
        raise ValueError(f"no rate for year {year}")


class DiscountRates(RateVersion):
    """A set of discount rates: the first version of it, and those that came ``later``."""

    later: tuple[RateVersion, ...] = ()

    @property
    def versions(self) -> tuple[RateVersion, ...]:
        """All versions, in the order in which they are written."""
        return (self, *self.later)

    def on(self, day: date) -> RateVersion | None:
        """The version that holds on ``day``; None before the first."""
        held = [version for version in self.versions if version.from_ <= day]
        return held[-1] if held else None


class VatRate(Model):
    """The rate of VAT on a kind of cost that is not taxed at the standard rate."""

    rate: Share
    source: Text


class CostKind(Model):
    """A kind of cost as staff are asked about it. ``when`` goes with ``each: once`` only."""

    label: Text
    hint: Text | None = None
    each: Literal["year", "once"]
    when: Time | None = None


class Tariff(Model):
    """What one ``unit`` costs, in pounds, from a day on. ``vat`` is the basis of the prices."""

    label: Text
    unit: Text
    vat: Literal["net", "gross", "exempt"]
    from_: Day = Field(alias="from")
    low: Amount
    likely: Amount
    high: Amount
    source: Text


class Life(Model):
    """How many years such a thing lasts."""

    low: Years
    likely: Years
    high: Years
    source: Text


class Shares(Model):
    """A cost as a share of the price: 0.05 for 5 %."""

    low: Amount
    likely: Amount
    high: Amount


class UsualLine(Model):
    """What a kind of cost usually comes to. ``asked``: staff are asked for their own figure."""

    share_of_price: Shares
    asked: bool = False
    source: Text


class CategoryCosts(Model):
    """What is usual for a category. ``lines`` are by kind of cost, in the order they are asked."""

    life: Life
    lines: Annotated[Mapping[Id, UsualLine], *READ_ONLY] = Field(default_factory=dict)

    def asked(self) -> Iterator[str]:
        """The kinds of cost that staff are asked about."""
        return (kind for kind, line in self.lines.items() if line.asked)


class Costs(Model):
    """The file ``costs.yml``."""

    discount_rates: Annotated[Mapping[Id, DiscountRates], *READ_ONLY, Field(min_length=1)]
    default_rate: Id
    vat_rates: Annotated[Mapping[Id, VatRate], *READ_ONLY] = Field(default_factory=dict)
    tariffs: Annotated[Mapping[Id, Tariff], *READ_ONLY] = Field(default_factory=dict)
    lines: Annotated[Mapping[Id, CostKind], *READ_ONLY] = Field(default_factory=dict)
    categories: Annotated[Mapping[Id, CategoryCosts], *READ_ONLY]
