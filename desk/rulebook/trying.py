"""Trying the rules: what would happen with a purchase, by those in force and by the draft."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from buying.service import rulebooks, trying
from buying.service.people import Who
from buying.service.trying import CannotRead
from buying.service.trying.both import Both, NoRules, try_both
from desk.rulebook import asking
from desk.rulebook.boxes import Boxes, date_items
from desk.rulebook.common import Reader
from web import pages

router = APIRouter()
STATES = {
    "same": ("The same", ""),
    "different": ("Different", "govuk-tag--yellow"),
    "gone": ("Not in the draft", "govuk-tag--red"),
    "new": ("New in the draft", "govuk-tag--green"),
}
"""How a thing differs between the two, in words, and the colour of its tag."""


@router.get("/try")
def try_rules(request: Request, who: Reader) -> Response:
    """The form, and under it the answer to what was asked."""
    boxes = asking.typed(request)
    asked = "text" in request.query_params
    both = _answer(who, boxes) if asked else None
    return pages.render(
        request,
        "desk/rulebook_try.html",
        status=422 if boxes.errors else 200,
        who=who,
        boxes=boxes,
        date_items=date_items(boxes, asking.DAY),
        kinds=asking.kinds(boxes, "Let the words decide"),
        longest=trying.LONGEST,
        has_draft=rulebooks.draft(who) is not None,
        both=both,
        sections=trying.sections(both.answer) if both else (),
        compared=trying.compare(both.answer, both.draft) if both and both.draft else (),
        states=STATES,
    )


def _answer(who: Who, boxes: Boxes) -> Both | None:
    """What the rules say; None, with an error at the box that is wrong, where they cannot."""
    missing = "Say what is bought and for how much."
    text = boxes.text("text", missing, trying.LONGEST)
    day = asking.the_day(boxes)
    if boxes.errors or day is None:
        return None
    try:
        return try_both(who, text, day, boxes.typed("category") or None)
    except CannotRead as error:
        boxes.errors["text"] = str(error)
    except NoRules as error:
        boxes.errors[asking.DAY] = str(error)
    return None
