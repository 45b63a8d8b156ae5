"""A browser of our own: it talks to the real application without a network."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any, Self

import httpx

from buying.service import people as people_service
from buying.settings import settings

ORIGIN = "http://127.0.0.1:8000"


def forget_settings() -> None:
    """Read the settings anew, after a test changed the environment."""
    settings.cache_clear()


class Browser:
    """Talks to the real application the way a browser does: cookies, pages, its own origin."""

    def __init__(self) -> None:
        from web.app import app

        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
            base_url=ORIGIN,
            headers={"Accept": "text/html", "Sec-Fetch-Site": "same-origin"},
        )
        self.loop = asyncio.new_event_loop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.loop.run_until_complete(self.client.aclose())
        self.loop.close()

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Open a page."""
        return self.loop.run_until_complete(self.client.get(path, **more))

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Send a form."""
        return self.loop.run_until_complete(self.client.post(path, data=data, **more))

    def sign_in(self, person_id: str) -> Self:
        """Follow a new sign-in link and press the button."""
        link = people_service.issue(person_id, "link")
        assert self.post("/sign-in", {"token": link}).status_code == 303
        return self
