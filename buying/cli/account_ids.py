"""The ids by which an account of Slack or Teams is named at the command line."""

from __future__ import annotations

import re
from enum import StrEnum

from buying.cli.errors import CommandError


class Chat(StrEnum):
    """A chat whose accounts are tied to people."""

    SLACK = "slack"
    TEAMS = "teams"


SHAPES = {
    Chat.SLACK: (r"[UW][A-Z0-9]{2,20}", "a member ID of Slack such as U0123ABCD"),
    Chat.TEAMS: (
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "an object ID of Microsoft Entra such as 11111111-2222-3333-4444-555555555555",
    ),
}
"""What the ids of accounts look like."""

PLACES = {
    Chat.SLACK: (r"T[A-Z0-9]{2,20}", "the id of a workspace, such as T0123ABCD"),
    Chat.TEAMS: (SHAPES[Chat.TEAMS][0], "the id of the tenant"),
}
"""What the ids of workspaces and tenants look like."""


def checked(chat: Chat, account: str) -> str:
    """The id of an account as the chat writes it. Raises CommandError for what is none."""
    shape, example = SHAPES[chat]
    return _fitting(chat, account, shape, example)


def held(chat: Chat, account: str) -> list[tuple[str, str]]:
    """The workspaces in which an account is tied to somebody, with the person's id."""
    from buying.service import accounts

    return [
        (known.workspace, known.who.id)
        for known, _ in accounts.listed()
        if (known.platform, known.account) == (chat, account)
    ]


def workspace_of(chat: Chat, account: str, given: str) -> str:
    """Where an account is: as given, as set, or as it wrote. Raises CommandError."""
    shape, example = PLACES[chat]
    if given:
        return _fitting(chat, given, shape, example)
    return _set(chat) or _seen(chat, account, example)


def _seen(chat: Chat, account: str, example: str) -> str:
    """The one place where an account wrote or is tied to somebody. Raises CommandError."""
    from buying.service import strangers as service

    here = {each.workspace for each in service.listed() if each.account == account}
    here |= {workspace for workspace, _ in held(chat, account)}
    if len(here) != 1:
        raise CommandError(f"It is not known where that account is. Add --workspace: {example}.")
    return here.pop()


def _set(chat: Chat) -> str:
    """The only workspace or tenant that is served by the settings; empty for none."""
    from bot.slack.settings import slack
    from bot.teams.settings import teams

    return slack().team if chat is Chat.SLACK else teams().tenant


def _fitting(chat: Chat, id: str, shape: str, example: str) -> str:
    """An id as the chat writes it. Raises CommandError for what does not have its shape."""
    found = id.strip().lower() if chat is Chat.TEAMS else id.strip().upper()
    if not re.fullmatch(shape, found):
        raise CommandError(f"“{id}” is not {example}. See docs/guides/{chat}.md.")
    return found
