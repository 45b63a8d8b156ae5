"""Costs recorded in the chat: in one reply or box by box, shown back, taken back, watched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from buying.cards import Card
from buying.clock import today
from buying.domain.reading.days import spelled
from buying.service import messages, record
from buying.service import people as people_service
from buying.service.people import Who
from buying.store.database import reading
from buying.store.tables import Audit, SpendingMark, SpendingRow
from tests.service.bought import bought as bought
from tests.service.bought import chairs, delivered
from tests.service.bought import finished_database as finished_database
from tests.service.conftest import Talk, money
from tests.service.purchase import plan


def facts(card: Card) -> dict[str, str]:
    return {fact.label: fact.value for fact in card.facts}


def ids(cards: list[Card]) -> list[str]:
    return [card.id for card in cards]


def rows() -> list[SpendingRow]:
    with reading() as session:
        return list(session.scalars(select(SpendingRow).order_by(SpendingRow.id)))


def told(person: str) -> list[Card]:
    """Everything that was ever said in somebody's chat."""
    return messages.after(people_service.conversation(person, "web"), 0, limit=500)


def marks(person: str = "priya") -> list[str]:
    return [card.id for card in told(person) if card.id.startswith("spending.")]


def offered(card: Card) -> list[tuple[str, str]]:
    """The kinds of cost on the card that asks for one, with their words."""
    assert card.question is not None
    return [(choice.value, choice.label) for choice in card.question.fields[0].choices]


def in_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


class TestInOneReply:
    def test_an_invoice_is_noted_with_where_it_stands(self, talk: Talk, bought: None) -> None:
        day = in_words(today())
        (card,) = talk("priya", f"invoice £450 plus VAT for BW-0001 on {day}")
        assert card.id == "cost.noted"
        found = facts(card)
        assert found["What"] == "Invoice towards the price"
        assert found["Amount"] == "£450 plus VAT"
        assert found["Day"] == spelled(today())
        assert found["Towards the price so far"] == "£450 of £1,000 (45%)"
        assert "without VAT" in found["VAT"]

    def test_a_repair_of_yesterday_needs_no_more(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "repair of BW-0001 cost £84 yesterday")
        assert (facts(card)["What"], facts(card)["Amount"]) == ("Repairs", "£84 with VAT")
        (row,) = rows()
        assert (row.kind, row.day, row.by_id) == ("repairs", today() - timedelta(days=1), "priya")
        assert row.channel == "web"

    def test_it_is_heard_while_a_question_that_takes_any_words_is_open(
        self, talk: Talk, ridgeway: str
    ) -> None:
        delivered(talk, ridgeway)
        talk("priya", process_ratings={"time": 4, "cost": 5, "ease": 4, "supplier": 5})
        talk("priya", "4")
        cards = talk("priya", "repair of BW-0001 cost £84 yesterday")
        assert ids(cards) == ["cost.noted", "ask.value"]

    def test_what_is_needed_is_not_taken_for_a_cost(self, talk: Talk) -> None:
        cards = talk("priya", "a repair of the hoist for £85")
        assert ids(cards)[-1] == "ask.category"
        assert rows() == []

    def test_an_amount_that_answers_a_question_is_no_cost(self, talk: Talk) -> None:
        talk("priya", "12 shower chairs")
        talk("priya", category="equipment")
        talk("priya", "£1,200 with VAT")
        assert rows() == []

    def test_an_amount_that_answers_a_question_stays_one_when_rasa_takes_it_for_a_cost(
        self, talk: Talk
    ) -> None:
        talk("priya", "10 boxes of gloves")
        talk("priya", category="cleaning")
        assert ids(talk("priya", "£60", intent="record_cost"))[-1] == "ask.purpose"

    @pytest.mark.parametrize(
        "text", ["£450 for the repair", "we paid £450 last time", "the bill will be £450", "£450"]
    )
    def test_an_answer_about_money_stays_one_whatever_rasa_makes_of_it(
        self, talk: Talk, text: str
    ) -> None:
        talk("priya", "12 shower chairs")
        talk("priya", category="equipment")
        cards = talk("priya", text, intent="record_cost")
        assert not [card for card in cards if "cost" in card.id]
        assert cards[-1].id in ("ask.budget", "ask.purpose", "confirm")

    def test_a_cost_of_what_was_bought_itself_counts_toward_its_price(self, talk: Talk) -> None:
        plan(talk, item="repair of the bath hoist")
        (card, *_) = talk("priya", "repair of BW-0001 cost £85 today")
        assert facts(card)["What"] == "Invoice towards the price"

    def test_money_that_came_back_is_taken_off(self, talk: Talk, bought: None) -> None:
        talk("priya", "invoice £500 plus VAT for BW-0001 today")
        (card,) = talk("priya", "credit note of £60 plus VAT for BW-0001 today")
        assert facts(card)["Towards the price so far"] == "£440 of £1,000 (44%)"

    def test_rasa_hears_it_where_nothing_else_gives_it_away(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "the engineer charged us £95 for mending it", intent="record_cost")
        assert card.question is not None
        assert card.question.next_field == "day"
        assert ids(talk("priya", "yesterday")) == ["cost.noted"]


