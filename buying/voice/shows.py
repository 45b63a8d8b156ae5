"""What a question shows besides its words: the route, the comparison, the sums."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from buying.cards import Fact, Model, Table
from buying.domain.choosing import Offer, forecast
from buying.domain.money import VAT_WORDS, Money, pounds
from buying.voice.asking import resolve, told_parts
from buying.voice.context import Context

ADVICE = {"go_ahead": "Go ahead", "go_ahead_if": "Go ahead on a condition"}


class Shown(Model):
    """What goes on a card above its question."""

    text: str = ""
    facts: tuple[Fact, ...] = ()
    table: Table | None = None


def show(context: Context, name: str) -> Shown:
    """What the step's ``shows:`` asks for. Raises KeyError for a name that is not known."""
    return SHOWS[name](context)


def money_words(money: Money) -> str:
    """An amount with its VAT basis: ``£900 with VAT``."""
    return f"{pounds(money.amount)} {VAT_WORDS[money.vat]}"


def _route(context: Context) -> Shown:
    route = context.known.route
    if route is None:
        return Shown()
    quotes = "One price" if route.quotes <= 1 else f"At least {route.quotes}"
    facts = [
        Fact(label="How to buy", value=route.title),
        Fact(label="Why", value=_because(context)),
        Fact(label="Prices needed", value=f"{quotes}: {route.form_of_quotes}"),
        Fact(label="The rule", value=route.clause),
    ]
    return Shown(text=route.says, facts=tuple(facts))


def _because(context: Context) -> str:
    route, value = context.known.route, context.known.value
    if route is None or value is None:
        return ""
    amount = f"{pounds(value)} with VAT"
    if route.up_to is None:
        return f"{amount} is more than the limits for the other ways"
    return f"{amount} is within the limit of {pounds(route.up_to)}"


def _comparison(context: Context) -> Shown:
    choosing = context.known.choosing
    if choosing is None:
        chosen = context.known.chosen
        return Shown(facts=_offer_facts(chosen) if chosen else ())
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
        ("Lasts", *(_years(prices[r.name].life) for r in ranked)),
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


def _years(life: int) -> str:
    return "1 year" if life == 1 else f"{life} years"


def _offer_facts(offer: Offer) -> tuple[Fact, ...]:
    return (
        Fact(label="Supplier", value=offer.supplier),
        Fact(label="Price", value=money_words(offer.price)),
    )


def _familiarity(context: Context) -> Shown:
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


def _advice_request(context: Context) -> Shown:
    compared = _comparison(context)
    asked = context.known.answers.get("advice_ask")
    if not asked:
        return compared
    facts = (Fact(label="They ask", value=str(asked)), *compared.facts)
    return compared.model_copy(update={"facts": facts})


def _approval_request(context: Context) -> Shown:
    compared = _comparison(context)
    answers, facts = context.known.answers, []
    if answers.get("choose_reason") and compared.table is not None:
        facts.append(Fact(label="Why not the one with most points", value=answers["choose_reason"]))
    for label, part in (("Specialist's advice", "advice.verdict"), ("They say", "advice.reply")):
        said = context.known.answer(part)
        if said and context.known.unfamiliar:
            facts.append(Fact(label=label, value=ADVICE.get(said, said)))
    return compared.model_copy(update={"facts": (*facts, *compared.facts)})


def _proposal(context: Context) -> Shown:
    facts = [Fact(label="Proposal", value=str(context.known.answers.get("proposal")))]
    badly = context.known.answer("reflection.badly")
    if badly:
        facts.append(Fact(label="What got in their way", value=str(badly)))
    return Shown(facts=tuple(facts))


def _how_to_buy(context: Context) -> Shown:
    chosen, route = context.known.chosen, context.known.route
    if chosen is None or route is None:
        return Shown()
    facts = [*_offer_facts(chosen), Fact(label="How to buy", value=route.title)]
    # Advice or an approval may be on record that this purchase needs no longer.
    verdict = context.known.answer("advice.verdict") if context.known.unfamiliar else None
    if verdict == "go_ahead_if":
        facts.append(Fact(label="Condition", value=str(context.known.answer("advice.reply"))))
    note = context.known.answer("approval.reason")
    if note and route.approver != "none":
        facts.append(Fact(label="Your budget holder adds", value=str(note)))
    return Shown(text="You can order now.", facts=tuple(facts))


def _cost_against_plan(context: Context) -> Shown:
    answers, chosen = context.known.answers, context.known.chosen
    facts = []
    if answers.get("budget"):
        facts.append(Fact(label="Your budget", value=money_words(Money.of(answers["budget"]))))
    if chosen:
        facts.append(Fact(label="Price agreed", value=money_words(chosen.price)))
    paid = context.known.answer("delivery.paid")
    if paid:
        facts.append(Fact(label="Invoice", value=money_words(Money.of(paid))))
        facts.append(Fact(label="Against the budget", value=_difference(context, Money.of(paid))))
    if chosen:
        life = pounds(forecast(context.policy, chosen))
        facts.append(Fact(label=f"Expected cost over {_years(chosen.life)}", value=life))
    return Shown(facts=tuple(facts))


def _difference(context: Context, paid: Money) -> str:
    rate = context.policy.vat_rate
    over: Decimal = paid.gross(rate) - Money.of(context.known.answers["budget"]).gross(rate)
    if over == 0:
        return "just as planned"
    return f"{pounds(abs(over))} {'over' if over > 0 else 'under'}, with VAT"


def _proposal_reply(context: Context) -> Shown:
    given: Any = context.known.answers.get("proposal_reply")
    resolved = resolve(context, "proposal_reply")
    return Shown(
        facts=tuple(Fact(label=label, value=words) for label, words in told_parts(resolved, given))
    )


SHOWS: dict[str, Callable[[Context], Shown]] = {
    "route": _route,
    "comparison": _comparison,
    "familiarity": _familiarity,
    "how_to_buy": _how_to_buy,
    "cost_against_plan": _cost_against_plan,
    "advice_request": _advice_request,
    "approval_request": _approval_request,
    "proposal": _proposal,
    "proposal_reply": _proposal_reply,
}
