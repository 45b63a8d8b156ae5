"""How a figure of an option is said in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from buying.domain.costs.lines import KINDS, CostLine
from buying.english import inside

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "price": "its price is",
        "delivery": "its delivery costs",
        "installation": "its fitting costs",
        "training": "its training costs",
        "energy": "its energy costs",
        "water": "its water costs",
        "consumables": "the supplies that it uses up cost",
        "servicing": "its servicing costs",
        "repairs": "its repairs cost",
        "insurance": "its insurance costs",
        "staff_time": "the staff time for it costs",
        "downtime": "the time that it is out of use costs",
        "licence": "its licences cost",
        "hire": "its hire costs",
        "replacement": "its replacement parts cost",
        "disposal": "its disposal costs",
        "carbon": "its carbon costs",
        "residual": "it can be sold for",
        "other": "its other costs are",
    }
)
"""The beginning of a clause about each kind of line, to be followed by an amount."""


def clause(line: CostLine, amount: str) -> str:
    """``its servicing costs more than £310``, for ``amount`` "more than £310"."""
    if line.label and line.kind != "residual":
        return f"you pay {amount} for its {inside(line.label)}"
    return f"{SUBJECTS[line.kind]} {amount}"


def need(line: CostLine, amount: str) -> str:
    """What an option may need: ``need £50 to £400 for servicing``."""
    if line.kind == "residual":
        return f"be sold for {amount}"
    if line.kind == "price" and not line.label:
        return f"cost {amount} to buy"
    return f"need {amount} for {inside(line.label or KINDS[line.kind])}"


def when(line: CostLine, life: int) -> str:
    """When a line falls, to follow its amount: `` a year``, `` in year 5``; "" at either end."""
    if line.each_year_from is None:
        return "" if line.year in (0, life) else f" in year {line.year}"
    last = line.each_year_to or life
    if line.each_year_from <= 1 and last == life:
        return " a year"
    return f" a year in years {line.each_year_from} to {last}"