class TestWhatIsMissing:
    def test_a_day_that_is_missing_is_asked_for(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "invoice £450 plus VAT for BW-0001")
        assert card.question is not None
        assert (card.id, card.question.next_field) == ("ask.cost", "day")
        assert facts(talk("priya", "today")[0])["Amount"] == "£450 plus VAT"

    def test_all_of_it_can_be_asked_for_box_by_box(self, talk: Talk, bought: None) -> None:
        (asked,) = talk("priya", "add a cost")
        assert asked.question is not None
        assert asked.question.id == "cost:BW-0001"
        talk("priya", "servicing")
        talk("priya", "£60 plus VAT")
        (card,) = talk("priya", "today")
        assert (facts(card)["What"], facts(card)["Amount"]) == ("Servicing", "£60 plus VAT")

    def test_or_given_in_the_form_at_once(self, talk: Talk, bought: None) -> None:
        talk("priya", do="cost:BW-0001")
        box = {"kind": "repairs", "amount": money("85"), "day": today().isoformat(),
               "invoice": "R-9", "note": "a new motor"}  # fmt: skip
        (card,) = talk("priya", **{"cost:BW-0001": box})
        assert facts(card)["Invoice number"] == "R-9"
        assert facts(card)["Note"] == "a new motor"

    def test_two_kinds_of_cost_are_not_guessed_between(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "repair and training £85 for BW-0001 today")
        assert card.question is not None
        assert card.question.next_field == "kind"
        assert rows() == []

    def test_two_amounts_are_asked_about(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "repair £85 and £90 for BW-0001 today")
        assert card.title == "I read that as £175 with VAT, which is 85 plus 90. Is that right?"
        assert rows() == []
        assert facts(talk("priya", do="yes")[0])["Amount"] == "£175 with VAT"

    def test_and_can_be_said_again(self, talk: Talk, bought: None) -> None:
        talk("priya", "repair £85 and £90 for BW-0001 today")
        (card,) = talk("priya", "no")
        assert card.question is not None
        assert card.question.next_field == "amount"
        assert facts(talk("priya", "£90")[0])["Amount"] == "£90 with VAT"

    def test_a_day_to_come_is_refused(self, talk: Talk, bought: None) -> None:
        day = in_words(today() + timedelta(days=3))
        cards = talk("priya", f"invoice £450 for BW-0001 on {day}")
        assert ids(cards) == ["ask.cost"]
        assert ids(talk("priya", day)) == ["not_read", "ask.cost"]
        assert rows() == []

    def test_my_last_purchases_are_offered(self, talk: Talk, bought: None) -> None:
        talk("priya", "a bath hoist")
        (card,) = talk("priya", "record invoice £450 plus VAT of today")
        assert card.id == "cost.which"
        assert [a.id for a in card.actions] == ["cost:BW-0002", "cost:BW-0001"]
        cards = talk("priya", do="cost:BW-0001")
        assert facts(cards[0])["Purchase"] == "BW-0001: 12 × shower chairs"

    def test_it_can_be_left(self, talk: Talk, bought: None) -> None:
        talk("priya", "add a cost")
        (card,) = talk("priya", do="no")
        assert card.text == "I have recorded nothing."
        assert ids(talk("priya", "£450")) != ["cost.noted"]

    def test_another_wish_is_heard_meanwhile(self, talk: Talk, bought: None) -> None:
        talk("priya", "add a cost")
        assert ids(talk("priya", "my purchases")) == ["my_purchases"]


