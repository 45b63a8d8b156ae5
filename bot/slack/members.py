"""What Slack says of somebody: the "User object" of its documentation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from buying.service.accounts import Identity

SLACKBOT = "USLACKBOT"
"""The account of Slack itself, which is not marked as a bot."""


def identity(user: Mapping[str, Any], workspace: str) -> Identity:
    """Who a user of ``users.info`` is. An e-mail address counts once Slack has confirmed it.

    ``workspace``: the id of the team in which they did something.
    """
    profile = user.get("profile") or {}
    return Identity(
        email=profile.get("email") or None,
        verified=user.get("is_email_confirmed") is True,
        name=_name(user, profile),
        zone=user.get("tz") or None,
        outsider=_outsider(user, workspace),
    )


def _name(user: Mapping[str, Any], profile: Mapping[str, Any]) -> str:
    names = (profile.get("real_name"), user.get("real_name"), user.get("name"))
    return next((str(name) for name in names if name), "")


def _outsider(user: Mapping[str, Any], workspace: str) -> str | None:
    """Why somebody is no member, to follow "because"; None for a member."""
    if user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == SLACKBOT:
        return "I only work for people, and this is the account of an app"
    if user.get("deleted"):
        return "your Slack account was closed"
    if user.get("is_stranger") or not _of(user, workspace):
        return "you belong to another organisation in Slack"
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return "you are a guest in this Slack workspace"
    return None


def _of(user: Mapping[str, Any], workspace: str) -> bool:
    """Whether somebody is of a workspace; in an Enterprise organisation, of it among others."""
    enterprise = user.get("enterprise_user") or {}
    return user.get("team_id") == workspace or workspace in (enterprise.get("teams") or ())
