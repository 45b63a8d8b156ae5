"""The draft of the next rules: what it changes, what the check finds, throwing it away."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from buying.service import rulebooks
from buying.service.rulebooks import NoDraft
from desk.rulebook.common import DRAFT, HOME, Administrator, checked, editor, go, open_draft, place
from desk.rulebook.listing import GROUPS, SAYS, grouped
from web import pages

router = APIRouter()
DONE = {
    "limit": "The new amount is in the draft. Nothing changes for staff until you publish it.",
    "saved": "The file is saved in the draft. Nothing changes for staff until you publish it.",
    "removed": "The file is taken out of the draft.",
}
"""What the draft's page says after a change, by the word that the address carries."""


@router.post("/draft")
def begin(who: Administrator) -> Response:
    """Begin a draft from the rules in force, or go on with the one that is open."""
    rulebooks.begin(who)
    return go(DRAFT)


@router.get("/draft")
def draft(request: Request, who: Administrator, done: str = "") -> Response:
    """The files of the draft, and what can be done with it."""
    opened = open_draft(who)
    return pages.render(
        request,
        "desk/rulebook_draft.html",
        who=who,
        draft=opened,
        groups=grouped(opened.files),
        group_names=GROUPS,
        says=SAYS,
        done=DONE.get(done, ""),
        editor=editor,
    )


@router.get("/draft/check")
def check(request: Request, who: Administrator) -> Response:
    """What is wrong with the draft, which worked examples fail, and what it changes."""
    opened = open_draft(who)
    return pages.render(
        request,
        "desk/rulebook_check.html",
        who=who,
        draft=opened,
        checked=checked(who),
        place=place(opened),
    )


@router.get("/draft/discard")
def confirm_discard(request: Request, who: Administrator) -> Response:
    """Ask before a draft is thrown away."""
    return pages.render(request, "desk/rulebook_discard.html", who=who, draft=open_draft(who))


@router.post("/draft/discard")
def discard(who: Administrator) -> Response:
    """Throw the draft away."""
    try:
        rulebooks.discard(who)
    except NoDraft as error:
        raise HTTPException(404, str(error)) from error
    return go(HOME, done="discarded")
