"""Which suppliers' names and notes have the words of a purchase in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

_ALIKE = 85
"""Two words count as one from here: chair and chairs, not chair and choir."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_IDLE = frozenset(
    {
        "and", "are", "for", "from", "has", "have", "need", "needs", "new", "one", "our", "per",
        "some", "ten", "that", "the", "them", "this", "two", "want", "who", "will", "with", "you",
    }
)  # fmt: skip


def ranked(words: str, texts: Mapping[int, str]) -> list[tuple[int, float]]:
    """Keys of ``texts`` with a score of 0 to 100, best first, else in the order given.

    The score is how many of ``words`` the text has, a near miss counting less.
    """
    asked = _words(words)
    said = {key: _words(text) for key, text in texts.items()}
    vocabulary = list(set().union(*said.values()))
    near = [_near(word, vocabulary) for word in asked]
    scores = {
        key: sum(max((hits[word] for word in own & hits.keys()), default=0.0) for hits in near)
        / max(1, len(near))
        for key, own in said.items()
    }
    return sorted(scores.items(), key=lambda found: -found[1])


def _near(word: str, vocabulary: list[str]) -> dict[str, float]:
    found = process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    return {alike: score for alike, score, _ in found}


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - _IDLE
