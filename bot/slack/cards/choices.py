"""Answers to press: a button each, with its hint, or all in full above where they are long."""

from __future__ import annotations

from bot.slack.cards import boxes, ids, limits, rich_text
from bot.slack.cards.boxes import Asked
from bot.slack.cards.elements import button, row, small
from bot.slack.cards.rich_text import Block, Line, Piece, line
from buying.cards import Card, Choice, Question

FEW = 12
"""The most answers that are buttons; more become a menu with one button."""

EXPLAINED = 6
"""The most answers of which each has its button with its hint below."""

LISTABLE = 25
"""The most answers that stand in full above their control; of more, the menu shows the words."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def pressed(card: Card, question: Question) -> list[Block]:
    """A button for each answer of a question that has few."""
    explained = any(choice.hint for choice in question.choices)
    if explained and len(question.choices) <= EXPLAINED:
        return [*_listing(question, hints=False), *_explained(card, question)]
    made = _buttons(question)
    at = ids.within_message(card.message, ids.ANSWER, question.id)
    return [*listing(question), row(at, made)] if made else []


def listing(question: Question) -> list[Block]:
    """The answers in full, where their control cannot hold them; none of very many."""
    return _listing(question, hints=True)


def _buttons(question: Question) -> list[Block]:
    answers = zip(boxes.options(question), _labels(question), strict=True)
    return [
        button(f"pick.{number}", label, offered["value"])
        for number, (offered, label) in enumerate(answers)
    ]


def _explained(card: Card, question: Question) -> list[Block]:
    """Each button with its hint right below it."""
    found: list[Block] = []
    for letter, made, choice in zip(LETTERS, _buttons(question), question.choices, strict=False):
        at = ids.within_message(card.message, f"{ids.ANSWER}.{letter}", question.id)
        found += [row(at, [made]), *([small(choice.hint, limits.HINT)] if choice.hint else [])]
    return found


def _labels(question: Question) -> list[str]:
    """The words on the buttons; with numbers where the listing above has them."""
    if not question.choices:
        return [offered["text"]["text"] for offered in boxes.options(question)]
    if not _cut(question):
        return [choice.label for choice in question.choices]
    return [f"{number}. {choice.label}" for number, choice in enumerate(question.choices, 1)]


def _cut(asked: Asked) -> bool:
    """Whether some answer is too long for its button, so that all stand above in full."""
    return any(limits.length(choice.label) > limits.BUTTON_TEXT for choice in asked.choices)


def _listing(asked: Asked, hints: bool) -> list[Block]:
    explained = hints and any(_too_long(choice) for choice in asked.choices)
    if len(asked.choices) > LISTABLE or not (_cut(asked) or explained):
        return []
    most = limits.share(len(asked.choices))
    return rich_text.blocks(
        _listed(number, choice, hints, most) for number, choice in enumerate(asked.choices, 1)
    )


def _too_long(choice: Choice) -> bool:
    return limits.length(choice.hint or "") > limits.OPTION_TEXT


def _listed(number: int, choice: Choice, hints: bool, most: int) -> Line:
    label = limits.cut(limits.said(choice.label), most)
    room = most - limits.length(label)
    hint = limits.cut(f" {choice.hint}", room) if hints and choice.hint and room > 1 else ""
    return line(f"{number}. ", Piece(label, bold=bool(hint)), hint)
