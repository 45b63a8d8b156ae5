"""The draft of the next rules on the desk: beginning it, throwing it away, the check."""

from __future__ import annotations

import html
import re

import pytest

from buying.service import rulebooks
from buying.service.people import Who
from tests.desk.browser import Browser
from tests.desk.conftest import SignIn
from tests.desk.page import Page
from tests.desk.rules import (
    DRAFT,
    HOME,
    RAISED,
    draft_text,
    edit,
    hidden,
    in_editor,
    published,
    said,
)


def test_a_draft_lists_every_file_and_nothing_is_changed_at_first(robin: Browser) -> None:
    page = robin.get(DRAFT).text
    assert "Nothing has changed yet." in page
    links = [html.unescape(link["href"]) for link in Page(page).all("a") if "href" in link]
    for path in ("thresholds.yml", "questions%2Fbudget.yml", "cases%2Froutes.yml", "help%2Fvat.md"):
        assert f"{DRAFT}/file?path={path}" in links


def test_beginning_twice_goes_on_with_the_same_draft(
    robin: Browser, people: dict[str, Who]
) -> None:
    edit(robin, "help/vat.md", "VAT", "Value added tax")
    robin.post(DRAFT)
    assert "Value added tax" in (draft_text(people, "help/vat.md") or "")
    assert "Go on with the draft" in robin.get(HOME).text


@pytest.mark.parametrize("path", ["", "/limits", "/check", "/publish", "/discard", "/new-file"])
def test_without_a_draft_its_pages_say_so(signed_in: SignIn, path: str) -> None:
    page = signed_in("robin").get(f"{DRAFT}{path}")
    assert page.status_code == 404
    assert "There is no draft of the rules." in page.text


def test_a_draft_is_thrown_away(robin: Browser, people: dict[str, Who]) -> None:
    assert robin.post(f"{DRAFT}/discard").headers["location"] == f"{HOME}?done=discarded"
    assert "The draft is gone." in robin.get(f"{HOME}?done=discarded").text
    assert rulebooks.draft(people["robin"]) is None
    assert robin.post(f"{DRAFT}/discard").status_code == 404


@pytest.mark.parametrize(
    ("path", "form", "written"),
    [
        ("/publish", published(), "The cabinet raised the limit."),
        ("/limits/petty_limit", RAISED, "Cabinet, 4 November 2026"),
        ("/file", {"path": "thresholds.yml", "text": "long <work>"}, "long &lt;work&gt;"),
        ("/new-file", {"path": "help/x.md", "text": "long work"}, "long work"),
    ],
)
def test_what_was_written_for_a_draft_that_somebody_discarded_is_given_back(
    robin: Browser, people: dict[str, Who], path: str, form: dict[str, str], written: str
) -> None:
    rulebooks.discard(people["robin"])
    answer = robin.post(f"{DRAFT}{path}", form)
    assert answer.status_code == 409
    assert "There is no draft any more" in answer.text
    assert written in answer.text


def test_discarding_is_asked_first_and_names_what_is_lost(robin: Browser) -> None:
    edit(robin, "help/vat.md", "VAT", "Value added tax")
    asked = said(robin.get(f"{DRAFT}/discard").text)
    assert "help/vat.md" in asked
    assert "thresholds.yml" not in asked


def test_a_mistake_is_named_with_a_link_to_its_line(robin: Browser) -> None:
    answer = edit(robin, "thresholds.yml", "vat: gross", "vat: grass", then="check")
    assert answer.headers["location"] == f"{DRAFT}/check"
    page = robin.get(f"{DRAFT}/check").text
    assert "to mend before you can publish" in page
    assert "Publish the draft" not in said(page)
    link = next(
        html.unescape(each["href"])
        for each in Page(page).all("a")
        if "thresholds.yml" in each.get("href", "")
    )
    line = int(link.rpartition("line=")[2])
    opened = robin.get(link).text
    assert in_editor(opened).split("\n")[line - 1].strip() == "vat: grass"
    assert "Did you mean 'gross'?" in said(opened)
    assert re.search(rf'line--wrong">{line} +vat: grass<', opened)


@pytest.mark.parametrize("line", ["0", "99999"])
def test_a_line_that_is_not_there_does_no_harm(robin: Browser, line: str) -> None:
    assert robin.get(f"{DRAFT}/file?path=thresholds.yml&line={line}").status_code == 200


@pytest.mark.parametrize("line", ["-1", "x", "9" * 30])
def test_a_line_that_is_no_number_is_refused(robin: Browser, line: str) -> None:
    assert robin.get(f"{DRAFT}/file?path=thresholds.yml&line={line}").status_code == 422


def test_a_file_that_is_missing_has_a_link_to_its_form(robin: Browser) -> None:
    robin.post(f"{DRAFT}/remove-file", {"path": "costs.yml", "seen": _seen(robin, "costs.yml")})
    page = robin.get(f"{DRAFT}/check").text
    link = next(each["href"] for each in Page(page).all("a") if "costs.yml" in each.get("href", ""))
    assert robin.get(html.unescape(link)).status_code == 200


def _seen(browser: Browser, path: str) -> str:
    return hidden(browser.get(f"{DRAFT}/file?path={path}").text, "seen")


def test_an_example_that_comes_out_differently_is_named(robin: Browser) -> None:
    edit(robin, "thresholds.yml", "value: 250}", "value: 249}")
    page = said(robin.get(f"{DRAFT}/check").text)
    assert "Worked examples that come out differently" in page
    assert re.search(r"cases/\w+\.yml, line \d+", page)


def test_a_draft_without_mistakes_tells_its_changes_in_words(robin: Browser) -> None:
    robin.post(f"{DRAFT}/limits/petty_limit", RAISED)
    page = said(robin.get(f"{DRAFT}/check").text)
    assert "All is well." in page
    assert "£300 with VAT" in page.partition("What changes")[2]
