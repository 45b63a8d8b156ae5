"""The examples drawn by a renderer of Block Kit that nobody here wrote, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from bot.chats.standing import NEW
from bot.examples import EXAMPLES
from bot.slack.cards import blocks, modal
from web.pictures_slack import WIDTHS, Shot, draw, drawing, take

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: str) -> Iterator[Page]:
    with drawing() as opened:
        yield opened


def test_nothing_of_a_message_is_cut_off_on_a_phone(page: Page) -> None:
    for name, card in EXAMPLES.items():
        draw(page, Shot(name, blocks.message(card, NEW).blocks), WIDTHS["phone"])
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"], name
        assert card.title is None or page.get_by_text(card.title, exact=True).first.is_visible()


def test_a_form_is_drawn_with_its_title_its_boxes_and_its_button(page: Page) -> None:
    draw(page, Shot("form", view=modal.view(EXAMPLES["form"], 7)), WIDTHS["phone"])
    assert page.locator(".bar").inner_text() == "Fill in the form"
    assert page.get_by_text("Price in all, with delivery (£)").is_visible()
    assert page.locator("textarea").first.input_value() == "Harbour Mobility Ltd"
    assert page.get_by_text("Send", exact=True).is_visible()


def test_a_picture_of_each_width_is_kept(chromium: str, tmp_path: Path) -> None:
    files = take([Shot("Yes or no", blocks.message(EXAMPLES["yes_no"], NEW).blocks)], tmp_path)
    assert [file.name for file in files] == ["yes_or_no-phone.png", "yes_or_no-window.png"]
    assert [Image.open(file).width for file in files] == [800, 1400]
