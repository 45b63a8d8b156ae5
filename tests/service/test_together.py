"""Buying with colleagues: whom one is shown, asking to join, and one total for all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from buying.cards import Card
from buying.clock import now
from buying.service import messages, people, together
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import Audit, Join, Purchase
from tests.service.buying import buy, go_on
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


@pytest.fixture
def kim(people: dict[str, Who]) -> str:
    """A third member of staff, in a team of her own."""
    return people_add("Kim Sample", "kim@demo.example", "Oak Lodge")


def people_add(name: str, email: str, team: str) -> str:
    return people.add(name, email, team, ["staff"]).id


def ids(cards: list[Card]) -> list[str]:
    return [card.id for card in cards]


def inbox(person: str) -> list[Card]:
    return messages.after(people.conversation(person, "web"), 0, limit=500)


def last(person: str, card: str) -> Card:
    """The newest card of that kind in somebody's conversation."""
    return [one for one in inbox(person) if one.id.startswith(card)][-1]


def facts(card: Card) -> dict[str, str]:
    return {fact.label: fact.value for fact in card.facts}


def colleagues(reference: str) -> list[str]:
    """The references that the requester of a purchase is shown."""
    with transaction() as session:
        purchase = find(session, reference)
        found = together.colleagues(session, purchase, purchase.category or "", now().date())
        return [other.reference for other in found]


def find(session: Any, reference: str) -> Purchase:
    found = session.scalar(select(Purchase).where(Purchase.reference == reference))
    assert found is not None
    return found


def total(reference: str) -> str:
    """What the rules go by for a purchase, pounds with VAT."""
    with transaction() as session:
        value = Scene(session, find(session, reference)).context.known.value
        assert value is not None
        return f"{value.gross:.2f}"


def route(reference: str) -> str | None:
    with transaction() as session:
        return Scene(session, find(session, reference)).route


def states() -> list[str]:
    with transaction() as session:
        return list(session.scalars(select(Join.state).order_by(Join.id)))


def age(reference: str, days: int) -> None:
    """Put a purchase back in time."""
    moment = now() - timedelta(days=days)
    with transaction() as session:
        session.execute(
            update(Purchase)
            .where(Purchase.reference == reference)
            .values(created_at=moment, updated_at=moment)
        )


@pytest.fixture
def sams(talk: Talk) -> str:
    """Sam has planned chairs for £1,200 and is about to gather prices: BW-0001."""
    buy(talk, "sam", "option#1", **CHAIRS)
    return "BW-0001"


@pytest.fixture
def asked(talk: Talk, sams: str) -> str:
    """Priya, who buys stools for £400, has asked Sam to buy together: BW-0002."""
    buy(talk, "priya", "join", **STOOLS)
    talk("priya", join="BW-0001")
    return "BW-0002"


@pytest.fixture
def agreed(talk: Talk, asked: str) -> str:
    """And Sam has accepted."""
    talk("sam", do="join_yes:1")
    return asked


