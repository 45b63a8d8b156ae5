"""Whether something comes from the organisation's own people, in its own workspace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.slack.payloads import team_of
from buying.settings import settings

JSON = Mapping[str, Any]

ENTERPRISE = "E"
"""How the id of an Enterprise organisation begins, which may stand where a team's does."""


def is_ours(body: JSON, team: str) -> bool:
    """Whether a payload is of our workspace, and of one of its people.

    ``team``: the id of the only workspace that is served; empty where the app is installed in one
    and so cannot hear of another. In a channel that is shared with another organisation (Slack
    Connect) nobody is answered, whoever they are.
    """
    here = team_of(body)
    if not here or (team and here != team) or body.get("is_ext_shared_channel") is True:
        return False
    theirs = _home_of(body)
    return not theirs or theirs == here or theirs.startswith(ENTERPRISE)


def refusal() -> str:
    """What somebody reads who is not answered."""
    return (
        f"I only work for people of {settings().organisation}, and not where others read along. "
        "If you work there, write to me in a direct message."
    )


def _home_of(body: JSON) -> str:
    """The workspace of whoever did it; empty where the payload does not say."""
    event, user = body.get("event") or {}, body.get("user")
    by = user if isinstance(user, Mapping) else {}
    return str(event.get("user_team") or event.get("team") or by.get("team_id") or "")
