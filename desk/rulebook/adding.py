"""Files that come into the draft, and files that are taken out of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from buying.service import rulebooks
from buying.service.people import Who
from buying.service.rulebooks import RulebookChangeError
from desk.rulebook.boxes import Boxes
from desk.rulebook.common import DRAFT, Administrator, Posted, go, gone, open_draft
from desk.rulebook.files import file_of
from web import pages

router = APIRouter()
LONGEST_NAME = 200


@router.get("/draft/new-file")
def ask_new(request: Request, who: Administrator, path: str = "") -> Response:
    """The form for a new file."""
    open_draft(who)
    return _new(request, who, Boxes({"path": [path]}))


@router.post("/draft/new-file")
def add(request: Request, who: Administrator, given: Posted) -> Response:
    """Add a file to the draft."""
    opened = rulebooks.draft(who)
    if opened is None:
        return gone(request, who, given)
    boxes = Boxes(given)
    path = boxes.text("path", "Write the name of the file.", LONGEST_NAME)
    text = boxes.typed("text").replace("\r\n", "\n")
    if not text.strip():
        boxes.errors["text"] = "Write what the file says."
    existing = opened.file(path)
    if existing is not None and existing.text is not None:
        boxes.errors["path"] = "There is such a file already. Choose another name."
    if not boxes.errors:
        try:
            rulebooks.save(who, path, text, existing.seen if existing else "")
        except RulebookChangeError as error:
            boxes.errors["path"] = str(error)
        else:
            return go(DRAFT, done="saved")
    return _new(request, who, boxes)


@router.get("/draft/remove-file")
def confirm_removal(request: Request, who: Administrator, path: str = "") -> Response:
    """Ask before a file is taken away."""
    file = file_of(open_draft(who), path)
    return pages.render(request, "desk/rulebook_remove.html", who=who, file=file)


@router.post("/draft/remove-file")
def remove(request: Request, who: Administrator, given: Posted) -> Response:
    """Take a file out of the draft."""
    boxes = Boxes(given)
    file = file_of(open_draft(who), boxes.typed("path"))
    try:
        rulebooks.remove(who, file.path, boxes.typed("seen"))
    except RulebookChangeError as error:
        current = file_of(open_draft(who), file.path)
        return pages.render(
            request, "desk/rulebook_remove.html", status=409, who=who, file=current,
            problem=str(error),
        )  # fmt: skip
    return go(DRAFT, done="removed")


def _new(request: Request, who: Who, boxes: Boxes) -> Response:
    status = 422 if boxes.errors else 200
    return pages.render(request, "desk/rulebook_new_file.html", status=status, who=who, boxes=boxes)
