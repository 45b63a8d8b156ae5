"""Forms that one typed line answers: what matters, and the policy checks."""

from __future__ import annotations

from typing import Any

import pytest

from buying.cards import Card
from tests.service.buying import go_on
from tests.service.conftest import Talk, money
from tests.service.purchase import CHAIR, CHEAP

JUDGED = "When it is over, judge the buying by"
SUGGESTED = {
    "Whole-life cost": "30",
    "Quality": "30",
    "Outcomes for people": "30",
    "Sustainability and social value": "10",
    "Together": "100",
    JUDGED: (
        "Time from need to delivery, Cost against your budget, How easy it was and "
        "The supplier's service"
    ),
}


def ids(cards: list[Card]) -> list[str]:
    return [card.id for card in cards]


def facts(card: Card) -> dict[str, str]:
    return {fact.label: fact.value for fact in card.facts}


def noted(cards: list[Card]) -> dict[str, str]:
    assert cards[0].id == "noted"
    assert cards[0].actions[0].id.startswith("change:")
    return facts(cards[0])


PROMISES = {"budget_code", "declaration"}
"""Checks that are answered by a yes, since a no is the worry."""


def go_to(talk: Talk, step: str, budget: str = "1200", **said: Any) -> Card:
    """Answer all that comes before ``step`` in a harmless way: the card that asks it."""
    begun = talk("priya", "12 shower chairs")
    known = {"category": "equipment", "budget": money(budget), **said}
    return go_on(talk, "priya", step, begun, **known)[-1]


