"""Slack and Teams on loopback, for a house that is set up with both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from tests.channels.slack import signed as slack_signed
from tests.channels.slack import stub as slack
from tests.channels.teams import signed
from tests.channels.teams import stub as teams
from tests.channels.teams.chat import Chat
from tests.conversations.house import House
from tests.conversations.slack_talk import SlackTalk
from tests.conversations.teams_talk import TeamsTalk
from tests.conversations.told import Told


@dataclass
class Chats:
    """Both platforms. ``settings`` are the environment variables that lead a service there."""

    slack: slack.Stub
    microsoft: teams.Microsoft
    _http: dict[str, httpx.Client] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, str]:
        """The environment variables of a service that is set up with both."""
        return {
            "BUYWELL_QUIET_HOURS": "off",
            "BUYWELL_SLACK_SIGNING_SECRET": slack_signed.SECRET,
            "BUYWELL_SLACK_BOT_TOKEN": slack.TOKEN,
            "BUYWELL_SLACK_API_URL": self.slack.api,
            "BUYWELL_SLACK_TEAM": slack.TEAM,
            "BUYWELL_TEAMS_APP_ID": signed.APP,
            "BUYWELL_TEAMS_APP_SECRET": teams.SECRET,
            "BUYWELL_TEAMS_TENANT": signed.TENANT,
            "BUYWELL_TEAMS_LOGIN_URL": self.microsoft.url,
            "BUYWELL_TEAMS_KEYS_URL": f"{self.microsoft.url}/openid",
            "BUYWELL_TEAMS_SERVICE_URL": self.microsoft.service,
            "BUYWELL_TEAMS_SERVICE_HOSTS": self.microsoft.url,
            "BUYWELL_TEAMS_FILE_HOSTS": self.microsoft.url,
        }

    def in_slack(self, house: House, person: str, email: str) -> SlackTalk:
        """A person in Slack, who writes to a house."""
        client = self._client(house.url)
        return SlackTalk(person, email, Told(house.data), self.slack, client)

    def in_teams(self, house: House, person: str, email: str) -> TeamsTalk:
        """A person in Teams, who writes to a house."""
        chat = Chat(self._client(house.url), self.microsoft)
        return TeamsTalk(person, email, Told(house.data), chat)

    def wrong(self) -> list[str]:
        """What either was sent that it would not have taken."""
        return [*self.slack.wrong, *self.microsoft.faults]

    def _client(self, service: str) -> httpx.Client:
        if service not in self._http:
            self._http[service] = httpx.Client(base_url=service, timeout=20, trust_env=False)
        return self._http[service]

    def close(self) -> None:
        """Stop listening. Raises AssertionError with what was not valid."""
        for client in self._http.values():
            client.close()
        self.slack.close()
        self.microsoft.close()
        assert not self.slack.wrong, self.slack.wrong


@contextmanager
def opened() -> Iterator[Chats]:
    """Both, listening."""
    made = Chats(slack.Stub(), teams.Microsoft())
    try:
        yield made
    finally:
        made.close()
