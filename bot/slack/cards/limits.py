"""What Slack takes at most, and how a text is made to fit.

Each number is from the page of Slack's Block Kit reference that is named beside it; those of
whole messages are said there. Lengths are counted with care, as :func:`length` says, because
Slack does not say whether it counts before or after its own escaping.
"""

from __future__ import annotations

MESSAGE_BLOCKS = 50
"""Blocks in one message ("Blocks")."""
VIEW_BLOCKS = 100
"""Blocks in a modal or in the Home tab ("Blocks")."""
BLOCK_TEXT = 3000
"""Characters of one text object ("Text object"), and of one block of text."""
HEADER = 150
"""Characters of a "Header block"."""
ELEMENTS = 25
"""Controls in one "Actions block"."""
TICKS = 10
"""Options of a "Checkboxes element" or a "Radio button group element"."""
OPTIONS = 100
"""Options of a "Select menu element"; a search shows no more at once either."""
OPTION_TEXT = 75
"""Characters of an option's text, and of its description ("Option object")."""
OPTION_VALUE = 150
"""Characters of what an option stands for ("Option object")."""
BUTTON_TEXT = 75
"""Characters on a "Button element", and of what a screen reader says of it."""
BUTTON_VALUE = 2000
"""Characters of what a button stands for ("Button element")."""
PLACEHOLDER = 150
"""Characters shown in an empty control ("Select menu element")."""
ID = 255
"""Characters of a block's or a control's id ("Blocks")."""
INPUT_LABEL = 2000
"""Characters of the label of an "Input block", and of its hint."""
TYPED = 3000
"""Characters that a "Plain-text input element" holds."""
ALT = 2000
"""Characters that tell a picture ("Image block")."""
VIEW_TITLE = 24
"""Characters of a modal's title, and of its two buttons ("Modal views")."""

WHOLE = 9000
"""What all texts of one message may weigh, as :func:`weight` counts.

Slack refuses a message with ``msg_blocks_too_long`` without saying where that begins. Those who
met it (slackapi/bolt-js, issues 2509 and 2867) report refusals from 11,341 characters of text on.
"""
EACH = 20
"""What each part of a message weighs besides its text."""

ASIDE = 1000
"""Characters of our own choice: what stands beside the matter, such as why something is asked."""
HINT = 400
"""Characters of our own choice: what explains one answer."""
LISTED = 3000
"""Characters of our own choice: answers in full, or what is filled in, all of them together."""

ELLIPSIS = "…"
NOTHING = "–"
"""Stands where there is no text: Slack takes no empty one."""

_COUNTED = {"&": 5, "<": 4, ">": 4}
_SHOWN = ("text", "alt_text")


def length(text: str) -> int:
    """The most that Slack may count: as escaped, and a sign outside the basic plane as two."""
    if text.isascii() and not any(sign in text for sign in _COUNTED):
        return len(text)
    return sum(_COUNTED.get(sign, 2 if ord(sign) > 0xFFFF else 1) for sign in text)


def said(text: str) -> str:
    """``text`` without blanks around it, or a dash where nothing is left."""
    return text.strip() or NOTHING


def cut(text: str, most: int) -> str:
    """The beginning of ``text``, up to ``most`` characters; where some is left out it says so."""
    if length(text) <= most:
        return text
    return head(text, most - 1).rstrip() + ELLIPSIS


def head(text: str, most: int) -> str:
    """The first ``most`` characters, ended after a line or a word where one ends near."""
    if length(text) <= most:
        return text
    fits = _first(text, most)
    ends = (fits.rfind("\n"), fits.rfind(" "))
    end = next((each for each in ends if each >= len(fits) * 2 // 3), -1)
    return fits[: end + 1] if end > 0 else fits


def share(count: int) -> int:
    """The characters that each of ``count`` lines of a list may have."""
    return max(LISTED // max(count, 1), OPTION_TEXT)


def pieces(text: str, most: int) -> list[str]:
    """``text`` in parts of at most ``most`` characters, cut as :func:`head` cuts."""
    found: list[str] = []
    while text:
        piece = head(text, most)
        found.append(piece)
        text = text[len(piece) :]
    return found


def _first(text: str, most: int) -> str:
    counted = 0
    for place, sign in enumerate(text):
        counted += length(sign)
        if counted > most:
            return text[: max(place, 1)]
    return text


def weight(part: object) -> int:
    """What a part of a message counts towards :data:`WHOLE`: its texts and its own parts.

    Answers to pick from do not count: Slack allows a hundred of them in one control.
    """
    if isinstance(part, dict):
        return EACH + sum(
            length(inner) if name in _SHOWN and isinstance(inner, str) else weight(inner)
            for name, inner in part.items()
            if name != "options"
        )
    return sum(weight(inner) for inner in part) if isinstance(part, list | tuple) else 0
