"""What each way in which a call of Slack goes wrong means for us.

The names of errors are from the pages of the methods in Slack's documentation.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.chats.platform import Gone, Later, Unsure
from bot.slack.methods import METHODS

log = logging.getLogger(__name__)

SET_RIGHT = 60.0
"""Seconds until a call is tried again that waits for an administrator to change something."""

MOST_PAUSE = 3600.0
"""Seconds that we let Slack keep us waiting at once."""

BUSY = frozenset({"ratelimited", "rate_limited", "request_timeout", "team_added_to_org"})
"""Not carried out, and it will be soon."""

BROKEN = frozenset({"internal_error", "fatal_error", "service_unavailable"})
"""Some part of it may have been carried out, as Slack says of the first two."""

TO_SET_RIGHT: Mapping[str, str] = {
    "invalid_auth": "Slack does not know BUYWELL_SLACK_BOT_TOKEN",
    "not_authed": "BUYWELL_SLACK_BOT_TOKEN is missing",
    "token_expired": "BUYWELL_SLACK_BOT_TOKEN has expired: switch token rotation off for the app",
    "not_allowed_token_type": "BUYWELL_SLACK_BOT_TOKEN is not the token of a bot",
    "missing_scope": "the app lacks a scope: take its manifest again, then install it again",
    "access_denied": "the app may not do this: install it again",
    "no_permission": "the app may not do this: install it again",
    "ekm_access_denied": "an administrator of Slack has suspended messages",
    "org_login_required": "the workspace is being moved",
    "messages_tab_disabled": "the Messages tab is switched off on the App Home page of the app",
}
"""What an administrator puts right; until then nothing is lost."""

GONE = frozenset(
    (
        "account_inactive", "cannot_dm_bot", "cant_update_message", "channel_not_found",
        "edit_window_closed", "is_archived", "is_inactive", "message_not_found",
        "not_in_channel", "thread_not_found", "token_revoked", "user_disabled",
        "user_is_restricted", "user_not_found", "user_not_in_channel", "user_not_visible",
        "users_not_found",
    )
)  # fmt: skip
"""It can never be carried out there."""


class Refused(Later):
    """Slack said no for a reason that is not one of those above; ``code`` is its name for it.

    Nothing was carried out. Whoever knows better catches it; else it is tried again a few times.
    """

    def __init__(self, method: str, code: str, details: str = "") -> None:
        super().__init__(f"Slack refused {method}: {code}")
        self.code = code
        self.details = details
        """What Slack says of the blocks that it refuses. It may quote them: never log it."""


def meaning(method: str, error: SlackApiError) -> Exception:
    """What an answer of Slack means that is not ok. The error's own text may quote what was sent,
    and so is not in the one that is given back."""
    status, headers, data = _parts(error.response)
    code = str(data.get("error") or "")
    if status == 429 or code in BUSY:
        return Later(f"Slack asks to wait with {method}", pause(headers))
    if code in BROKEN or status >= 500 or not code:
        return cut_off(method, code or f"status {status}")
    if code in GONE:
        return Gone(f"{method}: {code}")
    if code in TO_SET_RIGHT:
        log.error("%s (%s of Slack said %s)", TO_SET_RIGHT[code], method, code)
        return Later(f"{method} waits for an administrator: {code}", SET_RIGHT)
    return Refused(method, code[:100], str(data.get("errors") or data.get("response_metadata")))


def cut_off(method: str, why: str) -> Exception:
    """Nobody knows whether it was carried out; where it can be done twice, that does not matter."""
    if METHODS[method].repeatable:
        return Later(f"{method} broke off: {why}")
    return Unsure(f"{method} broke off: {why}")


def pause(headers: Mapping[str, Any]) -> float | None:
    """The seconds that an answer's Retry-After asks for; None where it has none to go by."""
    named = {str(name).lower(): value for name, value in headers.items()}
    try:
        return min(max(float(str(named["retry-after"])), 1.0), MOST_PAUSE)
    except (KeyError, ValueError):
        return None


def _parts(response: Any) -> tuple[int, Mapping[str, Any], Mapping[str, Any]]:
    """Status, headers and JSON object of what the library holds: one of two kinds of answer."""
    status = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    data = getattr(response, "data", None)
    return int(status), getattr(response, "headers", {}), data if isinstance(data, dict) else {}
