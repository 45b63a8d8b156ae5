"""The search of a long list: the answers that fit what is typed so far."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.slack.cards import boxes, limits
from bot.slack.cards.rich_text import Block
from buying.cards import Choice, Field, Question

ALIKE = 70
"""Of 100: how alike a name must be to what was typed, to be shown for it."""


def options(asked: Question | Field, typed: str) -> list[Block]:
    """Up to a hundred answers as Slack's options: those with the words typed, else similar ones.

    All, in their order, where nothing is typed.
    """
    offered = boxes.options(asked)
    if not typed.strip():
        return offered[: limits.OPTIONS]
    names = [_name(choice) for choice in asked.choices]
    return [offered[place] for place in _found(names, typed)][: limits.OPTIONS]


def _name(choice: Choice) -> str:
    return f"{choice.label} {choice.hint or ''}".casefold().strip()


def _found(names: Sequence[str], typed: str) -> list[int]:
    wanted = typed.casefold().split()
    exact = [place for place, name in enumerate(names) if all(word in name for word in wanted)]
    if exact:
        return exact
    alike = process.extract(
        " ".join(wanted), names, scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=limits.OPTIONS
    )
    return [place for _name, _score, place in alike]
