"""Policy checks that stop, whoever can lift them, and a specialist asked before going on."""

from __future__ import annotations

from typing import Any

from buying.cards import Card
from tests.service.conftest import Talk, money
from tests.service.purchase import (
    NO_WORRY,
    PURPOSE,
    choose,
    plan,
    plan_on_the_card,
    plan_to_budget,
    plan_to_checks,
)
from tests.service.test_guide import facts, ids, inbox, the_file

ALONE: dict[str, Any] = {**NO_WORRY, "at_risk": True}


def plan_a_nurse(talk: Talk) -> list[Card]:
    """Agency nurses for £900, up to the checks."""
    plan_to_budget(talk, "2 agency nurses", "services")
    return plan_to_checks(talk, "900", {**PURPOSE, "goes_on": "once"})


class TestWhatTheChecksFind:
    def test_a_warning_says_what_to_do_and_the_purchase_goes_on(self, talk: Talk) -> None:
        plan_to_budget(talk)
        plan_to_checks(talk, "900")
        found, asked = talk("priya", checks={**NO_WORRY, "conflict": True, "lifting": True})
        assert found.title == "Before you go on"
        assert found.text.splitlines()[0].startswith("- **Nobody gains in private.** Tell your")
        assert "regulation 9" in found.text
        assert asked.id == "ask.route"
        assert facts(asked)["Risk to people"] == "medium: Lifting and moving people"

    def test_what_stops_comes_before_what_warns(self, talk: Talk) -> None:
        plan_a_nurse(talk)
        found = talk("priya", checks={**ALONE, "conflict": True, "insurance": True})[0]
        assert found.title == "This cannot go on yet"
        stop, warn, note = (
            found.text.index(words)
            for words in ("Alone with people", "**Before you go on**", "**Please remember**")
        )
        assert stop < warn < note

    def test_no_worry_brings_no_card(self, talk: Talk) -> None:
        plan_to_budget(talk)
        plan_to_checks(talk, "900")
        assert ids(talk("priya", checks=NO_WORRY)) == ["ask.route"]


class TestAStop:
    def test_says_who_can_help_and_offers_to_ask(self, talk: Talk) -> None:
        plan_a_nurse(talk)
        stopped = talk("priya", checks=ALONE)[-1]
        assert stopped.id == "ask.stopped"
        lead = "The safeguarding lead of your service can help."
        assert facts(stopped)["Alone with people at risk"] == lead
        assert stopped.question
        assert [c.value for c in stopped.question.choices] == ["ask", "change", "stop"]

    def test_that_is_lifted_goes_on_and_the_budget_holder_hears_of_it(
        self, talk: Talk, ridgeway: str
    ) -> None:
        plan_a_nurse(talk)
        talk("priya", checks=ALONE)
        assert ids(talk("priya", stopped="ask")) == ["waiting"]
        asked = inbox("alex")[-1]
        assert facts(asked)["Who can lift it"] == "the safeguarding lead of your service"
        talk("alex", lift_at_1={"decision": "lift_if", "reply": "a colleague stays in the room"})
        told, following = inbox("priya")[-2:]
        assert "a colleague stays in the room" in facts(told).values()
        # The risk is high, and whoever lifted the stop has looked at that, too.
        assert following.id == "ask.weights"
        talk("priya", "ok")
        one = {"price": money("880"), "quality": 4, "outcomes": 4, "value_for_money": 4,
               "policy": 4, "running": money("0"), "life": "1", "must_haves": True}  # fmt: skip
        for n, name in enumerate(("Alder Staff", "Birch Staff", "Cedar Staff"), start=1):
            talk("priya", **{f"option_{n}": {"supplier": name, **one}})
        talk("priya", choose="option#1")
        talk("priya", "skip")
        talk("alex", advice_at_1={"verdict": "go_ahead", "reply": "they are sound"})
        approval = facts(inbox("morgan")[-1])
        assert approval["It was stopped"] == "Alone with people at risk"
        assert "a colleague stays in the room" in approval.values()
        talk("morgan", approval_at_1={"decision": "approve"})
        order = facts(inbox("priya")[-1])
        assert order["Before you order"] == "a colleague stays in the room"

    def test_that_is_not_lifted_leads_back_to_the_answers(self, talk: Talk) -> None:
        plan_a_nurse(talk)
        talk("priya", checks=ALONE)
        talk("priya", stopped="ask")
        talk("alex", lift_at_1={"decision": "refuse", "reply": "no certificate"})
        assert inbox("priya")[-1].id == "ask.lift_refused"
        assert ids(talk("priya", lift_refused="change")) == ["ask.checks"]
        assert ids(talk("priya", checks=NO_WORRY)) == ["ask.route"]

    def test_can_be_left_by_changing_the_answers(self, talk: Talk) -> None:
        plan_a_nurse(talk)
        talk("priya", checks=ALONE)
        assert ids(talk("priya", stopped="change")) == ["ask.checks"]
        assert ids(talk("priya", checks=NO_WORRY)) == ["ask.route"]

    def test_that_still_stands_after_new_answers_asks_again(self, talk: Talk) -> None:
        plan_a_nurse(talk)
        talk("priya", checks=ALONE)
        talk("priya", stopped="change")
        assert ids(talk("priya", checks=ALONE)) == ["checks.found", "ask.stopped"]

    def test_can_end_the_purchase(self, talk: Talk) -> None:
        plan_a_nurse(talk)
        talk("priya", checks=ALONE)
        assert ids(talk("priya", stopped="stop")) == ["ended.cancelled"]

    def test_may_be_taken_over_with_the_whole_purchase(self, talk: Talk) -> None:
        plan_a_nurse(talk)
        talk("priya", checks=ALONE)
        talk("priya", stopped="ask")
        talk("alex", lift_at_1={"decision": "take_over", "reply": "I find somebody"})
        assert ids(inbox("priya")[-2:]) == ["answered.lift", "ended.handed_over"]

    def test_nobody_lifts_their_own(self, talk: Talk) -> None:
        plan_a_nurse(talk)
        talk("priya", checks=ALONE)
        talk("priya", stopped="ask")
        cards = talk("priya", lift_at_1={"decision": "lift", "reply": "all fine"})
        assert ids(cards) == ["not_possible"]


