"""What a question shows besides its words, by the name that the rulebook gives it (`shows:`)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from buying.cards import Fact
from buying.domain.money import Money, pounds
from buying.domain.offer_costs import costed, forecast
from buying.english import years_words
from buying.voice import spending, splits, stops, together, ways
from buying.voice.asking import resolve, told_parts
from buying.voice.comparing import (
    advice_request,
    chosen_facts,
    comparison,
    familiarity,
    involved,
    offer_facts,
    sum_of,
)
from buying.voice.context import Context
from buying.voice.shown import Shown, limit_words, money_words, value_words
from buying.voice.sums import basis
from buying.voice.ways import because, value_facts

__all__ = [
    "SHOWS", "Shown", "because", "limit_words", "money_words", "show", "value_facts",
    "value_words",
]  # fmt: skip

ADVICE = {"go_ahead": "Go ahead", "go_ahead_if": "Go ahead on a condition"}


def show(context: Context, name: str) -> Shown:
    """What the step's ``shows:`` asks for. Raises KeyError for a name that is not known."""
    return SHOWS[name](context)


def _approval_request(context: Context) -> Shown:
    compared = sum_of(context)
    answers = context.known.answers
    facts = list(chosen_facts(context))
    if answers.get("choose_reason") and context.known.choosing is not None:
        facts.append(Fact(label="Why not the one put first", value=answers["choose_reason"]))
    facts += [*stops.risk(context), *stops.worries(context), *ways.split_facts(context)]
    facts += _told(context, ("People said", "involve.said"))
    facts += _told(context, ("How the choice answers them", "involve_answer.answers"))
    if context.known.unfamiliar:
        facts += _told(context, ("Specialist's advice", "advice.verdict"))
        facts += _told(context, ("They say", "advice.reply"))
    return compared.model_copy(update={"facts": (*facts, *compared.facts)})


def _told(context: Context, *lines: tuple[str, str]) -> list[Fact]:
    said = [(label, context.known.answer(key)) for label, key in lines]
    return [
        Fact(label=label, value=ADVICE.get(words, str(words))) for label, words in said if words
    ]


def _how_to_buy(context: Context) -> Shown:
    chosen, route = context.known.chosen, context.known.route
    if chosen is None or route is None:
        return Shown()
    facts = [*offer_facts(chosen), Fact(label="How to buy", value=route.title)]
    # Advice or an approval may be on record that this purchase needs no longer.
    if context.known.unfamiliar and context.known.answer("advice.verdict") == "go_ahead_if":
        facts += _told(context, ("Condition", "advice.reply"))
    if context.known.answer("lift.decision") == "lift_if" and _stopped(context):
        facts += _told(context, ("Before you order", "lift.reply"))
    if route.approver != "none":
        facts += _told(context, ("Your budget holder adds", "approval.reason"))
    return Shown(text="You can order now.", facts=tuple(facts))


def _stop_request(context: Context) -> Shown:
    """The stop, and the way of buying where whoever lifts it looks at that, too."""
    asked = stops.stop_request(context)
    route = context.known.route
    way = ways.route(context).facts if route and route.specialist_first else ()
    return asked.model_copy(update={"facts": (*asked.facts, *way)})


def _stopped(context: Context) -> bool:
    return any(check.then == "stop" for check in context.known.triggered)


def _delivery(context: Context) -> Shown:
    if any(asked.step.id == "order" for asked in context.position.path):
        return Shown(facts=tuple(_told(context, ("Your order", "order.reference"))))
    now = _how_to_buy(context)
    text = "You can buy it now. Come back when you have it."
    chosen = context.known.chosen
    if chosen is not None and context.known.unfamiliar:
        text += (
            f"\n\n**{chosen.supplier}** is not on our list. For a small card purchase that is all "
            "right. If you are not sure, say **ask a specialist**."
        )
    return now.model_copy(update={"text": text})


def _cost_against_plan(context: Context) -> Shown:
    answers, chosen = context.known.answers, context.known.chosen
    facts = []
    if answers.get("budget"):
        facts.append(Fact(label="Your budget", value=money_words(Money.of(answers["budget"]))))
    if chosen:
        facts.append(Fact(label="Price agreed", value=money_words(chosen.price)))
    paid = context.known.answer("delivery.paid")
    if paid:
        facts.append(Fact(label="Paid", value=money_words(Money.of(paid))))
        facts.append(Fact(label="Against the budget", value=_difference(context, Money.of(paid))))
    if chosen and context.known.choosing:
        life = years_words(costed(context.policy, chosen).life_years)
        expected = f"{pounds(forecast(context.policy, chosen))} {basis(context)}, in today's money"
        facts.append(Fact(label=f"Expected cost over {life}", value=expected))
    so_far = spending.shown(context, context.today)
    return so_far.model_copy(update={"facts": (*facts, *so_far.facts)})


def _difference(context: Context, paid: Money) -> str:
    rate = context.policy.vat_rate
    over: Decimal = paid.gross(rate) - Money.of(context.known.answers["budget"]).gross(rate)
    if over == 0:
        return "just as planned"
    return f"{pounds(abs(over))} {'over' if over > 0 else 'under'}, with VAT"


def _proposal(context: Context) -> Shown:
    facts = _told(context, ("Proposal", "share.proposal"), ("What got in their way", "value.badly"))
    return Shown(facts=tuple(facts))


def _proposal_reply(context: Context) -> Shown:
    given = context.known.answers.get("proposal_reply")
    resolved = resolve(context, "proposal_reply")
    return Shown(
        facts=tuple(Fact(label=label, value=words) for label, words in told_parts(resolved, given))
    )


SHOWS: dict[str, Callable[[Context], Shown]] = {
    "one_payment": ways.one_payment,
    "payments": ways.payments,
    "split": splits.split,
    "colleagues": lambda context: Shown(facts=together.colleague_facts(context)),
    "contracts": lambda context: Shown(facts=together.contract_facts(context)),
    "stops": stops.stops,
    "stop_request": _stop_request,
    "route": ways.route,
    "handover_request": ways.handover_request,
    "prices": ways.prices,
    "comparison": comparison,
    "involved": involved,
    "familiarity": familiarity,
    "advice_request": advice_request,
    "approval_request": _approval_request,
    "how_to_buy": _how_to_buy,
    "delivery": _delivery,
    "cost_against_plan": _cost_against_plan,
    "proposal": _proposal,
    "proposal_reply": _proposal_reply,
}
