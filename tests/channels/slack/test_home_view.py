"""The Home tab."""

from __future__ import annotations

from bot.examples import EXAMPLES
from bot.slack.cards import controls, home_view
from buying.cards import Action, Card
from buying.service.said import Said
from tests.channels.slack import checking, controls_used

START = Card(id="home", title="Buywell", text="What do you need?", actions=(
    Action(id="start", label="Start a purchase", style="primary"),
))  # fmt: skip


def test_slack_takes_a_home_tab_of_all_kinds_of_cards() -> None:
    checking.view(home_view.view([START, *EXAMPLES.values()]))


def test_actions_can_be_pressed_there_and_questions_are_not_answered_there() -> None:
    made = home_view.view([START, EXAMPLES["yes_no"], START])["blocks"]
    assert controls_used.buttons(made) == ["Start a purchase", "Go back", "Start a purchase"]
    first = next({**each, "block_id": place} for place, each in controls_used.elements(made))
    assert controls.decode(first) == Said(action="start")


def test_more_than_slack_takes_ends_with_a_way_to_see_the_rest() -> None:
    made = home_view.view([START] * 90)
    checking.view(made)
    assert len(made["blocks"]) > 90
    assert checking.said(made["blocks"][-1]) == ["See the rest in the browser"]
