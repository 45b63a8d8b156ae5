"""The methods of Slack's Web API that are called, and the scopes that they need.

Each has a page of its own in Slack's documentation, which names its scopes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """A method of the Web API: the scope that it needs, if any, and how it is called.

    ``repeatable``: doing it twice does no harm, so that it is tried again when it is not known
    whether it was carried out. ``form``: its arguments go in the address, and not as JSON.
    """

    scope: str | None
    repeatable: bool = True
    form: bool = False


METHODS: Mapping[str, Method] = {
    "auth.test": Method(None),
    "chat.postEphemeral": Method("chat:write", repeatable=False),
    "chat.postMessage": Method("chat:write", repeatable=False),
    "chat.unfurl": Method("links:write"),
    "chat.update": Method("chat:write"),
    "conversations.history": Method("im:history", form=True),
    "conversations.open": Method("im:write"),
    "conversations.replies": Method("im:history", form=True),
    "files.completeUploadExternal": Method("files:write"),
    "files.getUploadURLExternal": Method("files:write", form=True),
    "users.info": Method("users:read", form=True),
    "views.open": Method(None, repeatable=False),
    "views.publish": Method(None),
}
"""Every method that is called; no other can be."""

MORE_SCOPES: Mapping[str, str] = {
    "users:read.email": "users.info tells the e-mail address only with it",
    "files:read": "to download what somebody sends",
}
"""Scopes that none of the pages above names, and why they are needed."""
