"""The purchase file: a page to read or print, and a PDF to keep."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from bot import record_pdf
from buying.service import record
from buying.service.people import Who
from buying.service.record import Record
from web import auth, pages

router = APIRouter(prefix="/purchases")
Reader = Annotated[Who, Depends(auth.require())]
"""Anybody who is signed in may ask; the service says who may read which file."""
VARIES = "specialist"
"""The role that tries variations of costs."""


# Before the page, whose address would take in this one.
@router.get("/{reference}.pdf")
def pdf(reference: str, who: Reader) -> Response:
    """The file to keep, as a PDF that screen readers can read."""
    found = _found(who, reference)
    headers = {
        "Content-Disposition": f'attachment; filename="purchase-file-{found.reference}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return Response(record_pdf.render(found), media_type="application/pdf", headers=headers)


@router.get("/{reference}")
def page(request: Request, reference: str, who: Reader) -> Response:
    """The file to read."""
    found = _found(who, reference)
    return pages.render(
        request,
        "bot/record.html",
        who=who,
        record=found,
        home=auth.home_of(who),
        variations=_variations(who, found),
    )


def _variations(who: Who, found: Record) -> str | None:
    """Where a specialist tries other figures for the prices of this file; None for others, and
    while there are no prices."""
    priced = any(part.id == "prices" and part.tables for part in found.parts)
    return f"/desk/costs?purchase={found.reference}" if priced and VARIES in who.roles else None


def _found(who: Who, reference: str) -> Record:
    try:
        return record.read(who, reference)
    except record.NotThere as error:
        raise HTTPException(404) from error
