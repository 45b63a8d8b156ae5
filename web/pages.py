"""Pages: the Jinja environment, and words for dates and money.

Templates are looked for in ``web/templates``, ``bot/templates`` and
``desk/templates``, and the GOV.UK macros under ``govuk_frontend_jinja/``. A page
extends ``base.html`` and fills its blocks ``title``, ``main``, and where needed
``before_main``, ``head`` and ``scripts``. Static files live in ``web/static``, and
those of one front door in its own ``static`` folder: ``asset("bot/chat.js")`` is the
address of ``bot/static/chat.js``, with a mark that changes when the file does.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from buying.domain.money import VAT_WORDS, Money, pounds
from buying.english import day_in_words
from buying.settings import ROOT, settings

SERVICE_NAME = "Buywell"
FRONT_DOORS = ("bot", "desk")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """The page ``template`` for whoever is signed in, as a response with ``status``."""
    from web.auth import signed_in  # auth shows pages, and pages show who is signed in

    context.setdefault("who", signed_in(request))
    text = environment().get_template(template).render(
        path=request.url.path, organisation=settings().organisation, **context
    )  # fmt: skip
    return HTMLResponse(text, status_code=status)


@lru_cache
def environment() -> Environment:
    """The one Jinja environment; everything is escaped unless a template says otherwise."""
    folders = [ROOT / "web" / "templates", *(ROOT / door / "templates" for door in FRONT_DOORS)]
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), govuk]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=asset, service_name=SERVICE_NAME)
    made.filters.update(
        day=day,
        moment=moment,
        time_tag=time_tag,
        money=money,
        lines=lines,
        bold=bold,
        marked=marked,
    )
    return made


def asset(path: str) -> str:
    """The address of a static file; its ``v`` changes with its content, so it may be cached."""
    mark = _mark(static_file(path))
    return f"/static/{path}?v={mark}" if mark else f"/static/{path}"


def static_file(path: str) -> Path:
    """Where the static file with the address ``/static/<path>`` lives."""
    door, _, rest = path.partition("/")
    return ROOT / door / "static" / rest if door in FRONT_DOORS else ROOT / "web" / "static" / path


def _mark(file: Path) -> str:
    if not file.is_file():
        return ""
    return _mark_of(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _mark_of(file: Path, _changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def local(value: datetime | date | str) -> datetime | date:
    """A moment in the organisation's zone; a day stays as it is. Text is read as ISO 8601."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    return value.astimezone(settings().zone) if isinstance(value, datetime) else value


def day(value: datetime | date | str | None) -> str:
    """``5 March 2027``, in the organisation's zone; nothing for None."""
    if value is None:
        return ""
    return day_in_words(local(value))


def moment(value: datetime | str | None) -> str:
    """``5 March 2027 at 3:05pm``, in the organisation's zone; nothing for None."""
    if value is None:
        return ""
    when = local(value)
    if not isinstance(when, datetime):
        return day(when)
    hour = when.hour % 12 or 12
    return f"{day(when)} at {hour}:{when:%M}{'am' if when.hour < 12 else 'pm'}"


def time_tag(value: datetime | None) -> Markup:
    """``moment`` inside a ``<time>`` element that machines can read."""
    if value is None:
        return Markup("")
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), moment(value))


def money(value: Money | Decimal | dict[str, Any] | None) -> str:
    """``£1,200 with VAT``. A bare Decimal is an amount whose basis the page states itself."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return pounds(value)
    given = value if isinstance(value, Money) else Money.of(value)
    return f"{pounds(given.amount)} {VAT_WORDS[given.vat]}"


def lines(value: str | None) -> Markup:
    """Text as it was typed: escaped, with its line ends kept."""
    kept = str(escape(value or "")).replace("\r\n", "\n").replace("\n", "<br>")
    return Markup(kept)


def bold(value: str | None) -> Markup:
    """One line of a card: escaped, with what stands between ``**`` in bold."""
    return Markup(BOLD.sub(r"<strong>\1</strong>", str(escape(value or ""))))


def marked(value: str | None) -> Markup:
    """A card's text: escaped, with its two marks, bold and lines that begin with ``- ``."""
    parts: list[str] = []
    for run, group in groupby((value or "").splitlines(), key=lambda line: line[:2] == "- "):
        rows = [str(bold(line.strip())) for line in group]
        if run:
            items = "".join(f"<li>{row.removeprefix('- ')}</li>" for row in rows)
            parts.append(f'<ul class="govuk-list govuk-list--bullet">{items}</ul>')
        else:
            parts += [f'<p class="govuk-body">{row}</p>' for row in rows if row]
    return Markup("".join(parts))
