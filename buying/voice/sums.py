"""The sum that compares prices, line by line, as a table (P9)."""

from __future__ import annotations

from collections.abc import Sequence

from buying.cards import Table
from buying.domain.choosing import Choosing
from buying.domain.costs import Comparison, Option, spread
from buying.domain.costs.spreads import Spread
from buying.domain.money import pounds
from buying.domain.offers import Offer
from buying.domain.scoring import Ranked
from buying.voice import estimates
from buying.voice.context import Context


def basis(context: Context) -> str:
    """How costs are compared: ``with VAT``, or ``without VAT`` where the buyer gets it back."""
    return "without VAT" if context.policy.vat_recoverable else "with VAT"


def table(context: Context, choosing: Choosing) -> Table | None:
    """A column for each option that is ranked, best first; None where none is."""
    ranked = choosing.result.ranking
    if not ranked:
        return None
    given = {offer.name: offer for offer in choosing.offers}
    offers = tuple(given[one.name] for one in ranked)
    rows = [
        *_given_rows(context, offers, choosing.passing),
        *_cost_rows(choosing.costs, [one.name for one in ranked]),
    ]
    rows += _line_rows(ranked)
    totals = choosing.result.totals
    rows.append(("Points of 100", *(f"**{totals[one.name]}**" for one in ranked)))
    return Table(
        caption=f"The sum, line by line. Whole-life costs are {basis(context)}, in today's money.",
        columns=("", *(one.name for one in ranked)),
        rows=tuple(rows),
        numeric=tuple(range(1, len(ranked) + 1)),
    )


def _line_rows(options: Sequence[Ranked]) -> list[tuple[str, ...]]:
    """A row for each criterion: what each option was given for it, and what that comes to.

    Where cost and quality are divided by one another, the criteria make the points for quality,
    and the last row divides.
    """
    rows = [
        (f"{lines[0].label} (weight {lines[0].weight:f})", *(line.full_working for line in lines))
        for lines in zip(*(one.parts or one.lines for one in options), strict=True)
    ]
    if not options[0].parts:
        return rows
    return [*rows, (options[0].lines[0].label, *(one.lines[0].how for one in options))]


def _given_rows(
    context: Context, offers: tuple[Offer, ...], options: Sequence[Option]
) -> list[tuple[str, ...]]:
    """What was said of each option, and what was taken where nobody knew."""
    rows: list[tuple[str, ...]] = [("Price", *(estimates.price(offer) for offer in offers))]
    costed = {option.name: option for option in options}
    for kind in estimates.cost_kinds(offers):
        said = (estimates.taken(o, kind, costed[o.name], basis(context)) for o in offers)
        usual = context.policy.costs.of(offers[0].category)
        rows.append((estimates.cost_label(kind, usual), *said))
    return [*rows, ("Lasts", *(estimates.lasts(o, costed[o.name]) for o in offers))]


def _cost_rows(costs: Comparison, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Whole-life cost and cost a year; where figures are uncertain, between what each lies."""
    found = {cost.name: cost for cost in costs.costs}
    ordered = [found[name] for name in names]
    rows: list[tuple[str, ...]] = [
        ("Whole-life cost", *(pounds(cost.total) for cost in ordered)),
        ("Cost a year", *(pounds(cost.equivalent_annual_cost) for cost in ordered)),
    ]
    ranges = [spread(cost, costs.basis) for cost in ordered]
    if all(low == high for low, high in ranges):
        return rows
    what = "Whole-life cost" if costs.basis == "whole_life_cost" else "Cost a year"
    words = (estimates.between(Spread(low, low, high)) for low, high in ranges)
    return [*rows, (f"{what} may be", *words)]
