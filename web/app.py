"""The service that people's browsers reach: chat, desk, sign-in, static files, health."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.engine import Engine
from bot.web import router as chat
from buying.service import health
from buying.settings import ROOT
from desk.api import router as api
from desk.contracts import router as contracts
from desk.costs import router as costs
from desk.pages import router as desk
from desk.rulebook import router as rulebook
from desk.spending import router as spending
from web import auth, errors, security
from web.pages import FRONT_DOORS, SERVICE_NAME


class Gate:
    """Turns away requests that another site caused, and those that are too big."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif security.from_elsewhere(scope):
            refusal = await run_in_threadpool(errors.from_elsewhere, Request(scope))
            await refusal(scope, receive, send)
        elif security.declared_too_large(scope):
            refusal = await run_in_threadpool(errors.too_large, Request(scope))
            await refusal(scope, receive, send)
        else:
            await self.app(scope, security.limited(receive, security.most(scope)), send)


def build() -> FastAPI:
    """The service without its wrapping; ``app`` is what servers run."""
    # Programs that call the turns API read docs/; a self-describing page would need
    # scripts from elsewhere, which the content policy forbids.
    service = FastAPI(title=SERVICE_NAME, docs_url=None, redoc_url=None, openapi_url=None)
    for error, handler in errors.HANDLERS.items():
        service.add_exception_handler(error, handler)
    service.include_router(auth.router)
    service.include_router(chat)
    service.include_router(desk)
    service.include_router(contracts)
    service.include_router(costs)
    service.include_router(api)
    service.include_router(spending)
    service.include_router(rulebook)
    service.add_api_route("/health/live", live)
    service.add_api_route("/health/ready", ready)
    for door in FRONT_DOORS:
        service.mount(f"/static/{door}", _files(door))
    service.mount("/static", _files("web"))
    return service


def _files(folder: str) -> StaticFiles:
    return StaticFiles(directory=ROOT / folder / "static", check_dir=False)


async def live() -> dict[str, str]:
    """The process runs."""
    return {"status": "live"}


async def ready() -> Response:
    """Whether the database can be reached and the engine answers; 503 with what is missing."""
    async with Engine() as engine:
        engine_ready = await engine.ready()
    checks = {
        "database": await run_in_threadpool(health.database_reachable),
        "engine": engine_ready,
    }
    whole = all(checks.values())
    body = {"status": "ready" if whole else "waiting", "checks": checks}
    return JSONResponse(body, status_code=200 if whole else 503)


logging.getLogger("uvicorn.access").addFilter(security.SecretFreeLog())
service = build()
app: ASGIApp = security.SafeHeaders(Gate(service))
