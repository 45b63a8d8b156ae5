"""A card as an Adaptive Card for Teams: one pure function of the card and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot import marks, words
from bot.chats.standing import Standing
from bot.teams.cards import asking, buttons, facts, form, limits, markdown, tables
from bot.teams.cards.again import FRESH, Again
from bot.teams.cards.asking import Controls
from bot.teams.cards.elements import Element, container, folded, line, quiet, rich, run
from bot.teams.cards.room import Room, steps
from buying.cards import Card

SUMMARY = 300
"""Characters of the words that stand for a card in a notification."""

SHORTENED = (
    "This is too long for Teams, so some of it is left out here. All of it is in your purchase."
)


@dataclass(frozen=True)
class Message:
    """``text``: the words for a notification, and for an app that shows no cards; plain.

    ``card``: the content of an attachment of the type
    ``application/vnd.microsoft.card.adaptive``.
    """

    text: str
    card: dict[str, Any]


def message(
    card: Card, standing: Standing, picture_url: str | None = None, again: Again = FRESH
) -> Message:
    """``card`` as Teams takes it: at most :data:`limits.LARGEST` bytes and six buttons at once.

    ``picture_url`` is the https address of its image, drawn; without it the image is told in
    words. ``again`` brings back what was typed in it (:mod:`bot.teams.cards.controls`). Raises
    UnknownKind for a question of a kind that nobody knows.
    """
    words.check(card.question)
    text = summary(card, standing)
    for room in steps():
        made = _made(card, standing, picture_url, again, room, text)
        if limits.fits(made):
            break
    return Message(text, made)


def summary(card: Card, standing: Standing) -> str:
    """What a card says in a line or two, without a mark."""
    said = [
        marks.plain(card.title or ""),
        " ".join("".join(span.text for span in line) for block in marks.blocks(card.text)
                 for line in block.lines),
        standing.answered or "",
        "" if card.title or card.text else card.image.alt if card.image else "",
    ]  # fmt: skip
    parts = [" ".join(part.split()) for part in said if part.strip()]
    whole = " ".join([*map(_ended, parts[:-1]), *parts[-1:]])
    return limits.cut(whole, SUMMARY) or "Buywell"


def _ended(part: str) -> str:
    """A title as a sentence: it is read out together with the words below it."""
    return part if part.endswith((".", "?", "!", ":", "…")) else f"{part}."


def _made(
    card: Card, standing: Standing, url: str | None, again: Again, room: Room, text: str
) -> Element:
    body = [*_head(card, standing, room), *_said(card, standing, url, room)]
    body += _asked(card, standing, again, room)
    spoken = limits.cut(text, room.words)
    # A picture on a wide card would be blown up to its width, and many screens high.
    full = {"msteams": {"width": "Full"}} if card.table and not card.image else {}
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": limits.VERSION,
        "lang": "en-GB",
        "speak": markdown.unfunctional(spoken.translate(str.maketrans("", "", "<>&"))),
        "fallbackText": markdown.unmarked(spoken),
        **full,
        "body": body or [line("…")],
    }


def _head(card: Card, standing: Standing, room: Room) -> list[Element]:
    made = []
    if card.progress and standing.open:
        made.append(quiet(words.progress(card.progress)))
    if card.title:
        title = limits.cut(marks.plain(card.title), room.words)
        made.append(markdown.heading(title, size="Large", spacing="Small"))
    return made


def _said(card: Card, standing: Standing, url: str | None, room: Room) -> list[Element]:
    made = markdown.paragraphs(card.text, room.words)
    made += facts.facts(card.facts, room, card.message, standing.pressable)
    made += tables.of_card(card.table, room) if card.table else []
    made += tables.picture(card.image, url, room) if card.image else []
    if card.upload and standing.open:
        label = run(f"{limits.cut(card.upload.label, room.words)}: ", weight="Bolder")
        how = f"attach it to a message to me. {card.upload.hint}"
        made.append(rich([label, run(limits.cut(how, room.words))], spacing="Medium"))
    return made


def _asked(card: Card, standing: Standing, again: Again, room: Room) -> list[Element]:
    """The question with its controls, or what was answered; then the buttons, and why."""
    asked = _controls(card, again, room) if standing.open else Controls([])
    acts = buttons.of_card(card, room) if standing.pressable else ()
    first = [act for act in acts if act.style == "primary" and standing.open and _is_form(card)]
    rest = [act for act in acts if act not in first]
    links = [*card.links[: room.listed], *(() if room.whole else (buttons.IN_BROWSER,))]
    others = buttons.listed(card, room) if standing.pressable else []
    taken = asked.taken + len(asked.send) + bool(others)
    row = buttons.row(rest, links, card.message, taken + len(first))
    return [
        *buttons.in_rows(buttons.row(first, (), card.message, taken)),
        *asked.before,
        *_answered(standing, room),
        *buttons.in_rows([*asked.send, *row]),
        *buttons.picker(others, card.message, room),
        *([] if room.whole else [quiet(SHORTENED)]),
        *asked.after,
        *_why(card, standing, room),
    ]


def _is_form(card: Card) -> bool:
    return card.question is not None and card.question.kind == "form"


def _controls(card: Card, again: Again, room: Room) -> Controls:
    if card.question is None:
        return Controls([])
    if card.question.kind == "form":
        return form.controls(card, card.question, room, again)
    return asking.controls(card, card.question, room, again)


def _answered(standing: Standing, room: Room) -> list[Element]:
    if standing.open or not standing.answered:
        return []
    first, *rest = limits.cut(standing.answered, room.words).splitlines() or [""]
    said = [first, *rest] if not rest else ["", first, *rest]
    lines = [line(f"You answered: {said[0]}".rstrip(" "), weight="Bolder")]
    lines += [line(each, spacing="None") for each in said[1:]]
    return [container(lines, style="emphasis", spacing="Medium")]


def _why(card: Card, standing: Standing, room: Room) -> list[Element]:
    if not card.why or (card.question and not standing.open):
        return []
    title = "Why I ask" if card.question else "Why"
    return folded("why", title, markdown.paragraphs(card.why, room.words))
