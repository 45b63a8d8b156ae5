"""A card as HTML: one pure function of the card and of how it stands on the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeVar

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from bot import forms, marks, words
from buying.cards import Card, Fact, Field, Question
from buying.domain.money import VAT_WORDS
from buying.settings import ROOT

FEW = 6
"""The most answers that are shown as buttons; more become a list with one button."""

FOLDED = 3
"""From so many boxes on, what was answered of a half-filled form is folded away."""


@dataclass(frozen=True)
class Standing:
    """How a card stands on the page.

    ``open``: its question waits for an answer, so its controls are shown;
    ``pressable``: its actions can be pressed. ``event`` becomes the event id of
    what is sent from it. ``entered`` and ``wrong`` bring back a form that needs
    another look: what was typed, and a sentence for each box.
    """

    open: bool = False
    pressable: bool = False
    event: str = ""
    entered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Box:
    """One control as its template needs it."""

    id: str
    name: str
    asked: Question | Field
    label: str
    labelled: bool
    """Whether the label is seen; a lone question is named by the card's heading."""
    hint: str | None
    parts: Mapping[str, Sequence[str]]
    error: str | None
    group: str | None = None
    """The heading under which it stands."""
    folded: bool = False
    """Whether it was answered already and stands folded, so that what is left comes first."""


Grouped = TypeVar("Grouped", Fact, Box)


def render(card: Card, standing: Standing | None = None) -> Markup:
    """``card`` as an ``article``. Raises UnknownKind for a question nobody knows."""
    standing = standing or Standing()
    words.check(card.question)
    key = f"card-{card.message or card.id}"
    template = environment().get_template("bot/card.html")
    return Markup(
        template.render(
            card=card,
            key=key,
            standing=standing,
            boxes=_boxes(card, key, standing) if standing.open else [],
            at_once=_at_once(card.question),
        ).strip()
    )


def _boxes(card: Card, key: str, standing: Standing) -> list[Box]:
    question = card.question
    if question is None:
        return []
    if question.kind == "form":
        given = question.value if isinstance(question.value, dict) else {}
        folded = _answered(question) - standing.wrong.keys()
        return [
            replace(_box_of(part, key, given, standing), folded=part.id in folded)
            for part in question.fields
        ]
    return [
        Box(
            id=f"{key}-value",
            name="value",
            asked=question,
            label=words.name_of(card),
            labelled=False,
            hint=None,
            parts=_parts("value", question, question.value, standing),
            error=standing.wrong.get("value"),
        )
    ]


def _answered(question: Question) -> set[str]:
    """The boxes of a half-filled form that are answered; none where they are few, or all are."""
    if question.to_check:
        return set()
    answered = {part.id for part in question.fields if part.value is not None}
    begun = question.next_field is not None and question.next_field not in answered
    return answered if begun and len(answered) >= FOLDED else set()


def _box_of(part: Field, key: str, given: Mapping[str, Any], standing: Standing) -> Box:
    name = f"value.{part.id}"
    value = given.get(part.id, forms.held(part))
    return Box(
        id=f"{key}-{part.id}",
        name=name,
        asked=part,
        label=f"{part.label} (optional)" if part.optional else part.label,
        labelled=True,
        hint=part.hint,
        parts=_parts(name, part, value, standing),
        error=standing.wrong.get(part.id),
        group=part.group,
    )


def _parts(
    name: str, asked: Question | Field, value: Any, standing: Standing
) -> Mapping[str, Sequence[str]]:
    if standing.entered:
        return forms.posted(name, asked, standing.entered)
    return forms.typed(asked, value)


def _at_once(question: Question | None) -> bool:
    """Whether pressing an answer sends it: for few answers that need no explanation."""
    if question is None:
        return False
    if question.kind == "choice":
        explained = any(choice.hint for choice in question.choices)
        return len(question.choices) <= FEW and not explained
    return question.kind in ("yes_no", "rating")


@lru_cache
def environment() -> Environment:
    """Jinja for cards; it knows nothing of requests, settings or who is signed in."""
    folders = [ROOT / door / "templates" for door in ("bot", "web")]
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), govuk]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        blocks=marks.blocks,
        spans=marks.spans,
        progress=words.progress,
        items=_items,
        groups=_groups,
        of_fact=words.of_fact,
    )
    made.globals.update(vat_bases=VAT_WORDS, ratings=words.RATINGS)
    return made


def _groups(each: Iterable[Grouped]) -> list[tuple[str | None, list[Grouped]]]:
    """Facts or boxes under their headings, in order; None for those that have none."""
    return [(group, list(members)) for group, members in groupby(each, lambda one: one.group)]


def _items(asked: Question | Field) -> list[dict[str, Any]]:
    """The answers of a question to pick from, as the GOV.UK macros take them."""
    if asked.kind == "yes_no":
        return [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]
    if asked.kind == "rating":
        spoken = Markup('{}<span class="govuk-visually-hidden">, {}</span>')
        return [
            {"value": str(number), "html": spoken.format(number, word)}
            for number, word in words.RATINGS.items()
        ]
    return [
        {"value": choice.value, "text": choice.label}
        | ({"hint": {"text": choice.hint}} if choice.hint else {})
        for choice in asked.choices
    ]
