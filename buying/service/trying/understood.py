"""How a question was read, said back so that a wrong reading is seen."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from buying.english import day_in_words
from buying.rulebook.wording import number_in_words
from buying.service.trying.asked import Asked
from buying.service.trying.views import Told
from buying.voice.shown import money_words


def understood(asked: Asked) -> Iterator[Told]:
    """Each part of the question as it was read."""
    return (Told(label=label, says=says) for label, says in _parts(asked) if says)


def _parts(asked: Asked) -> tuple[tuple[str, str], ...]:
    often = f" a {asked.each}" if asked.each else ""
    return (
        ("What", asked.item),
        ("How many", number_in_words(asked.quantity) if asked.quantity else ""),
        ("Amount", f"{money_words(asked.paid)}{often}"),
        ("For how long", _times(asked, asked.length)),
        ("For how long", f"{asked.over}; the amount is for all of it" if asked.over else ""),
        ("May be extended by", _times(asked, asked.extension)),
        ("Extras that may be taken up", money_words(asked.extras) if asked.extras else ""),
        ("From whom", _whom(asked)),
        ("Needed by", day_in_words(asked.needed_by) if asked.needed_by else ""),
        ("Kind of thing", why_kind(asked)),
    )


def _whom(asked: Asked) -> str:
    if asked.contract:
        return "Under a contract that we have"
    return "A preferred supplier" if asked.preferred else ""


def why_kind(asked: Asked) -> str:
    """The category, and the words that led to it."""
    if not asked.words:
        return asked.category.label
    said = ", ".join(f"“{word}”" for word in asked.words)
    return f"{asked.category.label}, because of {said}"


def _times(asked: Asked, number: Decimal | None) -> str:
    if number is None:
        return ""
    return f"{number_in_words(number)} {asked.each}" + ("" if number == 1 else "s")


def assumed(asked: Asked) -> Iterator[str]:
    """What was taken for granted, a sentence each."""
    yield from asked.assumed
    if not (asked.preferred or asked.contract):
        yield (
            "You did not say from whom, so I took a supplier who is not on the preferred list. "
            "Add “from a preferred supplier” or “under a contract” to try those."
        )
    yield "I took it that no check brings up a worry, and that everybody who is asked says yes."
