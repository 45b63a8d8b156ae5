"""Cards as plain text: exact for every kind, and readable on a narrow screen."""

from __future__ import annotations

import pytest

from bot import cards_text
from bot.examples import EXAMPLES
from bot.words import UnknownKind
from buying.cards import KINDS, Card, Fact, Field, Question, Table
from buying.settings import settings
from tests.channels.golden import FOLDER, file_of, rendered


def test_there_is_an_example_of_every_kind() -> None:
    assert {card.question.kind for card in EXAMPLES.values() if card.question} == set(KINDS)


def test_every_kept_rendering_belongs_to_an_example() -> None:
    wanted = {file_of(name, form) for name in EXAMPLES for form in ("txt", "html")}
    assert {file for file in FOLDER.iterdir() if file.is_file()} == wanted


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_reads_exactly_as_it_should(name: str) -> None:
    assert rendered(name, "txt") == file_of(name, "txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "awkward"])
def test_no_line_is_longer_than_the_screen(name: str) -> None:
    lines = cards_text.render(EXAMPLES[name], width=40).splitlines()
    # An address that were broken would lead nowhere.
    assert max(len(line) for line in lines if "://" not in line) <= 40


def test_a_table_too_wide_for_the_screen_becomes_a_list() -> None:
    table = Table(caption="Prices", columns=("Supplier", "Price"), rows=(("A" * 30, "£1"),))
    text = cards_text.render(Card(id="t", table=table), width=20)
    assert "Price: £1" in text
    assert "---" not in text


def test_bold_leaves_no_stars_in_facts_and_tables() -> None:
    card = Card(
        id="sum",
        facts=(Fact(label="Total", value="**£9**"),),
        table=Table(caption="Sum", columns=("Line", "Points"), rows=(("Total", "**82**"),)),
    )
    assert "*" not in cards_text.render(card)


def test_a_form_that_is_filled_in_asks_for_nothing_more() -> None:
    fields = (Field(id="a", label="One", kind="text"),)
    question = Question(id="f", kind="form", fields=fields, value={"a": "done"})
    assert cards_text.asked_field(question) is None
    assert "Now:" not in cards_text.render(Card(id="f", question=question))


def test_a_kind_that_nobody_knows_is_an_error() -> None:
    question = Question.model_construct(
        id="x", kind="hologram", choices=(), fields=(), optional=False, value=None, next_field=None
    )
    with pytest.raises(UnknownKind, match="hologram"):
        cards_text.render(Card.model_construct(**{**Card(id="x").__dict__, "question": question}))


def test_a_link_is_told_with_its_whole_address() -> None:
    text = cards_text.render(EXAMPLES["links"])
    assert f"Read the file: {settings().base_url}/purchases/BW-0007" in text


def test_what_can_be_said_about_single_lines_is_told_once_with_an_example() -> None:
    text = cards_text.render(EXAMPLES["summary"])
    assert text.count("Say “change”") == 1
    assert "“change what you need”" in text
