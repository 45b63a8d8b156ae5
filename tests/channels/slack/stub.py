"""Slack on loopback: its Web API, its files and its socket mode, which can misbehave.

It runs on a thread of its own; tests read what its workspace holds, and wait with
:meth:`Stub.until`.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.slack import methods
from tests.channels.slack.faults import Fault
from tests.channels.slack.workspace import BOT, JSON, TEAM, No, Workspace, direct

__all__ = ["APP_TOKEN", "BOT", "TEAM", "TOKEN", "Stub", "direct"]

TOKEN, APP_TOKEN = "xoxb-stub-token", "xapp-stub-token"
SCOPES = sorted(
    {each.scope for each in methods.METHODS.values() if each.scope} | set(methods.MORE_SCOPES)
)


@dataclass
class Call:
    """One call of a method, in the order in which they came."""

    method: str
    given: JSON
    at: float


class Stub(Workspace):
    """One workspace, served. ``checks`` False: messages are taken as they come."""

    def __init__(self, *, checks: bool = True) -> None:
        super().__init__(checks)
        self.calls: list[Call] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.envelopes: dict[str, JSON] = {}
        self.faults: Callable[[str], Fault | None] = lambda _method: None
        """Which fault each call of a method meets, where none was said by :meth:`will`."""
        self.scopes = list(SCOPES)
        self._next: dict[str, list[Fault]] = defaultdict(list)
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    @property
    def api(self) -> str:
        """The address of its Web API."""
        return f"{self.url}/api/"

    def close(self) -> None:
        """Stop listening."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def will(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method go wrong, one after another."""
        self._next[method] += faults

    def until(self, true: Callable[[], Any], seconds: float = 10.0) -> Any:
        """What ``true`` gives once that is true, looked at whenever something has changed."""
        end = time.monotonic() + seconds
        with self._changed:
            while not (found := true()):
                left = end - time.monotonic()
                assert left > 0, (
                    f"it did not come true; calls: {[each.method for each in self.calls]}"
                )
                # What is waited for may be elsewhere, such as in the database.
                self._changed.wait(min(left, 0.05))
        return found

    def called(self, method: str) -> list[JSON]:
        """What each call of a method was given."""
        return [each.given for each in self.calls if each.method == method]

    def send(self, envelope: JSON) -> None:
        """Send something through socket mode; what was answered stands in ``envelopes``."""
        asyncio.run_coroutine_threadsafe(
            self.sockets[-1].send_str(json.dumps(envelope)), self._loop
        ).result(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/files/{id}/{name}", self._download)
        app.router.add_post("/upload/{id}", self._upload)
        app.router.add_get("/link", self._link)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given = await _given(request)
        fault = self._next[method].pop(0) if self._next[method] else self.faults(method)
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            fault = None
        answer = None if fault and not fault.done else self._answer(request, method, given)
        with self._changed:
            self.calls.append(Call(method, given, time.monotonic()))
            self._changed.notify_all()
        return await _wrongly(request, fault) if fault else self._right(answer)

    def _answer(self, request: web.Request, method: str, given: JSON) -> JSON:
        expected = APP_TOKEN if method == "apps.connections.open" else TOKEN
        if request.headers.get("authorization") != f"Bearer {expected}":
            return {"ok": False, "error": "invalid_auth"}
        handler = self.method(method)
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        try:
            return {"ok": True, **handler(given)}
        except No as refusal:
            return {"ok": False, "error": str(refusal), **refusal.more}

    async def _download(self, request: web.Request) -> web.Response:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return web.Response(status=302, headers={"Location": "/signin"})
        kept = self.files.get(request.match_info["id"])
        if kept is None:
            return web.Response(status=404)
        return web.Response(body=kept.data, content_type=kept.kind)

    async def _upload(self, request: web.Request) -> web.Response:
        assert "authorization" not in request.headers
        self.files[request.match_info["id"]].data = await request.read()
        return web.Response(text="OK")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        with self._changed:
            self.sockets.append(socket)
            self._changed.notify_all()
        async for message in socket:
            answer = json.loads(message.data)
            with self._changed:
                self.envelopes[answer["envelope_id"]] = answer
                self._changed.notify_all()
        return socket

    def _right(self, answer: Any) -> web.Response:
        return web.json_response(answer, headers={"x-oauth-scopes": ",".join(self.scopes)})


async def _given(request: web.Request) -> JSON:
    if request.method == "GET":
        return dict(request.query)
    if request.content_type == "application/json":
        given = await request.json()
        assert isinstance(given, dict)
        return given
    return dict(await request.post())


async def _wrongly(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.kind == "busy":
        headers = {"Retry-After": str(round(fault.seconds))}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    if fault.kind == "error":
        return web.json_response({"ok": False, "error": fault.code})
    if fault.kind == "status":
        return web.Response(status=fault.status, text="upstream error")
    if fault.kind == "nonsense":
        return web.Response(text='{"ok": tr', content_type="application/json")
    if fault.kind == "page":
        return web.Response(text="<html>Welcome</html>", content_type="text/html")
    if fault.kind == "nothing":
        await asyncio.sleep(3600)
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
