"""The pages of the desk. Every route names the roles that may open it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from buying.english import for_others
from buying.service import desk, desk_evaluations, desk_splits, desk_suppliers
from buying.service.desk import NotThere
from buying.service.people import Who
from buying.service.spending import desk as spending
from desk import forms, words
from desk.paging import pagination
from web import auth, pages

Reader = Annotated[Who, Depends(auth.require(*auth.DESK_ROLES))]
Specialist = Annotated[Who, Depends(auth.require("specialist"))]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
RowNumber = Annotated[int, Path(ge=1, lt=2**63)]
"""What a database can have as a row's number."""

router = APIRouter(prefix="/desk")


async def posted(request: Request) -> dict[str, list[str]]:
    """The boxes of a form as they were sent: name to texts."""
    form = await request.form(max_files=0, max_fields=100)
    found: dict[str, list[str]] = {}
    for name, text in form.multi_items():
        if isinstance(text, str):
            found.setdefault(name, []).append(text)
    return found


Posted = Annotated[dict[str, list[str]], Depends(posted)]


@router.get("")
def home(request: Request, who: Reader) -> Response:
    """What waits, and where everything is."""
    return pages.render(
        request,
        "desk/home.html",
        who=who,
        waiting=desk.advice_queue(who),
        recent=desk_evaluations.evaluations(who).items[:5],
        separate=desk_splits.said_separate(who),
        spent_up=spending.spent_up(who),
    )


@router.get("/advice")
def advice_queue(request: Request, who: Reader, sent: str = "") -> Response:
    """Everything that waits for a specialist."""
    waiting = desk.advice_queue(who)
    return pages.render(
        request,
        "desk/queue.html",
        who=who,
        waiting=waiting,
        answered=desk.answered(who),
        sent=sent if words.REFERENCE.fullmatch(sent) else "",
    )


@router.get("/advice/{task}")
def advice(request: Request, who: Reader, task: RowNumber) -> Response:
    """One thing that waits, with the whole purchase so far and the form to reply."""
    return _advice(request, who, task)


@router.post("/advice/{task}")
def reply(request: Request, who: Specialist, task: RowNumber, given: Posted) -> Response:
    """Send the reply. Nothing that was typed is lost where it cannot be sent."""
    item = _found(lambda: desk.advice(who, task))
    if item.card is None or item.card.question is None:
        return _advice(request, who, task, given, status=409)
    boxes = forms.checked(forms.boxes(item.card.question, item.card.title or "", given))
    if any(box.error for box in boxes):
        return _advice(request, who, task, given, boxes=boxes, status=422)
    try:
        desk.reply(who, task, forms.value(item.card.question, boxes))
    except desk.NotAllowed as error:
        raise HTTPException(403, str(error)) from error
    except desk.AlreadyAnswered:
        return _advice(request, who, task, given, status=409)
    except desk.InvalidAnswer as error:
        return _advice(request, who, task, given, boxes=boxes, problem=str(error), status=422)
    return RedirectResponse(f"/desk/advice?sent={item.waiting.reference}", status_code=303)


def _advice(
    request: Request,
    who: Who,
    task: int,
    given: dict[str, list[str]] | None = None,
    *,
    boxes: tuple[forms.Box, ...] | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    item = _found(lambda: desk.advice(who, task))
    question = item.card.question if item.card else None
    if boxes is None and question is not None:
        boxes = forms.boxes(question, item.card.title if item.card else "", given)
    return pages.render(
        request,
        "desk/advice.html",
        status=status,
        who=who,
        item=item,
        boxes=boxes or (),
        errors=words.errors(boxes or (), problem),
        on_record=for_others,
        unsent=_typed(given) if status == 409 else (),
    )


def _typed(given: dict[str, list[str]] | None) -> tuple[str, ...]:
    """The longer texts that somebody wrote, to give back where they cannot be sent."""
    texts = [text for each in (given or {}).values() for text in each]
    return tuple(text for text in texts if " " in text.strip())


@router.get("/evaluations")
def evaluations(
    request: Request,
    who: Reader,
    text: str = "",
    team: str = "",
    category: str = "",
    sort: str = "newest",
    page: PageNumber = 1,
) -> Response:
    """Look backs that staff have shared."""
    order: Any = sort if sort in words.SORTS else "newest"
    wanted = {"text": text[:200], "team": team, "category": category, "sort": order}
    found = desk_evaluations.evaluations(who, page=page, **wanted)
    kinds = dict(desk_evaluations.categories())
    kept = {**wanted, "sort": "" if order == "newest" else order}
    return pages.render(
        request,
        "desk/evaluations.html",
        who=who,
        page=found,
        wanted=wanted,
        filtered=bool(text or team or category),
        categories=kinds,
        team_items=words.items(dict.fromkeys(desk_evaluations.teams(who), ""), team, "Any team"),
        category_items=words.items(kinds, category, "Any kind"),
        sort_items=words.items(words.SORTS, order),
        links=pagination("/desk/evaluations", kept, found.number, found.pages),
    )


@router.get("/evaluations/{reference}")
def evaluation(request: Request, who: Reader, reference: str) -> Response:
    """One look back, with the whole purchase."""
    file = _found(lambda: desk_evaluations.evaluation(who, reference))
    return pages.render(
        request,
        "desk/evaluation.html",
        who=who,
        file=file,
        ordered=words.learnt_first(file.sections),
        titles=words.STAGES,
        tables=words.TABLES,
        on_record=for_others,
    )


@router.get("/suppliers")
def suppliers(
    request: Request,
    who: Reader,
    name: str = "",
    category: str = "",
    area: str = "",
    preferred: bool = False,
    page: PageNumber = 1,
) -> Response:
    """The supplier list."""
    wanted = {
        "name": name[:200], "category": category, "area": area[:200], "preferred": preferred,
    }  # fmt: skip
    found = desk_suppliers.suppliers(who, page=page, **wanted)  # type: ignore[arg-type]
    kinds = dict(desk_evaluations.categories())
    query = {**wanted, "preferred": "1" if preferred else ""}
    return pages.render(
        request,
        "desk/suppliers.html",
        who=who,
        page=found,
        wanted=wanted,
        filtered=any(wanted.values()),
        kinds=kinds,
        category_items=words.items(kinds, category, "Anything"),
        links=pagination("/desk/suppliers", query, found.number, found.pages),
    )


@router.get("/suppliers/{supplier}")
def supplier(request: Request, who: Reader, supplier: RowNumber) -> Response:
    """One supplier, and what was said about buying from it."""
    found = _found(lambda: desk_suppliers.supplier(who, supplier))
    return pages.render(
        request,
        "desk/supplier.html",
        who=who,
        found=found,
        rows=words.supplier_rows(found.supplier, dict(desk_evaluations.categories())),
    )


def _found(read: Any) -> Any:
    try:
        return read()
    except NotThere as error:
        raise HTTPException(404) from error
