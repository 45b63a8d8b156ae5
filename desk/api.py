"""Whole-life costs for programs: the request and the answer that ``buywell cost`` has, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from buying.service import costing
from buying.service.costing.schema import schema
from buying.service.people import Who
from web import auth

Anybody = Annotated[Who, Depends(auth.require())]
"""Anybody who is signed in: figures come in and go out, nothing is kept."""

JSON = "application/json"
router = APIRouter(prefix="/api/cost")


@router.post("")
async def cost(request: Request, who: Anybody) -> Response:
    """The whole-life costs of the options in the request; 422 with every mistake in it."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        said = "Send JSON, with the header Content-Type: application/json."
        raise HTTPException(415, {"code": "not_json", "message": said})
    text = await request.body()
    if len(text) > costing.LARGEST:
        said = f"Send at most {costing.LARGEST // 1024} KB at once."
        raise HTTPException(413, {"code": "too_large", "message": said})
    return await run_in_threadpool(_answer, text)


@router.get("/schema")
def describe(who: Anybody) -> Response:
    """The JSON Schema of the request, and of the answer in its ``$defs``."""
    return JSONResponse(schema(), media_type="application/schema+json")


def _answer(text: bytes) -> Response:
    try:
        answer = costing.answer(text, costing.rules_in_force())
    except costing.Refused as error:
        told = [mistake._asdict() for mistake in error.mistakes]
        return JSONResponse({"errors": told}, status_code=422)
    return Response(answer.as_json(), media_type=JSON)