class TestWhatMatters:
    def test_the_card_says_why_these_weights_and_that_they_make_100(self, talk: Talk) -> None:
        card = go_to(talk, "weights")
        assert "People lean on care equipment" in card.text
        assert "add up to 100" in card.text
        assert "“Quality 50, Whole-life cost 30, rest equal”" in card.text
        assert card.question
        assert [field.label for field in card.question.fields] == [
            "Whole-life cost",
            "Quality",
            "Outcomes for people",
            "Sustainability and social value",
            "Value for money",
            "Fit with our policies",
            JUDGED,
        ]

    def test_ok_takes_the_weights_and_what_to_judge_by_in_one_reply(self, talk: Talk) -> None:
        go_to(talk, "weights")
        cards = talk("priya", "ok")
        assert ids(cards) == ["noted", "ask.option"]
        assert noted(cards) == SUGGESTED

    def test_a_few_words_change_the_weights_and_show_100(self, talk: Talk) -> None:
        go_to(talk, "weights")
        cards = talk("priya", "quality 50, price 30, rest equal")
        assert ids(cards) == ["noted", "ask.option"]
        assert noted(cards) == {
            **SUGGESTED,
            "Quality": "50",
            "Outcomes for people": "10",
            "Sustainability and social value": "10",
            "Together": "100. The others share the 20 that are left.",
        }

    def test_one_weight_alone_says_how_the_others_were_filled_up(self, talk: Talk) -> None:
        go_to(talk, "weights")
        said = noted(talk("priya", "quality 50"))
        assert said["Together"] == "100. The others keep their shares of the 50 that are left."

    def test_the_same_line_may_say_what_to_judge_by(self, talk: Talk) -> None:
        go_to(talk, "weights")
        said = noted(talk("priya", "price 100; judge it by time and ease"))
        assert said == {
            "Whole-life cost": "100",
            "Together": "100",
            JUDGED: "Time from need to delivery and How easy it was",
        }

    def test_what_to_judge_by_alone_keeps_the_weights(self, talk: Talk) -> None:
        go_to(talk, "weights")
        said = noted(talk("priya", "judge by time"))
        assert said == {
            **SUGGESTED,
            JUDGED: "Time from need to delivery",
        }

    def test_a_later_change_starts_from_what_was_chosen_before(self, talk: Talk) -> None:
        go_to(talk, "weights")
        talk("priya", "all equal; judge by time")
        talk("priya", do="change:weights")
        said = noted(talk("priya", "quality 40"))
        assert (said["Quality"], said["Whole-life cost"]) == ("40", "20")
        assert said[JUDGED] == "Time from need to delivery"

    def test_weights_over_100_are_kept_back_with_a_clear_sentence(self, talk: Talk) -> None:
        go_to(talk, "weights")
        cards = talk("priya", "quality 50 price 60")
        assert ids(cards) == ["not_read", "ask.weights"]
        assert cards[0].text == (
            "Quality 50 and Whole-life cost 60 come to 110, and all together must make 100. "
            "Take off 10."
        )

    def test_what_rasa_takes_for_a_command_is_an_answer_where_it_fills_the_form(
        self, talk: Talk
    ) -> None:
        go_to(talk, "weights")
        assert noted(talk("priya", "all equal", intent="repeat_question"))["Quality"] == "25"

    def test_a_command_is_still_a_command(self, talk: Talk) -> None:
        go_to(talk, "weights")
        assert ids(talk("priya", "what is whole-life cost?"))[0] == "help.topic"
        assert ids(talk("priya", "back")) == ["ask.route"]

    def test_a_name_that_is_nearly_right_is_asked_about(self, talk: Talk) -> None:
        go_to(talk, "weights")
        cards = talk("priya", "kwality 100")
        assert cards[0].id == "confirm"
        assert cards[0].title == "I read that as Quality 100 = 100. Is that right?"
        assert noted(talk("priya", do="yes"))["Quality"] == "100"

    def test_weights_typed_one_by_one_are_done_when_they_make_100(self, talk: Talk) -> None:
        go_to(talk, "weights")
        for weight in ("40", "30", "20"):
            talk("priya", weight)
        assert noted(talk("priya", "10"))["Together"] == "100"

    def test_what_counts_nothing_is_not_rated(self, talk: Talk) -> None:
        go_to(talk, "weights")
        card = talk("priya", "quality 60, price 40")[-1]
        assert card.question
        assert [f.id for f in card.question.fields if f.kind == "rating"] == ["quality"]

    def test_what_was_given_weight_is_rated_and_counts(self, talk: Talk) -> None:
        go_to(talk, "weights")
        card = talk("priya", "value for money 60, price 40")[-1]
        assert card.question
        assert [f.id for f in card.question.fields if f.kind == "rating"] == ["value_for_money"]
        bare = {part: CHAIR[part] for part in ("price", "running", "life", "must_haves")}
        talk("priya", option_1={"supplier": "A", **bare, "value_for_money": 2})
        cards = talk("priya", option_2={"supplier": "B", **bare, "value_for_money": 5})
        table = cards[-1].table
        assert table
        assert [row[0] for row in table.rows if "weight" in row[0]] == [
            "Whole-life cost (weight 40)",
            "Value for money (weight 60)",
        ]

    def test_new_weight_for_something_unrated_asks_for_its_rating(self, talk: Talk) -> None:
        go_to(talk, "weights")
        talk("priya", "ok")
        talk("priya", option_1={"supplier": "A", **CHAIR})
        talk("priya", option_2={"supplier": "B", **CHEAP})
        talk("priya", do="change:weights")
        card = talk("priya", "policies 20")[-1]
        assert card.question
        assert card.question.id == "option#1"
        assert card.question.next_field == "policy"

    def test_a_petty_purchase_is_not_asked(self, talk: Talk) -> None:
        assert go_to(talk, "option#1", budget="60", weights="an answer that would be refused")

    def test_the_end_asks_about_the_very_things_chosen_at_the_start(self, talk: Talk) -> None:
        go_to(talk, "weights")
        talk("priya", "ok")
        talk("priya", do="change:weights")
        talk("priya", "judge by rules and your own time")
        talk("priya", option_1={"supplier": "A", **CHAIR})
        talk("priya", option_2={"supplier": "B", **CHEAP})
        talk("priya", choose="option#1")
        talk("priya", advice_ask=None)
        talk("alex", advice_at_1={"verdict": "go_ahead", "reply": "they are sound"})
        talk("morgan", approval_at_1={"decision": "approve"})
        order = {"reference": "REQ-1", "ordered_on": "today"}
        card = go_on(talk, "priya", "process_ratings", talk("priya", order=order))[-1]
        assert card.id == "ask.process_ratings"
        assert card.question
        assert [field.id for field in card.question.fields] == ["effort", "rules"]


