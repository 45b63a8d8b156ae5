"""What a purchase cost against what was expected, in words: facts, tables and an explanation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from buying.cards import Fact, Table
from buying.domain.costs import KINDS
from buying.domain.money import pounds, to_penny
from buying.domain.policy import Policy
from buying.domain.spending import Against, Part, so_far
from buying.english import day_in_words, sentence
from buying.voice.context import Context
from buying.voice.shown import Shown

EXPLAINED = 3
"""How many differences a sentence names."""

COUNTED = (
    "Expected by now counts running costs by the day since {day}. Nothing of a later year counts "
    "before that year begins. A cost that falls once in a later year counts when that year is over."
)
NOT_BEGUN = "Running costs count from the day on which it comes."


def standing(context: Context, on: date) -> Against | None:
    """How the purchase stands on the day ``on``; None while nothing is chosen for it."""
    return so_far(context.policy, context.known, context.spent, on)


def shown(context: Context, on: date) -> Shown:
    """Forecast, fact and difference as they go on a card; nothing while no cost is recorded."""
    stood = standing(context, on) if context.spent else None
    if stood is None:
        return Shown()
    return Shown(text=explained(stood), facts=facts(context.policy, stood), table=by_part(stood))


def facts(policy: Policy, stood: Against) -> tuple[Fact, ...]:
    """The figures in a few lines. All are in the buyer's own cost, and say so."""
    found = [
        Fact(label="Towards the price so far", value=of_agreed(stood)),
        Fact(label="Expected by now, in all", value=pounds(stood.due)),
        Fact(label="Spent so far, in all", value=pounds(stood.spent)),
        Fact(label="Difference", value=more_or_less(stood.difference)),
        Fact(label="VAT", value=basis(policy)),
    ]
    if stood.paid is not None and to_penny(stood.paid) != to_penny(stood.toward):
        words = f"{pounds(stood.paid)}. The larger of this and the invoices counts."
        found.insert(1, Fact(label="You said that it cost in all", value=words))
    return tuple(found)


def of_agreed(stood: Against) -> str:
    """How much of what was agreed is spent: ``£450 of £1,100 (40%)``, never rounded up."""
    if stood.agreed <= 0:
        return f"{pounds(stood.toward)} of £0"
    percent = int(to_penny(stood.toward) * 100 / to_penny(stood.agreed))
    return f"{pounds(stood.toward)} of {pounds(stood.agreed)} ({percent}%)"


def basis(policy: Policy) -> str:
    """On which side of VAT a buyer's own costs are."""
    if policy.vat_recoverable:
        return "These figures are without VAT, which we get back."
    return "These figures are with VAT, which we cannot get back."


def by_part(stood: Against) -> Table:
    """Each kind of cost: expected over its life, by now, spent, and the difference."""
    rows = [
        (part.label, pounds(part.whole), pounds(part.due), _spent(part), _difference(part))
        for part in stood.parts
    ]
    total = (
        "All together", pounds(stood.whole), pounds(stood.due), pounds(stood.spent),
        more_or_less(stood.difference),
    )  # fmt: skip
    return Table(
        caption="What was expected, and what it cost, by kind of cost. Later years count in full.",
        columns=("Cost", "Expected over its life", "Expected by now", "Spent", "Difference"),
        rows=(*rows, total),
        numeric=(1, 2, 3, 4),
    )


def by_year(stood: Against) -> Table:
    """Each year that has begun, with the buying first."""
    rows = [
        (
            "Buying it" if year.number == 0 else f"Year {year.number}",
            pounds(year.whole), pounds(year.due), pounds(year.spent),
            more_or_less(year.difference),
        )
        for year in stood.years
    ]  # fmt: skip
    return Table(
        caption="The same by year",
        columns=("Year", "Expected in the year", "Expected by now", "Spent", "Difference"),
        rows=tuple(rows),
        numeric=(1, 2, 3, 4),
    )


def counted(stood: Against) -> str:
    """How "expected by now" is counted."""
    if stood.begins is None:
        return NOT_BEGUN
    return COUNTED.format(day=day_in_words(stood.begins))


def explained(stood: Against) -> str:
    """What explains the difference: the largest parts, and those with nothing on record."""
    if not stood.recorded:
        return "No cost is recorded yet."
    said = [_largest(stood.differing) if stood.differing else _as_expected(stood)]
    if stood.silent:
        parts = ", ".join(f"{_plain(part)} ({pounds(part.due)} expected)" for part in stood.silent)
        said.append(f"Nothing is recorded yet for {parts}.")
    return " ".join(said)


def _as_expected(stood: Against) -> str:
    if stood.timing is None:
        return "It cost what was expected by now."
    return f"It is within one payment ({pounds(stood.payment)}) of what was expected by now."


def more_or_less(difference: Decimal) -> str:
    """``£40 more``, ``£12.50 less`` or ``as expected``."""
    if not to_penny(difference):
        return "as expected"
    return f"{pounds(abs(difference))} {'more' if difference > 0 else 'less'}"


def _largest(parts: tuple[Part, ...]) -> str:
    first, *others = parts[:EXPLAINED]
    than = f"{_subject(first)} {more_or_less(first.difference)} than expected"
    rest = [f"{_subject(part)} {more_or_less(part.difference)}" for part in others]
    return f"{sentence('; '.join([than, *rest]))}."


def _subject(part: Part) -> str:
    many = part.label.endswith("s") and part.label == KINDS.get(part.kind, part.label)
    return f"{_plain(part)} {'were' if many or part.kind == 'other' else 'was'}"


NAMES = {
    "price": "the price", "hire": "the hire", "residual": "money back from selling it",
    "consumables": "supplies that it uses up", "downtime": "time out of use",
}  # fmt: skip


def _plain(part: Part) -> str:
    return NAMES.get(part.kind) or part.label[:1].lower() + part.label[1:]


def _spent(part: Part) -> str:
    return pounds(part.spent) if part.recorded else "nothing recorded"


def _difference(part: Part) -> str:
    if part.recorded or not to_penny(part.due):
        return more_or_less(part.difference)
    return "not known"
