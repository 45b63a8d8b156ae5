"""Whole purchases in Teams: signed activities and Adaptive Cards, with real Rasa behind."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from tests.conversations import in_chat
from tests.conversations.buyer import Drive
from tests.conversations.chat_talk import until
from tests.conversations.crowd import Crowd, written_as
from tests.conversations.in_chat import LARGE, MIDDLE, SMALL, WithAQuote
from tests.conversations.teams_screen import Screen, words

CHANNEL = "19:meadow@thread.tacv2;messageid=1700000000000"

Bought = dict[str, Future[Drive]]


@pytest.fixture(scope="module")
def bought(crowd: Crowd) -> Bought:
    """Three purchases that are made side by side, while other people do other things."""
    how = {SMALL: Drive, MIDDLE: Drive, LARGE: WithAQuote}
    return {title: crowd.buys("teams", title, each) for title, each in how.items()}


def test_an_answered_card_turns_into_its_answer_and_going_back_asks_again(crowd: Crowd) -> None:
    in_chat.answered(crowd.in_teams())


def test_an_earlier_answer_is_changed_from_the_summary(crowd: Crowd) -> None:
    in_chat.changed(crowd.in_teams())


def test_one_person_in_private_and_in_a_channel_at_once(crowd: Crowd) -> None:
    priya, teams = crowd.in_teams(), crowd.chats.microsoft
    priya.joins()
    priya.types("12 shower chairs")
    priya.mentions("what is whole-life cost?", CHANNEL)
    (line,) = until(lambda: teams.of(CHANNEL), "a line there")
    assert "in private" in line.words and "cost" not in line.words
    in_chat.shown_in_the_group(priya)
    shown = teams.of(CHANNEL)[1:]
    told = " ".join(words(each.activity) for each in shown)
    assert "cost" in told and "shower" not in told
    assert [button for each in shown for button in Screen(each.card).buttons()] == []


def test_begun_in_teams_and_finished_in_slack(crowd: Crowd) -> None:
    slack, teams = crowd.in_both()
    driven = Drive(crowd.house, written_as(SMALL))
    in_chat.carried_on(driven, teams, slack, crowd.advisers("slack", slack.person))


def test_what_is_typed_like_an_order_to_rasa_is_a_word(crowd: Crowd) -> None:
    in_chat.no_order(crowd.in_teams())


@pytest.mark.parametrize("title", [SMALL, MIDDLE])
def test_a_purchase_from_plan_to_evaluation(bought: Bought, title: str) -> None:
    in_chat.finished(bought[title].result())


def test_a_large_purchase_with_a_price_from_a_file_and_a_picture_in_words(bought: Bought) -> None:
    # The house has no public https address from which Teams could fetch a picture.
    driven = in_chat.read_from_the_file(bought[LARGE].result())
    assert driven.compared is not None
    assert driven.compared["image"]["alt"][:100] in driven.pictured_as


def test_all_that_teams_received_was_valid(bought: Bought, crowd: Crowd) -> None:
    for each in bought.values():
        each.exception()
    assert crowd.chats.microsoft.faults == []
