"""The controls of a question that is no form."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot import forms, words
from bot.teams.cards import boxes, finding, limits, lists
from bot.teams.cards.again import Again
from bot.teams.cards.box import Box
from bot.teams.cards.buttons import says
from bot.teams.cards.elements import Element, actions, line, quiet, submit
from bot.teams.cards.room import Room
from buying.cards import Card, Choice, Question

FIND = "find"
"""The box for a part of a name."""

LISTED = 14_000
"""Bytes that the answers of a lone question may have; more are found by a part of their name."""

FEW_BYTES = 3_000
TYPE_IT = "Type your answer as a message."
OR_TYPE = "Or type your answer as a message."
LABELS = {
    "choice": "Choose one", "choices": "Choose all that fit", "money": "Amount", "date": "Date",
    "number": "Number",
}  # fmt: skip
"""What a lone box is called, since the heading of its card says what is asked."""


@dataclass(frozen=True)
class Controls:
    """``before``: what stands before the row of buttons; ``send``: the first of that row;
    ``taken``: how many buttons stand before it; ``after``: what stands below it."""

    before: list[Element]
    send: list[Element] = field(default_factory=list)
    taken: int = 0
    after: list[Element] = field(default_factory=list)


def controls(card: Card, question: Question, room: Room, again: Again) -> Controls:
    """How ``question`` is answered."""
    made = _controls(card, question, room, again)
    typed = question.kind in ("text", "file")
    left = " You may leave this out." if question.optional else ""
    how = [quiet((TYPE_IT if typed else OR_TYPE) + left)]
    before = [*_so_far(question), *made.before, *(how if typed else [])]
    return Controls(before, made.send, made.taken, [] if typed else how)


def _controls(card: Card, question: Question, room: Room, again: Again) -> Controls:
    if question.kind in ("text", "file"):
        return Controls([])
    if _at_once(card, question):
        return _buttons(card, question)
    if lists.searched(question, _listed(room)):
        return _search(card, question, again)
    return _box(card, question, again)


def _so_far(question: Question) -> list[Element]:
    """What was answered before, where no control shows it."""
    if question.kind not in ("text", "file", "yes_no", "rating"):
        return []
    given = words.shown(question, question.value)
    if not given:
        return []
    return [line(f"So far: {limits.cut(given, limits.LONGEST_VALUE)}", spacing="Small")]


def _at_once(card: Card, question: Question) -> bool:
    """Whether pressing an answer sends it: for few short ones that need no explanation."""
    if question.kind != "choice":
        return question.kind in ("yes_no", "rating")
    short = all(len(c.label) <= limits.SHORT_BUTTON and not c.hint for c in question.choices)
    few = len(question.choices) < limits.MOST_PRIMARY
    few = few and len(question.choices) + len(card.actions) <= limits.MOST_PRIMARY
    light = not lists.searched(question, FEW_BYTES)
    return short and few and light and question.value is None


def _buttons(card: Card, question: Question) -> Controls:
    if question.kind == "rating":
        stars = [_answer(card, question, str(n), n) for n in words.RATINGS]
        worst, best = (words.RATINGS[n] for n in (1, words.BEST))
        scale = quiet(f"1 is {worst}, {words.BEST} is {best}.")
        return Controls([actions(stars), scale], taken=len(stars))
    if question.kind == "yes_no":
        pair = [_answer(card, question, "Yes", True), _answer(card, question, "No", False)]
        return Controls([actions(pair)], taken=2)
    # One below the other: side by side a phone cuts their words.
    each = [
        actions([_answer(card, question, one.label or one.value, one.value)], spacing="Small")
        for one in question.choices
    ]
    return Controls(each, taken=len(each))


def _answer(card: Card, question: Question, label: str, value: object) -> Element:
    return submit(label, says("answer", question.id, card.message, value=value))


def _send(card: Card, question: Question) -> Element:
    return submit("Send", says("send", question.id, card.message), boxes=True, main=True)


def _box(card: Card, question: Question, again: Again) -> Controls:
    parts = (
        forms.posted("value", question, again.entered)
        if again.entered
        else forms.typed(question, question.value)
    )
    box = Box(
        name="value",
        asked=question,
        label=LABELS[question.kind],
        parts=parts,
        error=again.wrong.get("value", ""),
        required=not question.optional,
    )
    return Controls(boxes.elements(box), [_send(card, question)])


def _listed(room: Room) -> int:
    return LISTED if room.whole else limits.LISTED


def _search(card: Card, question: Question, again: Again) -> Controls:
    found = _found(question, again)
    box = {
        "type": "Input.Text", "id": FIND, "label": "Type a part of the name",
        "maxLength": limits.LONGEST_LABEL, **({"value": again.find} if again.find else {}),
    }  # fmt: skip
    find = submit("Find", says(FIND, question.id, card.message), boxes=True)
    search = [
        *_error(again.wrong.get("value", "")),
        quiet(f"There are {len(question.choices)} answers.", "Default"),
        box,
        actions([find], spacing="Small"),
    ]
    if not found:
        none = f"I found nothing with “{again.find}”. Try a shorter part of the name."
        return Controls([*search, *([line(none)] if again.find else [])], taken=1)
    among = question.model_copy(update={"choices": tuple(found)})
    listed = _box(card.model_copy(update={"question": among}), among, again)
    return Controls([*search, *_lax(listed.before)], listed.send, 1)


def _found(question: Question, again: Again) -> list[Choice]:
    """The answers to show: those picked before, then those that fit what is looked for."""
    held = forms.typed(question, question.value).get("", ())
    picked = set(again.entered.get("value", held))
    kept = [one for one in question.choices if one.value in picked]
    fitting = finding.matches(question.choices, again.find)
    found = kept + [one for one in fitting if one.value not in picked]
    while lists.searched(question.model_copy(update={"choices": tuple(found)}), limits.LISTED):
        found.pop()
    return found


def _lax(each: list[Element]) -> list[Element]:
    """The same boxes without the demand that they are filled in: it would stop a search."""
    strict = ("isRequired", "errorMessage")
    return [{name: part for name, part in one.items() if name not in strict} for one in each]


def _error(sentence: str) -> list[Element]:
    return [line(sentence, color="Attention", weight="Bolder")] if sentence else []
