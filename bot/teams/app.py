"""The routes of Teams: where it sends what people say, and where it fetches pictures."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.background import BackgroundTask

from bot.chats.parts import parts_of
from bot.teams import picture
from bot.teams.door import Answer, Door
from bot.teams.keys import NoKeys
from bot.teams.platform import TeamsPlatform
from bot.teams.settings import teams
from bot.teams.verify import NotLetIn

log = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Give up what is under way when the service stops."""
    yield
    if hasattr(app.state, "teams_door"):
        await app.state.teams_door.close()
        del app.state.teams_door


router = APIRouter(lifespan=lifespan)
router.include_router(picture.router)


@router.post("/teams/messages")
async def messages(request: Request) -> Response:
    """Take what Teams sends: 202 once it is kept, 200 with an answer for an invoke.

    401 and 403 for what does not come from Teams for us, 503 where that cannot be told or kept
    now, 404 where Teams is not set up.
    """
    door = door_of(request.app)
    try:
        activity = await door.let_in(request.headers.get("authorization"), await request.body())
        answer = await door.take(activity)
    except NotLetIn as error:
        log.warning("a request to Teams' door was turned away: %s", error)
        return Response(status_code=error.status)
    except (NoKeys, SQLAlchemyError) as error:
        log.error("what Teams sent could not be taken: %s", type(error).__name__)
        return Response(status_code=503)
    return _response(answer)


def door_of(app: FastAPI) -> Door:
    """The door of the process that serves ``app``; made on first use. 404 where there is none."""
    if not teams().configured:
        raise HTTPException(404)
    if not hasattr(app.state, "teams_door"):
        parts = parts_of(app)
        platform = parts.platforms["teams"]
        assert isinstance(platform, TeamsPlatform)
        app.state.teams_door = Door(teams(), parts, platform)
    made: Door = app.state.teams_door
    return made


def _response(answer: Answer) -> Response:
    then = BackgroundTask(_begin, answer) if answer.then is not None else None
    if answer.body is None:
        return Response(status_code=answer.status, background=then)
    return JSONResponse(answer.body, status_code=answer.status, background=then)


async def _begin(answer: Answer) -> None:
    """Begin the work, in the event loop and not in a thread."""
    if answer.then is not None:
        answer.then()
