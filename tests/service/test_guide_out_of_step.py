"""What is said late, twice or of a purchase that has moved on in the meantime."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from buying.cards import Card, Question
from buying.service import desk_evaluations, guide, people, purchases, suppliers, turns
from buying.service.guide.commands import Understanding
from buying.service.people import Who
from buying.service.turns import Said
from buying.store.database import transaction
from buying.store.tables import EntryRow, Purchase
from tests.service.conftest import Talk, money
from tests.service.purchase import (
    CHAIR,
    PURPOSE,
    buy,
    buy_on_the_card,
    choose,
    look_back,
    plan,
    plan_on_the_card,
    plan_one_price,
    plan_to_budget,
)
from tests.service.test_guide import facts, ids, inbox, the_file

GLOVES: dict[str, Any] = {"price": money("880")}


def asked(card: Card) -> Question:
    assert card.question is not None
    return card.question


@pytest.fixture
def brightside(people: dict[str, Who]) -> str:
    """A preferred supplier of cleaning things."""
    name = "Brightside Test Hygiene"
    with transaction() as session:
        suppliers.add(session, name, ["cleaning"], preferred=True)
    return name


def advised_against(talk: Talk) -> None:
    """The only price is from a supplier whom the specialist advises against."""
    plan_one_price(talk)
    talk("priya", option_1={"supplier": "Newcomer", **GLOVES})
    talk("priya", "skip")
    talk("alex", advice_at_1={"verdict": "do_not_buy", "reply": "they went under"})
    assert inbox("priya")[-1].id == "ask.advice_stop"


class TestAnAnswerThatIsOutOfDate:
    def test_a_budget_holder_who_types_decides_afresh(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "approve"})
        talk("priya", do="change:option#1")
        talk("priya", option_1={"supplier": ridgeway, **CHAIR, "price": money("1150")})
        talk("priya", choose="option#1")
        assert ids(talk("morgan", "decline")) == ["ask.approval"]
        talk("morgan", "wait for April")
        assert the_file().answers["approval"] == {"decision": "decline", "reason": "wait for April"}

    def test_another_single_supplier_needs_advice_of_its_own(self, talk: Talk) -> None:
        plan_one_price(talk)
        talk("priya", option_1={"supplier": "Newcomer", **GLOVES})
        talk("priya", "skip")
        talk("alex", advice_at_1={"verdict": "go_ahead", "reply": "they are sound"})
        talk("priya", do="change:option#1")
        cards = talk("priya", option_1={"supplier": "Stranger", **GLOVES})
        assert ids(cards) == ["ask.advice_ask"]

    def test_something_else_to_buy_needs_a_new_approval(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "approve"})
        talk("priya", do="change:need")
        assert ids(talk("priya", need={"item": "hot tubs", "quantity": "3"})) == ["waiting"]
        assert "hot tubs" in facts(inbox("morgan")[-1])["Purchase"]

    def test_a_condition_is_not_shown_for_another_supplier(
        self, talk: Talk, brightside: str
    ) -> None:
        plan_one_price(talk)
        talk("priya", option_1={"supplier": "Newcomer", **GLOVES})
        talk("priya", "skip")
        talk("alex", advice_at_1={"verdict": "go_ahead_if", "reply": "ask for references"})
        talk("morgan", approval_at_1={"decision": "approve"})
        assert "Condition" in facts(inbox("priya")[-1])
        talk("priya", do="change:option#1")
        talk("priya", option_1={"supplier": brightside, **GLOVES})
        talk("morgan", approval_at_1={"decision": "approve"})
        order = inbox("priya")[-1]
        assert order.id == "ask.order"
        assert "Condition" not in facts(order)

    def test_what_was_decided_on_bad_advice_is_not_asked_of_another_supplier(
        self, talk: Talk, brightside: str
    ) -> None:
        advised_against(talk)
        talk("priya", do="change:option#1")
        assert ids(talk("priya", option_1={"supplier": brightside, **GLOVES})) == ["waiting"]
        assert inbox("morgan")[-1].id == "ask.approval"

    def test_of_another_kind_of_thing_other_suppliers_are_named(self, talk: Talk) -> None:
        with transaction() as session:
            suppliers.add(session, "Ridgeway Test Equipment", ["equipment"], preferred=True)
            suppliers.add(session, "Byte Test Systems", ["it"], preferred=True)
        first = "Ask these first (on our list)"
        assert facts(plan(talk)[-1])[first] == "Ridgeway Test Equipment"
        talk("priya", do="change:category")
        talk("priya", category="it")
        card = talk("priya", purpose={**PURPOSE, "goes_on": "once"})[-1]
        assert facts(card)[first] == "Byte Test Systems"


class TestAdviceAgainst:
    @pytest.mark.parametrize("way", ["choose_again", "add_option"])
    def test_one_price_alone_is_not_bought_all_the_same(self, talk: Talk, way: str) -> None:
        advised_against(talk)
        cards = talk("priya", advice_stop=way)
        assert cards[-1].id != "ask.order"
        if way == "choose_again":
            assert ids(cards) == ["not_possible", "ask.advice_stop"]

    def test_a_price_that_never_came_leads_back_to_the_advice(self, talk: Talk) -> None:
        advised_against(talk)
        assert ids(talk("priya", advice_stop="add_option")) == ["ask.option"]
        assert ids(talk("priya", "skip")) == ["ask.advice_ask"]

    def test_with_as_many_prices_as_may_be_it_says_so(self, talk: Talk) -> None:
        advised_against(talk)
        for _ in range(7):
            talk("priya", do="more:option")
            talk("priya", do="skip")
        talk("priya", do="skip")
        talk("alex", advice_at_1={"verdict": "do_not_buy", "reply": "still"})
        cards = talk("priya", advice_stop="add_option")
        assert ids(cards) == ["not_possible", "ask.advice_stop"]


class TestOnePriceMore:
    def test_that_was_asked_for_by_mistake_can_be_left_out(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        talk("priya", option_1={"supplier": ridgeway, **CHAIR})
        talk("priya", option_2={"supplier": "Bathwell", **CHAIR})
        extra = talk("priya", do="more:option")[-1]
        assert "skip" in [action.id for action in extra.actions]
        assert ids(talk("priya", "skip")) == ["ask.choose"]

    def test_that_is_needed_cannot(self, talk: Talk) -> None:
        card = plan(talk)[-1]
        assert "skip" not in [action.id for action in card.actions]
        assert ids(talk("priya", "skip")) == ["not_possible", "ask.option"]

    def test_typed_where_there_are_as_many_as_may_be(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        for n in range(1, 9):
            talk("priya", **{f"option_{n}": {"supplier": ridgeway, **CHAIR}})
            cards = talk("priya", "another price")
        assert ids(cards) == ["not_possible", "ask.choose"]

    def test_two_prices_and_a_supplier_named_like_the_second(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk)
        talk("priya", option_1={"supplier": "A", **CHAIR})
        talk("priya", option_2={"supplier": "A", **CHAIR})
        talk("priya", do="more:option")
        card = talk("priya", option_3={"supplier": "A (2)", **CHAIR})[-1]
        assert len({choice.label for choice in asked(card).choices}) == 3


class TestConfirming:
    def test_a_change_that_was_read_with_doubt(self, talk: Talk) -> None:
        plan(talk)
        assert ids(talk("priya", "change the budget to about £1,500")) == ["confirm"]
        assert ids(talk("priya", "yes")) == ["noted", "ask.route"]
        assert the_file().answers["budget"]["amount"] == "1500.00"

    def test_a_yes_to_something_else_cancels_nothing(self, talk: Talk) -> None:
        talk("priya", "2 laptops")
        talk("priya", "cancel")
        talk("priya", do="repeat")
        assert ids(talk("priya", "yes")) == ["ask.budget"]
        assert the_file().ended_at is None

    def test_what_was_answered_in_another_window_meanwhile_stays(self, talk: Talk) -> None:
        plan_to_budget(talk)
        talk("priya", "12 or so")
        say_elsewhere("£900")
        assert ids(talk("priya", do="yes"))[0] == "not_asked"
        assert the_file().answers["budget"]["amount"] == "900.00"


def say_elsewhere(text: str) -> list[Card]:
    """Priya types in the terminal, about the same purchase."""
    conversation = people.conversation("priya", "terminal")
    for n, said in enumerate((Said(action="open:BW-0001"), Said(text=text))):
        turns.receive(f"{text}-{n}", conversation, "priya", "terminal", said)
        heard = guide.hear(f"{text}-{n}", Understanding())
        turns.finish(f"{text}-{n}")
    return list(heard.cards)


class TestTwoWindows:
    @pytest.mark.parametrize("said", [{"text": "£900"}, {"budget": money("900")}])
    def test_nothing_is_added_to_a_purchase_that_ended_in_the_other(
        self, talk: Talk, said: dict[str, Any]
    ) -> None:
        plan_to_budget(talk)
        say_elsewhere("cancel")
        turns.receive("sure", people.conversation("priya", "terminal"), "priya", "terminal",
                      Said(action="yes"))  # fmt: skip
        guide.hear("sure", Understanding())
        assert ids(talk("priya", **said))[0] == "ended.cancelled"
        assert the_file().answers.get("budget") is None
        assert ids(talk("priya", do="start")) == ["ask.need"]

    def test_a_button_that_leads_elsewhere_still_does(self, talk: Talk) -> None:
        plan_to_budget(talk)
        say_elsewhere("cancel")
        turns.receive("sure", people.conversation("priya", "terminal"), "priya", "terminal",
                      Said(action="yes"))  # fmt: skip
        guide.hear("sure", Understanding())
        assert ids(talk("priya", do="start")) == ["ended.cancelled", "ask.need"]


class TestWhileSomethingElseIsTalkedAbout:
    def test_it_is_not_said_to_go_on_while_it_waits_for_the_next_person(self, talk: Talk) -> None:
        plan_one_price(talk)
        talk("priya", option_1={"supplier": "Newcomer", **GLOVES})
        talk("priya", "skip")
        talk("priya", do="start")
        talk("alex", advice_at_1={"verdict": "go_ahead", "reply": "fine"})
        assert ids(inbox("priya"))[-2:] == ["answered.advice", "waiting"]
        assert inbox("priya")[-1].title == "BW-0001 waits for your budget holder"

    def test_a_button_opens_it_once_it_is_their_turn(self, talk: Talk) -> None:
        plan_one_price(talk)
        talk("priya", option_1={"supplier": "Newcomer", **GLOVES})
        talk("priya", "skip")
        talk("priya", do="start")
        talk("alex", advice_at_1={"verdict": "go_ahead", "reply": "fine"})
        talk("morgan", approval_at_1={"decision": "approve"})
        assert inbox("priya")[-1].actions[0].id == "open:BW-0001"
        assert talk("priya", do="open:BW-0001")[-1].id == "ask.order"


class TestTypingForOthers:
    def test_the_card_shows_what_was_taken_and_what_comes_next(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        card = talk("morgan", "approve")[-1]
        assert asked(card).next_field == "reason"
        assert asked(card).fields[0].value == "approve"
        assert "Next: Your reason" in card.text

    def test_of_two_that_wait_the_one_shown_last_is_answered(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("priya", "new purchase")
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        assert asked(inbox("morgan")[-1]).id == "approval@BW-0002"
        assert asked(talk("morgan", "decline")[-1]).id == "approval@BW-0002"
        talk("morgan", "too dear")
        with transaction() as session:
            query = select(Purchase).order_by(Purchase.id)
            found = [purchases.file(session, one).answers for one in session.scalars(query)]
        assert [one.get("approval", {}).get("decision") for one in found] == [None, "decline"]

    def test_a_reply_in_free_words_is_no_command(self, talk: Talk) -> None:
        plan_one_price(talk)
        talk("priya", option_1={"supplier": "Newcomer", **GLOVES})
        talk("priya", "skip")
        talk("alex", "go ahead")
        cards = talk("alex", "they need 12 chairs, so go ahead", intent="describe_need")
        assert ids(cards) == ["passed_on"]
        assert the_file().answers["advice"]["reply"] == "they need 12 chairs, so go ahead"


class TestNothingIsLost:
    def test_an_answer_opened_again_shows_what_it_was(self, talk: Talk) -> None:
        plan_to_budget(talk)
        talk("priya", "£900")
        talk("priya", purpose=PURPOSE)
        card = talk("priya", do="change:purpose")[-1]
        assert [field.value for field in asked(card).fields] == list(PURPOSE.values())
        assert asked(card).next_field == "for_whom"
        talk("priya", purpose=PURPOSE)
        talk("priya", do="change:category")
        talk("priya", category="it")
        again = talk("priya", do="change:category")[-1]
        assert asked(again).value == "it"
        talk("priya", "ok")
        assert the_file().answers["category"] == "it"

    def test_a_form_sent_again_with_only_the_box_that_was_missing(self, talk: Talk) -> None:
        plan(talk)
        talk("priya", option_1={"supplier": "Ridgeway", **CHAIR, "life": "ages"})
        assert ids(talk("priya", option_1={"life": "8"})) == ["ask.option"]
        assert the_file().answers["option#1"]["supplier"] == "Ridgeway"

    def test_a_change_of_a_form_in_one_sentence_changes_no_box_by_guess(self, talk: Talk) -> None:
        plan_to_budget(talk)
        cards = talk("priya", "change what you need to wheelchairs")
        assert ids(cards) == ["ask.need"]
        assert [field.value for field in asked(cards[0]).fields] == ["shower chairs", "12"]
        assert ids(talk("priya", "14 wheelchairs")) == ["noted", "ask.budget"]
        assert the_file().item == "14 × wheelchairs"

    def test_a_sentence_that_begins_with_change_is_an_answer(self, talk: Talk) -> None:
        plan_to_budget(talk)
        talk("priya", "£60")
        talk("priya", "people at Oak Lodge")
        said = "change their lives to something better"
        assert ids(talk("priya", said))[-1] == "ask.checks"
        assert the_file().answers["purpose"]["reason"] == said

    @pytest.mark.parametrize("value", [None, "", "  "])
    def test_an_empty_answer_to_what_may_be_left_out_leaves_it_out(
        self, talk: Talk, value: str | None
    ) -> None:
        plan_one_price(talk)
        talk("priya", option_1={"supplier": "Newcomer", **GLOVES})
        assert ids(talk("priya", advice_ask=value)) == ["waiting"]
        with transaction() as session:
            last = session.scalars(select(EntryRow).order_by(EntryRow.id.desc())).first()
            assert last
            assert last.kind == "skip"


class TestWhatDecides:
    def test_weights_typed_too_high_can_be_typed_again(self, talk: Talk) -> None:
        plan(talk)
        talk("priya", do="change:weights")
        for weight in ("50", "40", "30", "10", "0", "0"):
            talk("priya", weight)
        cards = talk("priya", "ok")
        assert ids(cards) == ["not_read", "ask.weights"]
        assert asked(cards[1]).next_field == "whole_life_cost"
        for weight in ("40", "30", "20"):
            talk("priya", weight)
        assert ids(talk("priya", "10"))[-1] == "ask.option"

    def test_something_must_be_chosen_to_judge_the_buying_by(self, talk: Talk) -> None:
        plan(talk)
        talk("priya", do="change:weights")
        assert ids(talk("priya", weights={"judge_by": []})) == ["not_read", "ask.weights"]


class TestSharing:
    def test_the_desk_names_the_only_supplier_of_a_small_purchase(
        self, talk: Talk, ridgeway: str, people: dict[str, Who]
    ) -> None:
        plan_on_the_card(talk)
        talk("priya", option_1={"supplier": ridgeway, "price": money("54")})
        buy_on_the_card(talk)
        row = desk_evaluations.evaluations(people["alex"]).items[0]
        assert row.supplier == ridgeway
        assert (row.value_rating, row.process) == (4, 5)

    def test_one_on_the_card_that_is_not_shared_stays_with_its_team(
        self, talk: Talk, ridgeway: str, people: dict[str, Who]
    ) -> None:
        plan_on_the_card(talk)
        talk("priya", option_1={"supplier": ridgeway, "price": money("54")})
        buy_on_the_card(talk, share=False)
        assert desk_evaluations.evaluations(people["alex"]).items == ()

    def test_a_look_back_that_is_taken_back_is_shared_no_more(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "approve"})
        buy(talk)
        look_back(talk)
        assert the_file().shared_at is not None
        talk("priya", do="change:share")
        talk("priya", share={"share": False, "proposal": None})
        assert the_file().shared_at is None
