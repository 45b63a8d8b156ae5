"""A purchase, told turn by turn."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from buying.cards import Card
from buying.service import guide, messages, people, purchases, turns
from buying.service.guide.commands import Understanding
from buying.service.turns import Given, Said
from buying.store.database import transaction
from buying.store.tables import EntryRow, Purchase
from tests.service.conftest import Talk, money
from tests.service.purchase import (
    CHAIR,
    CHEAP,
    INVOLVE,
    NO_WORRY,
    PURPOSE,
    buy,
    buy_on_the_card,
    choose,
    look_back,
    plan,
    plan_on_the_card,
    plan_to_budget,
    plan_to_checks,
)


def ids(cards: list[Card]) -> list[str]:
    return [card.id for card in cards]


def inbox(person: str) -> list[Card]:
    return messages.after(people.conversation(person, "web"), 0, limit=500)


def facts(card: Card) -> dict[str, str]:
    return {fact.label: fact.value for fact in card.facts}


def the_file() -> purchases.PurchaseFile:
    with transaction() as session:
        return purchases.file(session, session.scalars(select(Purchase)).one())


class TestOneWholePurchase:
    def test_from_a_need_to_a_settled_proposal(self, talk: Talk, ridgeway: str) -> None:
        assert ids(plan(talk)) == ["noted", "ask.option"]
        assert ids(choose(talk, ridgeway, "Bathwell")) == ["waiting"]
        approval = inbox("morgan")[-1]
        assert approval.question
        assert approval.question.id == "approval@BW-0001"
        assert ids(talk("morgan", approval_at_1={"decision": "approve"})) == ["passed_on"]
        assert ids(inbox("priya")[-2:]) == ["answered.approval", "ask.order"]
        assert ids(buy(talk)) == ["ask.process_ratings"]
        assert ids(look_back(talk)) == ["waiting"]
        talk("alex", proposal_reply_at_1={"outcome": "agreed", "reply": "from April"})
        assert ids(talk("priya", proposal_agreed="settled")) == ["ended.finished"]
        file = the_file()
        assert file.ended_how == "finished"
        assert file.shared_at is not None
        assert [len(section.lines) for section in file.sections] == [9, 3, 3, 6]

    def test_every_criterion_of_the_standard_is_touched(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, "Bathwell", ridgeway, "option#1")
        talk("priya", "skip")
        talk("alex", advice_at_1={"verdict": "go_ahead", "reply": "they are sound"})
        talk("morgan", approval_at_1={"decision": "approve"})
        buy(talk)
        look_back(talk)
        talk("alex", proposal_reply_at_1={"outcome": "agreed", "reply": "from April"})
        talk("priya", proposal_agreed="settled")
        met = {c for s in the_file().sections for line in s.lines for c in line.criterion}
        assert {c for c in met if c.startswith("P")} == {f"P{n}" for n in range(1, 18)}

    def test_a_small_one_on_the_card_needs_one_price_and_nobody_else(
        self, talk: Talk, ridgeway: str
    ) -> None:
        card = plan_on_the_card(talk)[-1]
        assert card.text.startswith("You can buy this yourself on the service's purchase card.")
        assert facts(card)["Ask these first (on our list)"] == ridgeway
        one = {"supplier": ridgeway, "price": money("54")}
        assert ids(talk("priya", option_1=one)) == ["ask.delivery"]
        assert ids(buy_on_the_card(talk)) == ["ended.finished"]
        assert the_file().shared_at is not None


class TestTyping:
    def test_a_need_in_one_sentence_begins_a_purchase(self, talk: Talk) -> None:
        cards = talk("priya", "I need 12 shower chairs")
        assert ids(cards) == ["noted", "ask.category"]
        assert facts(cards[0]) == {"What is it?": "shower chairs", "How many?": "12"}

    def test_a_form_is_answered_box_by_box(self, talk: Talk) -> None:
        talk("priya", "shower chairs")
        assert ids(talk("priya", "a dozen")) == ["noted", "ask.category"]
        assert the_file().item == "12 × shower chairs"

    def test_the_likely_category_is_suggested(self, talk: Talk) -> None:
        card = talk("priya", "2 laptops")[-1]
        assert card.question
        assert card.question.value == "it"
        assert ids(talk("priya", "yes")) == ["ask.budget"]

    def test_what_was_read_is_shown_back(self, talk: Talk) -> None:
        plan_to_budget(talk)
        noted = talk("priya", "1,200 quid ex VAT")[0]
        assert facts(noted) == {"Budget": "£1,200 plus VAT"}
        assert noted.actions[0].id == "change:budget"

    def test_a_doubtful_reading_is_asked_about_first(self, talk: Talk) -> None:
        plan_to_budget(talk)
        cards = talk("priya", "£1,2oo")
        assert ids(cards) == ["confirm"]
        assert the_file().answers.get("budget") is None
        assert ids(talk("priya", "yes")) == ["noted", "ask.purpose"]
        assert the_file().answers["budget"]["amount"] == "1200.00"

    def test_a_doubtful_reading_can_be_said_again(self, talk: Talk) -> None:
        plan_to_budget(talk)
        talk("priya", "12 or so")
        assert ids(talk("priya", do="no")) == ["ask.budget"]
        talk("priya", "12 or so")
        assert ids(talk("priya", "£900")) == ["noted", "ask.purpose"]

    @pytest.mark.parametrize("text", ["😀", "lots", "07700 900123", "-5"])
    def test_what_is_no_amount_is_refused_kindly(self, talk: Talk, text: str) -> None:
        plan_to_budget(talk)
        cards = talk("priya", text)
        assert ids(cards) == ["not_read", "ask.budget"]
        assert cards[0].text
        assert the_file().item == "12 × shower chairs"

    @pytest.mark.parametrize("text", ["31 February", "1 January 2020", "asap"])
    def test_what_is_no_date_to_come_is_refused_kindly(self, talk: Talk, text: str) -> None:
        plan_to_budget(talk)
        talk("priya", "£900")
        talk("priya", purpose=PURPOSE)
        assert ids(talk("priya", text)) == ["not_read", "ask.needed_by"]

    def test_another_language_is_answered_in_plain_words(self, talk: Talk) -> None:
        talk("priya", "new purchase")
        cards = talk("priya", "Bonjour, je voudrais acheter des chaises pour nous")
        assert ids(cards) == ["language", "ask.need"]

    def test_personal_data_is_pointed_out_and_kept_for_the_person_to_change(
        self, talk: Talk
    ) -> None:
        plan_to_budget(talk)
        talk("priya", "£60")
        about = {"for_whom": "Mrs Smith in room 4", "reason": "she asked"}
        cards = talk("priya", purpose=about)
        assert ids(cards) == ["privacy", "ask.checks"]
        assert ids(talk("priya", do="change:purpose")) == ["ask.purpose"]

    @pytest.mark.parametrize("text", ["back support cushions", "stop signs", "help desk software"])
    def test_words_that_begin_like_a_command_are_an_answer(self, talk: Talk, text: str) -> None:
        talk("priya", "new purchase")
        talk("priya", text)
        talk("priya", "2")
        assert the_file().item == f"2 × {text}"


class TestGoingBackAndChanging:
    def test_back_asks_the_last_question_again(self, talk: Talk) -> None:
        plan_to_budget(talk)
        talk("priya", "£900")
        assert ids(talk("priya", "back")) == ["ask.budget"]
        assert ids(talk("priya", "back")) == ["ask.category"]

    def test_back_at_the_first_question_says_so(self, talk: Talk) -> None:
        talk("priya", "new purchase")
        assert ids(talk("priya", "back")) == ["not_possible", "ask.need"]

    def test_a_change_in_one_sentence(self, talk: Talk) -> None:
        plan(talk)
        cards = talk("priya", "change the budget to £1,500")
        assert ids(cards) == ["noted", "ask.route"]
        assert the_file().answers["budget"]["amount"] == "1500.00"

    def test_a_change_keeps_what_was_said_before_in_the_history(self, talk: Talk) -> None:
        plan(talk)
        talk("priya", "change budget to £1,500")
        with transaction() as session:
            query = select(EntryRow.value).where(EntryRow.question == "budget")
            assert [v["amount"] for v in session.scalars(query)] == ["1200.00", "1500.00"]

    def test_a_new_price_after_the_approval_needs_a_new_approval(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "approve"})
        talk("priya", do="change:option#1")
        talk("priya", option_1={"supplier": ridgeway, **CHAIR, "price": money("1150")})
        assert ids(talk("priya", choose="option#1")) == ["waiting"]
        assert inbox("morgan")[-1].id == "ask.approval"

    def test_the_summary_has_a_change_button_for_each_own_answer(self, talk: Talk) -> None:
        plan_to_budget(talk)
        summary = talk("priya", "summary")[0]
        assert [fact.action and fact.action.id for fact in summary.facts] == [
            "change:need", "change:category",
        ]  # fmt: skip


class TestButtons:
    def test_pressed_twice_the_second_changes_nothing(self, talk: Talk) -> None:
        plan_to_budget(talk)
        talk("priya", budget=money("900"))
        cards = talk("priya", budget=money("900"))
        assert ids(cards) == ["already_answered", "ask.purpose"]

    def test_of_a_question_long_answered_it_changes_nothing_and_offers_to(self, talk: Talk) -> None:
        plan(talk)
        cards = talk("priya", category="it")
        assert ids(cards) == ["already_answered", "ask.option"]
        assert "Care and mobility" in cards[0].text
        assert cards[0].actions[0].id == "change:category"

    def test_of_a_question_that_does_not_exist(self, talk: Talk) -> None:
        plan_to_budget(talk)
        assert ids(talk("priya", moon="full")) == ["not_asked", "ask.budget"]
        assert ids(talk("priya", do="fly")) == ["not_asked", "ask.budget"]

    @pytest.mark.parametrize("value", [None, [], {}, "x", {"amount": "lots"}, [[]], True])
    def test_with_a_value_that_no_button_has(self, talk: Talk, value: object) -> None:
        plan_to_budget(talk)
        assert ids(talk("priya", budget=value))[-1] == "ask.budget"

    def test_a_form_with_a_hole_keeps_the_rest(self, talk: Talk) -> None:
        plan(talk)
        cards = talk("priya", option_1={"supplier": "Ridgeway", **CHAIR, "life": "2.5"})
        assert ids(cards) == ["not_read", "ask.option"]
        assert "whole number" in cards[0].text
        assert cards[1].question
        kept = {field.id: field.value for field in cards[1].question.fields}
        assert kept["supplier"] == "Ridgeway"
        assert kept["life"] is None

    def test_weights_that_do_not_add_up_say_by_how_much(self, talk: Talk) -> None:
        plan(talk)
        talk("priya", do="change:weights")
        wrong = {
            "whole_life_cost": "50", "quality": "30", "outcomes": "10", "sustainability": "9",
            "value_for_money": "0", "policy": "0", "judge_by": ["time"],
        }  # fmt: skip
        cards = talk("priya", weights=wrong)
        assert cards[0].text.startswith("The weights add up to 99, but must add up to 100. Add 1.")
        assert cards[1].question
        kept = {field.id: field.value for field in cards[1].question.fields}
        assert kept == wrong
        assert ids(talk("priya", weights={**wrong, "outcomes": "11"})) == ["ask.option"]

    def test_weights_typed_wrong_are_typed_again_from_the_first(self, talk: Talk) -> None:
        plan(talk)
        talk("priya", do="change:weights")
        for number in ("50", "30", "10", "9", "0"):
            talk("priya", number)
        talk("priya", "0")
        assert ids(talk("priya", "time")) == ["not_read", "ask.weights"]
        for number in ("50", "30", "10"):
            talk("priya", number)
        assert ids(talk("priya", "10"))[0] == "noted"

    def test_cancelling_asks_first(self, talk: Talk) -> None:
        plan_to_budget(talk)
        assert ids(talk("priya", "cancel")) == ["cancel.sure"]
        assert ids(talk("priya", "no")) == ["ask.budget"]
        talk("priya", "cancel")
        assert ids(talk("priya", do="yes")) == ["ended.cancelled"]


class TestOthers:
    def test_an_unfamiliar_supplier_waits_for_advice_and_goes_on_with_it(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk)
        assert ids(choose(talk, "Newcomer", ridgeway)) == ["ask.advice_ask"]
        assert ids(talk("priya", "are they sound?")) == ["waiting"]
        talk("alex", advice_at_1={"verdict": "go_ahead_if", "reply": "ask for references"})
        told = inbox("priya")[-2]
        assert told.id == "answered.advice"
        assert "ask for references" in facts(told).values()

    def test_advice_against_lets_the_person_choose_again(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, "Newcomer", ridgeway)
        talk("priya", "skip")
        talk("alex", advice_at_1={"verdict": "do_not_buy", "reply": "they went under"})
        assert inbox("priya")[-1].id == "ask.advice_stop"
        assert ids(talk("priya", advice_stop="choose_again")) == ["ask.choose"]
        assert ids(talk("priya", choose="option#2")) == ["ask.choose_reason"]
        assert ids(talk("priya", "the specialist said so")) == ["waiting"]

    def test_help_names_every_word_that_can_be_explained(self, talk: Talk) -> None:
        text = talk("priya", "help", intent="help")[0].text
        assert "whole-life cost" in text
        assert "VAT" in text
        assert "DBS check" in text

    def test_a_specialist_asked_first_may_take_it_over(self, talk: Talk) -> None:
        plan_with_specialist(talk)
        talk("alex", handover_at_1={"decision": "take_over", "reply": "I tender it"})
        assert ids(inbox("priya")[-2:]) == ["answered.handover", "ended.handed_over"]
        over = inbox("priya")[-1]
        assert "they will be in touch with you" in over.text
        assert "Do not ask suppliers" in over.text
        assert "What happens next" not in facts(over), "what was to happen has happened"
        assert ids(talk("priya", "my purchases")) == ["my_purchases"]

    def test_a_decline_comes_with_its_reason_and_a_way_on(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "decline", "reason": "wait for April"})
        answered, declined = inbox("priya")[-2:]
        assert "wait for April" in facts(answered).values()
        assert declined.id == "ask.declined"

    def test_nobody_approves_their_own_purchase(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        assert ids(talk("priya", approval_at_1={"decision": "approve"})) == ["not_possible"]
        assert the_file().answers.get("approval") is None

    def test_an_approval_answered_twice_changes_nothing(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "approve"})
        cards = talk("morgan", approval_at_1={"decision": "decline"})
        assert ids(cards) == ["not_possible"]
        assert the_file().answers["approval"]["decision"] == "approve"

    def test_a_budget_holder_can_type_the_approval(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        assert ids(talk("morgan", "approve")) == ["ask.approval"]
        assert ids(talk("morgan", "skip")) == ["passed_on"]

    def test_or_just_say_yes(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", "yes")
        talk("morgan", "no thanks")
        assert the_file().answers["approval"] == {"decision": "approve", "reason": None}

    def test_typing_while_it_waits_says_for_whom(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        cards = talk("priya", "and now?")
        assert ids(cards) == ["waiting"]
        assert "budget holder" in (cards[0].title or "")


def plan_with_specialist(talk: Talk) -> None:
    plan_to_budget(talk)
    plan_to_checks(talk, "40000")
    waiting = talk("priya", checks=NO_WORRY)[-1]
    assert waiting.id == "waiting"
    assert waiting.text.startswith("This is too large for staff to buy alone.")
    assert "take it over" in facts(waiting)["What happens next"]


class TestTheRoute:
    def test_a_price_over_a_limit_changes_it_and_says_so(self, talk: Talk, ridgeway: str) -> None:
        plan(talk, budget="4900")
        dear = {"supplier": ridgeway, **CHAIR, "price": money("5200")}
        talk("priya", option_1=dear)
        talk("priya", option_2={"supplier": "Bathwell", **CHEAP})
        cards = talk("priya", choose="option#1")
        # More is asked of a larger purchase: the rest of an answer that is there already.
        assert ids(cards) == ["route.changed", "ask.involve"]
        assert facts(cards[0])["How to buy"] == "Three written quotes"
        assert ids(talk("priya", involve=INVOLVE)) == ["ask.checks"]
        assert ids(talk("priya", checks=NO_WORRY)) == ["ask.option"]

    def test_it_is_not_said_to_have_changed_before_it_was_agreed(self, talk: Talk) -> None:
        plan_to_budget(talk)
        assert ids(talk("priya", "£900")) == ["noted", "ask.purpose"]


class TestLookingBack:
    @pytest.mark.parametrize("nothing", ["none", "Nothing.", "no", "skip"])
    def test_no_proposal_is_no_proposal(self, talk: Talk, ridgeway: str, nothing: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "approve"})
        buy(talk)
        look_back(talk)
        talk("priya", do="change:share")
        talk("priya", "yes")
        assert ids(talk("priya", nothing)) == ["noted", "ended.finished"]


class TestWhatOthersSee:
    def test_the_budget_holder_sees_why_and_on_what_condition(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk)
        choose(talk, ridgeway, "Newcomer", "option#2")
        talk("priya", "they deliver this week")
        talk("priya", "skip")
        talk("alex", advice_at_1={"verdict": "go_ahead_if", "reply": "ask for their insurance"})
        seen = facts(inbox("morgan")[-1])
        assert seen["Why not the one put first"] == "they deliver this week"
        assert seen["Specialist's advice"] == "Go ahead on a condition"
        assert seen["They say"] == "ask for their insurance"

    def test_the_answer_to_a_proposal_is_not_called_ones_own(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "approve"})
        buy(talk)
        look_back(talk)
        talk("alex", proposal_reply_at_1={"outcome": "agreed", "reply": "from April"})
        assert facts(inbox("priya")[-1])["Answer"] == "Agreed"


class TestSeveralPurchases:
    def test_one_stays_open_while_another_begins_and_can_be_opened_again(self, talk: Talk) -> None:
        plan_to_budget(talk)
        talk("priya", "new purchase")
        talk("priya", "2 laptops")
        listed = talk("priya", "my purchases")[0]
        assert [a.id for a in listed.actions][:2] == ["open:BW-0002", "open:BW-0001"]
        assert ids(talk("priya", do="open:BW-0001")) == ["resumed", "ask.budget"]

    def test_nobody_opens_the_purchase_of_somebody_else(self, talk: Talk) -> None:
        plan_to_budget(talk)
        assert ids(talk("sam", do="open:BW-0001")) == ["not_possible"]


class TestTurns:
    def test_a_turn_is_heard_once_and_answered_the_same_again(self, talk: Talk) -> None:
        plan_to_budget(talk)
        conversation = people.conversation("priya", "web")
        turn = uuid.uuid4().hex
        said = Said(answer=Given(question="budget", value=money("900")))
        turns.receive(turn, conversation, "priya", "web", said)
        first = guide.hear(turn, Understanding())
        again = guide.hear(turn, Understanding())
        assert first.cards == again.cards
        assert len(the_file().sections[0].lines) == 3

    def test_an_unknown_turn_is_an_error(self, talk: Talk) -> None:
        with pytest.raises(guide.UnknownTurn):
            guide.hear("nobody-sent-this", Understanding())

    def test_a_finished_purchase_lets_the_engine_begin_anew(self, talk: Talk) -> None:
        plan_to_budget(talk)
        talk("priya", "cancel")
        conversation = people.conversation("priya", "web")
        turns.receive("the-end", conversation, "priya", "web", Said(action="yes"))
        assert guide.hear("the-end", Understanding()).finished

    def test_a_chat_opened_for_the_first_time_is_greeted_once(self, talk: Talk) -> None:
        conversation = people.conversation("priya", "web")
        assert ids(guide.open_conversation(conversation)) == ["greeting"]
        assert guide.open_conversation(conversation) == []


class TestAsking:
    def test_why(self, talk: Talk) -> None:
        plan_to_budget(talk)
        assert ids(talk("priya", "why?")) == ["why", "ask.budget"]

    def test_goodbye_begins_no_purchase(self, talk: Talk) -> None:
        assert ids(talk("priya", "thanks, bye")) == ["thanks"]

    def test_what_is(self, talk: Talk) -> None:
        plan_to_budget(talk)
        cards = talk("priya", "What is whole-life cost?")
        assert ids(cards) == ["help.topic", "ask.budget"]
        assert cards[0].title == "Whole-life cost"

    def test_rasas_understanding_counts_where_the_question_takes_no_free_text(
        self, talk: Talk
    ) -> None:
        plan_to_budget(talk)
        assert ids(talk("priya", "one step the other way please", intent="go_back")) == [
            "ask.category"
        ]

    def test_and_does_not_where_it_does(self, talk: Talk) -> None:
        talk("priya", "new purchase")
        talk("priya", "low step stools", intent="go_back")
        talk("priya", "3")
        assert the_file().item == "3 × low step stools"

    def test_the_recommendation_shows_its_sum(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        talk("priya", option_1={"supplier": ridgeway, **CHAIR})
        card = talk("priya", option_2={"supplier": "Bathwell", **CHEAP})[0]
        assert card.id == "ask.choose"
        assert card.table
        assert card.table.columns == ("", ridgeway, "Bathwell")
        assert card.table.rows[-1][0] == "Points of 100"
        assert card.text.startswith(f"I suggest {ridgeway}. {ridgeway} scores")
