"""Microsoft, small and on loopback: its login, its keys, the Bot Connector and a OneDrive.

It records what it is asked and can be made to answer badly, slowly or not at all. What it takes
for a message is held to Microsoft's own models, and each card to the official schema.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from microsoft_agents.activity import Activity

from tests.channels.teams import proof, signed

CARD = "application/vnd.microsoft.card.adaptive"
LONG = 20.0
"""Seconds after which a test gives up waiting."""

SECRET = "a-secret-of-the-app"


@dataclass(frozen=True)
class Call:
    """A request that came. ``token`` is what it carried; ``path`` is without its query."""

    method: str
    path: str
    body: Any
    token: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """A bad answer. ``status`` 0 breaks the connection; ``done``: it was carried out all the same.

    ``wait`` holds it back until it is set.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b"{}"
    done: bool = False
    wait: threading.Event | None = None


@dataclass
class Message:
    """A message in a conversation, as it stands there."""

    id: str
    conversation: str
    activity: dict[str, Any]
    changed: int = 0

    @property
    def card(self) -> dict[str, Any]:
        """The content of its card; empty where it has none."""
        for each in self.activity.get("attachments", ()):
            if each["contentType"] == CARD:
                return dict(each["content"])
        return {}

    @property
    def words(self) -> str:
        """All that can be read in it."""
        return json.dumps(self.activity, ensure_ascii=False)


class Microsoft:
    """All of it at one address. ``bad`` are the next answers to requests that match a pattern."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.messages: list[Message] = []
        self.members: dict[str, dict[str, Any]] = {}
        self.secrets = {SECRET}
        self.keys = [signed.published("connector")]
        self.files: dict[str, bytes] = {}
        self.bad: deque[tuple[re.Pattern[str], Reply]] = deque()
        self.faults: list[str] = []
        self.tokens = 0
        self._direct: dict[str, str] = {}
        self._changed = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def service(self) -> str:
        """The service address that its activities carry."""
        return f"{self.url}/teams/"

    def close(self) -> None:
        """Stop listening, and say what it was sent that Teams would not have taken."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        assert not self.faults, self.faults

    def answers(self, pattern: str, *replies: Reply) -> None:
        """The next requests whose "METHOD /path" matches ``pattern`` get these answers."""
        self.bad.extend((re.compile(pattern), reply) for reply in replies)

    def of(self, conversation: str) -> list[Message]:
        """The messages of a conversation that are no typing, in order."""
        return [each for each in self.messages if each.conversation == conversation]

    def wait(self, until: Callable[[], Any], seconds: float = LONG) -> Any:
        """What ``until`` gives once it is true; fails when that takes too long."""
        with self._changed:
            found = self._changed.wait_for(until, seconds)
        assert found, "nothing of that came"
        return found

    def made(self, pattern: str) -> list[Call]:
        """The requests whose "METHOD /path" matches."""
        return [call for call in self.calls if re.search(pattern, f"{call.method} {call.path}")]

    def take(self, call: Call) -> tuple[int, Mapping[str, str], bytes]:
        """Answer one request, as the next bad answer says or as Microsoft would."""
        with self._changed:
            self.calls.append(call)
            reply = self._bad(call)
            self._changed.notify_all()
        if reply is not None and reply.wait is not None:
            reply.wait.wait(LONG)
        with self._changed:
            status, body = self._carry_out(call) if reply is None or reply.done else (200, b"{}")
            self._changed.notify_all()
        return (reply.status, reply.headers, reply.body) if reply else (status, {}, body)

    def _bad(self, call: Call) -> Reply | None:
        for number, (pattern, reply) in enumerate(self.bad):
            if pattern.search(f"{call.method} {call.path}"):
                del self.bad[number]
                return reply
        return None

    def _carry_out(self, call: Call) -> tuple[int, bytes]:
        for method, pattern, work in _ROUTES:
            found = re.fullmatch(pattern, call.path)
            if method == call.method and found:
                status, body = work(self, call, *(unquote(part) for part in found.groups()))
                return status, body if isinstance(body, bytes) else json.dumps(body).encode()
        return 404, b"{}"

    def _openid(self, call: Call) -> tuple[int, Any]:
        return 200, {"issuer": signed.ISSUER, "jwks_uri": f"{self.url}/keys"}

    def _keys(self, call: Call) -> tuple[int, Any]:
        return 200, {"keys": self.keys}

    def _login(self, call: Call, tenant: str) -> tuple[int, Any]:
        here = self.url.replace("http://", "https://")
        return 200, {
            "issuer": f"{here}/{tenant}/v2.0",
            "authorization_endpoint": f"{here}/{tenant}/oauth2/v2.0/authorize",
            "token_endpoint": f"{here}/{tenant}/oauth2/v2.0/token",
        }

    def _token(self, call: Call, tenant: str) -> tuple[int, Any]:
        asked = {name: values[0] for name, values in parse_qs(call.body).items()}
        right = asked["grant_type"] == "client_credentials" and asked["client_secret"]
        if right not in self.secrets or "api.botframework.com" not in asked["scope"]:
            return 401, {"error": "invalid_client", "error_description": "wrong secret"}
        self.tokens += 1
        made = f"token-{self.tokens}-of-{asked['client_id']}"
        return 200, {"token_type": "Bearer", "expires_in": 3600, "access_token": made}

    def _open(self, call: Call) -> tuple[int, Any]:
        user = call.body["members"][0]["id"]
        return 201, {"id": self._direct.setdefault(user, f"a:direct-{user}")}

    def _member(self, call: Call, conversation: str, user: str) -> tuple[int, Any]:
        for member in self.members.values():
            if user in (member["id"], member.get("aadObjectId")):
                return 200, member
        return 404, {"error": {"code": "MemberNotFoundInConversation"}}

    def _post(self, call: Call, conversation: str) -> tuple[int, Any]:
        self._check(call.body)
        if call.body["type"] == "typing":
            return 201, {"id": "typing"}
        made = Message(f"1:{len(self.messages) + 1}", conversation, call.body)
        self.messages.append(made)
        return 201, {"id": made.id}

    def _put(self, call: Call, conversation: str, sent: str) -> tuple[int, Any]:
        self._check(call.body)
        for message in self.messages:
            if (message.id, message.conversation) == (sent, conversation):
                message.activity, message.changed = call.body, message.changed + 1
                return 200, {"id": sent}
        return 404, {"error": {"code": "ActivityNotFoundInConversation"}}

    def _delete(self, call: Call, conversation: str, sent: str) -> tuple[int, Any]:
        self.messages = [each for each in self.messages if each.id != sent]
        return 200, {}

    def _download(self, call: Call, name: str) -> tuple[int, Any]:
        return (200, self.files[name]) if name in self.files else (404, {})

    def _upload(self, call: Call, name: str) -> tuple[int, Any]:
        self.files[name] = call.body
        return 201, {}

    def _check(self, activity: dict[str, Any]) -> None:
        Activity.model_validate(activity)
        if "text" in activity and activity.get("attachments"):
            self.faults.append("Teams splits a message with both text and a card")
        for each in activity.get("attachments", ()):
            if each["contentType"] == CARD:
                self.faults += proof.faults(each["content"])


