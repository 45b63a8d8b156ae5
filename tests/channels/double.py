"""A small engine that speaks Rasa's REST protocol on loopback, for what is not about Rasa.

It has the real service hear the turn, and can be made to be away, to be slow, to fail, or to
hear a turn and lose the answer. Conversations with the real Rasa are in tests/conversations.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from buying.service import guide
from buying.service.guide.commands import Understanding

Mood = Literal["well", "away", "failing", "deaf", "forgetful", "twice"]


class Double:
    """The engine and its action server at one address. ``heard`` lists the ids it was sent."""

    def __init__(self) -> None:
        self.mood: Mood = "well"
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.asked = threading.Event()
        self.heard: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop listening."""
        self.may_answer.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, turn_id: str) -> list[dict[str, Any]]:
        """What Rasa would send back for a turn."""
        self.heard.append(turn_id)
        self.asked.set()
        self.may_answer.wait(timeout=30)
        if self.mood == "deaf":
            return []
        cards = guide.hear(turn_id, Understanding()).cards
        parts = [{"custom": card.model_dump(mode="json")} for card in cards]
        return (parts * (2 if self.mood == "twice" else 1)) + [{"custom": {"heard": turn_id}}]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._reply(503 if double.mood == "away" else 200, {"status": "ok"})

            def do_POST(self) -> None:
                turn = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if double.mood in ("away", "failing"):
                    self._reply(500, {"status": "failure"})
                    return
                parts = double.answer(turn["metadata"]["turn"])
                self._reply(500 if double.mood == "forgetful" else 200, parts)

            def _reply(self, status: int, body: Any) -> None:
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler
