"""Buying together shows nobody more of a colleague's purchase than they should see."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from buying.cards import Card
from buying.service import messages, people, record
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import Join
from tests.service.buying import buy
from tests.service.conftest import Talk, money

STOOLS: dict[str, Any] = {
    "need": {"item": "shower stools", "quantity": "4"},
    "category": "equipment",
    "budget": money("400"),
}
CHAIRS: dict[str, Any] = {
    "need": {"item": "shower chairs", "quantity": "12"},
    "category": "equipment",
    "budget": money("1200"),
}
PENS: dict[str, Any] = {"need": {"item": "pens", "quantity": "9"}, "category": "office"}


def story(who: Who, reference: str) -> list[str]:
    found = next(p for p in record.read(who, reference).parts if p.id == "events")
    return [f"{row[1]}: {row[2]}" for table in found.tables for row in table.rows]


def state() -> str:
    with transaction() as session:
        return session.scalars(select(Join.state)).one()


def inbox(person: str) -> list[Card]:
    return messages.after(people.conversation(person, "web"), 0, limit=500)


@pytest.fixture
def asked(talk: Talk) -> None:
    """Priya has asked Sam, who is at another purchase by now, to buy chairs and stools together."""
    buy(talk, "sam", "option#1", **CHAIRS)
    buy(talk, "priya", "option#1", **STOOLS, join="BW-0001")
    buy(talk, "sam", "purpose", **PENS, budget=money("50"))


@pytest.mark.parametrize("answer", ["accept", "decline because ours come next week"])
def test_an_answer_is_in_the_files_of_both_and_in_no_other(
    talk: Talk, people: dict[str, Who], asked: None, answer: str
) -> None:
    talk("sam", "my purchases")
    talk("sam", answer)
    what = "Agreed" if answer == "accept" else "Declined"
    for who, reference in (("sam", "BW-0001"), ("priya", "BW-0002")):
        told = "\n".join(story(people[who], reference))
        assert f"Sam Sample: {what} to buy together: BW-0002 and BW-0001" in told
    assert f"Typed “{answer}”" in "\n".join(story(people["sam"], "BW-0001"))
    other = "\n".join(story(people["sam"], "BW-0003"))
    for words in ("Priya", "stools", "together", answer):
        assert words not in other


def test_so_is_leaving(talk: Talk, people: dict[str, Who], asked: None) -> None:
    talk("sam", do="join_yes:1")
    talk("sam", do="join_leave:1")
    assert "No longer buys together" in "\n".join(story(people["priya"], "BW-0002"))
    assert "together" not in "\n".join(story(people["sam"], "BW-0003"))


def test_an_answer_that_only_begins_like_a_refusal_is_an_answer(
    talk: Talk, people: dict[str, Who]
) -> None:
    buy(talk, "sam", "purpose", **CHAIRS)
    buy(talk, "priya", "option#1", **STOOLS, join="BW-0001")
    talk("sam", "Decline in mobility among those who live here")
    assert state() == "asked"
    assert "Decline in mobility" in record.read(people["sam"], "BW-0001").model_dump_json()


def test_because_answers_the_question_at_hand_and_goes_to_nobody_else(
    talk: Talk, people: dict[str, Who]
) -> None:
    buy(talk, "sam", "purpose", **CHAIRS)
    buy(talk, "priya", "option#1", **STOOLS, join="BW-0001")
    talk("sam", do="join_no:1")
    talk("sam", "Because they fall at night")
    assert "they fall" not in str(inbox("priya"))
    assert "they fall at night" in record.read(people["sam"], "BW-0001").model_dump_json()


def test_somebody_who_has_declined_can_still_say_why(talk: Talk, people: dict[str, Who]) -> None:
    buy(talk, "sam", "purpose", **CHAIRS)
    buy(talk, "priya", "option#1", **STOOLS, join="BW-0001")
    card = talk("sam", do="join_no:1")[0]
    assert "decline because" in card.text
    assert talk("sam", "decline because ours come next week")[0].id == "join.because"
    assert "ours come next week" in str(inbox("priya")[-1])


def test_a_likely_split_shows_no_item_that_may_name_somebody(
    talk: Talk, people: dict[str, Who]
) -> None:
    named = {"item": "shower stool for Mrs Smith", "quantity": "1"}
    mate = people_add("Jo Sample")
    buy(talk, mate, "option#1", **{**STOOLS, "need": named, "budget": money("240")})
    stool = {"item": "shower stool", "quantity": "1"}
    card = buy(talk, "priya", "split", **{**STOOLS, "need": stool, "budget": money("240")})[-1]
    assert card.table is not None
    assert "Smith" not in str(card)
    assert "something that may name a person" in str(card.table)


def test_what_is_bought_for_one_person_is_not_shown_to_other_teams(talk: Talk) -> None:
    care = {"item": "respite care after a stroke", "quantity": "2"}
    bought = {"need": care, "category": "care", "budget": money("900")}
    buy(talk, "sam", "checks", **bought)
    card = buy(talk, "priya", "join", **bought)[-1]
    assert "for one person" in str(card)
    assert "stroke" not in str(card)
    talk("priya", join="BW-0001")
    request = inbox("sam")[-1]
    assert request.id == "join.request.1"
    theirs = next(fact.value for fact in request.facts if fact.label == "They buy")
    assert theirs == "something for one person"


def people_add(name: str) -> str:
    return people.add(name, "jo@demo.example", "Willow House", ["staff"]).id
