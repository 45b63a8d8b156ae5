"""The part of a message in which its question is answered: controls, and how to type instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bot import words
from bot.cards_text import asked_field
from bot.slack.cards import body, boxes, choices, ids, limits, modal, rich_text
from bot.slack.cards.boxes import Box
from bot.slack.cards.elements import act, button, row, small
from bot.slack.cards.rich_text import Block, Piece, line
from buying.cards import Action, Card, Field, Question

SEND = "Send"
OPTIONAL = "You may leave this out."
OPTIONAL_BOX = "To leave it out, press Send with nothing in it."
TOO_MANY = "This form has too many boxes for Slack. Fill it in in the browser."
LABELS: Mapping[str, str] = {"money": "Amount", "number": "Number", "date": "Date"}
"""What the box of a question is called below the card's heading."""


def blocks(card: Card, question: Question) -> list[Block]:
    """The controls of an open question, and how it is answered by typing. Raises UnknownKind."""
    found = _CONTROLS[words.known(question.kind)](card, question)
    how = [_how(question), _left_out(question)]
    return [*found, small(" ".join(part for part in how if part))]


def _box(card: Card, question: Question) -> list[Block]:
    """A box with a button beside it."""
    naming = partial(naming_in_message, card, question)
    label = LABELS.get(question.kind, "Your answer")
    box = Box(question, label, naming, value=question.value)
    send = button("send", SEND, ids.SEND, "primary")
    return [*boxes.blocks(box), row(_id(card, ids.SEND, question), [send])]


def _choice(card: Card, question: Question) -> list[Block]:
    """Answers to press while they are few; else a menu or a search, and a button beside it."""
    if len(question.choices) > choices.FEW:
        return _choices(card, question)
    return [*_so_far(question), *choices.pressed(card, question)]


def _choices(card: Card, question: Question) -> list[Block]:
    return [*choices.listing(question), *_box(card, question)]


def _form(card: Card, question: Question) -> list[Block]:
    """What is filled in, and the button that opens the form with what answers it all at once."""
    filled = _filled(question)
    if not modal.fits(question):
        return [*filled, *rich_text.blocks([line(TOO_MANY), *body.links([modal.ELSEWHERE])])]
    label = "Check the form" if question.to_check else "Fill in the form"
    opens = button("open", label, ids.FORM, "primary")
    quick = [act(n, action, plainly=True) for n, action in enumerate(at_once(card))]
    return [*filled, row(_id(card, ids.FORM, question), [opens, *quick])]


def at_once(card: Card) -> list[Action]:
    """The actions that stand beside the button of an open form: they save filling it in."""
    asks_form = card.question is not None and card.question.kind == "form"
    return [a for a in card.actions if a.style == "primary"][: choices.FEW] if asks_form else []


def _filled(question: Question) -> list[Block]:
    given = question.value if isinstance(question.value, dict) else {}
    known = {field.id: given.get(field.id, field.value) for field in question.fields}
    rows = words.rows(question, known)
    if not rows:
        return []
    head = line(Piece(f"Filled in so far ({len(rows)} of {len(question.fields)}):", bold=True))
    most = limits.share(len(rows))
    told = [line(limits.cut(_filled_row(*each), most), level=0) for each in rows]
    return rich_text.blocks([head, *told])


def _filled_row(label: str, value: str) -> str:
    return f"{body.with_colon(label)} {', '.join(value.splitlines()) or limits.NOTHING}"


def _so_far(question: Question) -> list[Block]:
    shown = words.shown(question, question.value)
    return [small(f"So far: {shown}", limits.HINT)] if shown else []


def _typed(card: Card, question: Question) -> list[Block]:
    return _so_far(question)


def naming_in_message(card: Card, question: Question, part: str) -> str:
    """The id of the block of a question's box in the message of its card."""
    return ids.box_in_message(card.message, part, question.id)


def _id(card: Card, what: str, question: Question) -> str:
    return ids.within_message(card.message, what, question.id)


_CONTROLS: Mapping[str, Callable[[Card, Question], list[Block]]] = {
    "text": _typed,
    "file": _typed,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _choice,
    "rating": _choice,
    "money": _box,
    "number": _box,
    "date": _box,
    "form": _form,
}

_HOW: Mapping[str, str] = {
    "text": "Type your answer as a message.",
    "file": "Type what the file is called and where it is kept, or send it here.",
    "choice": "Or type your answer.",
    "choices": "Or type your answer.",
    "yes_no": "Or type yes or no.",
    "rating": "Or type a number from 1 to 5.",
    "money": "Or type it as a message, like “£900 with VAT”.",
    "number": "Or type the number as a message.",
    "date": "Or type it as a message, like “31 March 2027”.",
}


def _how(question: Question) -> str:
    if question.kind != "form":
        return _HOW[question.kind]
    field = asked_field(question)
    if field is None:
        return "Or type your answer."
    return f"Or type one answer at a time. Next: {field.label}{_offered(field)}"


def _offered(field: Field) -> str:
    """The answers to a box that one would type, where they are few."""
    labels = [choice.label for choice in field.choices]
    return f" ({', '.join(labels)})" if 0 < len(labels) <= choices.FEW else ""


def _left_out(question: Question) -> str:
    if not question.optional:
        return ""
    menu = question.kind == "choice" and len(question.choices) > choices.FEW
    sends = menu or question.kind in ("choices", "money", "number", "date")
    return OPTIONAL_BOX if sends else OPTIONAL
