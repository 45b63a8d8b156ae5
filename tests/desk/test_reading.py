"""Pages as assistive technology reads them (WCAG 2.2 AA, what can be checked from the text)."""

from __future__ import annotations

import pytest

from buying.service.people import Who
from tests.desk.browser import Browser
from tests.desk.buyer import Buyer
from tests.desk.conftest import Finish
from tests.desk.page import Page

PATHS = [
    "/sign-in", "/desk", "/desk/advice", "/desk/advice/1", "/desk/advice/4", "/desk/evaluations",
    "/desk/evaluations/BW-0001", "/desk/suppliers", "/desk/suppliers/1", "/nowhere",
]  # fmt: skip


@pytest.fixture
def full(browser: Browser, people: dict[str, Who], finish: Finish) -> Browser:
    """A specialist's browser, with something on every page."""
    from buying.cli.demo import add_suppliers

    add_suppliers()
    finish(Buyer("priya").start())
    Buyer("sam").start().go_on()
    return browser.sign_in("alex")


def test_pages_are_well_made(full: Browser) -> None:
    titles = []
    for path in PATHS:
        page = Page(full.get(path).text)
        titles += page.words("title")
        assert not page.unbalanced, (path, page.unbalanced)
        assert len(page.words("h1")) == 1, path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.all("html")[0]["lang"] == "en-GB"
        assert page.all("a", href="#main-content"), path
        assert page.all("main", id="main-content"), path
        check_labels(page, path)
        check_tables(page, path)
    assert len(set(titles)) == len(titles), titles


def check_labels(page: Page, path: str) -> None:
    """Every control has a label of its own, and hints and errors that exist."""
    labelled = {label.get("for") for label in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for control in page.all(tag):
            if control.get("type") == "hidden":
                continue
            assert control.get("id") in labelled, (path, control)
            described = control.get("aria-describedby", "").split()
            assert set(described) <= set(page.ids), (path, control)


def check_tables(page: Page, path: str) -> None:
    """Every table has a caption, and its headings say what they head."""
    assert len(page.words("caption")) == len(page.all("table")), path
    assert all("scope" in heading for heading in page.all("th")), path


def test_nothing_on_a_page_comes_from_elsewhere_or_runs_inline(full: Browser) -> None:
    for path in PATHS:
        page = Page(full.get(path).text)
        assert all("style" not in found for _, found, _ in page.tags), path
        assert not page.all("style"), path
        assert all(link["href"].startswith("/static/") for link in page.all("link")), path
        assert all(script["src"].startswith("/static/") for script in page.all("script")), path
        assert not any(name.startswith("on") for _, found, _ in page.tags for name in found)


def test_nothing_reserved_for_gov_uk_is_used(full: Browser) -> None:
    css = full.get("/static/dist/buywell.css").text
    for text in (full.get("/desk").text, css):
        assert "GDS Transport" not in text
        assert "crown" not in text.lower()
        assert "GOV.UK" not in text
