"""Every card of a real purchase in Teams: valid, whole, and answered as the app answers."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chats.standing import NEW
from bot.teams.cards import adaptive, controls
from buying.cards import Card
from buying.service.said import Said
from tests.channels.teams.app import boxes, press
from tests.channels.teams.kept import PICTURE
from tests.channels.teams.proof import buttons, faults, of_type, words
from tests.service.buying import buy
from tests.service.conftest import Talk, money


@pytest.fixture
def cards(talk: Talk) -> list[Card]:
    """All that is said while chairs for £9,000 are planned, compared and chosen."""
    said: list[Card] = []

    def heard(*spoken: Any, **answers: Any) -> list[Card]:
        said.extend(found := talk(*spoken, **answers))
        return found

    buy(heard, "priya", "waiting", budget=money("9000"))
    return said


def made(card: Card, picture: str | None = PICTURE) -> dict[str, Any]:
    return adaptive.message(card, NEW, picture if card.image else None).card


def of(cards: list[Card], id: str) -> Card:
    return next(card for card in cards if card.id == id)


def test_others_find_no_fault_with_any_of_them(cards: list[Card]) -> None:
    assert len(cards) > 15
    for card in cards:
        assert faults(made(card)) == [], card.id
        assert faults(made(card, None)) == [], card.id
        assert "left out here" not in words(made(card)), card.id


def test_every_form_is_one_card_with_all_its_boxes(cards: list[Card]) -> None:
    forms = [card for card in cards if card.question and card.question.kind == "form"]
    assert max(len(card.question.fields) for card in forms if card.question) >= 16
    for card in forms:
        assert card.question is not None
        drawn = made(card)
        assert "Send" in buttons(drawn), card.id
        shown = {id.removeprefix("value.").partition("-")[0] for id in boxes(drawn)}
        assert shown == {field.id for field in card.question.fields}, card.id


def test_a_form_that_is_sent_as_it_stands_gives_back_what_it_shows(cards: list[Card]) -> None:
    card = of(cards, "ask.weights")
    assert card.question is not None
    found = controls.decode(press(made(card), "Send"), card.question)
    assert isinstance(found, Said) and found.answer is not None
    assert found.answer.value.keys() == {field.id for field in card.question.fields}


def test_the_comparison_shows_its_picture_and_asks_before_the_long_sum(cards: list[Card]) -> None:
    card = of(cards, "ask.choose")
    drawn = made(card)
    (image,) = of_type(drawn, "Image")
    assert image["altText"] and image["url"] == PICTURE
    folded = [one for one in of_type(drawn, "Container") if one.get("id") == "table"]
    assert [one["isVisible"] for one in folded] == [False]
    assert card.table is not None
    assert all(row[0] in words(drawn) for row in card.table.rows)
    assert len(boxes(drawn)["value"]["choices"]) == 3


def test_all_answers_to_what_kind_of_thing_it_is_can_be_picked(cards: list[Card]) -> None:
    card = of(cards, "ask.category")
    assert card.question is not None
    (box,) = boxes(made(card)).values()
    assert [one["value"] for one in box["choices"]] == [c.value for c in card.question.choices]
