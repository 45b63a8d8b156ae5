"""The web's front door to chat and what belongs to it: the turns API, pages, purchase files."""

from __future__ import annotations

from fastapi import APIRouter

from bot import api, page, pictures, record, uploads
from bot.place import lifespan
from bot.slack import app as slack
from bot.teams import app as teams

router = APIRouter(lifespan=lifespan)
router.include_router(api.router)
router.include_router(page.router)
router.include_router(pictures.router)
router.include_router(uploads.router)
router.include_router(record.router)
router.include_router(slack.router)
router.include_router(teams.router)
