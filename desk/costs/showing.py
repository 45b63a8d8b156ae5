"""What the template of the sheet needs: boxes with their errors, and what comes out in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from buying.cards import Table
from buying.charts import alt_text, as_tables
from buying.domain.costs import KINDS
from buying.domain.money import pounds
from buying.domain.policy import Policy
from buying.service import costing
from buying.service.costing import Answer, Mistake, Worked
from buying.service.costing.answer import OptionTold
from buying.service.costing.purchase import Begun
from buying.service.costing.request import MISSING_BASIS
from desk.costs.sheet import MOST_LINES, MOST_OPTIONS, Sheet, box_of

VATS = {
    "": "As it is",
    "net": "Plus VAT",
    "gross": "With VAT",
    "exempt": "No VAT",
}
ON_THE_PAGE = {MISSING_BASIS: "Choose whether VAT comes on top, is in it, or there is none."}
"""Mistakes in words for a page, where those for a file name what nobody sees there."""

WHENS = {"day": "On the day of buying", "each": "Every year", "year": "Once, in a later year"}


@dataclass(frozen=True)
class Reply:
    """What a page answers with. ``about``: the box of mistakes that are in none of the sheet;
    ``focus``: the box to go on with; ``kept``: the sheet as its address has it."""

    sheet: Sheet
    mistakes: Sequence[Mistake] = ()
    about: str = ""
    worked: Worked | None = None
    kept: str = ""
    focus: str = ""


def view(reply: Reply, rules: Policy, begun: Sequence[Begun]) -> dict[str, Any]:
    """Everything that the template shows."""
    errors = _errors(reply)
    chart = costing.chart(reply.worked) if reply.worked else None
    return {
        "sheet": reply.sheet,
        "errors": errors,
        "summary": [_link(reply.sheet, box, said) for box, said in errors.items()],
        "id_of": _id,
        "focus": reply.focus,
        "kinds": KINDS,
        "vats": VATS,
        "whens": WHENS,
        "rates": tuple(rules.costs.schedules),
        "usual_rate": rules.schedule.name,
        "recoverable": rules.vat_recoverable,
        "most": (MOST_OPTIONS, MOST_LINES),
        "purchases": begun,
        "kept": reply.kept,
        "answer": reply.worked.answer if reply.worked else None,
        "tables": _tables(reply.worked.answer) if reply.worked else (),
        "chart": chart,
        "alt": alt_text(chart) if chart else "",
        "details": as_tables(chart) if chart else (),
    }


def _errors(reply: Reply) -> Mapping[str, str]:
    """Box to its sentences, in the order in which they were found."""
    errors: dict[str, str] = {}
    for mistake in reply.mistakes:
        box = reply.about or box_of(mistake)
        message = ON_THE_PAGE.get(mistake.message, mistake.message)
        said = mistake.said if reply.about else message
        errors[box] = f"{errors[box]} {said}" if box in errors else said
    return errors


def _link(sheet: Sheet, box: str, said: str) -> dict[str, str]:
    """A line of the error summary: which option and cost it is about, with a link to the box."""
    return {"text": f"{_about(sheet, box)}{said}", "href": f"#{_id(box) or 'sheet'}"}


def _about(sheet: Sheet, box: str) -> str:
    found = re.match(r"options\.(\d+)\.(?:lines\.(\d+)\.)?", box)
    if found is None or int(found[1]) >= len(sheet.options):
        return ""
    number = int(found[1])
    option = sheet.options[number].name or f"Option {number + 1}"
    return f"{option}, cost {int(found[2]) + 1}: " if found[2] else f"{option}: "


def _id(box: str) -> str:
    return box.replace(".", "-")


def _tables(answer: Answer) -> tuple[Table, ...]:
    by_name = {option.name: option for option in answer.options}
    ranked = [by_name[name] for name in answer.ranking]
    return _ranking(ranked), _parts(ranked)


def _ranking(ranked: Sequence[OptionTold]) -> Table:
    return Table(
        caption="Cheapest first",
        columns=("Option", "Lasts", "Whole-life cost", "Cost a year"),
        numeric=(1, 2, 3),
        rows=tuple(
            (
                option.name,
                _years(option),
                _between(option.whole_life_cost, option.low, option.high),
                _between(option.equivalent_annual_cost, option.annual_low, option.annual_high),
            )
            for option in ranked
        ),
    )


def _parts(ranked: Sequence[OptionTold]) -> Table:
    rows = [
        (words, *(_part(option, kind) for option in ranked))
        for kind, words in KINDS.items()
        if any(kind in option.by_part for option in ranked)
    ]
    total = ("**In all**", *(f"**{_pounds(o.whole_life_cost)}**" for o in ranked))
    return Table(
        caption="Whole-life cost by part",
        columns=("Part", *(option.name for option in ranked)),
        numeric=tuple(range(1, len(ranked) + 1)),
        rows=(*rows, total),
    )


def _part(option: OptionTold, kind: str) -> str:
    return _pounds(option.by_part[kind]) if kind in option.by_part else "–"


def _years(option: OptionTold) -> str:
    likely = f"{option.life_years} {'year' if option.life_years == 1 else 'years'}"
    if option.life_low == option.life_high:
        return likely
    return f"{likely} ({option.life_low} to {option.life_high})"


def _between(likely: str, low: str, high: str) -> str:
    if low == high:
        return _pounds(likely)
    return f"{_pounds(likely)} ({_pounds(low)} to {_pounds(high)})"


def _pounds(amount: str) -> str:
    return pounds(Decimal(amount))
