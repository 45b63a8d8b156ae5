"""The pages of the rulebook as tests use them: addresses, forms filled in, what a page says."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from buying.clock import now
from buying.service import rulebooks
from buying.service.people import Who
from tests.desk.browser import Browser
from tests.desk.page import Page

HOME = "/desk/rulebook"
DRAFT = f"{HOME}/draft"
TODAY: date = now().astimezone(ZoneInfo("Europe/London")).date()
TOMORROW = TODAY + timedelta(days=1)
RAISED: dict[str, Any] = {
    "value": "£300", "from-day": str(TODAY.day), "from-month": str(TODAY.month),
    "from-year": str(TODAY.year), "source": "Cabinet, 4 November 2026",
}  # fmt: skip


def published(day: date = TODAY, **changes: str) -> dict[str, str]:
    """The form that publishes the draft, filled in."""
    return {
        "label": "2026-12", "reason": "The cabinet raised the limit.", "from-day": str(day.day),
        "from-month": str(day.month), "from-year": str(day.year), **changes,
    }  # fmt: skip


def said(text: str) -> str:
    """What a page says, without its marks and with plain blanks."""
    inside = text.partition('tabindex="-1">')[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def errors(text: str) -> dict[str, str]:
    """The error summary: where each link leads, and what it says. Each link leads somewhere."""
    summary = text.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    found = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary)
    assert {box for box, _ in found} <= set(Page(text).ids)
    return {box: html.unescape(sentence) for box, sentence in found}


def hidden(text: str, name: str) -> str:
    """The value of a box that nobody sees."""
    return next(box["value"] for box in Page(text).all("input", name=name))


def in_editor(text: str) -> str:
    """The text in the editor, as a browser reads it: without the first line end."""
    inside = re.search(r"<textarea[^>]*id=\"text\"[^>]*>(.*?)</textarea>", text, re.DOTALL)
    assert inside is not None
    return html.unescape(inside[1]).removeprefix("\n")


def edit(browser: Browser, path: str, old: str, new: str, then: str = "save") -> Any:
    """Change a file in the editor and save it."""
    page = browser.get(f"{DRAFT}/file", params={"path": path}).text
    text = in_editor(page)
    assert old in text
    given = {
        "path": path, "seen": hidden(page, "seen"), "text": text.replace(old, new), "then": then
    }  # fmt: skip
    return browser.post(f"{DRAFT}/file", given)


def draft_text(people: dict[str, Who], path: str) -> str | None:
    """What the draft says in a file."""
    draft = rulebooks.draft(people["robin"])
    file = draft.file(path) if draft else None
    return file.text if file else None
