"""When a line of the table takes everything that a later one is for."""

from __future__ import annotations

import pytest

from buying.rulebook import Condition
from buying.rulebook.checking.reach import covers

CARE = {"category": "care"}
WIDER = [
    ("the same", CARE, CARE),
    ("more kinds", {"category": ["care", "office"]}, CARE),
    ("nothing about the risk", CARE, {**CARE, "risk": "high"}),
    ("nothing about an answer", CARE, {**CARE, "answer": {"share": True}}),
    ("more answers", {"answer": {"say": ["a", "b"]}}, {"answer": {"say": "a"}}),
    ("the same parts", {"any_of": [CARE]}, {"any_of": [CARE], "risk": "low"}),
]
NOT_WIDER = [
    ("fewer kinds", CARE, {"category": ["care", "office"]}),
    ("another kind", CARE, {"category": "office"}),
    ("another key", CARE, {"risk": "high"}),
    ("a key more", {**CARE, "is": "stopped"}, CARE),
    ("another limit", {"value_over": "small"}, {"value_over": "large"}),
    ("over it, not at it", {"value_over": "small"}, {"value_at_least": "small"}),
    ("other parts", {"any_of": [CARE]}, {"any_of": [CARE, {"risk": "high"}]}),
    ("the contrary", {"not": CARE}, CARE),
    ("fewer answers", {"answer": {"say": "a"}}, {"answer": {"say": ["a", "b"]}}),
    ("another answer", {"answer": {"say": "a"}}, {"answer": {"do": "a"}}),
]


@pytest.mark.parametrize(
    ("wide", "narrow", "wider"),
    [(wide, narrow, True) for _, wide, narrow in WIDER]
    + [(wide, narrow, False) for _, wide, narrow in NOT_WIDER],
    ids=[said for said, *_ in WIDER + NOT_WIDER],
)
def test_a_condition_covers_another_where_its_words_show_it(wide, narrow, wider):
    assert covers(Condition.model_validate(wide), Condition.model_validate(narrow)) is wider
