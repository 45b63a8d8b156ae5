"""Publishing the draft from a day on, and taking back what is still to come."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from buying.clock import today
from buying.service import rulebooks
from buying.service.people import Who
from buying.service.rulebooks import Checked, NoDraft, NotReady, RulebookChangeError, Version
from desk.rulebook.boxes import Boxes, date_items
from desk.rulebook.common import (
    HOME,
    Administrator,
    Posted,
    RowNumber,
    checked,
    found,
    go,
    gone,
    open_draft,
    place,
)
from web import pages

router = APIRouter()
LONGEST_LABEL = 60
LONGEST_REASON = 2000


@router.get("/draft/publish")
def ask(request: Request, who: Administrator) -> Response:
    """What would change, in words, and the form to publish it."""
    open_draft(who)
    return _form(request, who, Boxes({}), checked(who))


@router.post("/draft/publish")
def publish(request: Request, who: Administrator, given: Posted) -> Response:
    """Publish the draft. Nothing that was typed is lost where it cannot be."""
    if rulebooks.draft(who) is None:
        return gone(request, who, given)
    boxes = Boxes(given)
    label = boxes.text("label", "Give this version a name, such as 2026-12.", LONGEST_LABEL)
    day = boxes.day("from", "Say from which day new purchases follow these rules.")
    reason = boxes.text("reason", "Say why the rules change.", LONGEST_REASON)
    if day is not None and day < today():
        boxes.errors["from"] = "The day must be today or later. Rules never change for the past."
    if boxes.errors or day is None:
        return _form(request, who, boxes, checked(who))
    try:
        version = rulebooks.publish(who, label, day, reason)
    except NotReady as error:
        return _form(request, who, boxes, error.checked, refused=True)
    except NoDraft:
        return gone(request, who, given)
    except RulebookChangeError as error:
        boxes.errors["label"] = str(error)
        return _form(request, who, boxes, checked(who))
    return go(HOME, done="published", version=str(version.id))


def _form(
    request: Request, who: Who, boxes: Boxes, result: Checked, *, refused: bool = False
) -> Response:
    return pages.render(
        request,
        "desk/rulebook_publish.html",
        status=422 if boxes.errors or refused else 200,
        who=who,
        boxes=boxes,
        checked=result,
        refused=refused,
        date_items=date_items(boxes, "from"),
        today=today(),
        place=place(open_draft(who)),
    )


@router.get("/versions/{version}/withdraw")
def ask_withdrawal(request: Request, who: Administrator, version: RowNumber) -> Response:
    """Ask why a version that is still to come is taken back."""
    return _withdrawal(request, who, found(lambda: rulebooks.version(who, version)), Boxes({}))


@router.post("/versions/{version}/withdraw")
def withdraw(request: Request, who: Administrator, version: RowNumber, given: Posted) -> Response:
    """Take back a version before its day has come."""
    shown = found(lambda: rulebooks.version(who, version))
    boxes = Boxes(given)
    reason = boxes.text("reason", "Say why it is withdrawn.", LONGEST_REASON)
    if boxes.errors:
        return _withdrawal(request, who, shown, boxes)
    try:
        rulebooks.withdraw(who, version, reason)
    except RulebookChangeError:
        # It is not to come any more; the page says so instead of showing the form.
        shown = found(lambda: rulebooks.version(who, version))
        return _withdrawal(request, who, shown, boxes, status=409)
    return go(HOME, done="withdrawn", version=str(version))


def _withdrawal(
    request: Request, who: Who, version: Version, boxes: Boxes, status: int = 200
) -> Response:
    return pages.render(
        request,
        "desk/rulebook_withdraw.html",
        status=422 if boxes.errors else status,
        who=who,
        version=version,
        boxes=boxes,
    )
