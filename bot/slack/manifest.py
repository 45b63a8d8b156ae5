"""The manifest of the Slack app, filled in for this service ("App manifest reference")."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from buying.settings import LOOPBACK

FILE = Path(__file__).with_name("manifest.yml")
PLACEHOLDER = "https://buywell.example.org"
"""Stands in the file for the address at which Slack reaches the service."""


def read() -> dict[str, Any]:
    """The manifest as it is in the file."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def scopes() -> frozenset[str]:
    """The scopes that the bot asks for."""
    return frozenset(read()["oauth_config"]["scopes"]["bot"])


def filled(address: str, socket_mode: bool = False) -> str:
    """The manifest as YAML, for a service at ``address``, such as ``https://buy.example.org``.

    In socket mode Slack needs no address to send to, so none is named.
    """
    made = _with_address(read(), address.rstrip("/"))
    settings, features = made["settings"], made["features"]
    if urlsplit(address).hostname in LOOPBACK:
        # Slack does not look for links to a machine that nobody else can reach.
        del features["unfurl_domains"]
    if socket_mode:
        settings["socket_mode_enabled"] = True
        del settings["event_subscriptions"]["request_url"]
        settings["interactivity"] = {"is_enabled": True}
        for command in features["slash_commands"]:
            del command["url"]
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=100)


def _with_address(part: Any, address: str) -> Any:
    """``part`` with the service's address and host in the place of those of the file."""
    if isinstance(part, dict):
        return {name: _with_address(value, address) for name, value in part.items()}
    if isinstance(part, list):
        return [_with_address(each, address) for each in part]
    if isinstance(part, str):
        host = urlsplit(address).hostname or ""
        return part.replace(PLACEHOLDER, address).replace(urlsplit(PLACEHOLDER).netloc, host)
    return part