class TestChecksInOneReply:
    @pytest.mark.parametrize(
        "text", ["no to all", "None of these.", "all fine", "nothing", "none", "No to everything",
                 "none apply", "no no no", "all clear"]
    )  # fmt: skip
    def test_a_word_answers_all_worries_and_shows_each_line(self, talk: Talk, text: str) -> None:
        worries, _ = parted(go_to(talk, "checks"))
        assert noted(talk("priya", text)) == dict.fromkeys(worries, "No")

    def test_a_promise_is_never_made_for_anybody(self, talk: Talk) -> None:
        _, promises = parted(go_to(talk, "checks"))
        for label in promises:
            card = talk("priya", "none")[-1]
            assert card.id == "ask.checks"
            assert f"**Next: {label}**" in card.text
            talk("priya", "yes")
        assert promises

    def test_a_small_purchase_without_promises_is_checked_in_one_reply(self, talk: Talk) -> None:
        _, promises = parted(go_to(talk, "checks", budget="60"))
        assert not promises
        assert ids(talk("priya", "none"))[0] == "noted"
        assert ids(talk("priya", do="change:checks")) == ["ask.checks"]

    def test_nothing_is_ticked_before_somebody_says_so(self, talk: Talk) -> None:
        card = go_to(talk, "checks")
        assert card.question
        assert {field.value for field in card.question.fields} == {None}

    def test_a_bare_no_answers_the_next_check_alone(self, talk: Talk) -> None:
        go_to(talk, "checks")
        card = talk("priya", "no")[-1]
        assert card.id == "ask.checks"
        assert card.question
        assert card.question.next_field == card.question.fields[1].id

    def test_what_rasa_takes_for_a_wish_to_skip_is_an_answer_here(self, talk: Talk) -> None:
        go_to(talk, "checks")
        assert noted(talk("priya", "nothing", intent="skip_question"))

    def test_what_was_answered_before_stays(self, talk: Talk) -> None:
        (first, *others), _ = parted(go_to(talk, "checks"))
        talk("priya", "yes")
        said = noted(talk("priya", "no to all"))
        assert said == {first: "Yes", **dict.fromkeys(others, "No")}

    def test_checks_are_shown_back_once_and_how_to_answer_all_only_at_first(
        self, talk: Talk
    ) -> None:
        first = go_to(talk, "checks")
        assert "no to all" in first.text
        cards = talk("priya", "no to all")
        assert "no to all" not in cards[-1].text
        while cards[-1].id == "ask.checks":
            cards = talk("priya", "yes")
        assert "noted" not in ids(cards)


class TestAButtonForOneReply:
    def test_no_to_all_can_be_pressed(self, talk: Talk) -> None:
        card = go_to(talk, "checks")
        worries, _ = parted(card)
        assert (card.actions[0].id, card.actions[0].label) == ("short:checks", "No to all")
        cards = talk("priya", do="short:checks")
        assert noted(cards) == dict.fromkeys(worries, "No")
        assert not any(action.id.startswith("short:") for action in cards[-1].actions)

    def test_what_is_suggested_can_be_kept_by_a_button(self, talk: Talk) -> None:
        card = go_to(talk, "weights")
        assert (
            card.actions[0].id,
            card.actions[0].label,
        ) == ("short:weights", "Keep what is suggested")
        assert noted(talk("priya", do="short:weights")) == SUGGESTED

    def test_a_button_of_a_question_that_is_not_open_answers_nothing(self, talk: Talk) -> None:
        go_to(talk, "weights")
        cards = talk("priya", do="short:checks")
        assert cards[0].id == "not_asked"
        assert cards[-1].id == "ask.weights"

    def test_a_form_without_a_short_answer_has_no_such_button(self, talk: Talk) -> None:
        card = go_to(talk, "purpose")
        assert not any(action.id.startswith("short:") for action in card.actions)
        assert talk("priya", do="short:purpose")[0].id == "not_asked"


def parted(card: Card) -> tuple[list[str], list[str]]:
    """The labels of the checks where "no" is no worry, and of those that are promises."""
    assert card.question
    fields = card.question.fields
    return (
        [field.label for field in fields if field.id not in PROMISES],
        [field.label for field in fields if field.id in PROMISES],
    )
