"""What people read when something is refused or goes wrong, as a page or as JSON."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from web import pages
from web.auth import NotSignedIn, WrongRole

log = logging.getLogger(__name__)

WORDS: dict[int, tuple[str, str, str]] = {
    400: ("bad_request", "We could not read that", "Go back and try again."),
    401: (
        "sign_in",
        "You need to sign in",
        "Sign in first. Ask for a new sign-in link if yours has stopped working.",
    ),
    403: (
        "not_allowed",
        "You cannot open this page",
        "This page is for people with another role. If you need it for your work, ask the "
        "person who looks after Buywell in your organisation.",
    ),
    404: (
        "not_found",
        "Page not found",
        "There is nothing at this address. Check that you typed or copied all of it.",
    ),
    405: ("bad_request", "That does not work here", "Go back and try again."),
    413: (
        "too_large",
        "That is too big",
        "You sent more than Buywell can take at once. Send a shorter text.",
    ),
    422: ("not_understood", "We could not read that", "Check what was sent and try again."),
}
FAULT = (
    "fault",
    "Something went wrong",
    "The fault is ours. What you gave before is safe. Try again in a few minutes.",
)
ELSEWHERE = (
    "from_elsewhere",
    "That came from another site",
    "For safety we did nothing with it. Open Buywell in your browser and try again there.",
)


def wants_page(request: Request) -> bool:
    """Whether the one who asks reads pages (a browser) rather than JSON (a program)."""
    return "text/html" in request.headers.get("accept", "")


def answer(
    request: Request,
    status: int,
    words: tuple[str, str, str],
    headers: dict[str, str] | None = None,
) -> Response:
    """An error as a page or as ``{"error": {code, message}}``, whichever was asked for."""
    code, title, message = words
    if wants_page(request):
        response: Response = pages.render(
            request, "error.html", status=status, title=title, message=message
        )
    else:
        body = {"error": {"code": code, "message": message}}
        response = JSONResponse(body, status_code=status)
    response.headers.update(headers or {})
    return response


def not_signed_in(request: Request, _error: Exception) -> Response:
    """401: the page says how to get a link, and that nothing typed is lost."""
    if wants_page(request):
        kept = request.method == "POST"
        return pages.render(request, "sign_in.html", status=401, needed=True, kept=kept)
    return answer(request, 401, WORDS[401], {"WWW-Authenticate": "Bearer"})


def wrong_role(request: Request, _error: Exception) -> Response:
    """403, in the same words whatever the page is."""
    return answer(request, 403, WORDS[403])


def refused(request: Request, error: Exception) -> Response:
    """An HTTPException; a ``detail`` of its own is what people read."""
    assert isinstance(error, HTTPException)
    words = WORDS.get(error.status_code, FAULT if error.status_code >= 500 else WORDS[400])
    return answer(request, error.status_code, _own(error, words), dict(error.headers or {}))


def _own(error: HTTPException, words: tuple[str, str, str]) -> tuple[str, str, str]:
    detail: Any = error.detail
    if isinstance(detail, dict) and "message" in detail:
        return (str(detail.get("code", words[0])), words[1], str(detail["message"]))
    if isinstance(detail, str) and detail != HTTPStatus(error.status_code).phrase:
        return (words[0], words[1], detail)
    return words


def unreadable(request: Request, error: Exception) -> Response:
    """422: the first thing that was wrong, named; programs also read what the matter is."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
    if wants_page(request) and first["loc"][0] == "path":
        return answer(request, 404, WORDS[404])
    code, title, what_to_do = WORDS[422]
    what = f"“{where}”" if where else "what was sent"
    if wants_page(request):
        return answer(request, 422, (code, title, f"We could not read {what}. {what_to_do}"))
    return answer(request, 422, (code, title, f"We could not read {what}: {first['msg']}."))


def too_large(request: Request) -> Response:
    """413 for a request that says at the start that it is above the limit."""
    return answer(request, 413, WORDS[413])


def from_elsewhere(request: Request) -> Response:
    """403 for a change that another site asked for."""
    return answer(request, 403, ELSEWHERE)


def fault(request: Request, error: Exception) -> Response:
    """500: logged without what was sent; the person reads that the fault is ours."""
    log.error("%s on %s %s", type(error).__name__, request.method, request.url.path)
    # Asking who is signed in again could fail the same way.
    request.state.who = getattr(request.state, "who", None)
    return answer(request, 500, FAULT)


HANDLERS: dict[Any, Any] = {
    NotSignedIn: not_signed_in,
    WrongRole: wrong_role,
    HTTPException: refused,
    RequestValidationError: unreadable,
    Exception: fault,
}
