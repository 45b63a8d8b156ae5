"""The picture of what options cost in a real Chromium: on a phone, on a screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from buying.service import people
from tests.channels.test_browser import ARGUMENTS
from tests.service.buying import buy
from tests.service.conftest import Talk, money
from tests.service.purchase import CHAIR, CHEAP
from web.build import MODULES

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PLACE = "/purchases/BW-0001/whole-life-cost"
HARBOUR = "Harbour Mobility Ltd"
FIGURES = f"{HARBOUR}: cost by year and by part."
LONG = "Northside Care Supplies and Equipment Services of the West Midlands (2019) Limited"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(chrome: Browser, address: str, talk: Talk) -> Iterator[Open]:
    """Opens a page for priya, who has two prices, at a width in pixels."""
    buy(
        talk, "priya", "choose", need={"item": "shower chairs", "quantity": "12"},
        category="equipment", budget=money("2000"),
        option_1={"supplier": "Harbour Mobility Ltd", **CHAIR},
        option_2={"supplier": LONG, **CHEAP},
    )  # fmt: skip
    faults: list[str] = []

    def noted(said: ConsoleMessage) -> None:
        # A browser asks for an icon by itself where a file is opened that names none.
        if said.type == "error" and not said.location["url"].endswith("/favicon.ico"):
            faults.append(said.text)

    session_cookie = {
        "name": "buywell", "value": people.issue("priya", "session"), "url": address,
    }  # fmt: skip

    def open_one(path: str, width: int) -> Page:
        window = chrome.new_context(viewport={"width": width, "height": 800})
        window.add_cookies([session_cookie])  # type: ignore[list-item]
        page = window.new_page()
        page.on("console", noted)
        page.goto(f"{address}{path}")
        return page

    yield open_one
    for window in chrome.contexts:
        window.close()
    assert faults == []


def loaded(page: Page) -> tuple[str, int, int]:
    """Which drawing is shown, how wide it was drawn, and how wide it is shown."""
    image = page.get_by_role("img", name=HARBOUR)
    expect(image).to_be_visible()
    image.evaluate("image => image.decode()")
    found = image.evaluate("i => [i.currentSrc, i.naturalWidth, Math.round(i.width)]")
    return found[0].partition("?")[0], found[1], found[2]


@pytest.mark.parametrize("path", ["/chat", "/purchases/BW-0001"])
def test_on_a_phone_the_narrow_drawing_fits_and_nothing_scrolls_sideways(
    visit: Open, path: str
) -> None:
    page = visit(path, 320)
    shown, drawn, width = loaded(page)
    assert shown.endswith(f"{PLACE}-narrow.svg")
    assert drawn == 300
    assert 230 <= width <= 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_a_phone_the_sum_has_the_options_side_by_side_below_each_label(visit: Open) -> None:
    page = visit("/chat", 320)
    box = page.get_by_role("group", name="The sum, line by line.")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    row = box.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Price", exact=True))
    label = row.get_by_role("rowheader").bounding_box()
    first, second = (cell.bounding_box() for cell in row.get_by_role("cell").all())
    assert label and first and second
    assert label["y"] + label["height"] <= first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_sum_is_a_table_to_a_screen_reader_at_any_width(visit: Open, width: int) -> None:
    table = visit("/chat", width).get_by_role("table", name="The sum, line by line.")
    heads = table.get_by_role("row").first
    assert heads.get_by_role("cell").count() == 1
    assert heads.get_by_role("columnheader").all_inner_texts() == [HARBOUR, LONG]
    for row in table.get_by_role("row").all()[1:]:
        assert (row.get_by_role("rowheader").count(), row.get_by_role("cell").count()) == (1, 2)


def test_on_a_phone_a_table_of_figures_scrolls_beneath_what_it_is_called(visit: Open) -> None:
    page = visit("/chat", 320)
    page.get_by_text("The same figures as a table").click()
    caption = page.locator("p").get_by_text(FIGURES)
    assert caption.evaluate("p => p.scrollWidth <= p.clientWidth")
    assert not caption.evaluate("p => p.closest('.buywell-scroll')")
    box = page.get_by_role("group", name=FIGURES)
    assert box.evaluate("box => getComputedStyle(box).overflowX") == "auto"


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_below_a_picture_moves_when_it_has_loaded(visit: Open, width: int) -> None:
    page = visit("/chat", width)
    held: list[Route] = []
    page.route("**/whole-life-cost*", lambda route: held.append(route))
    page.reload(wait_until="domcontentloaded")
    image = page.get_by_role("img", name=HARBOUR)
    kept = image.evaluate("image => [image.complete, image.getBoundingClientRect().height]")
    for request in held:
        request.continue_()
    page.unroute("**/whole-life-cost*")
    loaded(page)
    drawn = image.evaluate("image => image.getBoundingClientRect().height")
    assert kept == [False, pytest.approx(drawn, abs=1)]


@pytest.mark.parametrize("path", ["/chat", "/purchases/BW-0001"])
def test_on_a_screen_the_wide_drawing_is_shown_at_its_full_size(visit: Open, path: str) -> None:
    shown, drawn, width = loaded(visit(path, 1280))
    assert shown.endswith(f"{PLACE}.svg")
    assert drawn == width == 680


@pytest.mark.parametrize("width", [320, 1280])
def test_the_same_figures_are_a_click_away(visit: Open, width: int) -> None:
    page = visit("/chat", width)
    figures = page.get_by_role("table", name=FIGURES)
    expect(figures).to_be_hidden()
    page.get_by_text("The same figures as a table").click()
    expect(figures).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_the_figures_stand_open_beneath_the_picture(visit: Open) -> None:
    page = visit("/chat", 1000)
    figures = page.get_by_role("table", name=FIGURES)
    expect(figures).to_be_hidden()
    page.emulate_media(media="print")
    expect(figures).to_be_visible()
    expect(page.get_by_text("The same figures as a table")).to_be_hidden()


def test_it_shows_its_colours_when_opened_by_itself(visit: Open) -> None:
    page = visit("/purchases/BW-0001/whole-life-cost.svg", 800)
    fills = page.evaluate(
        "[...document.querySelectorAll('path')].map(path => getComputedStyle(path).fill)"
    )
    assert "rgb(13, 53, 64)" in fills
    assert "rgb(255, 255, 255)" in fills


@pytest.mark.parametrize("path", ["/chat", "/purchases/BW-0001"])
def test_axe_finds_nothing_against_wcag_in_the_picture_and_its_figures(
    visit: Open, path: str
) -> None:
    page = visit(path, 1280)
    loaded(page)
    for folded in page.get_by_text("The same figures as a table").all():
        folded.click()
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    result: Any = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert [(each["id"], each["nodes"]) for each in result["violations"]] == []
