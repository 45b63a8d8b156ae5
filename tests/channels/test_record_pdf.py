"""The purchase file as a PDF, read back by a reader that nobody here wrote."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from bot import record_pdf
from buying.cards import Image
from buying.charts import CostChart, alt_text
from buying.service.record import Part, Picture, Record, Row, Table
from tests.charts.charts import EXTREMES

AT = datetime(2027, 3, 5, 15, 5, tzinfo=UTC)


def record_of(*parts: Part, item: str = "12 × shower chairs") -> Record:
    return Record(reference="BW-0007", item=item, made_at=AT, parts=parts)


def saying(text: str) -> Record:
    """A file that holds ``text`` as a fact, in a table and as running words."""
    table = Table(caption="Answers", columns=("Question", "Answer"), rows=(("Need", text),))
    rows = (Row(label="For", value=text),)
    return record_of(Part(id="a", title="Part", text=text, rows=rows, tables=(table,)))


def opened(record: Record) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(record_pdf.render(record)))


def text_of(reader: pypdf.PdfReader) -> str:
    """All words on all pages, with line ends and places to break a word taken out."""
    return re.sub(r"\s+", " ", " ".join(p.extract_text() for p in reader.pages)).replace(
        "\u200b", ""
    )


def structure(reader: pypdf.PdfReader) -> list[str]:
    """The names of all structure elements, such as H1 and TH, as they are read aloud."""

    def walk(node: Any) -> Iterator[str]:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"]).lstrip("/")
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def test_it_is_tagged_and_names_its_language_and_title() -> None:
    reader = opened(saying("words"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Purchase file BW-0007: 12 × shower chairs"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_headings_and_table_headings_are_marked_as_such() -> None:
    found = structure(opened(saying("words")))
    assert found.count("H1") == 1
    assert found.count("H2") == 1
    assert found.count("TH") == 2
    assert "Caption" in found


def test_every_page_has_its_number() -> None:
    rows = tuple((AT, "Priya", "words " * 40) for _ in range(60))
    table = Table(caption="Story", columns=("When", "Who", "What"), rows=rows)
    reader = opened(record_of(Part(id="a", title="Part", tables=(table,))))
    last = len(reader.pages)
    assert last > 2
    for number, page in enumerate(reader.pages, 1):
        assert f"Page {number} of {last}" in page.extract_text()
        assert "When" in page.extract_text()


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/etc/passwd") #import "x" #{1+1}',
        "$x^2$ costs \\ 5 * 3 _now_ `raw` ] ) }",
        "= no heading, - no list, + no number, / no: term",
        "@label <label> // no comment /* nor this */ ~ --- ...",
        "\"quoted\" 'single' it's",
        "<script>alert(1)</script> &amp; {{ 7 * 7 }}",
        "**not bold**",
    ],
)
def test_nothing_that_was_typed_is_taken_for_markup(typed: str) -> None:
    assert text_of(opened(saying(typed))).count(typed) == 3


def test_other_scripts_are_shown() -> None:
    text = text_of(opened(saying("Zoë, Łukasz, Ελένη, Ирина")))
    assert text.count("Zoë, Łukasz, Ελένη, Ирина") == 3
    hebrew = text_of(opened(saying("שלום")))
    assert "שלום" in hebrew or "םולש" in hebrew


def test_a_sign_that_no_font_has_is_named_and_the_rest_is_kept() -> None:
    text = text_of(opened(saying("before \u0378 after")))
    assert text.count("before [sign u+0378] after") == 3


@pytest.mark.parametrize("emoji", ["😀", "👩🏽‍🦽", "🇬🇧", "☕"])
def test_an_emoji_never_stops_the_file(emoji: str) -> None:
    assert "before" in text_of(opened(saying(f"before {emoji} after")))


def test_control_characters_never_stop_the_file() -> None:
    signs = "".join(map(chr, (*range(32), *range(0x7F, 0xA0), 0x2028, 0xFEFF, 0xFFFE)))
    assert "after" in text_of(opened(saying(f"before {signs} after")))


def test_a_sign_that_turns_the_order_of_words_is_named_instead() -> None:
    text = text_of(opened(saying("I do \u202etpecca ton")))
    assert text.count("I do [right-to-left override]tpecca ton") == 3


def test_a_long_text_is_there_to_its_end() -> None:
    typed = "".join(f"word {number} " for number in range(600)) + "the end"
    assert len(typed) > 4_500
    text = text_of(opened(saying(typed)))
    assert text.count("the end") == 3
    assert "word 599" in text


def test_a_very_long_word_stays_on_the_page() -> None:
    reader = opened(saying("x" * 5_000))
    assert text_of(reader).replace(" ", "").count("x" * 5_000) >= 1
    for page in reader.pages:
        width = float(page.mediabox.width)
        places: list[float] = []
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: places.append(tm[4]))  # noqa: B023
        assert all(0 <= place <= width for place in places)


def test_a_table_of_nine_columns_fits() -> None:
    names = tuple(f"Supplier number {number} Ltd" for number in range(8))
    rows = (("Points", *("22.4 × 100 ÷ 100 = 22.4",) * 8),)
    table = Table(caption="Sum", columns=("Line", *names), rows=rows, numeric=tuple(range(1, 9)))
    text = text_of(opened(record_of(Part(id="a", title="Part", tables=(table,)))))
    assert "number 7 Ltd" in text
    assert text.count("÷") == 8


def test_lines_stay_lines_and_moments_are_told_in_the_organisations_time() -> None:
    table = Table(caption="T", columns=("When", "What"), rows=((AT, "one\ntwo"),))
    reader = opened(record_of(Part(id="a", title="Part", tables=(table,))))
    assert "one\ntwo" in reader.pages[0].extract_text()
    assert "5 March 2027 at 3:05pm" in text_of(reader)


@pytest.mark.parametrize("name", EXTREMES)
def test_a_picture_of_costs_stays_on_its_page_and_has_its_words(name: str, data_dir: Path) -> None:
    chart: CostChart = EXTREMES[name]
    image = Image(url="/purchases/BW-0007/whole-life-cost.svg", alt=alt_text(chart))
    picture = Picture(chart=chart, image=image)
    reader = opened(record_of(Part(id="a", title="Part", text="words", pictures=(picture,))))
    assert len(reader.pages) <= 2
    assert structure(reader).count("Figure") == 1
    assert "pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
