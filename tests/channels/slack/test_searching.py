"""The search of a list too long for a menu."""

from __future__ import annotations

import pytest

from bot.slack.cards import searching
from buying.cards import Choice, Question

NAMES = [f"Supplier {n}" for n in range(250)] + ["Harbour Mobility Ltd", "Northside Care Supplies"]
ASKED = Question(
    id="q",
    kind="choice",
    choices=tuple(Choice(value=name.casefold(), label=name) for name in NAMES),
)


def found(typed: str) -> list[str]:
    return [option["text"]["text"] for option in searching.options(ASKED, typed)]


def test_nothing_typed_shows_the_first_hundred_in_their_order() -> None:
    assert found("") == found("  ") == NAMES[:100]


def test_what_has_the_words_comes_first() -> None:
    assert found("MOBILITY")[0] == "Harbour Mobility Ltd"
    assert found("care north")[0] == "Northside Care Supplies"


@pytest.mark.parametrize("typed", ["harber mobilty", "Harbor", "harbour mobility limited"])
def test_a_slip_of_the_finger_still_finds_it(typed: str) -> None:
    assert "Harbour Mobility Ltd" in found(typed)[:3]


def test_no_more_is_shown_than_slack_takes() -> None:
    assert len(found("supplier")) == 100


def test_what_is_nothing_like_any_name_finds_nothing() -> None:
    assert found("zzzzqqqq") == []
