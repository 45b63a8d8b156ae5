"""What a purchase counts for as it is told: payments that go on, and parts of one purchase."""

from __future__ import annotations

from buying.cards import Card
from buying.service import desk_splits
from buying.service.people import Who
from tests.service.conftest import Talk, money
from tests.service.purchase import (
    CHAIR,
    INVOLVE,
    NO_WORRY,
    PARTS,
    PURPOSE,
    plan,
    plan_to_budget,
)
from tests.service.test_guide import facts, ids, inbox


def plan_a_licence(talk: Talk, budget: str, purpose: dict[str, str]) -> list[Card]:
    """Software that is paid again and again, up to what it is for."""
    plan_to_budget(talk, "1 care notes licence", "it")
    talk("priya", budget=money(budget))
    return talk("priya", purpose=purpose)


class TestPaidAgainAndAgain:
    def test_it_is_asked_for_how_long_and_counts_for_all_of_it(self, talk: Talk) -> None:
        term = plan_a_licence(talk, "1000", {**PURPOSE, "goes_on": "year"})[-1]
        assert term.id == "ask.term"
        assert term.text.startswith("You pay **£1,000 with VAT** every year.")
        talk("priya", term={"length": "2", "extension": "1", "extras": money("500")})
        talk("priya", needed_by="2030-03-31")
        talk("priya", involve=INVOLVE)
        route = facts(talk("priya", checks=NO_WORRY)[-1])
        assert route["Value in all"].startswith("£3,500 with VAT")
        assert route["Made up of"].splitlines() == [
            "2 years: £2,000",
            "Extension of 1 year: £1,000",
            "Extras that may be taken up: £500",
        ]

    def test_typed_box_by_box_it_may_just_end(self, talk: Talk) -> None:
        plan_a_licence(talk, "1000", {**PURPOSE, "goes_on": "month"})
        talk("priya", "3")
        talk("priya", "none")
        assert ids(talk("priya", "none")) == ["noted", "ask.needed_by"]

    def test_small_payments_that_add_up_are_asked_for_the_rest(self, talk: Talk) -> None:
        petty = {"for_whom": "staff", "reason": "notes at the bedside", "goes_on": "month"}
        assert ids(plan_a_licence(talk, "200", petty)) == ["ask.term"]
        card = talk("priya", term={"length": "12", "extension": None, "extras": None})[-1]
        assert card.id == "ask.purpose"
        assert card.question
        assert card.question.next_field == "if_nothing"

    def test_what_is_paid_once_is_not_asked(self, talk: Talk) -> None:
        cards = plan_a_licence(talk, "1000", {**PURPOSE, "goes_on": "once"})
        assert ids(cards) == ["ask.needed_by"]


def buy_before(talk: Talk, ridgeway: str) -> None:
    """Priya's team buys chairs for £4,800, with two prices."""
    plan(talk, budget="4800")
    talk("priya", option_1={"supplier": ridgeway, **CHAIR, "price": money("4700")})
    talk("priya", option_2={"supplier": "Bathwell", **CHAIR, "price": money("4800")})
    talk("priya", choose="option#1")


def plan_more(talk: Talk) -> list[Card]:
    """The same again, as a new purchase, up to where it looks like a part of the first."""
    talk("priya", "new purchase")
    plan_to_budget(talk, "12 shower chairs")
    talk("priya", budget=money("4800"))
    talk("priya", purpose=PURPOSE)
    return talk("priya", needed_by="2030-03-31")


class TestPartsOfOnePurchase:
    def test_earlier_ones_are_named(self, talk: Talk, ridgeway: str) -> None:
        buy_before(talk, ridgeway)
        card = plan_more(talk)[-1]
        assert card.id == "ask.split"
        assert card.table
        assert card.table.rows[0][:3] == ("BW-0001", "12 × shower chairs", ridgeway)
        assert facts(card)["All with this one"].startswith("£9,600 with VAT")

    def test_counted_together_they_are_bought_another_way(self, talk: Talk, ridgeway: str) -> None:
        buy_before(talk, ridgeway)
        plan_more(talk)
        talk("priya", split={"decision": "together", "reason": "it is all for one house"})
        talk("priya", involve=INVOLVE)
        route = facts(talk("priya", checks=NO_WORRY)[-1])
        assert route["How to buy"] == "Three written quotes"
        assert "BW-0001: £4,800" in route["Made up of"]

    def test_said_to_be_separate_specialists_see_the_reason(
        self, talk: Talk, ridgeway: str, people: dict[str, Who]
    ) -> None:
        buy_before(talk, ridgeway)
        plan_more(talk)
        talk("priya", split={"decision": "separate", "reason": "Elm House pays for these"})
        talk("priya", involve=INVOLVE)
        card = talk("priya", checks=NO_WORRY)[-1]
        assert facts(card)["How to buy"] == "Two prices and your budget holder's yes"
        (row,) = desk_splits.said_separate(people["alex"])
        assert (row.reference, row.others) == ("BW-0002", ("BW-0001",))
        assert row.reason == "Elm House pays for these"
        talk("priya", route="ask")
        told = facts(inbox("alex")[-1])["Likely parts, said to be separate"]
        assert told == "BW-0001. Their reason: Elm House pays for these"

    def test_what_is_cancelled_is_not_listed(
        self, talk: Talk, ridgeway: str, people: dict[str, Who]
    ) -> None:
        buy_before(talk, ridgeway)
        plan_more(talk)
        talk("priya", split={"decision": "separate", "reason": "Elm House pays for these"})
        talk("priya", "cancel")
        talk("priya", do="yes")
        assert desk_splits.said_separate(people["alex"]) == ()

    def test_something_else_is_no_part(self, talk: Talk, ridgeway: str) -> None:
        buy_before(talk, ridgeway)
        talk("priya", "new purchase")
        plan_to_budget(talk, "3 digital thermometers")
        talk("priya", budget=money("4800"))
        talk("priya", purpose=PURPOSE)
        assert ids(talk("priya", needed_by="2030-03-31"))[-1] == "ask.involve"


class TestHavingASay:
    def test_a_larger_purchase_says_how_the_choice_answers_people(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk, budget="9000")
        for n, price in enumerate(("8000", "8100", "8200"), start=1):
            option = {"supplier": f"{ridgeway} {n}", **CHAIR, **PARTS, "price": money(price)}
            talk("priya", **{f"option_{n}": option})
        card = talk("priya", choose="option#1")[-1]
        assert card.id == "ask.involve_answer"
        assert facts(card)["They said"] == "tried two at the residents' meeting"
        answered = talk("priya", involve_answer={"answers": "it has arms", "not_met": None})
        assert ids(answered) == ["ask.advice_ask"]
