"""What all pages of the rulebook share: who may open them, and how their errors are answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from buying.service import rulebooks
from buying.service.desk import NotThere
from buying.service.people import Who
from buying.service.rulebooks import Checked, DraftView, NoDraft
from buying.service.rules_in_words import CopyGone
from desk.pages import Posted, Reader, RowNumber
from web import auth, pages

Administrator = Annotated[Who, Depends(auth.require("administrator"))]
HOME = "/desk/rulebook"
DRAFT = f"{HOME}/draft"
TYPED = ("text", "source", "reason")
"""Boxes for longer texts."""

T = TypeVar("T")

__all__ = [
    "DRAFT", "HOME", "Administrator", "Posted", "Reader", "RowNumber", "checked", "editor", "found",
    "go", "gone", "may_change", "open_draft", "place",
]  # fmt: skip


def may_change(who: Who) -> bool:
    """Whether the pages offer this person to change the rules."""
    return "administrator" in who.roles


def found(read: Callable[[], T]) -> T:
    """What ``read`` gives. Raises HTTPException 404 for NotThere, 500 in words for CopyGone."""
    try:
        return read()
    except NotThere as error:
        raise HTTPException(404) from error
    except CopyGone as error:
        raise HTTPException(500, str(error)) from error


def open_draft(who: Who) -> DraftView:
    """The draft to work on. Raises HTTPException 404, in words, where there is none."""
    draft = rulebooks.draft(who)
    if draft is None:
        raise HTTPException(
            404,
            "There is no draft of the rules. It may have been published or discarded. "
            "Go to “Rules” and begin again.",
        )
    return draft


def checked(who: Who) -> Checked:
    """What a check of the draft finds. Raises HTTPException 404 where it has just gone."""
    try:
        return rulebooks.check(who)
    except NoDraft as error:
        raise HTTPException(404, str(error)) from error


def gone(request: Request, who: Who, given: Mapping[str, Sequence[str]]) -> Response:
    """The answer to a form of a draft that is there no longer: what was typed, to copy it."""
    typed = [text for name, texts in given.items() for text in texts if name in TYPED and text]
    return pages.render(request, "desk/rulebook_gone.html", status=409, who=who, typed=typed)


def go(path: str, **query: str) -> RedirectResponse:
    """Send the browser on after a form, so that loading the page again sends nothing twice."""
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, status_code=303)


def editor(file: str) -> str:
    """The address of a file in the editor."""
    return f"{DRAFT}/file?{urlencode({'path': file})}"


def place(draft: DraftView) -> Callable[[str, int | None], str]:
    """The address of what a check found: the line in the editor, 0 for the file as a whole.

    For a file that the draft lacks it is the form that adds it.
    """

    def address(file: str, line: int | None) -> str:
        if draft.file(file) is None:
            return f"{DRAFT}/new-file?{urlencode({'path': file})}"
        return f"{editor(file)}&line={line or 0}"

    return address