_ROUTES: tuple[tuple[str, str, Any], ...] = (
    ("GET", "/openid", Microsoft._openid),
    ("GET", "/keys", Microsoft._keys),
    ("GET", "/([^/]+)/v2.0/.well-known/openid-configuration", Microsoft._login),
    ("POST", "/([^/]+)/oauth2/v2.0/token", Microsoft._token),
    ("POST", "/teams/v3/conversations", Microsoft._open),
    ("GET", "/teams/v3/conversations/([^/]+)/members/([^/]+)", Microsoft._member),
    ("POST", "/teams/v3/conversations/([^/]+)/activities", Microsoft._post),
    ("PUT", "/teams/v3/conversations/([^/]+)/activities/([^/]+)", Microsoft._put),
    ("DELETE", "/teams/v3/conversations/([^/]+)/activities/([^/]+)", Microsoft._delete),
    ("GET", "/onedrive/([^/]+)", Microsoft._download),
    ("PUT", "/onedrive/([^/]+)", Microsoft._upload),
)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of those who did not wait for their answer."""


def _handler(microsoft: Microsoft) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_PUT(self) -> None:
            self._answer()

        def do_DELETE(self) -> None:
            self._answer()

        def _answer(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            path = urlsplit(self.path).path
            call = Call(self.command, path, self._read(data), token, dict(self.headers))
            status, headers, body = microsoft.take(call)
            if status == 0:
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _read(self, data: bytes) -> Any:
            kind = self.headers.get("Content-Type", "")
            if kind.startswith("application/json"):
                return json.loads(data) if data else None
            return data.decode() if kind.startswith("application/x-www-form") else data

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler


def elapsed(work: Callable[[], Any]) -> float:
    """The seconds that something takes."""
    begun = time.monotonic()
    work()
    return time.monotonic() - begun
