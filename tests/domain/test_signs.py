"""Signs of personal data, and of another language, in what people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.language import is_foreign
from buying.domain.privacy import signs


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ask Mrs Smith in room 4", "a person's name"),
        ("NHS number 943 476 5919", "an NHS number"),
        ("ring 01632 960 123", "a telephone number"),
        ("write to j.smith@example.org", "an e-mail address"),
        ("DOB 1/2/1940", "a date of birth"),
        ("lives at SW1A 1AA", "a postcode"),
    ],
)
def test_what_looks_like_a_person_is_named(text: str, what: str) -> None:
    assert signs(text) == [what]


@pytest.mark.parametrize(
    "text",
    ["people who live at Oak Lodge", "12 chairs at £75 each", "the old ones are from 2019",
     "order REQ-2026-0001", ""],
)  # fmt: skip
def test_plain_words_are_let_be(text: str) -> None:
    assert signs(text) == []


@pytest.mark.parametrize(
    "text",
    ["Bonjour, je voudrais acheter une chaise", "Potrzebuję krzesła dla dzień", "我需要十二把椅子",
     "Ich brauche zwölf Stühle für das Haus", "Нужны стулья", "necesito sillas para el baño"],
)  # fmt: skip
def test_another_language_is_noticed(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    ["shower chairs", "café chairs for the café", "12", "£900", "", "😀", "Ridgeway GmbH",
     "chaise longue for the lounge", "need 12 chairs for Oak Lodge", "oui", "las", "Elm House"],
)  # fmt: skip
def test_english_and_doubtful_words_are_taken_as_english(text: str) -> None:
    assert not is_foreign(text)


@given(st.text(max_size=200))
def test_neither_ever_fails(text: str) -> None:
    assert isinstance(signs(text), list)
    assert is_foreign(text) in (True, False)