class TestWhomOneIsShown:
    def test_a_colleague_who_buys_the_same_kind_of_thing(self, talk: Talk, sams: str) -> None:
        card = buy(talk, "priya", "join", **STOOLS)[-1]
        assert facts(card) == {}
        assert card.question is not None
        assert [choice.value for choice in card.question.choices] == ["BW-0001", "alone"]
        shown = card.question.choices[0]
        assert shown.label == "Ask Sam Sample (Riverside Day Centre): 12 × shower chairs"
        assert shown.hint == "£1,200 with VAT, under way"

    def test_neither_why_nor_for_whom(self, talk: Talk, sams: str) -> None:
        with transaction() as session:
            purchase = find(session, sams)
            rows = {row.question: row.value for row in Scene(session, purchase).rows}
        said = str(buy(talk, "priya", "join", **STOOLS)[-1])
        assert rows["purpose"]["reason"] == "so agreed"
        assert "so agreed" not in said

    def test_an_item_that_may_name_somebody_is_not_shown(self, talk: Talk) -> None:
        named = {"item": "chair for Mrs Smith", "quantity": "1"}
        buy(talk, "sam", "option#1", **{**CHAIRS, "need": named})
        said = str(buy(talk, "priya", "join", **STOOLS)[-1])
        assert "Smith" not in said
        assert "something that may name a person" in said

    def test_nobody_who_buys_another_kind_of_thing(self, talk: Talk, sams: str) -> None:
        buy(talk, "priya", "option#1", **{**STOOLS, "category": "office"})
        assert colleagues("BW-0002") == []

    def test_not_ones_own_other_purchases(self, talk: Talk, sams: str) -> None:
        buy(talk, "sam", "option#1", **STOOLS)
        assert colleagues("BW-0002") == []

    def test_no_cancelled_one(self, talk: Talk, sams: str) -> None:
        talk("sam", do="cancel")
        talk("sam", do="yes")
        buy(talk, "priya", "option#1", **STOOLS)
        assert colleagues("BW-0002") == []

    def test_one_that_was_ordered_is_shown_and_cannot_be_joined(
        self, talk: Talk, ridgeway: str
    ) -> None:
        petty = {**STOOLS, "budget": money("80")}
        option = {"supplier": ridgeway, "price": money("75")}
        buy(talk, "sam", "ended.finished", **petty, option_1=option)
        buy(talk, "priya", "option#1", **STOOLS)
        assert colleagues("BW-0002") == ["BW-0001"]
        assert "ask.join" not in ids(inbox("priya"))

    @pytest.mark.parametrize(("days", "shown"), [(180, ["BW-0001"]), (190, [])])
    def test_none_in_which_nothing_happened_for_half_a_year(
        self, talk: Talk, sams: str, days: int, shown: list[str]
    ) -> None:
        age(sams, days)
        buy(talk, "priya", "option#1", **STOOLS)
        assert colleagues("BW-0002") == shown

    def test_at_most_five_and_the_newest_first(self, talk: Talk) -> None:
        for _ in range(6):
            buy(talk, "sam", "option#1", **CHAIRS)
        buy(talk, "priya", "join", **STOOLS)
        assert colleagues("BW-0007") == [f"BW-000{n}" for n in (6, 5, 4, 3, 2)]

    def test_who_has_agreed_on_the_way_to_buy_is_not_asked_any_more(
        self, talk: Talk, sams: str
    ) -> None:
        buy(talk, "priya", "option#1", **STOOLS, join="alone")
        cards = talk("sam", do="repeat")
        assert ids(cards) == ["ask.option"]


class TestWhatTheTeamBoughtBefore:
    def earlier(self, reference: str, days: int = 365) -> list[str]:
        with transaction() as session:
            purchase = find(session, reference)
            day = purchase.created_at.date()
            found = together.earlier(session, purchase, purchase.category or "", day, days)
            return [other.reference for other in found]

    def test_the_same_kind_within_the_days_of_the_rules(self, talk: Talk) -> None:
        for _ in range(3):
            buy(talk, "priya", "option#1", **{**STOOLS, "category": "equipment"}, split=SEPARATE)
        assert self.earlier("BW-0003") == ["BW-0002", "BW-0001"]
        assert self.earlier("BW-0001") == []

    @pytest.mark.parametrize(("days", "found"), [(364, ["BW-0001"]), (367, [])])
    def test_no_longer_ago_but_where_the_rules_look_further_back(
        self, talk: Talk, days: int, found: list[str]
    ) -> None:
        buy(talk, people_add("Jo Sample", "jo@demo.example", "Willow House"), "option#1", **STOOLS)
        age("BW-0001", days)
        buy(talk, "priya", "option#1", **STOOLS, join="alone", split=SEPARATE)
        assert self.earlier("BW-0002") == found
        assert self.earlier("BW-0002", days=730) == ["BW-0001"]

    def test_by_anybody_in_the_team_and_nobody_else(self, talk: Talk, sams: str) -> None:
        mate = people_add("Jo Sample", "jo@demo.example", "Willow House")
        buy(talk, mate, "option#1", **STOOLS, join="alone")
        buy(talk, "priya", "option#1", **STOOLS, join="alone", split=SEPARATE)
        assert self.earlier("BW-0003") == ["BW-0002"]

    def test_what_was_cancelled_is_left_out(self, talk: Talk) -> None:
        buy(talk, "priya", "option#1", **STOOLS)
        talk("priya", do="cancel")
        talk("priya", do="yes")
        buy(talk, "priya", "option#1", **STOOLS)
        assert self.earlier("BW-0002") == []


COUNTED = {"decision": "together", "reason": "one need"}
SEPARATE = {"decision": "separate", "reason": "another room"}


