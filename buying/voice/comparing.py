"""Prices compared, in words: what to know before, what it hangs on, and how it was done (P9)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from buying.cards import Fact
from buying.domain.choosing import Choosing
from buying.domain.costs import MOST_YEARS, paybacks
from buying.domain.differences import differences
from buying.domain.money import pounds
from buying.domain.offers import Offer
from buying.domain.scoring import unusually_low
from buying.english import years_words
from buying.voice import cost_chart, estimates, quotes, stops, sums, ways, what_if
from buying.voice.context import Context
from buying.voice.shown import Shown
from buying.voice.sums import basis

BEFORE = "Before you compare"
HOW = "How I compared them"


def comparison(context: Context) -> Shown:
    """What is chosen, if anything is, and the sum with its table."""
    compared = sum_of(context)
    return compared.model_copy(update={"facts": (*chosen_facts(context), *compared.facts)})


def sum_of(context: Context) -> Shown:
    """The options side by side, with what to know before and what would change it.

    Empty where there is nothing to compare.
    """
    choosing = context.known.choosing
    if context.known.not_weighed:
        return Shown(text=f"I cannot compare these prices. {context.known.not_weighed}")
    if choosing is None:
        return Shown()
    return Shown(
        text=_suggestion(choosing),
        facts=(*_before(context, choosing),
               *what_if.facts(choosing, basis(context)), *_how(context, choosing)),
        table=sums.table(context, choosing),
        image=cost_chart.image(context),
    )  # fmt: skip


def _suggestion(choosing: Choosing) -> str:
    """What the sum suggests, and why."""
    best = choosing.result.recommended
    why = choosing.result.sentence
    return why if best is None or choosing.result.only_one else f"I suggest {best}. {why}"


def chosen_facts(context: Context) -> tuple[Fact, ...]:
    """What is chosen, from whom and for how much."""
    chosen = context.known.chosen
    if chosen is None:
        return ()
    if context.known.choosing is None:
        return offer_facts(chosen)
    return (Fact(label="Chosen", value=f"{chosen.name}, {estimates.price(chosen)}"),)


def _before(context: Context, choosing: Choosing) -> tuple[Fact, ...]:
    """Where the quotes are not for the same thing, and what is out of the comparison."""
    with_vat = not context.policy.vat_recoverable
    said = list(differences(choosing.offers, _needed(context), with_vat=with_vat))
    prices = {cost.name: cost.by_part.get("price") for cost in choosing.costs.costs}
    bought = {name: price for name, price in prices.items() if price is not None}
    low = unusually_low(bought, choosing.terms.rules)
    both = f"Both amounts are {basis(context)}."
    said += [("Very low price", f"{one.sentence} {both}") for one in low]
    failed = choosing.result.failed
    said += [("Left out", f"{one.name}: {' '.join(one.reasons)}") for one in failed]
    said += [
        ("From its file", f"{offer.name}: {point}")
        for offer in choosing.offers
        for point in quotes.raised(context, offer)
    ]
    return tuple(Fact(label=label, value=words, group=BEFORE) for label, words in said)


def _needed(context: Context) -> Decimal | None:
    quantity = context.known.answer("need.quantity")
    return Decimal(quantity) if quantity else None


def _how(context: Context, choosing: Choosing) -> tuple[Fact, ...]:
    """By what cost was compared, how it became points, and whether a higher price pays."""
    said = [
        ("Cost compared", choosing.costs.reason),
        ("Points for cost", choosing.result.rule),
        *(("Note", note) for note in choosing.result.notes),
        *(("Payback", words) for words in _payback(choosing, basis(context))),
    ]
    return tuple(Fact(label=label, value=words, group=HOW) for label, words in said)


def _payback(choosing: Choosing, basis: str) -> Iterator[str]:
    """Whether a higher price to begin with is made good, for the option that comes first."""
    leader = choosing.result.recommended
    found = paybacks(choosing.passing, choosing.terms.schedule) if leader else ()
    lives = {option.name: option.life_years for option in choosing.passing}
    for one in found:
        if one.option == leader and (one.discounted or MOST_YEARS) <= lives[one.option]:
            yield (
                f"{one.option} costs {pounds(one.extra)} more to begin with than {one.against}, "
                f"{basis}. It saves that in {years_words(one.discounted or 0)}."
            )


def offer_facts(offer: Offer) -> tuple[Fact, ...]:
    """Who offers it and for how much."""
    return (
        Fact(label="Supplier", value=offer.supplier),
        Fact(label="Price", value=estimates.price(offer)),
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
