"""Charts to test with: the options are made up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from buying.charts import ChartOption, CostChart, PartCost

TITLE = "What each option costs over its whole life"
BASIS = "Without VAT, in today's money."
HOSTILE = '<script>alert("x")</script> & $x^2$ \\frac{1}{2} ]]> \u202e\ufffe\ud7ff木 😀 _a_ %s {0}'
KINDS = (
    "Price", "Delivery", "Fitting", "Energy", "Water", "Servicing", "Repairs", "Insurance",
    "Staff time", "Disposal",
)  # fmt: skip


def part(label: str, *by_year: str | int) -> PartCost:
    """A part that costs so much in year 0, in year 1 and so on."""
    return PartCost(label=label, by_year=tuple(Decimal(amount) for amount in by_year))


def option(name: str, *parts: PartCost, **more: Any) -> ChartOption:
    """An option; ``low`` and ``high`` may be given as text."""
    ends = {key: Decimal(value) for key, value in more.items()}
    return ChartOption(name=name, parts=parts, **ends)


def chart(*options: ChartOption, a_year: bool = False) -> CostChart:
    """Options side by side."""
    return CostChart(title=TITLE, basis=BASIS, options=options, a_year=a_year)


HARBOUR = option(
    "Harbour Mobility Ltd",
    part("Price", 840, 0, 0),
    part("Servicing", 0, "100.40", "99.60"),
    part("What it can be sold for", 0, 0, -40),
    low="900",
    high="1200",
)
NORTHSIDE = option(
    "Northside Care Supplies",
    part("Price", 790, 0, 0),
    part("Servicing", 0, 400, 390),
)
TWO = chart(HARBOUR, NORTHSIDE)


def big(options: int = 8, years: int = 30, parts: int = 10) -> CostChart:
    """As much as a picture has to hold, with ranges."""
    return chart(
        *(
            option(
                f"Supplier number {number} of Meadowshire and District Ltd",
                *(part(kind, *[50 + number] * (years + 1)) for kind in KINDS[: parts - 1]),
                part("What it can be sold for", *[0] * years, -300),
                low="10000",
                high="20000",
            )
            for number in range(options)
        )
    )


EXTREMES = {
    "one option": chart(NORTHSIDE),
    "two options": TWO,
    "eight options over thirty years": big(),
    "one option over 125 years": big(options=1, years=125),
    "only the day of buying": chart(option("A", part("Price", 5))),
    "all zero": chart(option("A", part("Price", 0, 0)), option("B", part("Price", 0, 0))),
    "below zero": chart(option("A", part("Price", 10, 0), part("Sold for", 0, -60))),
    "a thousand million": chart(
        option("A", part("Price", 10**9, 0), part("Servicing", 0, 1), low="1", high="2000000000"),
        option("B", part("Price", "0.01", 0)),
    ),
    "hostile names": chart(option(HOSTILE, part(HOSTILE, 10)), option("x" * 5_000, part("P", 1))),
    "no name": chart(option("", part("", 10))),
    "a year of use": chart(
        option("A", part("Price", 100, 0, 0), years_of_use="1.9"),
        option("B", part("Price", 300), years_of_use="1"),
        a_year=True,
    ),
}