class TestAsking:
    def test_the_other_gets_a_message_and_the_one_who_asks_goes_on(
        self, talk: Talk, sams: str
    ) -> None:
        buy(talk, "priya", "join", **STOOLS)
        cards = talk("priya", join="BW-0001")
        assert cards[0].id == "join.asked"
        assert cards[-1].question is not None
        request = inbox("sam")[-1]
        assert request.id == "join.request.1"
        assert request.title == "Priya Sample asks: shall we buy together?"
        assert facts(request) == {
            "They buy": "4 × shower stools",
            "Their team": "Willow House",
            "About how much": "£400 with VAT",
            "You buy": "BW-0001: 12 × shower chairs",
        }
        assert [action.id for action in request.actions] == ["join_yes:1", "join_no:1"]

    def test_it_is_asked_once_whatever_else_is_said(self, talk: Talk, asked: str) -> None:
        talk("priya", do="repeat")
        talk("priya", "change the budget to £450")
        assert states() == ["asked"]
        assert ids(inbox("sam")).count("join.request.1") == 1

    def test_nobody_is_asked_by_whoever_buys_alone(self, talk: Talk, sams: str) -> None:
        buy(talk, "priya", "option#1", **STOOLS, join="alone")
        assert states() == []

    def test_a_request_can_be_taken_back_by_another_answer(self, talk: Talk, asked: str) -> None:
        talk("priya", do="change:join")
        assert states() == ["asked"]
        talk("priya", join="alone")
        assert states() == ["withdrawn"]
        assert inbox("sam")[-1].id == "join.withdrawn"

    def test_and_falls_away_when_the_purchase_is_cancelled(self, talk: Talk, asked: str) -> None:
        talk("priya", do="cancel")
        talk("priya", do="yes")
        assert states() == ["withdrawn"]
        assert inbox("sam")[-1].id == "join.withdrawn"

    def test_or_becomes_another_kind_of_thing(self, talk: Talk, asked: str) -> None:
        talk("priya", do="change:category")
        talk("priya", category="office")
        assert states() == ["withdrawn"]

    def test_who_asked_learns_that_the_other_has_cancelled(self, talk: Talk, asked: str) -> None:
        talk("sam", do="cancel")
        talk("sam", do="yes")
        assert states() == ["withdrawn"]
        assert last("priya", "join.").id == "join.lapsed"

    def test_what_is_not_offered_cannot_be_joined(self, talk: Talk, sams: str) -> None:
        buy(talk, "priya", "join", **STOOLS)
        assert ids(talk("priya", join="the moon")) == ["not_read", "ask.join"]
        assert states() == []

    def test_two_who_ask_each_other_have_agreed(self, talk: Talk) -> None:
        buy(talk, "sam", "needed_by", **CHAIRS)
        buy(talk, "priya", "join", **STOOLS)
        talk("priya", join="BW-0001")
        cards = go_on(talk, "sam", "join", talk("sam", do="repeat"))
        assert cards[-1].id == "ask.join"
        assert talk("sam", join="BW-0002")[0].id == "join.agreed"
        assert set(states()) == {"accepted"}
        assert last("priya", "join.").id == "join.agreed"
        talk("priya", do="join_leave:1")
        talk("sam", do="repeat")
        assert set(states()) == {"withdrawn"}


