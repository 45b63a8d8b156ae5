"""Trying costs side by side: the sheet, what comes out of it, the picture, the file to keep."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from buying.charts import svg
from buying.service import costing
from buying.service.costing import Data, Mistake, Refused, Worked
from buying.service.costing import purchase as purchases
from buying.service.people import Who
from desk.costs import link
from desk.costs.changing import changed
from desk.costs.sheet import Sheet
from desk.costs.showing import Reply, view
from web import auth, pages

Reader = Annotated[Who, Depends(auth.require(*auth.DESK_ROLES))]
HOME = "/desk/costs"
RESULT = "result"
MOST_BOXES = 5000
TOO_MUCH = (
    "There is too much for this page. It takes 8 options with up to 25 costs each. "
    "For more, use the command buywell cost."
)
router = APIRouter(prefix=HOME)


async def _posted(request: Request) -> dict[str, list[str]]:
    form = await request.form(max_files=0, max_fields=MOST_BOXES)
    return {name: [str(text) for text in form.getlist(name)] for name in form}


async def _uploaded(request: Request) -> bytes:
    form = await request.form(max_files=1, max_fields=1)
    file = form.get("file")
    return await file.read(costing.LARGEST + 1) if isinstance(file, UploadFile) else b""


@router.get("")
def sheet(request: Request, who: Reader, sheet: str = "", purchase: str = "") -> Response:
    """The sheet: an empty one, one that was kept, or the prices of a purchase."""
    if purchase:
        return _from_purchase(request, who, purchase)
    if not sheet:
        return _page(request, who, Reply(Sheet({}, ())))
    try:
        asked = link.unpack(sheet)
    except Refused as error:
        return _page(request, who, Reply(Sheet({}, ()), error.mistakes, about="sheet"), 422)
    boxes = Sheet.of(costing.written(asked))
    if boxes.large:
        return _too_much(request, who, boxes)
    try:
        worked = costing.work_out(asked, costing.rules_in_force())
    except Refused as error:
        return _page(request, who, Reply(boxes, error.mistakes), 422)
    return _page(request, who, Reply(boxes, worked=worked, kept=sheet))


@router.post("")
def work(
    request: Request, who: Reader, given: Annotated[dict[str, list[str]], Depends(_posted)]
) -> Response:
    """A button of the sheet: add, copy or take away something, or work it all out."""
    boxes = Sheet.posted(given)
    do = given.get("do", ["work"])[0]
    if do != "work":
        return _page(request, who, Reply(boxes, focus=changed(boxes, do)))
    try:
        asked = costing.read_request(boxes.tidied().data())
        costing.work_out(asked, costing.rules_in_force())
    except Refused as error:
        return _page(request, who, Reply(boxes, error.mistakes), 422)
    return _go(request, who, boxes, costing.written(asked))


@router.post("/open")
def take_file(
    request: Request, who: Reader, text: Annotated[bytes, Depends(_uploaded)]
) -> Response:
    """A file that was downloaded here, or written for ``buywell cost``."""
    try:
        asked = costing.read_request(costing.read(text))
        costing.work_out(asked, costing.rules_in_force())
    except Refused as error:
        return _page(request, who, Reply(Sheet({}, ()), error.mistakes, about="file"), 422)
    data = costing.written(asked)
    return _go(request, who, Sheet.of(data), data)


@router.get("/options.json")
def download(who: Reader, sheet: str) -> Response:
    """The sheet as a file, in the shape that ``buywell cost`` takes."""
    data = costing.written(_kept(sheet).request)
    headers = {"Content-Disposition": 'attachment; filename="options.json"'}
    body = json.dumps(data, indent=2, ensure_ascii=False)
    return Response(body, media_type="application/json", headers=headers)


@router.get("/picture.svg")
def picture(who: Reader, sheet: str, narrow: bool = False) -> Response:
    """What comes out, as a picture."""
    chart = costing.chart(_kept(sheet))
    if chart is None:
        raise HTTPException(404)
    return Response(svg(chart, "narrow" if narrow else "wide"), media_type="image/svg+xml")


def _kept(packed: str) -> Worked:
    try:
        return costing.work_out(link.unpack(packed), costing.rules_in_force())
    except Refused as error:
        raise HTTPException(422, str(error)) from error


def _from_purchase(request: Request, who: Who, reference: str) -> Response:
    try:
        data = purchases.begin(who, reference.strip())
    except purchases.NotThere:
        return _refuse(request, who, f"There is no purchase {reference[:40]} that you may read.")
    if data is None:
        return _refuse(request, who, f"{reference[:40]} has no prices yet that can be compared.")
    return _go(request, who, Sheet.of(data), data)


def _refuse(request: Request, who: Who, message: str) -> Response:
    mistakes = (Mistake("", message),)
    return _page(request, who, Reply(Sheet({}, ()), mistakes, about="purchase"), 422)


def _go(request: Request, who: Who, boxes: Sheet, data: Data) -> Response:
    """On to the address that holds ``data``, so that it can be kept."""
    packed = None if boxes.large else link.pack(data)
    if packed is None:
        return _too_much(request, who, boxes)
    return RedirectResponse(f"{HOME}?{urlencode({'sheet': packed})}#{RESULT}", status_code=303)


def _too_much(request: Request, who: Who, boxes: Sheet) -> Response:
    return _page(request, who, Reply(boxes.cut(), (Mistake("", TOO_MUCH),)), 422)


def _page(request: Request, who: Who, reply: Reply, status: int = 200) -> Response:
    context: dict[str, Any] = view(reply, costing.rules_in_force(), purchases.with_prices(who))
    return pages.render(request, "desk/costs.html", status, who=who, **context)