class TestWhatItWasFor:
    def test_the_invoice_comes_first_then_what_such_a_thing_costs(
        self, talk: Talk, bought: None
    ) -> None:
        kinds = offered(talk("priya", "add a cost")[0])
        assert kinds[0] == ("invoice", "Invoice towards the price")
        assert kinds[-1] == ("other", "Something else")
        named = [kind for kind, _ in kinds]
        assert {"servicing", "repairs", "disposal"} <= set(named)
        assert not {"price", "hire", "carbon"} & set(named)
        assert len(named) == len(set(named)) < 12

    def test_one_that_was_named_is_offered_though_unusual(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "insurance of BW-0001 cost £30")
        assert ("insurance", "Insurance") in offered(card)
        assert card.question is not None
        assert card.question.fields[0].value == "insurance"

    @pytest.mark.parametrize(
        ("said", "kind"),
        [("1", "invoice"), ("the price", "invoice"), ("something else", "other"),
         ("other costs", "other"), ("insurance", "insurance"), ("carbon", "carbon")],
    )  # fmt: skip
    def test_any_kind_can_be_said(self, talk: Talk, bought: None, said: str, kind: str) -> None:
        talk("priya", "add a cost of £30 for BW-0001 today")
        assert ids(talk("priya", said)) == ["cost.noted"]
        assert rows()[0].kind == kind

    def test_its_place_in_the_list_is_that_on_the_card(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "add a cost of £30 for BW-0001 today")
        talk("priya", "3")
        assert rows()[0].kind == offered(card)[2][0]


class TestFarMoreThanAgreed:
    def test_it_is_asked_about_before_it_counts(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "invoice £4,500 plus VAT for BW-0001 today")
        assert card.id == "confirm"
        assert card.title == ("That would be £4,500 in all; £1,000 was agreed. Is it for BW-0001?")
        assert rows() == []
        assert marks() == []
        assert ids(talk("priya", "yes")) == ["cost.noted", "spending.all"]

    def test_and_left_on_a_no(self, talk: Talk, bought: None) -> None:
        talk("priya", "invoice £4,500 plus VAT for BW-0001 today")
        assert talk("priya", do="no")[0].text == "I have recorded nothing."
        assert rows() == []

    def test_exactly_twice_is_not_asked_about(self, talk: Talk, bought: None) -> None:
        cards = talk("priya", "invoice £2,000 plus VAT for BW-0001 today")
        assert ids(cards)[0] == "cost.noted"
        assert ids(talk("priya", "invoice £0.01 plus VAT for BW-0001 today")) == ["confirm"]

    def test_money_that_came_back_is_not(self, talk: Talk, bought: None) -> None:
        talk("priya", "invoice £4,500 plus VAT for BW-0001 today")
        talk("priya", "yes")
        cards = talk("priya", "credit note £40 plus VAT for BW-0001 today")
        assert ids(cards) == ["cost.noted"]

    def test_it_is_asked_after_whether_it_is_another_one(self, talk: Talk, bought: None) -> None:
        line = "invoice £1,500 plus VAT for BW-0001 today"
        talk("priya", line)
        assert (talk("priya", line)[0].title or "").endswith("another one?")
        assert (talk("priya", "yes")[0].title or "").startswith("That would be £3,000 in all")
        assert len(rows()) == 1
        talk("priya", "yes")
        assert len(rows()) == 2


class TestWhileSomethingElseIsAsked:
    def test_a_line_like_a_cost_that_was_not_read_says_how_to_record_one(
        self, talk: Talk, bought: None
    ) -> None:
        talk("priya", "12 shower chairs")
        (card, asked) = talk("priya", "repair of the hoist £85 yesterday")
        assert (card.id, asked.id) == ("not_read", "ask.category")
        assert card.text.endswith("To record a cost, type “record a cost”.")
        assert ids(talk("priya", "record a cost"))[0] == "cost.which"

    def test_another_line_that_was_not_read_does_not(self, talk: Talk, bought: None) -> None:
        talk("priya", "12 shower chairs")
        (card, _) = talk("priya", "xyzzy")
        assert card.id == "not_read"
        assert "record a cost" not in card.text


class TestTheSameOneTwice:
    LINE = "record invoice INV-7 £450 plus VAT for BW-0001 today"

    def test_an_invoice_number_counts_once(self, talk: Talk, bought: None) -> None:
        talk("priya", self.LINE)
        assert ids(talk("priya", self.LINE)) == ["cost.there"]
        assert ids(talk("priya", self.LINE.replace("£450 plus", "£540 with"))) == ["cost.there"]
        assert len(rows()) == 1

    def test_without_a_number_i_am_asked(self, talk: Talk, bought: None) -> None:
        talk("priya", "repair of BW-0001 cost £84 yesterday")
        (card,) = talk("priya", "repair of BW-0001 cost £84 yesterday")
        assert (card.title or "").endswith("Is this another one?")
        assert ids(talk("priya", "no")) == ["not_possible"]
        talk("priya", "repair of BW-0001 cost £84 yesterday")
        assert ids(talk("priya", "yes")) == ["cost.noted"]
        assert len(rows()) == 2


