"""The reply form: every kind of question that the desk can put, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest

from buying.cards import KINDS, Choice, Field, Kind, Question
from desk import forms
from desk.paging import pagination

PAIR = (Choice(value="a", label="A"), Choice(value="b", label="B"))
SHAPES: dict[Kind, tuple[list[str], Any]] = {
    "text": (["  one\r\ntwo "], "one\ntwo"),
    "choice": (["b"], "b"),
    "choices": (["a", "b"], ["a", "b"]),
    "yes_no": (["no"], False),
    "rating": (["4"], 4),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_what_is_posted_becomes_the_structured_answer(kind: Kind) -> None:
    sent, value = SHAPES[kind]
    alone = Question(id="q", kind=kind, choices=PAIR)
    boxes = forms.checked(forms.boxes(alone, "Title", {forms.ANSWER: sent}))
    assert not boxes[0].error
    assert forms.value(alone, boxes) == value

    form = Question(
        id="q", kind="form", fields=(Field(id="x", label="X", kind=kind, choices=PAIR),)
    )
    assert forms.value(form, forms.boxes(form, "Title", {"x": sent})) == {"x": value}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(SHAPES) - {"form"}))
def test_a_kind_without_a_control_raises_rather_than_go_missing(kind: Kind) -> None:
    with pytest.raises(forms.UnknownKind):
        forms.boxes(Question(id="q", kind=kind), "Title")


@pytest.mark.parametrize("kind", SHAPES)
def test_an_optional_box_may_stay_empty(kind: Kind) -> None:
    question = Question(id="q", kind=kind, choices=PAIR, optional=True)
    assert not forms.checked(forms.boxes(question, "Title", {}))[0].error


@pytest.mark.parametrize("kind", SHAPES)
def test_a_needed_box_may_not(kind: Kind) -> None:
    question = Question(id="q", kind=kind, choices=PAIR)
    assert "“Title”" in (forms.checked(forms.boxes(question, "Title", {}))[0].error or "")


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 2, [1, 2]),
        (1, 9, [1, 2, "...", 9]),
        (5, 9, [1, "...", 4, 5, 6, "...", 9]),
        (9, 9, [1, "...", 8, 9]),
    ],
)
def test_page_links_leave_out_the_middle(number: int, pages: int, shown: list[Any]) -> None:
    links = pagination("/list", {"text": "a b", "team": ""}, number, pages)
    assert links is not None
    assert [item.get("number", "...") for item in links["items"]] == shown
    assert ("previous" in links, "next" in links) == (number > 1, number < pages)
    assert links["items"][0]["href"] == "/list?text=a+b&page=1"


def test_one_page_needs_no_links() -> None:
    assert pagination("/list", {}, 1, 1) is None
