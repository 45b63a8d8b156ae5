"""The picture of what the options of a purchase cost, as SVG for pages and as PNG for chats."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException
from fastapi.responses import Response

from buying.charts import CostChart, png, svg
from buying.service import picture
from buying.service.people import Who
from web import auth

router = APIRouter(prefix="/purchases")
Reader = Annotated[Who, Depends(auth.require())]
"""Anybody who is signed in may ask; the service says who may see which picture."""

Known = Annotated[str, Header(alias="If-None-Match")]
SVG = "image/svg+xml"
PNG = "image/png"


@router.get("/{reference}/whole-life-cost.svg")
def wide(reference: str, who: Reader, v: str = "", if_none_match: Known = "") -> Response:
    """The picture for a page. ``v``, where given, must be the mark of its figures."""
    return _answer(svg(_found(who, reference, v)), SVG, if_none_match)


@router.get("/{reference}/whole-life-cost-narrow.svg")
def narrow(reference: str, who: Reader, v: str = "", if_none_match: Known = "") -> Response:
    """The picture for a phone."""
    return _answer(svg(_found(who, reference, v), "narrow"), SVG, if_none_match)


@router.get("/{reference}/whole-life-cost.png")
def dots(reference: str, who: Reader, v: str = "", if_none_match: Known = "") -> Response:
    """The picture for chats and documents that take no SVG, two dots for each pixel."""
    return _answer(png(_found(who, reference, v)), PNG, if_none_match)


def _found(who: Who, reference: str, mark: str) -> CostChart:
    chart = picture.chart(who, reference)
    if chart is None or mark not in ("", chart.mark):
        # Figures have changed since a card with this mark was written; its words still stand.
        raise HTTPException(404)
    return chart


def _answer(body: bytes, media_type: str, known: str) -> Response:
    """The picture, or 304 for whoever has it. It may be kept, but is asked for each time."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"Cache-Control": "private, no-cache", "ETag": tag}
    have = {each.strip().removeprefix("W/") for each in known.split(",")}
    if have & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
