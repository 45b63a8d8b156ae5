"""The control of one question, or of one box of a form.

What a box sends is named as in a posted form (:mod:`bot.forms`): ``value.price-amount``. A date
and the answers of a list are as Teams sends them: :mod:`bot.teams.cards.sent` reads them.
"""

from __future__ import annotations

from datetime import date

from bot import estimates, forms
from bot.teams.cards import limits, lists, markdown
from bot.teams.cards.box import Box, element, typed
from bot.teams.cards.elements import Element, column, columns, line, quiet
from bot.words import RATINGS, known
from buying.cards import Choice
from buying.domain.money import VAT_WORDS

MULTILINE = 60
"""Characters from which on an answer is shown in several lines."""

USUAL_VAT = "gross"
YES_NO = (Choice(value="yes", label="Yes"), Choice(value="no", label="No"))
STARS = tuple(Choice(value=str(n), label=f"{n} {word}") for n, word in RATINGS.items())


def elements(box: Box) -> list[Element]:
    """A box with its label, its hint, and a sentence where it needs another look."""
    known(box.asked.kind)
    error = [line(box.error, color="Attention", weight="Bolder")] if box.error else []
    hint = [quiet(box.hint, "None")] if box.hint else []
    return [*error, *_KINDS[box.asked.kind](box), *hint, *_unknown(box)]


def _text(box: Box) -> list[Element]:
    return [typed(box, isMultiline=len(box.held()) > MULTILINE)]


def _number(box: Box) -> list[Element]:
    example = "Like 7, or 5 to 8" if box.asked.estimate else "Like 7"
    return [typed(box, placeholder=example)]


def _money(box: Box) -> list[Element]:
    example = "Like 900, or 80 to 120" if box.asked.estimate else "Like 900 or 1,250.50"
    amount = typed(box, "amount", placeholder=example)
    amount["label"] = f"{amount['label']} (£)"
    basis = {
        "type": "Input.ChoiceSet", "id": f"{box.name}-vat", "label": "VAT", "style": "compact",
        "value": box.held("vat") or USUAL_VAT,
        "choices": [{"title": said, "value": basis} for basis, said in VAT_WORDS.items()],
    }  # fmt: skip
    bottom = {"verticalContentAlignment": "Bottom"}
    side_by_side = columns([column([amount], 3, **bottom), column([basis], 2, **bottom)])
    return [side_by_side]


def _unknown(box: Box) -> list[Element]:
    if not box.asked.estimate:
        return []
    # Whoever hears the card has to hear what it is that they do not know.
    title = limits.cut(f"I don’t know: {markdown.unmarked(box.label)}", limits.LONGEST_BUTTON)
    tick = {
        "type": "Input.Toggle", "id": f"{box.name}-{estimates.UNKNOWN}", "title": title,
        "valueOn": estimates.TICKED, "valueOff": "no", "wrap": True, "spacing": "Small",
    }  # fmt: skip
    if estimates.TICKED in box.parts.get(estimates.UNKNOWN, ()):
        tick["value"] = estimates.TICKED
    return [tick]


def _date(box: Box) -> list[Element]:
    day, month, year = (box.held(part) for part in forms.PARTS["date"])
    try:
        given = date(int(year), int(month), int(day)).isoformat()
    except (ValueError, OverflowError):
        return [element("Input.Date", box)]
    return [element("Input.Date", box, value=given)]


def _yes_no(box: Box) -> list[Element]:
    return [lists.one_of(box, YES_NO)]


def _rating(box: Box) -> list[Element]:
    return [lists.one_of(box, STARS)]


_KINDS = {
    "text": _text,
    "file": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": lists.choice,
    "choices": lists.several,
    "yes_no": _yes_no,
    "rating": _rating,
}
