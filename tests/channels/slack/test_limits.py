"""Texts that are made to fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.cards import limits, rich_text

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(texts, st.integers(2, 80))
def test_a_text_that_is_cut_fits_and_says_that_it_goes_on(text: str, most: int) -> None:
    cut = limits.cut(text, most)
    assert cut == text or (cut.endswith("…") and limits.length(cut) <= max(most, 6))


@given(texts, st.integers(5, 80))
def test_a_text_in_pieces_is_whole(text: str, most: int) -> None:
    pieces = limits.pieces(text, most)
    assert "".join(pieces) == text
    assert all(limits.length(piece) <= most for piece in pieces)


def test_a_text_is_cut_between_words() -> None:
    assert limits.cut("one two three four five", 17) == "one two three…"
    assert limits.pieces("one two three four", 10) == ["one two ", "three four"]


def test_a_very_long_word_is_cut_where_it_must_be() -> None:
    assert limits.pieces("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_signs_that_slack_escapes_count_as_escaped() -> None:
    assert limits.length("a & b") == 9
    assert limits.length("😀") == 2


@given(st.lists(texts, max_size=30))
def test_lines_of_text_lose_no_letter(rows: list[str]) -> None:
    made = rich_text.blocks(rich_text.line(row) for row in rows)
    told = "".join(
        part["text"]
        for block in made
        for section in block["elements"]
        for part in section["elements"]
    )
    assert [sign for sign in told if sign != "\n"] == [
        sign for row in rows for sign in row if sign != "\n"
    ]
