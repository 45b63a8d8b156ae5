"""The web's front door to chat: the turns API and the page, in one router."""

from __future__ import annotations

from fastapi import APIRouter

from bot import api, page
from bot.place import lifespan

router = APIRouter(lifespan=lifespan)
router.include_router(api.router)
router.include_router(page.router)
