"""The value of a tried purchase, what kind it is, and what the law makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from buying.domain.known import Known
from buying.domain.policy import Policy
from buying.english import sentence
from buying.rulebook import Rulebook
from buying.rulebook.wording import in_words, number_in_words
from buying.service.trying import places
from buying.service.trying.asked import Asked
from buying.service.trying.table import both
from buying.service.trying.understood import why_kind
from buying.service.trying.views import Told
from buying.voice.shown import limit_words

COUNTED = "Procurement Act 2023, Schedule 3: a value is the most that a contract may come to"


def value(policy: Policy, known: Known) -> Iterator[Told]:
    """What it comes to, and what that is made of."""
    assert known.value is not None
    rate = f"VAT at {number_in_words(policy.vat_rate * 100)} % (organisation.yml)"
    yield Told(label="Value in all", says=both(known.value), source=rate)
    parts = known.lifetime.parts if known.lifetime else ()
    for label, part in parts if len(parts) > 1 or (known.lifetime and known.lifetime.each) else ():
        yield Told(label=label, says=both(part), source=COUNTED)


def kind(book: Rulebook, asked: Asked, known: Known) -> Iterator[Told]:
    """Its category and risk, and the law that it falls under."""
    category, regime = asked.category, known.regime
    where = places.named(book, "categories.yml", "categories", category.id)
    yield Told(label="Kind of thing", says=why_kind(asked), source=where)
    yield Told(label="Risk", says=sentence(known.risk), source=where)
    if regime is None:
        return
    law = places.named(book, "law.yml", "regimes", regime.id, regime.source)
    yield Told(label="The law sees it as", says=f"{regime.label}. {regime.says}", source=law)
    if regime.limit is None:
        yield Told(label="Legal threshold", says="None for this organisation", source=law)
        return
    reached = "The value is at it or over it" if known.above else "The value is below it"
    says = f"{limit_words(regime.limit)}. {reached}"
    yield Told(label="Legal threshold", says=says, source=places.threshold(book, regime.limit.name))


def duties(book: Rulebook, known: Known) -> Iterator[Told]:
    """What the law asks or allows, and why."""
    rules = {duty.id: duty for duty in book.law.duties}
    for duty in known.duties:
        when = rules[duty.id].when
        because = f" This is so because {in_words(when, book)}." if when else ""
        yield Told(
            label=f"{duty.label} ({'the law asks' if duty.kind == 'must' else 'the law allows'})",
            says=f"{duty.says}{because}",
            source=places.named(book, "law.yml", "duties", duty.id, duty.source),
        )
