"""The rulebook on the desk: its versions to read, the draft to change, publishing it."""

from __future__ import annotations

from fastapi import APIRouter

from desk.rulebook import adding, drafts, drawing, files, limits, publishing, reading, trying
from desk.rulebook.common import HOME

router = APIRouter()
for part in (reading, trying, drawing, drafts, limits, files, adding, publishing):
    router.include_router(part.router, prefix=HOME)