class TestTakingBack:
    def test_both_rows_stay_with_the_reason(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "repair of BW-0001 cost £84 yesterday")
        assert ids(talk("priya", do=card.actions[0].id)) == ["ask.uncost"]
        assert ids(talk("priya", "it was for another home")) == ["cost.back"]
        first, second = rows()
        assert (second.takes_back_id, second.reason) == (first.id, "it was for another home")
        assert talk("priya", "costs of BW-0001")[0].text == "No cost is recorded yet."
        with reading() as session:
            noted = session.scalars(select(Audit.reason).where(Audit.action.contains("took back")))
            assert list(noted) == ["it was for another home"]

    def test_a_reason_may_begin_like_a_wish(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "repair of BW-0001 cost £84 yesterday")
        talk("priya", do=card.actions[0].id)
        assert ids(talk("priya", "correct amount is £85")) == ["cost.back"]
        assert rows()[1].reason == "correct amount is £85"

    def test_it_happens_once(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "repair of BW-0001 cost £84 yesterday")
        talk("priya", do=card.actions[0].id)
        talk("priya", "typed twice")
        assert ids(talk("priya", do=card.actions[0].id)) == ["not_possible"]
        assert len(rows()) == 2


class TestWhoMay:
    def test_only_the_buyer_and_specialists(self, talk: Talk, bought: None) -> None:
        line = "repair of BW-0001 cost £84 yesterday"
        assert ids(talk("sam", line))[0] == "not_possible"
        assert rows() == []
        assert "cost.noted" in ids(talk("alex", line))

    def test_a_button_of_somebody_elses_does_nothing(self, talk: Talk, bought: None) -> None:
        (card,) = talk("priya", "repair of BW-0001 cost £84 yesterday")
        assert ids(talk("sam", do=card.actions[0].id))[0] == "not_possible"
        assert ids(talk("sam", do="costs:BW-0001"))[0] == "not_possible"
        assert ids(talk("sam", do="cost_why:BW-0001"))[0] == "not_possible"
        assert ids(talk("sam", do="uncost:no number"))[0] == "not_possible"

    def test_a_note_that_names_somebody_is_pointed_out(self, talk: Talk, bought: None) -> None:
        box = {"kind": "repairs", "amount": money("85"), "day": today().isoformat(),
               "note": "ring 01632 960123"}  # fmt: skip
        assert ids(talk("priya", **{"cost:BW-0001": box})) == ["cost.noted", "privacy"]


class TestWatch:
    def test_just_below_a_mark_nobody_is_told(self, talk: Talk, bought: None) -> None:
        talk("priya", "invoice £899.99 plus VAT for BW-0001 today")
        assert marks() == []

    def test_exactly_at_a_mark_counts(self, talk: Talk, bought: None) -> None:
        cards = talk("priya", "invoice £900 plus VAT for BW-0001 today")
        assert ids(cards) == ["cost.noted", "spending.near"]
        assert facts(cards[1])["Left"] == "£100"

    def test_each_mark_is_told_once(self, talk: Talk, bought: None) -> None:
        for amount in ("900", "50", "50", "20"):
            talk("priya", f"invoice £{amount} plus VAT for BW-0001 today")
            talk("priya", "yes")
        assert marks() == ["spending.near", "spending.all"]

    def test_of_two_marks_at_once_the_higher_is_told(self, talk: Talk, bought: None) -> None:
        cards = talk("priya", "invoice £1,020 plus VAT for BW-0001 today")
        assert ids(cards) == ["cost.noted", "spending.all"]
        assert facts(cards[1])["More than agreed"] == "£20"
        talk("priya", "credit note £40 plus VAT for BW-0001 today")
        assert marks() == ["spending.all"]

    def test_repairs_do_not_count_toward_the_price(self, talk: Talk, bought: None) -> None:
        talk("priya", "repair of BW-0001 cost £5,000 yesterday")
        assert marks() == []

    def test_a_mark_that_is_fallen_below_is_told_again(self, talk: Talk, bought: None) -> None:
        card, _ = talk("priya", "invoice £950 plus VAT for BW-0001 today")
        talk("priya", do=card.actions[0].id)
        talk("priya", "wrong purchase")
        talk("priya", "invoice £940 plus VAT for BW-0001 today")
        assert marks() == ["spending.near", "spending.near"]
        with reading() as session:
            below = [mark.below_at is not None for mark in session.scalars(select(SpendingMark))]
        assert below == [True, False]

    def test_the_buyer_is_told_where_a_specialist_records(self, talk: Talk, bought: None) -> None:
        cards = talk("alex", "invoice £900 plus VAT for BW-0001 today")
        assert "spending.near" not in ids(cards)
        assert marks() == ["spending.near"]

    def test_before_anything_is_chosen_there_is_nothing_to_watch(self, talk: Talk) -> None:
        plan(talk)
        cards = talk("priya", "invoice £900 plus VAT for BW-0001 today")
        assert facts(cards[0])["What was agreed"] == "No price is chosen yet."
        assert marks() == []


