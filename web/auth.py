"""Who is speaking: sign-in by link, sessions, and which role a route asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from buying.service import people
from buying.service.people import Who
from buying.settings import settings
from web import pages

DESK_ROLES = ("specialist", "administrator", "auditor")
router = APIRouter()


class NotSignedIn(Exception):
    """Nobody is signed in, or the session has ended."""


class WrongRole(Exception):
    """Somebody is signed in who does not have the role that the route asks for."""


def secure_cookies() -> bool:
    """Whether cookies carry ``Secure``.

    Settings allow plain http on loopback only. There a Secure cookie would be
    dropped by some browsers, and nobody else can listen; everywhere else it is on.
    """
    return settings().base_url.startswith("https://")


def cookie_name() -> str:
    """``__Host-`` makes the browser itself insist on Secure, this host and path ``/``."""
    return "__Host-buywell" if secure_cookies() else "buywell"


def signed_in(request: Request) -> Who | None:
    """Who sends this request, by bearer token or session cookie; None for nobody.

    Reads the database once a request: call it from a thread, not from the event
    loop (a dependency that is a plain ``def`` does).
    """
    if not hasattr(request.state, "who"):
        request.state.who = _identify(request)
    who: Who | None = request.state.who
    return who


def _identify(request: Request) -> Who | None:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return people.who(secret.strip(), "api")
    session = request.cookies.get(cookie_name())
    return people.who(session, "session") if session else None


def require(*roles: str) -> Callable[[Request], Who]:
    """A dependency that gives the person, and lets only ``roles`` in (none: anybody signed in).

    Raises NotSignedIn or WrongRole, which ``web.app`` turns into pages or JSON.
    """
    unknown = set(roles) - set(people.ROLES)
    if unknown:
        raise ValueError(f"unknown roles: {', '.join(sorted(unknown))}")

    def who_may(request: Request) -> Who:
        who = signed_in(request)
        if who is None:
            raise NotSignedIn
        if roles and not set(roles) & set(who.roles):
            raise WrongRole
        return who

    who_may.roles = roles  # type: ignore[attr-defined]
    return who_may


def home_of(who: Who) -> str:
    """The page that somebody sees first: the desk for those who work there, else the chat."""
    return "/desk" if set(who.roles) & set(DESK_ROLES) else "/chat"


@router.get("/")
def start(request: Request) -> Response:
    """Send people to their own first page."""
    who = signed_in(request)
    return RedirectResponse(home_of(who) if who else "/sign-in", status_code=303)


@router.get("/sign-in")
def sign_in_page(
    request: Request, token: str = "", next: str = "", signed_out: bool = False
) -> Response:
    """The page behind a sign-in link, with one button; without a token, how to get a link.

    Opening the page does not use the link up: mail systems open links to check them.
    """
    if not token:
        return pages.render(request, "sign_in.html", signed_out=signed_out)
    if people.who(token, "link") is None:
        return _link_is_spent(request)
    return pages.render(request, "sign_in_confirm.html", token=token, next=_local(next))


@router.post("/sign-in")
def sign_in(
    request: Request, token: Annotated[str, Form()] = "", next: Annotated[str, Form()] = ""
) -> Response:
    """Use a link up, once, and start a session."""
    session = people.redeem(token) if token else None
    who = people.who(session, "session") if session else None
    if session is None or who is None:
        return _link_is_spent(request)
    before = request.cookies.get(cookie_name())
    if before:
        people.end(before)
    response = RedirectResponse(_local(next) or home_of(who), status_code=303)
    response.set_cookie(
        cookie_name(), session, max_age=settings().session_hours * 3600, path="/",
        secure=secure_cookies(), httponly=True, samesite="lax",
    )  # fmt: skip
    return response


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session here and in the database."""
    session = request.cookies.get(cookie_name())
    if session:
        people.end(session)
    response = RedirectResponse("/sign-in?signed_out=1", status_code=303)
    response.delete_cookie(
        cookie_name(), path="/", secure=secure_cookies(), httponly=True, samesite="lax"
    )
    return response


def _link_is_spent(request: Request) -> Response:
    return pages.render(request, "sign_in.html", status=410, spent=True)


def _local(address: str) -> str:
    """``address`` if it is a path of this service, else nothing: no leaving by a crafted link."""
    plain = address.startswith("/") and not address.startswith("//")
    return address if plain and "\\" not in address and address.isprintable() else ""
