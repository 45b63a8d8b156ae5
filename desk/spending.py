"""Pages of the desk on what purchases really cost."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from buying.service.desk import NotThere
from buying.service.people import Who
from buying.service.spending import desk, desk_changes
from buying.service.spending.books import CostError
from buying.service.spending.reports import SpendingReport
from buying.service.suppliers import SupplierFileError
from web import auth, pages

Reader = Annotated[Who, Depends(auth.require(*auth.DESK_ROLES))]
Specialist = Annotated[Who, Depends(auth.require("specialist"))]
Number = Annotated[int, Path(ge=1, lt=2**63)]
REFERENCE = re.compile(r"[A-Z]{1,5}-[0-9]{1,12}")
BASES = {"": "It says so in the file", "net": "Without VAT", "gross": "With VAT",
         "exempt": "There is no VAT"}  # fmt: skip
AMOUNTS = {"net": "Without VAT (net)", "gross": "With VAT (gross)", "exempt": "No VAT"}
BOXES = ("kind", "day", "invoice", "note", "another", "far")

router = APIRouter(prefix="/desk/spending")


async def posted(request: Request) -> dict[str, str]:
    """The boxes of a form, each with its first text."""
    form = await request.form(max_files=0, max_fields=50)
    return {name: text for name, text in form.items() if isinstance(text, str)}


async def uploaded(request: Request) -> dict[str, Any]:
    """The same with one file, as ``data`` and ``name``."""
    form = await request.form(max_files=1, max_fields=50)
    given: dict[str, Any] = {n: text for n, text in form.items() if isinstance(text, str)}
    file = form.get("file")
    if isinstance(file, UploadFile):
        given |= {"data": await file.read(), "name": file.filename or ""}
    return given


Posted = Annotated[dict[str, str], Depends(posted)]
Uploaded = Annotated[dict[str, Any], Depends(uploaded)]


@router.get("")
def spent_up(request: Request, who: Reader) -> Response:
    """Purchases that have reached what was agreed, and the way to take in a file."""
    return _list(request, who)


@router.post("/import")
def take_file(request: Request, who: Specialist, given: Uploaded) -> Response:
    """Take in an export of a finance system, or only say what would happen."""
    vat = given.get("vat", "")
    if not given.get("data"):
        return _list(request, who, problem="Choose a CSV file.", vat=vat, status=422)
    try:
        report = desk_changes.take_file(
            who, given["data"], given["name"],
            vat=vat if vat in BASES else "", dry_run=bool(given.get("try")),
        )  # fmt: skip
    except SupplierFileError as error:
        return _list(request, who, problem=str(error), vat=vat, status=422)
    return _list(request, who, report=report, vat=vat)


@router.post("/seen/{mark}")
def seen(who: Specialist, mark: Number) -> Response:
    """Take a purchase off the list."""
    _found(lambda: desk_changes.seen(who, mark))
    return RedirectResponse("/desk/spending", status_code=303)


@router.get("/{reference}")
def costs(request: Request, who: Reader, reference: str, done: str = "") -> Response:
    """What one purchase cost, against what was expected."""
    return _costs(request, who, reference, done=done)


@router.post("/{reference}")
def record(request: Request, who: Specialist, reference: str, given: Posted) -> Response:
    """Record a cost. Nothing that was typed is lost where it cannot be taken."""
    boxes: dict[str, object] = {name: given.get(name, "").strip() for name in BOXES}
    amount, vat = given.get("amount", "").strip(), given.get("vat", "")
    if amount and vat:
        boxes["amount"] = {"amount": amount, "vat": vat}
    try:
        found = _found(lambda: desk_changes.record(who, reference, boxes))
    except desk_changes.Wrong as wrong:
        return _costs(request, who, reference, given=given, wrong=wrong.sentences, status=422)
    return _done(reference, "privacy" if found else "recorded")


@router.post("/{reference}/{number}/back")
def take_back(
    request: Request, who: Specialist, reference: str, number: Number, given: Posted
) -> Response:
    """Take a cost back, with the reason."""
    try:
        _found(lambda: desk_changes.take_back(who, reference, number, given.get("reason", "")))
    except CostError as error:
        wrong = {f"reason-{number}": str(error)}
        return _costs(request, who, reference, given=given, wrong=wrong, status=422)
    return _done(reference, "back")


@router.post("/{reference}/why")
def explain(request: Request, who: Specialist, reference: str, given: Posted) -> Response:
    """Add a sentence on what explains the difference."""
    try:
        _found(lambda: desk_changes.explain(who, reference, given.get("why", "")))
    except CostError as error:
        wrong = {"why": str(error)}
        return _costs(request, who, reference, given=given, wrong=wrong, status=422)
    return _done(reference, "explained")


DONE = {
    "recorded": "The cost is recorded.",
    "privacy": "The cost is recorded. Its note looks as if it tells of a person. If it does, take "
    "the cost back and record it without.",
    "back": "The cost is taken back. The record shows why.",
    "explained": "Your sentence stands beside the figures.",
}


def _done(reference: str, what: str) -> Response:
    return RedirectResponse(f"/desk/spending/{reference}?done={what}", status_code=303)


def _list(
    request: Request,
    who: Who,
    *,
    report: SpendingReport | None = None,
    problem: str = "",
    vat: str = "",
    status: int = 200,
) -> Response:
    return pages.render(
        request,
        "desk/spending.html",
        status=status,
        who=who,
        found=desk.spent_up(who),
        may_record="specialist" in who.roles,
        report=report,
        problem=problem,
        bases=_items(BASES, vat),
        largest=f"{desk_changes.LARGEST_FILE // 1_048_576} MB",
    )


def _costs(
    request: Request,
    who: Who,
    reference: str,
    *,
    given: dict[str, str] | None = None,
    wrong: dict[str, str] | None = None,
    done: str = "",
    status: int = 200,
) -> Response:
    if REFERENCE.fullmatch(reference) is None:
        raise HTTPException(404)
    typed = given or {}
    found = _found(lambda: desk.costs(who, reference))
    return pages.render(
        request,
        "desk/costs_of.html",
        status=status,
        who=who,
        found=found,
        may_record="specialist" in who.roles,
        typed=typed,
        wrong=wrong or {},
        done=DONE.get(done, ""),
        kinds=_items({"": "Choose one", **dict(found.kinds)}, typed.get("kind", "")),
        amounts=_items(AMOUNTS, typed.get("vat", "")),
    )


def _items(labels: dict[str, str], chosen: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "text": label, "selected": value == chosen, "checked": value == chosen}
        for value, label in labels.items()
    ]


def _found(do: Any) -> Any:
    try:
        return do()
    except NotThere as error:
        raise HTTPException(404) from error
