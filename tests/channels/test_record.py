"""The purchase file in a browser: for whom it opens, and how it reads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise

import pypdf
import pytest

from tests.desk.browser import Browser
from tests.desk.page import Page
from tests.service.buying import buy
from tests.service.conftest import Talk, money

TYPED = '<script>alert(1)</script> & "they" {{ 7 * 7 }} #let'
PAGE = "/purchases/BW-0001"
PDF = f"{PAGE}.pdf"
VARIATIONS = "/desk/costs?purchase=BW-0001"


@pytest.fixture
def browser(talk: Talk) -> Iterator[Browser]:
    """A browser in which nobody is signed in, and a purchase of priya's with prices."""
    need = {"item": TYPED, "quantity": "4"}
    buy(talk, "priya", "choose", need=need, category="equipment", budget=money("2000"))
    with Browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Page:
    """The file as priya sees it."""
    return Page(browser.sign_in("priya").get(PAGE).text)


@pytest.mark.parametrize("path", [PAGE, PDF])
@pytest.mark.parametrize(
    ("person", "status"), [("priya", 200), ("alex", 200), ("robin", 200), ("sam", 404),
                           ("morgan", 404)]
)  # fmt: skip
def test_it_opens_for_those_who_may_read_it_and_is_not_there_for_others(
    browser: Browser, path: str, person: str, status: int
) -> None:
    assert browser.sign_in(person).get(path).status_code == status


@pytest.mark.parametrize("path", [PAGE, PDF])
def test_nobody_reads_it_without_signing_in(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 401


@pytest.mark.parametrize(
    "path",
    ["BW-9999", "BW-9999.pdf", "bw-0001", "BW-0001.html", "%00", "BW-0001%0d%0aX.pdf", "x" * 3_000],
)
def test_an_address_of_no_purchase_is_not_found(browser: Browser, path: str) -> None:
    assert browser.sign_in("robin").get(f"/purchases/{path}").status_code == 404


def test_what_people_typed_is_shown_as_they_typed_it(page: Page) -> None:
    assert "<script>alert" not in page.text
    assert any(TYPED in words for words in page.words("dd"))
    assert "49" not in page.words("dd")


def test_it_is_well_made(page: Page) -> None:
    assert page.unbalanced == []
    assert len(page.ids) == len(set(page.ids))
    assert page.all("a", href="#main-content")
    assert page.words("title") == ["Purchase file BW-0001 – Buywell"]
    assert " style=" not in page.text


def test_a_specialist_goes_on_from_the_prices_to_try_variations(browser: Browser) -> None:
    specialist = browser.sign_in("alex")
    links = Page(specialist.get(PAGE).text).all("a", href=VARIATIONS)
    assert len(links) == 1
    tried = specialist.get(specialist.get(VARIATIONS).headers["location"])
    assert Page(tried.text).all("input", name="options.0.name", value="so agreed")


@pytest.mark.parametrize("person", ["priya", "robin"])
def test_others_are_not_sent_to_try_variations(browser: Browser, person: str) -> None:
    text = browser.sign_in(person).get(PAGE).text
    assert "Prices that were given" in text
    assert "Try variations" not in text


def test_there_is_nothing_to_vary_before_a_price_is_given(browser: Browser, talk: Talk) -> None:
    talk("sam", "Slippers")
    text = browser.sign_in("alex").get("/purchases/BW-0002").text
    assert "No price has been given yet." in text
    assert "Try variations" not in text


def test_headings_go_down_step_by_step(page: Page) -> None:
    levels = [int(tag[1]) for tag, _, _ in page.tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headings_with_their_scope(page: Page) -> None:
    tables = page.all("table")
    assert tables
    assert len(page.words("caption")) == len(tables)
    assert all(page.words("caption"))
    assert {heading.get("scope") for heading in page.all("th")} == {"col", "row"}


def test_its_contents_lead_to_its_parts(page: Page) -> None:
    targets = [a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")]
    assert len(targets) > 5
    assert set(targets) <= set(page.ids)


def test_moments_can_be_read_by_machines(page: Page) -> None:
    times = page.all("time")
    assert times
    assert all(time["datetime"].endswith("+00:00") for time in times)


def test_the_page_leads_to_the_pdf_which_is_saved_and_kept_nowhere_else(
    browser: Browser, page: Page
) -> None:
    assert page.all("a", href=PDF)
    answer = browser.get(PDF)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="purchase-file-BW-0001.pdf"'
    )
    assert answer.headers["cache-control"] == "private, no-store"


def test_the_pdf_says_what_the_page_says(browser: Browser, page: Page) -> None:
    reader = pypdf.PdfReader(io.BytesIO(browser.get(PDF).content))
    text = " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    assert TYPED in text
    for heading in page.words("h1") + page.words("h2")[1:]:
        assert heading in text
    for label in page.words("dt"):
        assert label in text
    for caption in page.words("caption"):
        assert caption in text
