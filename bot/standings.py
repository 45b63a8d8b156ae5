"""How a conversation stands: which question is open, what was answered, in any chat."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from bot import words
from bot.chats.standing import Standing
from buying.cards import Card, Question
from buying.service.said import Said
from buying.service.thread import Line

TASK_MARK = "@"
"""In a question's id: what follows is somebody else's purchase."""


def live(lines: Sequence[Line]) -> list[Card]:
    """The cards said since the person last sent something that got through."""
    sent = [n for n, line in enumerate(lines) if line.said and line.state != "failed"]
    start = sent[-1] + 1 if sent else 0
    return [line.card for line in lines[start:] if line.card]


def open_cards(lines: Sequence[Line], tasks: Collection[str] = ()) -> list[Card]:
    """The cards whose question waits for an answer, oldest first.

    That is the newest live one that asks, and the newest one for each of ``tasks``,
    the questions about other people's purchases that wait for this person.
    """
    newest = {card.question.id: card for line in lines if (card := line.card) and card.question}
    open_tasks = [card for question, card in newest.items() if question in tasks]
    own = [c for c in live(lines) if c.question and TASK_MARK not in c.question.id][-1:]
    return sorted(open_tasks + own, key=lambda card: card.message or 0)


def of_lines(lines: Sequence[Line], tasks: Collection[str] = ()) -> dict[int, Standing]:
    """How each card of ``lines`` stands, by the number of its message."""
    asking = {card.message for card in open_cards(lines, tasks)}
    pressable = asking | {card.message for card in live(lines)}
    return {
        line.number: Standing(
            open=line.number in asking,
            pressable=line.number in pressable,
            answered=None if line.number in asking else _answered(lines, number),
        )
        for number, line in enumerate(lines)
        if line.card is not None
    }


def _answered(lines: Sequence[Line], number: int) -> str | None:
    """What was sent in answer to the card in that line; None where nothing was."""
    card = lines[number].card
    question = card.question if card else None
    if card is None or question is None:
        return None
    after = [line for line in lines[number + 1 :] if line.state != "failed"]
    for place, line in enumerate(after):
        if line.card is not None and _asks(line.card, question.id):
            return None
        if line.said is None:
            continue
        if line.said.answer is not None and line.said.answer.question == question.id:
            return _plain(told(line.said, lines))
        if TASK_MARK not in question.id:
            # Typed words answered it, unless the same was asked again straight away.
            kept = line.said.text and not _asked_again(after[place + 1 :], question.id)
            return line.said.text if kept else None
    return None


def _asks(card: Card, question: str) -> bool:
    return card.question is not None and card.question.id == question


def _asked_again(lines: Sequence[Line], question: str) -> bool:
    replies = takewhile(lambda line: line.card is not None, lines)
    return any(line.card is not None and _asks(line.card, question) for line in replies)


def _plain(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {words}" if label else words for label, words in rows)


def told(said: Said, before: Sequence[Line]) -> list[tuple[str, str]]:
    """What somebody sent, in the words of the card that they answered.

    One row for each box of a form, with its label; else one row without a label.
    """
    cards = [line.card for line in reversed(before) if line.card]
    if said.action is not None:
        actions = [action for card in cards for action in words.actions_of(card)]
        return [("", words.action_label(actions, said.action))]
    if said.answer is None:
        return [("", said.text)]
    asked = _asked(cards, said.answer.question)
    value = said.answer.value
    if asked.kind == "form" and isinstance(value, dict) and words.rows(asked, value):
        return words.rows(asked, value)
    return [("", words.shown(asked, value) or "No answer")]


def _asked(cards: Sequence[Card], question: str) -> Question:
    found = (card.question for card in cards if card.question and card.question.id == question)
    return next(found, Question(id=question, kind="text"))
