"""Finding an answer among very many by a part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from buying.cards import Choice
from buying.english import listed

MOST = 40
NEAR = 72
"""How alike, of 100, a name and what was typed are at least for a slip of the fingers."""


def matches(choices: Sequence[Choice], typed: str, most: int = MOST) -> list[Choice]:
    """Up to ``most`` of ``choices`` that fit what was typed, the likeliest first."""
    looked_for = typed.casefold().split()
    if not looked_for:
        return []
    found = [one for one in choices if all(word in _name(one) for word in looked_for)]
    found.sort(key=lambda one: not _name(one).startswith(" ".join(looked_for)))
    return (found or _alike(choices, typed, most))[:most]


def meant(choices: Sequence[Choice], typed: str) -> str:
    """The value of the one choice that was typed; the text itself where that is not sure."""
    text = typed.strip()
    same = [one for one in choices if text in (one.value, one.label)]
    same = same or [one for one in choices if _name(one) == text.casefold()]
    near = same or [one for one in choices if text and text.casefold() in _name(one)]
    return near[0].value if same or len(near) == 1 else text


def did_you_mean(choices: Sequence[Choice], typed: str) -> str:
    """A sentence about a name that was typed and is not sure."""
    names = [f"“{one.label}”" for one in matches(choices, typed, 5)]
    if not names:
        return f"I do not know “{typed[:60]}”. Type a part of its name."
    return f"I am not sure about “{typed[:60]}”. Did you mean {listed(names, 'or')}?"


def _alike(choices: Sequence[Choice], typed: str, most: int) -> list[Choice]:
    names = {number: _name(one) for number, one in enumerate(choices)}
    near = process.extract(
        typed.casefold(), names, scorer=fuzz.WRatio, limit=most, score_cutoff=NEAR
    )
    return [choices[number] for _, _, number in near]


def _name(choice: Choice) -> str:
    return choice.label.strip().casefold()
