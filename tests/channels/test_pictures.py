"""The picture of what options cost: for whom it opens, how it is kept, and where it stands."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pypdf
import pytest
from PIL import Image

from tests.desk.browser import Browser
from tests.desk.page import Page
from tests.service.buying import buy, go_on
from tests.service.conftest import Talk, money
from tests.service.purchase import CHAIR, CHEAP

PLACE = "/purchases/BW-0001/whole-life-cost"
ADDRESSES = [f"{PLACE}.svg", f"{PLACE}-narrow.svg", f"{PLACE}.png"]
HOSTILE = '<script>alert("1")</script> & $x^2$'


@pytest.fixture
def browser(talk: Talk) -> Iterator[Browser]:
    """A browser in which nobody is signed in, and a purchase of priya's with two prices."""
    buy(
        talk, "priya", "choose", need={"item": "shower chairs", "quantity": "12"},
        category="equipment", budget=money("2000"),
        option_1={"supplier": "Harbour Mobility Ltd", **CHAIR},
        option_2={"supplier": HOSTILE, **CHEAP},
    )  # fmt: skip
    with Browser() as opened:
        yield opened


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("person", "status"),
    [("priya", 200), ("alex", 200), ("robin", 200), ("sam", 404), ("morgan", 404)],
)
def test_it_opens_for_those_who_may_read_the_purchase_and_is_not_there_for_others(
    browser: Browser, address: str, person: str, status: int
) -> None:
    assert browser.sign_in(person).get(address).status_code == status


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_sees_it_without_signing_in(browser: Browser, address: str) -> None:
    assert browser.get(address).status_code == 401


@pytest.mark.parametrize("reference", ["BW-9999", "bw-0001", "%00", "..", "x" * 3_000])
def test_an_address_of_no_purchase_is_not_found(browser: Browser, reference: str) -> None:
    browser.sign_in("robin")
    assert browser.get(f"/purchases/{reference}/whole-life-cost.svg").status_code == 404


def test_there_is_none_while_there_is_nothing_to_compare(talk: Talk, browser: Browser) -> None:
    talk("sam", "2 kettles")
    path = "/purchases/BW-0002/whole-life-cost.svg"
    assert browser.sign_in("sam").get(path).status_code == 404


def test_it_is_what_its_address_says(browser: Browser) -> None:
    browser.sign_in("priya")
    wide, narrow, dots = (browser.get(address) for address in ADDRESSES)
    for drawn, width in ((wide, "510pt"), (narrow, "225pt")):
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert ElementTree.fromstring(drawn.content).get("width") == width
    assert dots.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(dots.content)).width == 600


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_kept_by_its_reader_alone_and_not_sent_twice(browser: Browser, address: str) -> None:
    first = browser.sign_in("priya").get(address)
    assert first.headers["cache-control"] == "private, no-cache"
    tag = first.headers["etag"]
    for known in (tag, f'"other", W/{tag}'):
        again = browser.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert browser.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_name_is_never_taken_for_markup(browser: Browser) -> None:
    drawn = browser.sign_in("priya").get(f"{PLACE}.svg").text
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_an_old_card_does_not_show_a_newer_picture(talk: Talk, browser: Browser) -> None:
    page = browser.sign_in("priya").get("/purchases/BW-0001").text
    (marked,) = set(re.findall(r"whole-life-cost\.svg\?v=[0-9a-f]{12}", page))
    assert browser.get(f"/purchases/BW-0001/{marked}").status_code == 200
    cards = talk("priya", do="change:option#2")
    dearer = {"supplier": HOSTILE, **CHEAP, "price": money("1900")}
    go_on(talk, "priya", "choose", cards, option_2=dearer)
    assert browser.get(f"/purchases/BW-0001/{marked}").status_code == 404
    assert browser.get(f"{PLACE}.svg").status_code == 200


def test_the_purchase_file_shows_it_with_its_words_and_its_figures(browser: Browser) -> None:
    page = Page(browser.sign_in("priya").get("/purchases/BW-0001").text)
    (image,) = page.all("img", **{"class": "record-picture"})
    assert "Harbour Mobility Ltd" in (image["alt"] or "")
    assert browser.get(image["src"] or "").status_code == 200
    captions = [words for words in page.words("caption") if "by year and by part" in words]
    assert len(captions) == 2


def test_the_pdf_shows_it_and_reads_it_aloud(browser: Browser) -> None:
    answer = browser.sign_in("priya").get("/purchases/BW-0001.pdf")
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    described = [str(text) for text in _alternatives(reader)]
    assert len(described) == 1
    assert "Harbour Mobility Ltd costs the least" in described[0]
    assert any("by year and by part" in page.extract_text() for page in reader.pages)


def _alternatives(reader: pypdf.PdfReader) -> Iterator[str]:
    """The words that stand for the figures of a tagged PDF."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                yield node["/Alt"]
            if "/K" in node:
                waiting.append(node["/K"])
