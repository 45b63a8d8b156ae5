"""Policy checks in words: what they found, who can lift a stop, and how it was lifted (P4)."""

from __future__ import annotations

from collections.abc import Sequence

from buying.cards import Fact
from buying.domain.policy import Check
from buying.english import sentence
from buying.voice.asking import resolve, told_parts
from buying.voice.context import Context
from buying.voice.shown import Shown

TITLES = {
    "stop": "This cannot go on yet",
    "warn": "Before you go on",
    "note": "Please remember",
}
"""What a card about the checks is called, by the most serious thing they found."""


def found(context: Context) -> tuple[str, str]:
    """Title and text about all that the checks found: stops first, then the rest."""
    checks = context.known.triggered
    groups = {then: [check for check in checks if check.then == then] for then in TITLES}
    there = [then for then, group in groups.items() if group]
    parts = [_group(then, groups[then], heading=then != there[0]) for then in there]
    return TITLES[there[0]], "\n\n".join(parts)


def _group(then: str, checks: Sequence[Check], *, heading: bool) -> str:
    lines = [f"- **{check.label}.** {check.says} ({check.clause})" for check in checks]
    return "\n".join([f"**{TITLES[then]}**", *lines] if heading else lines)


def stops(context: Context) -> Shown:
    """What stops the purchase and who can help, above the ways to go on."""
    facts = [Fact(label=check.label, value=_help(check)) for check in _stopping(context)]
    text = (
        "It is stopped for now. If you ask, a commissioning specialist "
        "talks with whoever can help, and I tell you here what they say."
    )
    return Shown(text=text, facts=tuple(facts))


def _help(check: Check) -> str:
    return f"{sentence(check.who_can_lift)} can help."


def stop_request(context: Context) -> Shown:
    """For whoever may lift a stop: what was answered, what the policy says, who can lift it."""
    facts = []
    for check in _stopping(context):
        answered = "Yes" if check.bad_answer else "No"
        facts.append(Fact(label=check.label, value=f"{check.asks} {answered}."))
        facts.append(Fact(label="The policy", value=f"{check.says} ({check.clause})"))
        facts.append(Fact(label="Who can lift it", value=check.who_can_lift))
    return Shown(facts=(*facts, *risk(context), *_others(context)))


def worries(context: Context) -> tuple[Fact, ...]:
    """For whoever decides: all that the checks found, and how a stop was lifted."""
    return (*_lifted(context), *_others(context))


def risk(context: Context) -> tuple[Fact, ...]:
    """How much harm a bad choice could do, and what makes it so; nothing where it is low."""
    known = context.known
    if known.risk == "low":
        return ()
    causes = [check.label for check in known.triggered if check.risk == known.risk]
    if known.category is not None and known.category.risk == known.risk:
        causes.insert(0, known.category.label)
    return (Fact(label="Risk to people", value=f"{known.risk}: {'; '.join(causes)}"),)


def _lifted(context: Context) -> tuple[Fact, ...]:
    stopping = _stopping(context)
    if not stopping or not context.known.answers.get("lift"):
        return ()
    said = told_parts(resolve(context, "lift"), context.known.answers["lift"])
    labels = "; ".join(check.label for check in stopping)
    return (
        Fact(label="It was stopped", value=labels),
        *(Fact(label=label, value=words) for label, words in said),
    )


def _others(context: Context) -> tuple[Fact, ...]:
    checks = [check for check in context.known.triggered if check.then != "stop"]
    if not checks:
        return ()
    lines = "\n".join(f"{check.label} ({check.clause})" for check in checks)
    return (Fact(label="To take care of", value=lines),)


def _stopping(context: Context) -> list[Check]:
    return [check for check in context.known.triggered if check.then == "stop"]
