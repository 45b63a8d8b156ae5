"""The files of the draft as text: read, changed, added and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from buying.service import rulebooks
from buying.service.people import Who
from buying.service.rulebooks import (
    DraftFile,
    DraftView,
    Finding,
    NoDraft,
    RulebookChangeError,
    SavedSince,
)
from desk.rulebook.boxes import Boxes
from desk.rulebook.common import DRAFT, Administrator, Posted, checked, editor, go, gone, open_draft
from web import pages

router = APIRouter()
AROUND = 2
"""Lines that are shown before and after the one that is meant."""

SINCE = "Somebody else changed {path} after you opened it. Your text is below and is not saved yet."
LineNumber = Annotated[int | None, Query(ge=0, le=1_000_000)]


@router.get("/draft/file")
def read(request: Request, who: Administrator, path: str = "", line: LineNumber = None) -> Response:
    """A file in the editor; ``line``, counted from 1, is the one that a finding is about.

    With a line, or 0, all that a check finds in the file is said above it.
    """
    file = file_of(open_draft(who), path)
    findings = [] if line is None else _findings(who, path)
    return _editor(request, who, file, file.text or "", line=line or 0, findings=findings)


@router.post("/draft/file")
def save(request: Request, who: Administrator, given: Posted) -> Response:
    """Save a file. Where somebody else has saved it since, both texts are shown."""
    boxes = Boxes(given)
    path, text = boxes.typed("path"), boxes.typed("text").replace("\r\n", "\n")
    opened = rulebooks.draft(who)
    if opened is None:
        return gone(request, who, given)
    file = file_of(opened, path)
    try:
        rulebooks.save(who, path, text, boxes.typed("seen"))
    except NoDraft:
        return gone(request, who, given)
    except SavedSince:
        # The mark of what is saved now goes along: who has read both texts may save over it.
        file = file_of(open_draft(who), path)
        return _editor(request, who, file, text, SINCE.format(path=path), status=409)
    except RulebookChangeError as error:
        return _editor(request, who, file, text, str(error), boxes.typed("seen"), status=422)
    return go(f"{DRAFT}/check") if boxes.typed("then") == "check" else go(DRAFT, done="saved")


def file_of(draft: DraftView, path: str) -> DraftFile:
    """The file of the draft with this path. Raises HTTPException 404 where it has none."""
    # Only names that the draft itself lists are looked up: a path never reaches the disk.
    file = draft.file(path)
    if file is None:
        raise HTTPException(404, "The draft has no such file.")
    return file


def _findings(who: Who, path: str) -> list[Finding]:
    found = checked(who)
    return [each for each in (*found.problems, *found.failures) if each.file == path]


def _editor(
    request: Request,
    who: Who,
    file: DraftFile,
    text: str,
    problem: str = "",
    seen: str | None = None,
    *,
    line: int = 0,
    findings: Sequence[Finding] = (),
    status: int = 200,
) -> Response:
    return pages.render(
        request,
        "desk/rulebook_file.html",
        status=status,
        who=who,
        file=file,
        text=text,
        seen=file.seen if seen is None else seen,
        problem=problem,
        difference=_difference(file.text or "", text) if status == 409 else "",
        line=line,
        findings=findings,
        editor=editor,
        excerpt=excerpt(text, line),
    )


def excerpt(text: str, line: int) -> list[tuple[int, str]]:
    """The lines around ``line`` (counted from 1) with their numbers; none where it is not there."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return []
    first = max(1, line - AROUND)
    return list(enumerate(lines[first - 1 : line + AROUND], start=first))


def _difference(saved: str, typed: str) -> str:
    """Line by line: ``-`` is what is saved, ``+`` what was typed here."""
    compared = unified_diff(saved.split("\n"), typed.split("\n"), lineterm="", n=1)
    return "\n".join(list(compared)[2:])
