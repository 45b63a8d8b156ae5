"""People in Slack and Teams who buy at the same time, and some whom a crash meets half-way."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from buying.service import people
from tests.channels.slack import faults
from tests.conversations.buyer import Drive, Written, written
from tests.conversations.chat_talk import ChatTalk, until
from tests.conversations.chats import Chats
from tests.conversations.house import House
from tests.conversations.slack_talk import SlackTalk
from tests.conversations.teams_talk import TeamsTalk

AT_ONCE = 6
"""Purchases that are made side by side."""


class Crowd:
    """Gives people who are new to the house, each in a team of their own, so that no purchase
    looks like part of another. Whatever they begun is waited for at the end."""

    def __init__(self, house: House, chats: Chats) -> None:
        self.house = house
        self.chats = chats
        self._pool = ThreadPoolExecutor(AT_ONCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown()

    def in_slack(self, team: str = "", roles: Sequence[str] = ("staff",)) -> SlackTalk:
        """Somebody new in Slack."""
        name = self.somebody(team, roles)
        return self.chats.in_slack(self.house, name, _email(name))

    def in_teams(self, team: str = "", roles: Sequence[str] = ("staff",)) -> TeamsTalk:
        """Somebody new in Teams."""
        name = self.somebody(team, roles)
        return self.chats.in_teams(self.house, name, _email(name))

    def in_both(self) -> tuple[SlackTalk, TeamsTalk]:
        """One and the same person in Slack and in Teams."""
        name = self.somebody()
        slack = self.chats.in_slack(self.house, name, _email(name))
        return slack, self.chats.in_teams(self.house, name, _email(name))

    def advisers(self, platform: str, team: str) -> Mapping[str, ChatTalk]:
        """A specialist, and the budget holder of a team, who are there and can be asked."""
        new = self.in_slack if platform == "slack" else self.in_teams
        found = {"alex": new(roles=["specialist"]), "morgan": new(team, ["budget_holder"])}
        for each in found.values():
            each.joins()
        return found

    def buys(self, platform: str, title: str, how: type[Drive] = Drive) -> Future[Drive]:
        """Somebody new begins a written purchase and drives it to its end, side by side with
        whatever else happens."""
        return self._pool.submit(self._buy, platform, written_as(title), how)

    def somebody(self, team: str = "", roles: Sequence[str] = ("staff",)) -> str:
        """The id of somebody new; ``team`` is theirs alone where it is empty."""
        name = f"c{uuid.uuid4().hex[:9]}"
        people.add(name, _email(name), team or name, list(roles), name)
        return name

    def _buy(self, platform: str, purchase: Written, how: type[Drive]) -> Drive:
        buyer = self.in_slack() if platform == "slack" else self.in_teams()
        driven = how(self.house, purchase)
        driven.run(buyer, self.advisers(platform, buyer.person))
        return driven


def written_as(title: str) -> Written:
    """The written purchase of a title."""
    (found,) = (each for each in written() if each.title == title)
    return found


@dataclass(frozen=True)
class Killed:
    """Those whom the end of the web process met: while Buywell thought about what they had
    written in Slack and in Teams, and while it was bringing its answer to Slack."""

    in_slack: SlackTalk
    in_teams: TeamsTalk
    half_brought: SlackTalk


def killed_in_mid_turn(crowd: Crowd) -> Killed:
    """``kill -9`` the web process in the middle of three turns, and start it again."""
    found = Killed(crowd.in_slack(), crowd.in_teams(), crowd.in_slack())
    slack, house = crowd.chats.slack, crowd.house
    # It is carried out, and then nobody hears of it.
    slack.will("chat.postMessage", faults.nothing(done=True))
    found.half_brought.types("12 shower chairs")
    until(lambda: found.half_brought.there(), "the first message to somebody")
    with ExitStack() as still:
        still.enter_context(house.frozen("actions"))
        found.in_slack.types("12 shower chairs")
        found.in_teams.types("3 desks")
        for each in (found.in_slack, found.in_teams):
            until(each.is_heard, "that a turn is with the engine")
        with house.without("web"):
            still.close()
    return found


def _email(name: str) -> str:
    return f"{name}@test.example"
