"""The flow on the desk: which steps are asked for which values, as a picture and as lists."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from buying.service import drawing, rulebooks
from buying.service.drawing import Flow
from buying.service.drawing.reading import CannotDraw, read
from buying.service.people import Who
from buying.service.rulebooks import NoDraft
from desk.rulebook import asking
from desk.rulebook.boxes import Boxes, date_items
from desk.rulebook.common import Reader
from web import pages

router = APIRouter()
IMAGE = "image/svg+xml"
WHICH = {"": "The rules in force", "draft": "The draft"}


@router.get("/flow")
def flow(request: Request, who: Reader) -> Response:
    """The picture, and the same as a list for each stretch of values."""
    boxes = asking.typed(request)
    drawn = _flow(who, boxes)
    return pages.render(
        request,
        "desk/rulebook_flow.html",
        status=422 if boxes.errors else 200,
        who=who,
        boxes=boxes,
        date_items=date_items(boxes, asking.DAY),
        kinds=asking.kinds(boxes, "The usual kind"),
        which=WHICH if rulebooks.draft(who) is not None else {},
        flow=drawn,
        picture=f"/desk/rulebook/flow.svg?{request.url.query}",
        words=drawing.words,
        change_words=drawing.change_words,
    )


@router.get("/flow.svg")
def picture(request: Request, who: Reader) -> Response:
    """The picture by itself."""
    boxes = asking.typed(request)
    drawn = _flow(who, boxes)
    if drawn is None:
        raise HTTPException(422, " ".join(boxes.errors.values()))
    headers = {"Cache-Control": "private, no-store"}
    return Response(drawing.in_svg(drawn), media_type=IMAGE, headers=headers)


def _flow(who: Who, boxes: Boxes) -> Flow | None:
    """The flow that was asked for; None, with an error at the box that is wrong."""
    day = asking.the_day(boxes)
    if day is None:
        return None
    category, draft = boxes.typed("category") or None, boxes.typed("rules") == "draft"
    try:
        return read(who, day, category, draft=draft)
    except NoDraft:
        boxes.errors["rules"] = "There is no draft any more. Draw the rules in force."
    except CannotDraw as error:
        boxes.errors[error.about] = str(error)
    return None
