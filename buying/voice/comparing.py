"""Prices compared, in words: the sum line by line, and what was said of each (P9)."""

from __future__ import annotations

from buying.cards import Fact, Table
from buying.domain.choosing import Offer
from buying.domain.money import pounds
from buying.voice import stops, ways
from buying.voice.context import Context
from buying.voice.shown import Shown, money_words, years_words


def comparison(context: Context) -> Shown:
    """The sum and its table; the one price where there is nothing to compare."""
    choosing = context.known.choosing
    if choosing is None:
        chosen = context.known.chosen
        return Shown(facts=offer_facts(chosen) if chosen else ())
    facts = [
        Fact(label="Cost compared", value=choosing.costs.reason),
        Fact(label="Points for cost", value=choosing.limits.words),
        *(Fact(label="Note", value=note) for note in choosing.result.notes),
    ]
    if context.known.chosen:
        facts.insert(0, Fact(label="Chosen", value=context.known.chosen.name))
    return Shown(text=choosing.result.sentence, facts=tuple(facts), table=_sum_table(context))


def _sum_table(context: Context) -> Table | None:
    choosing = context.known.choosing
    if choosing is None:
        return None
    costs = {cost.name: cost for cost in choosing.costs.costs}
    ranked = choosing.result.ranking
    prices = {offer.name: offer for offer in choosing.offers}
    rows: list[tuple[str, ...]] = [
        ("Price", *(money_words(prices[r.name].price) for r in ranked)),
        ("Running costs a year", *(money_words(prices[r.name].running) for r in ranked)),
        ("Lasts", *(years_words(prices[r.name].life) for r in ranked)),
        ("Whole-life cost", *(pounds(costs[r.name].total) for r in ranked)),
        ("Cost a year", *(pounds(costs[r.name].equivalent_annual_cost) for r in ranked)),
    ]
    for position, line in enumerate(ranked[0].lines):
        label = f"{line.label} (weight {line.weight:f})"
        rows.append((label, *(r.lines[position].working for r in ranked)))
    totals = choosing.result.totals
    rows.append(("Points of 100", *(f"**{totals[r.name]}**" for r in ranked)))
    basis = "without VAT" if context.policy.vat_recoverable else "with VAT"
    return Table(
        caption=f"The sum, line by line. Whole-life costs are {basis}, in today's money.",
        columns=("", *(r.name for r in ranked)),
        rows=tuple(rows),
        numeric=tuple(range(1, len(ranked) + 1)),
    )


def offer_facts(offer: Offer) -> tuple[Fact, ...]:
    """Who offers it and for how much."""
    return (
        Fact(label="Supplier", value=offer.supplier),
        Fact(label="Price", value=money_words(offer.price)),
    )


def involved(context: Context) -> Shown:
    """What the people who will use it said, beside what is chosen."""
    said = context.known.answer("involve.said")
    facts = [Fact(label="They said", value=str(said))] if said else []
    if context.known.chosen:
        facts.append(Fact(label="You choose", value=context.known.chosen.name))
    return Shown(facts=tuple(facts))


def familiarity(context: Context) -> Shown:
    """That the chosen supplier is not on the list, and what comes of it."""
    chosen = context.known.chosen
    if chosen is None:
        return Shown()
    return Shown(
        text=(
            f"**{chosen.supplier}** is not on our list of preferred suppliers for this. "
            "So a commissioning specialist must look first. I pass on all that you told me, "
            "and I tell you here when the answer comes."
        )
    )


def advice_request(context: Context) -> Shown:
    """For the specialist: what staff ask, and the prices compared."""
    compared = comparison(context)
    asked = context.known.answers.get("advice_ask")
    facts = [Fact(label="They ask", value=str(asked))] if asked else []
    facts += [*stops.risk(context), *stops.worries(context), *ways.split_facts(context)]
    return compared.model_copy(update={"facts": (*facts, *compared.facts)})