class TestForecastAgainstFact:
    def test_the_look_back_shows_it_beside_the_question_of_value(
        self, talk: Talk, ridgeway: str
    ) -> None:
        delivered(talk, ridgeway)
        talk("priya", "invoice £1,050 plus VAT for BW-0001 today")
        cards = talk("priya", process_ratings={"time": 4, "cost": 5, "ease": 4, "supplier": 5})
        asked = cards[-1]
        assert asked.id == "ask.value"
        assert "The price was £50 more than expected." in asked.text
        assert asked.table is not None
        assert asked.table.rows[0] == ("Price", "£1,000", "£1,000", "£1,050", "£50 more")

    def test_the_list_of_costs_explains_the_difference(self, talk: Talk, bought: None) -> None:
        talk("priya", "invoice £960 plus VAT for BW-0001 today")
        (card,) = talk("priya", "show the costs of BW-0001")
        assert card.id == "cost.list"
        assert "Nothing is recorded yet for running costs" in card.text
        assert card.facts[0].action is not None

    def test_one_sentence_of_ones_own_can_be_added(self, talk: Talk, bought: None) -> None:
        talk("priya", "repair of BW-0001 cost £84 yesterday")
        assert ids(talk("priya", do="cost_why:BW-0001")) == ["ask.cost_why"]
        assert ids(talk("priya", "a wheel broke on the gravel path")) == ["cost.explained"]

    def test_a_sentence_that_names_somebody_is_not_kept(self, talk: Talk, bought: None) -> None:
        talk("priya", do="cost_why:BW-0001")
        assert ids(talk("priya", "Mrs Jones, NHS 943 476 5919, broke it")) == ["not_read"]
        assert ids(talk("priya", "a wheel broke")) == ["cost.explained"]

    def test_a_finished_purchase_and_the_list_offer_to_record_one(
        self, talk: Talk, bought: None
    ) -> None:
        ended = next(card for card in told("priya") if card.id == "ended.finished")
        assert "cost:BW-0001" in [action.id for action in ended.actions]
        (listed,) = talk("priya", "my purchases")
        assert "cost" in [action.id for action in listed.actions]


class TestTheFile:
    def test_it_holds_forecast_fact_and_every_row(
        self, talk: Talk, bought: None, people: dict[str, Who]
    ) -> None:
        (card, *_) = talk("priya", "invoice £1,050 plus VAT for BW-0001 on 3/3/2026")
        talk("priya", do=card.actions[0].id)
        talk("priya", "it was for another home")
        talk("priya", "invoice £960 plus VAT for BW-0001 on 4/3/2026")
        talk("priya", do="cost_why:BW-0001")
        talk("priya", "they took the old ones back")
        found = next(p for p in record.read(people["priya"], "BW-0001").parts if p.id == "costs")
        assert "Expected by now counts running costs by the day since 2 March 2026" in found.text
        rows = {row.label: row.value for row in found.rows}
        assert rows["What explains it, says Priya Sample"] == "they took the old ones back"
        by_part, by_year, every = found.tables
        assert by_part.rows[0][:2] == ("Price", "£1,000")
        assert [row[0] for row in by_year.rows][:2] == ["Buying it", "Year 1"]
        assert [row[2] for row in every.rows] == ["£1,050 plus VAT", "£960 plus VAT"]
        assert every.rows[0][-1] == "By Priya Sample (web chat): it was for another home"

    def test_before_anything_is_known_it_says_so(self, talk: Talk, people: dict[str, Who]) -> None:
        talk("priya", "12 shower chairs")
        found = next(p for p in record.read(people["priya"], "BW-0001").parts if p.id == "costs")
        assert (found.text, found.tables) == ("No cost is recorded yet.", ())


@pytest.mark.parametrize("text", ["add another price", "add a hoist", "invoice £450", "£85"])
def test_other_wishes_are_left_alone(talk: Talk, ridgeway: str, text: str) -> None:
    chairs(talk, ridgeway)
    talk("priya", text)
    assert rows() == []
