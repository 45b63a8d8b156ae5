"""The web process killed in the middle of turns: nothing is lost, and nothing comes twice.

The process ended before anything else of this folder went on in Slack and Teams. What it left
behind is done once its leases are over, while others were served all the time.
"""

from __future__ import annotations

from tests.conversations import in_chat
from tests.conversations.crowd import Crowd, Killed


def test_while_a_turn_from_slack_was_with_the_engine(killed: Killed, crowd: Crowd) -> None:
    in_chat.nothing_lost(killed.in_slack)


def test_while_a_turn_from_teams_was_with_the_engine(killed: Killed, crowd: Crowd) -> None:
    in_chat.nothing_lost(killed.in_teams)


def test_while_a_message_was_on_its_way_to_slack(killed: Killed, crowd: Crowd) -> None:
    in_chat.nothing_lost(killed.half_brought)
