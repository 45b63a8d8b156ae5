"""Slack's own markup, mrkdwn, kept out of what people and suppliers typed.

Cards are shown as rich text and plain text, which Slack takes literally: stars, back-quotes,
``:smile:``, ``<!channel>`` and addresses stay what they are. Only the line that stands in
notifications is a text in which Slack looks for markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LITERAL: Mapping[str, Any] = {"mrkdwn": False, "parse": "none", "link_names": False}
"""Arguments of ``chat.postMessage`` with which its text makes no markup and no links."""


def escape(text: str) -> str:
    """``text`` so that nothing in it is a mention or a link ("Formatting text for app surfaces").

    That page names three signs to replace, and no others.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
