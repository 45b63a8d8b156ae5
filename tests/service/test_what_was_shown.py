"""An answer counts for what its card showed: for that purchase, and with those facts."""

from __future__ import annotations

from typing import Any

from buying.cards import Card
from tests.service.buying import buy, usual
from tests.service.conftest import Talk, money
from tests.service.purchase import choose, plan
from tests.service.test_guide import ids, inbox, the_file

CHAIRS = {"item": "shower chairs", "quantity": "12"}
YES: dict[str, Any] = {"decision": "approve"}


def approval_asked() -> Card:
    return [card for card in inbox("morgan") if card.id == "ask.approval"][-1]


def test_an_answer_from_an_old_card_does_not_count_for_another_purchase(talk: Talk) -> None:
    (*_, old) = buy(talk, "priya", "budget", need=CHAIRS)
    buy(talk, "priya", "budget", need={"item": "desks", "quantity": "3"})
    first, _again = talk("priya", at=old.message, budget=money("60"))
    assert first.id == "not_asked" and "BW-0001" in first.text
    assert [action.id for action in first.actions] == ["open:BW-0001"]
    talk("priya", do="open:BW-0001")
    assert "not_asked" not in ids(talk("priya", at=old.message, budget=money("60")))


def test_nobody_approves_what_they_were_not_shown(talk: Talk, ridgeway: str) -> None:
    plan(talk)
    choose(talk, ridgeway, "Bathwell")
    before = approval_asked()
    talk("priya", do="change:need")
    talk("priya", need={"item": "shower chairs", "quantity": "14"})
    while (last := inbox("priya")[-1]).question is not None:
        talk("priya", **{last.question.id.replace("#", "_"): usual(last.question)})
    refused, again = talk("morgan", at=before.message, approval_at_1=YES)
    assert "has changed since" in refused.text
    assert again.id == "ask.approval" and again.facts != before.facts
    assert ids(talk("morgan", at=again.message, approval_at_1=YES)) == ["passed_on"]
    assert the_file().ended_at is None


def test_what_has_not_changed_is_approved_from_the_first_card(talk: Talk, ridgeway: str) -> None:
    plan(talk)
    choose(talk, ridgeway, "Bathwell")
    asked = approval_asked()
    assert ids(talk("morgan", at=asked.message, approval_at_1=YES)) == ["passed_on"]


def test_a_message_of_somebody_else_s_conversation_says_nothing(talk: Talk) -> None:
    (*_, theirs) = buy(talk, "sam", "budget", need=CHAIRS)
    buy(talk, "priya", "budget", need=CHAIRS)
    assert "not_asked" not in ids(talk("priya", at=theirs.message, budget=money("60")))
