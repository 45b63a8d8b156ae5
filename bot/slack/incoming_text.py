"""What people write in Slack, as plain text: "Formatting text for app surfaces" there."""

from __future__ import annotations

import re
import unicodedata

_MARKED = re.compile(r"<([^<>]{1,3000})>")
_ESCAPED = re.compile("&(amp|lt|gt);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
_KEPT = "\n\t"


def plain(text: str, bot: str | None = None) -> str:
    """``text`` as it is read: links as their label or address, people and channels by name.

    ``bot``: the bot's own user id; where it is addressed, that is left out. What people type as
    ``&``, ``<`` and ``>`` arrives escaped, and so cannot be taken for a mark.
    """
    if bot:
        text = re.sub(rf"\s*<@{re.escape(bot)}(\|[^<>]*)?>[ ,:]*", " ", text)
    bare = _MARKED.sub(lambda found: _read(found[1]), text)
    return storable(_ESCAPED.sub(lambda found: _SIGNS[found[1]], bare)).strip()


def storable(text: str) -> str:
    """Without what not every database can keep: control characters and halves of a sign."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(sign for sign in whole if sign in _KEPT or unicodedata.category(sign) != "Cc")


def _read(marked: str) -> str:
    target, _, label = marked.partition("|")
    if target.startswith("@"):
        return f"@{label or 'somebody'}"
    if target.startswith("#"):
        return f"#{label or 'a channel'}"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    return _link(target, label)


def _link(target: str, label: str) -> str:
    address = re.sub("^(mailto|tel):", "", target)
    # Slack makes a link of "example.org" by itself, so that the label is all that was typed.
    typed = re.sub(r"^https?://|/$", "", address)
    if not label or label in (address, typed):
        return label or address
    return f"{label} ({address})"
