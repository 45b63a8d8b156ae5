"""Thresholds as a form: the most common change of the rules, without any YAML."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from buying.clock import today
from buying.service import rulebooks, rules_in_words
from buying.service.people import Who
from buying.service.rulebooks import RulebookChangeError
from buying.service.rules_in_words import Limit
from desk.rulebook.boxes import Boxes, date_items
from desk.rulebook.common import DRAFT, Administrator, Posted, go, gone, open_draft
from web import pages

router = APIRouter()
LONGEST_SOURCE = 500


@router.get("/draft/limits")
def choose(request: Request, who: Administrator) -> Response:
    """Every threshold with its amount, to pick the one to change."""
    open_draft(who)
    return pages.render(
        request,
        "desk/rulebook_limits.html",
        who=who,
        limits=rules_in_words.limits_to_change(who),
        today=today(),
    )


@router.get("/draft/limits/{name}")
def ask(request: Request, who: Administrator, name: str) -> Response:
    """The form for another amount from a day on."""
    open_draft(who)
    return _form(request, who, _limit(who, name), Boxes({}))


@router.post("/draft/limits/{name}")
def change(request: Request, who: Administrator, name: str, given: Posted) -> Response:
    """Put the amount into the draft. Nothing that was typed is lost where it cannot be."""
    if rulebooks.draft(who) is None:
        return gone(request, who, given)
    limit, boxes = _limit(who, name), Boxes(given)
    value = boxes.number("value", "Write the new number.")
    day = boxes.day("from", "Say from which day it holds.")
    source = boxes.text(
        "source", "Say where the new number comes from, such as who decided it and when.",
        LONGEST_SOURCE,
    )  # fmt: skip
    if boxes.errors or value is None or day is None:
        return _form(request, who, limit, boxes)
    try:
        rulebooks.add_threshold_value(who, limit.id, value, day, source)
    except RulebookChangeError as error:
        boxes.errors["value"] = str(error)
        return _form(request, who, limit, boxes)
    return go(DRAFT, done="limit")


def _limit(who: Who, name: str) -> Limit:
    limits = rules_in_words.limits_to_change(who)
    limit = next((each for each in limits if each.id == name), None)
    if limit is None:
        raise HTTPException(404)
    return limit


def _form(request: Request, who: Who, limit: Limit, boxes: Boxes) -> Response:
    return pages.render(
        request,
        "desk/rulebook_limit.html",
        status=422 if boxes.errors else 200,
        who=who,
        limit=limit,
        boxes=boxes,
        date_items=date_items(boxes, "from"),
        today=today(),
    )