class TestAnswering:
    @pytest.mark.parametrize("words", ["accept", "Accept.", "I accept", "yes, accept it"])
    def test_accepting_by_typing(self, talk: Talk, asked: str, words: str) -> None:
        assert talk("sam", words)[0].id == "join.agreed"
        assert states() == ["accepted"]

    def test_accepting_by_a_button_goes_on_with_the_question_at_hand(
        self, talk: Talk, asked: str
    ) -> None:
        cards = talk("sam", do="join_yes:1")
        assert cards[0].id == "join.agreed"
        assert cards[-1].id == "ask.option"

    def test_whom_one_buys_with_already_is_not_offered_again(self, talk: Talk) -> None:
        buy(talk, "sam", "involve", **CHAIRS)
        buy(talk, "priya", "involve", **STOOLS, join="BW-0001")
        cards = talk("sam", do="join_yes:1")
        assert ids(cards) == ["join.agreed", "ask.involve"]

    def test_the_one_who_asked_hears_of_it(self, talk: Talk, agreed: str) -> None:
        card = last("priya", "join.agreed")
        assert card.title == "BW-0002: you now buy together with Sam Sample"
        assert "the others cancel theirs" in card.text

    def test_declining_with_a_reason(self, talk: Talk, asked: str) -> None:
        assert talk("sam", "decline, because ours come next week")[0].id == "join.because"
        assert states() == ["declined"]
        card = last("priya", "join.")
        assert card.id == "join.declined"
        assert facts(card) == {"They say": "ours come next week"}

    def test_the_reason_may_follow(self, talk: Talk, asked: str) -> None:
        talk("sam", do="join_no:1")
        assert facts(last("priya", "join.declined")) == {}
        assert talk("sam", "decline because we have a grant of our own")[0].id == "join.because"
        assert facts(last("priya", "join.declined")) == {"They say": "we have a grant of our own"}

    def test_a_reason_about_somebody_is_not_passed_on(self, talk: Talk, asked: str) -> None:
        cards = talk("sam", "decline because Mrs Smith does not want it")
        assert ids(cards)[:2] == ["join.no.1", "not_possible"]
        assert facts(last("priya", "join.declined")) == {}

    def test_because_means_nothing_special_to_anybody_else(self, talk: Talk) -> None:
        talk("priya", "new purchase")
        talk("priya", "because signs")
        talk("priya", "2")
        assert last("priya", "ask.category")

    def test_a_request_is_answered_once(self, talk: Talk, agreed: str) -> None:
        assert "answered already" in talk("sam", do="join_no:1")[0].text
        assert states() == ["accepted"]

    @pytest.mark.parametrize("person", ["priya", "alex"])
    def test_nobody_else_can_answer_it(self, talk: Talk, asked: str, person: str) -> None:
        assert "Only the person who was asked" in talk(person, do="join_yes:1")[0].text
        assert states() == ["asked"]

    @pytest.mark.parametrize("number", ["2", "0", "x", "-1", "9" * 30, "1;drop"])
    def test_a_made_up_request_does_nothing(self, talk: Talk, asked: str, number: str) -> None:
        assert "answered already" in talk("sam", do=f"join_yes:{number}")[0].text
        assert states() == ["asked"]

    def test_accept_answers_the_question_at_hand_where_that_was_put_last(
        self, talk: Talk, sams: str
    ) -> None:
        talk("priya", "new purchase")
        assert ids(talk("priya", "accept")) == ["ask.need"]

    def test_a_request_long_past_is_found_again_in_the_list(self, talk: Talk, asked: str) -> None:
        talk("sam", do="repeat")
        assert "join.request.1" in ids(talk("sam", "my purchases"))
        assert talk("sam", "accept")[0].id == "join.agreed"

    def test_it_is_too_late_once_the_other_has_gone_on_to_something_else(
        self, talk: Talk, asked: str
    ) -> None:
        talk("sam", do="change:category")
        talk("sam", category="furniture")
        assert "cannot buy together" in talk("sam", do="join_yes:1")[0].text
        assert states() == ["withdrawn"]


