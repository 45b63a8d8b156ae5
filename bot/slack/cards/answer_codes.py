"""What an answer to press stands for, as a short text, and back again.

``=cushions`` is that text, ``!yes`` and ``!no`` are true and false, ``+4`` is a rating, and
``#12`` the twelfth choice (from 0) where its value is too long for Slack or stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.slack.cards import limits
from buying.cards import Choice

YES, NO = "!yes", "!no"
_PLACE = re.compile(r"#(\d{1,6})")
_RATING = re.compile(r"\+([1-9])")


class Unreadable(ValueError):
    """A text that no control of ours stands for."""


def of_choices(choices: Sequence[Choice]) -> list[str]:
    """The code of each choice, no two alike."""
    found: list[str] = []
    for number, choice in enumerate(choices):
        code = f"={choice.value}"
        fits = limits.length(code) <= limits.OPTION_VALUE and code not in found
        found.append(code if fits else f"#{number}")
    return found


def of_rating(number: int) -> str:
    """The code of a rating."""
    return f"+{number}"


def read(code: object, choices: Sequence[Choice] | None = None) -> Any:
    """The answer that a code stands for: a text, true, false or a number.

    Raises Unreadable for anything that is no code, and for a place where there is no choice.
    """
    if not isinstance(code, str) or len(code) > limits.BUTTON_VALUE:
        raise Unreadable
    if code in (YES, NO):
        return code == YES
    if code.startswith("="):
        return code[1:]
    if rating := _RATING.fullmatch(code):
        return int(rating[1])
    place = _PLACE.fullmatch(code)
    if place is None or choices is None or int(place[1]) >= len(choices):
        raise Unreadable
    return choices[int(place[1])].value


def posted(code: object, choices: Sequence[Choice]) -> str:
    """The same as ``bot.forms`` takes it: yes and no as words, a rating as its figure."""
    answer = read(code, choices)
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)
