"""Where Slack sends everything by HTTP: events, commands, shortcuts, controls, forms, searches."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from slack_bolt.adapter.starlette.async_handler import (
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncBoltRequest
from starlette.applications import Starlette
from starlette.background import BackgroundTask

from bot.chats.parts import parts_of
from bot.slack.platform import SlackPlatform
from bot.slack.receive import Receiver
from bot.slack.settings import slack
from bot.slack.verify import Verifier

PATH = "/slack/events"

router = APIRouter()


class Door:
    """Lets in what Slack signed, and nothing else."""

    def __init__(self, app: Starlette) -> None:
        parts = parts_of(app)
        platform = parts.platforms.get(SlackPlatform.name)
        self.verifier = Verifier(slack().signing_secrets)
        self.receiver: Receiver | None = None
        if isinstance(platform, SlackPlatform):
            self.receiver = Receiver(parts.arrivals, platform)


@router.post(PATH, include_in_schema=False)
async def take(request: Request) -> Response:
    """Anything that Slack sends. 401 for what it did not sign; 404 where Slack is not used."""
    if not slack().http_mode:
        raise HTTPException(404)
    door = _door_of(request.app)
    body = await request.body()
    if not door.verifier.accepts(body, request.headers):
        raise HTTPException(401, "This is not signed as Slack signs its requests.")
    try:
        read = to_async_bolt_request(request, body)
    except (AttributeError, TypeError, ValueError) as error:
        raise HTTPException(400) from error
    return await _answered(door, read)


async def _answered(door: Door, read: AsyncBoltRequest) -> Response:
    if read.body.get("type") == "url_verification":
        # Slack asks this of a new address, perhaps before there is a bot and its token.
        return JSONResponse({"challenge": read.body.get("challenge")})
    if door.receiver is None:
        raise HTTPException(503, "BUYWELL_SLACK_BOT_TOKEN is not set yet.")
    answer = await door.receiver.answer(read)
    response = to_starlette_response(answer.response)
    response.background = BackgroundTask(answer.follow)
    return response


def _door_of(app: Starlette) -> Door:
    """The door of a process; made on first use."""
    if not hasattr(app.state, "slack_door"):
        app.state.slack_door = Door(app)
    made: Door = app.state.slack_door
    return made
