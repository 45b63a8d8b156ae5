"""The rules to read: which version is in force, what is coming, what was, and how two differ."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from buying.service import rulebooks, rules_in_words
from buying.service.people import Who
from buying.service.rulebooks import Version
from desk import words
from desk.rulebook.common import Reader, RowNumber, found, may_change
from web import pages

router = APIRouter()
STATES = {
    "past": ("Earlier", "govuk-tag--grey"),
    "current": ("In force", "govuk-tag--green"),
    "coming": ("Coming", "govuk-tag--blue"),
    "withdrawn": ("Withdrawn", "govuk-tag--red"),
}
"""What the state of a version is called, and the colour of its tag."""


@router.get("")
def home(request: Request, who: Reader, done: str = "", version: int = 0) -> Response:
    """Every version, the one in force first, and the way to change it.

    ``done`` says what has just happened, to the version with the number ``version``.
    """
    listed = rulebooks.versions(who)
    return pages.render(
        request,
        "desk/rulebook.html",
        who=who,
        by_state={state: [each for each in listed if each.state == state] for state in STATES},
        states=STATES,
        draft=rulebooks.draft(who),
        may_change=may_change(who),
        done=done if done in ("discarded", "published", "withdrawn") else "",
        about=next((each for each in listed if each.id == version), None),
        choices=_choices(listed),
    )


@router.get("/versions/{version}")
def one(request: Request, who: Reader, version: RowNumber) -> Response:
    """One version: what it changed, and all of its rules in words."""
    shown = found(lambda: rulebooks.version(who, version))
    return pages.render(
        request,
        "desk/rulebook_version.html",
        who=who,
        version=shown,
        states=STATES,
        may_change=may_change(who),
        rules=found(lambda: rules_in_words.read(who, shown)),
    )


@router.get("/difference")
def difference(request: Request, who: Reader, before: str = "", after: str = "") -> Response:
    """The differences between any two versions, in words."""
    listed = {str(each.id): each for each in rulebooks.versions(who)}
    pair = (listed.get(before), listed.get(after))
    return pages.render(
        request,
        "desk/rulebook_difference.html",
        who=who,
        before=pair[0],
        after=pair[1],
        changes=_compared(who, *pair),
        unknown=bool(before or after) and None in pair,
        before_items=words.items(_choices(listed.values()), before),
        after_items=words.items(_choices(listed.values()), after),
    )


def _compared(who: Who, before: Version | None, after: Version | None) -> tuple[str, ...] | None:
    if before is None or after is None:
        return None
    return found(lambda: rules_in_words.differences(who, before, after))


def _choices(listed: Iterable[Version]) -> dict[str, str]:
    """Versions by number, as they stand in a list to choose from."""
    return {
        str(each.id): f"{each.label}, from {pages.day(each.effective_from)}"
        f" ({STATES[each.state][0].lower()})"
        for each in listed
    }