class TestOneTotal:
    def test_both_see_what_all_comes_to(self, talk: Talk, agreed: str) -> None:
        assert facts(last("sam", "join.agreed")) == {
            "BW-0001: 12 × shower chairs": "£1,200 with VAT",
            "BW-0002: 4 × shower stools": "Priya Sample (Willow House): £400 with VAT",
            "All together": "£1,600 with VAT",
        }
        assert facts(last("priya", "join.agreed"))["All together"] == "£1,600 with VAT"

    def test_the_rules_go_by_the_total(self, talk: Talk, agreed: str) -> None:
        assert (total("BW-0001"), total("BW-0002")) == ("1600.00", "1600.00")

    def test_a_total_over_a_limit_changes_the_way_to_buy_for_both(self, talk: Talk) -> None:
        buy(talk, "sam", "option#1", **{**CHAIRS, "budget": money("4800")})
        before = route("BW-0001")
        buy(talk, "priya", "option#1", **STOOLS, join="BW-0001")
        assert route("BW-0002") == before
        cards = talk("sam", do="join_yes:1")
        assert "route.changed" in ids(cards)
        assert route("BW-0001") == route("BW-0002") != before
        assert "route.changed" in ids(inbox("priya"))

    def test_a_changed_amount_of_one_tells_the_other_when_they_come_back(self, talk: Talk) -> None:
        buy(talk, "sam", "option#1", **CHAIRS)
        buy(talk, "priya", "option#1", **STOOLS, join="BW-0001")
        talk("sam", do="join_yes:1")
        talk("sam", "change the budget to £4,900")
        assert ids(talk("priya", do="repeat"))[0] == "route.changed"
        assert "route.changed" not in ids(talk("priya", do="repeat"))

    def test_a_joined_purchase_of_the_same_team_counts_once(self, talk: Talk) -> None:
        mate = people_add("Jo Sample", "jo@demo.example", "Willow House")
        stools = {**STOOLS, "budget": money("200")}
        buy(talk, mate, "option#1", **stools)
        buy(talk, "priya", "option#1", **STOOLS, split=COUNTED, join="BW-0001")
        talk(mate, do="join_yes:1")
        assert total("BW-0002") == "600.00"

    def test_three_teams_make_one_total(self, talk: Talk, agreed: str, kim: str) -> None:
        buy(talk, kim, "join", **{**STOOLS, "budget": money("300")})
        talk(kim, join="BW-0002")
        talk("priya", do="join_yes:2")
        assert {total(f"BW-000{n}") for n in (1, 2, 3)} == {"1900.00"}
        assert last("sam", "join.agreed").title == (
            "BW-0001: you now buy together with Priya Sample and Kim Sample"
        )

    def test_who_cancels_leaves_and_the_others_are_told(self, talk: Talk, agreed: str) -> None:
        talk("sam", do="cancel")
        talk("sam", do="yes")
        card = last("priya", "join.")
        assert card.id == "join.parted"
        assert "change your number and your budget" in card.text
        assert total("BW-0002") == "400.00"

    def test_the_record_of_a_purchase_that_ended_stays_as_it_was(
        self, talk: Talk, agreed: str
    ) -> None:
        talk("sam", do="cancel")
        talk("sam", do="yes")
        assert total("BW-0001") == "1600.00"

    @pytest.mark.parametrize("person", ["priya", "sam"])
    def test_either_can_stop_it(self, talk: Talk, agreed: str, person: str) -> None:
        assert talk(person, do="join_leave:1")[0].id == "join.left"
        assert (total("BW-0001"), total("BW-0002")) == ("1200.00", "400.00")
        other = "sam" if person == "priya" else "priya"
        assert last(other, "join.").id == "join.parted"
        assert states() == ["withdrawn"]
        talk("priya", do="repeat")
        assert states() == ["withdrawn"]

    def test_nobody_else_can_stop_it(self, talk: Talk, agreed: str) -> None:
        assert "Only those who buy together" in talk("alex", do="join_leave:1")[0].text
        assert states() == ["accepted"]

    def test_an_answer_given_before_does_not_end_what_was_accepted_since(self, talk: Talk) -> None:
        buy(talk, "priya", "option#1", **STOOLS)
        buy(talk, "sam", "join", **CHAIRS)
        talk("sam", join="alone")
        mate = people_add("Jo Sample", "jo@demo.example", "Oak Lodge")
        buy(talk, mate, "join", **STOOLS)
        talk(mate, join="BW-0002")
        talk("sam", do="join_yes:1")
        talk("sam", do="repeat")
        assert states() == ["accepted"]

    def test_a_total_that_a_specialist_must_see_reaches_the_specialist(self, talk: Talk) -> None:
        buy(talk, "sam", "option#1", **{**CHAIRS, "budget": money("29900")})
        buy(talk, "priya", "option#1", **STOOLS, join="BW-0001")
        assert "ask.handover" not in ids(inbox("alex"))
        talk("sam", do="join_yes:1")
        # The larger the purchase, the more boxes the forms have that were filled in before.
        go_on(talk, "priya", "waiting", talk("priya", do="repeat"))
        asked = {card.question.id for card in inbox("alex") if card.question}
        assert asked == {"handover@BW-0001", "handover@BW-0002"}

    def test_everything_is_on_the_audit_trail(self, talk: Talk, agreed: str) -> None:
        talk("priya", do="join_leave:1")
        with transaction() as session:
            rows = session.execute(
                select(Audit.actor, Audit.action).where(Audit.subject == "BW-0002 and BW-0001")
            )
            assert [tuple(row) for row in rows] == [
                ("priya", "asked to buy together"),
                ("sam", "agreed to buy together"),
                ("priya", "no longer buys together"),
            ]
