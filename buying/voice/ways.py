"""The way of buying in words: what to do, from whom, by when, and why (P5, P6, K7)."""

from __future__ import annotations

from datetime import date

from buying.cards import Fact
from buying.domain.known import TOGETHER
from buying.domain.money import Money, pounds
from buying.domain.policy import Decision, Route
from buying.domain.value import Limit
from buying.english import sentence
from buying.voice import stops, together
from buying.voice.context import Context
from buying.voice.shown import Shown, both_words, limit_words, money_words, value_words

DUTIES = {"must": "The law asks", "may": "The law allows"}


def route(context: Context) -> Shown:
    """The whole way of buying: first what to do, then whom to ask, then why."""
    found = context.known.route
    if found is None:
        return Shown()
    facts = [
        Fact(label="How to buy", value=found.title),
        _needed(found),
        Fact(label="Where to buy", value=sentence(found.system)),
        *suppliers(context),
        *_time(context),
        *([Fact(label="What happens next", value=found.next)] if found.specialist_first else []),
        Fact(label="Why", value=because(context)),
        *value_facts(context),
        *stops.risk(context),
        *(Fact(label=DUTIES[duty.kind], value=duty.says) for duty in context.known.duties),
        Fact(label="The rule", value=found.clause),
    ]
    return Shown(text=found.says, facts=tuple(facts))


def _needed(found: Route) -> Fact:
    quotes = "One price" if found.quotes <= 1 else f"At least {found.quotes}"
    return Fact(label="Prices needed", value=f"{quotes}: {found.form_of_quotes}")


def handover_request(context: Context) -> Shown:
    """For a specialist who looks first: the way of buying and all that speaks for care."""
    facts = [*route(context).facts, *split_facts(context), *stops.worries(context)]
    return Shown(facts=tuple(facts))


def prices(context: Context) -> Shown:
    """Above the first price: whom to ask, and how to buy where that was not asked about."""
    known, step = context.known, context.position.open
    if known.route is None or (step is not None and step.number > 1):
        return Shown()
    each = _each(context)
    one = f"Give the price of one {each}." if each else ""
    asked = {step.step.id for step in context.position.path}
    if asked & {"route", "handover"}:
        unseen = () if "route" in asked else (_needed(known.route),)
        return Shown(text=one, facts=(*unseen, *suppliers(context)))
    why = Fact(label="Why", value=f"{because(context)} ({known.route.clause})")
    return Shown(text=f"{known.route.says} {one}".strip(), facts=(*suppliers(context), why))


def _each(context: Context) -> str | None:
    """Week, month or year, where it is paid again and again."""
    return context.known.lifetime.each if context.known.lifetime else None


def suppliers(context: Context) -> tuple[Fact, ...]:
    """Whom to ask first: contracts that fit, then preferred suppliers, best match first."""
    listed = "\n".join(context.known.preferred)
    first = (Fact(label="Ask these first (on our list)", value=listed),) if listed else ()
    return (*together.contract_facts(context), *first)


def because(context: Context) -> str:
    """Why the purchase takes its route: its line of the table, its value and the limit."""
    decision, value = context.known.decision, context.known.value
    if decision is None or value is None:
        return ""
    limit, lower = decision.band.limit, _limit_below(decision)
    said = [f"{decision.line.title}."]
    if limit is not None:
        how = "within" if decision.band.inclusive else "under"
        said.append(f"{value_words(value, limit)} is {how} the limit of {limit_words(limit)}.")
    elif lower is not None:
        said.append(f"{value_words(value, lower)} is over the limit of {limit_words(lower)}.")
    return " ".join(said)


def _limit_below(decision: Decision) -> Limit | None:
    position = decision.line.bands.index(decision.band)
    return decision.line.bands[position - 1].limit if position else None


def value_facts(context: Context) -> tuple[Fact, ...]:
    """What the rules go by: the value on both bases, and what it is made of."""
    known = context.known
    if known.value is None or known.lifetime is None:
        return ()
    facts = [Fact(label="Value in all", value=both_words(known.value))]
    parts = [f"{label}: {pounds(value.gross)}" for label, value in known.lifetime.parts]
    counted = known.split.purchases if known.split and _counted_in(context) else ()
    others = [*known.joined, *counted]
    parts += [f"{other.reference}: {pounds(other.value.gross)}" for other in others]
    if len(parts) > 1 or known.lifetime.each:
        facts.append(Fact(label="Made up of", value="\n".join(parts)))
    return tuple(facts)


def _counted_in(context: Context) -> bool:
    return bool(context.known.answer("split.decision") == TOGETHER)


def split_facts(context: Context) -> tuple[Fact, ...]:
    """What was said of earlier purchases that look like parts of this one."""
    known = context.known
    said = known.answer("split.reason")
    if known.split is None or not said:
        return ()
    label = "Counted together" if _counted_in(context) else "Likely parts, said to be separate"
    listed = ", ".join(part.reference for part in known.split.purchases)
    return (Fact(label=label, value=f"{listed}. Their reason: {said}"),)


def one_payment(context: Context) -> Shown:
    """What amount to give for things that are often paid again and again."""
    category = context.known.category
    if category is None or not category.may_go_on:
        return Shown()
    return Shown(
        text=(
            "If it is paid every week, month or year, give **one** payment. I ask next how often."
        )
    )


def payments(context: Context) -> Shown:
    """What one payment is, above the question of how many there are."""
    budget, each = context.known.answers.get("budget"), _each(context)
    if not budget or each is None:
        return Shown()
    return Shown(text=f"You pay **{money_words(Money.of(budget))}** every {each}.")


def _time(context: Context) -> tuple[Fact, ...]:
    found = context.known.route
    if found is None or not found.takes_days:
        return ()
    words = f"about {found.takes_days} days until the order"
    needed = context.known.answers.get("needed_by")
    if needed and (date.fromisoformat(needed) - context.today).days < found.takes_days:
        words += ". That is later than you need it, so begin today and tell your budget holder"
    return (Fact(label="How long it takes", value=words),)