class TestAskingASpecialist:
    def test_of_a_small_purchase_on_the_card(self, talk: Talk) -> None:
        plan_on_the_card(talk)
        card = talk("priya", option_1={"supplier": "Newcomer", "price": money("54")})[-1]
        assert card.id == "ask.delivery"
        assert "is not on our list. For a small card purchase that is all right" in card.text
        assert "specialist" in [action.id for action in card.actions]
        assert ids(talk("priya", "ask a specialist")) == ["waiting"]
        talk("alex", handover_at_1={"decision": "carry_on", "reply": "they are sound"})
        assert inbox("priya")[-1].id == "ask.delivery"

    def test_of_a_larger_one_before_its_way_is_agreed(self, talk: Talk) -> None:
        plan_to_budget(talk)
        plan_to_checks(talk, "900")
        talk("priya", checks=NO_WORRY)
        assert ids(talk("priya", do="specialist")) == ["waiting"]
        assert inbox("alex")[-1].id == "ask.handover"

    def test_before_an_amount_is_known_is_too_early(self, talk: Talk) -> None:
        plan_to_budget(talk)
        assert ids(talk("priya", "ask a specialist")) == ["not_possible", "ask.budget"]

    def test_twice_is_answered_twice(self, talk: Talk) -> None:
        plan_on_the_card(talk)
        talk("priya", "ask a specialist")
        talk("alex", handover_at_1={"decision": "carry_on", "reply": "fine"})
        assert ids(talk("priya", "ask a specialist")) == ["waiting"]

    def test_after_the_order_is_too_late(self, talk: Talk, ridgeway: str) -> None:
        plan(talk)
        choose(talk, ridgeway, "Bathwell")
        talk("morgan", approval_at_1={"decision": "approve"})
        talk("priya", order={"reference": "REQ-1", "ordered_on": "today"})
        assert ids(talk("priya", "ask a specialist")) == ["not_possible", "ask.delivery"]

    def test_with_nothing_open_says_so(self, talk: Talk) -> None:
        assert ids(talk("priya", "ask a specialist")) == ["nothing_open"]


class TestTakenOver:
    def test_health_care_of_any_amount_is_passed_on_with_what_happens_next(
        self, talk: Talk
    ) -> None:
        plan_to_budget(talk, "6 physiotherapy sessions", "health")
        talk("priya", budget=money("200"))
        talk("priya", purpose={**PURPOSE, "goes_on": "once"})
        waiting = talk("priya", checks=NO_WORRY)[-1]
        assert waiting.id == "waiting"
        assert "Provider Selection Regime" in waiting.text
        assert "five processes" in facts(waiting)["What happens next"]
        assert the_file().answers.get("route") is None
