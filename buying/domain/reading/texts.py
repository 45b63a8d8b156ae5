"""Free text, as the person wrote it."""

from __future__ import annotations

from typing import Any

from buying.domain.reading.results import Asking, Outcome, Read, Unreadable, wrong_shape
from buying.domain.reading.tidy import clean, has_words, is_blank

LONGEST = 10_000
"""Characters of an answer where the question sets no limit of its own."""


def read(text: str, asking: Asking) -> Outcome:
    """The text without unseen characters. The limit counts what is left."""
    if is_blank(text):
        return Unreadable("empty", "I did not get an answer. Please write a few words.")
    kept = clean(text)
    if not has_words(kept):
        return Unreadable("no_words", "I need a few words. Please say it in your own words.")
    longest = LONGEST if asking.limits.longest is None else asking.limits.longest
    if len(kept) > longest:
        return Unreadable(
            "too_long",
            f"That is {len(kept):,} characters long, and I can keep {longest:,}."
            " Please give me a shorter version.",
        )
    return Read(kept, kept)


def check(value: Any, asking: Asking) -> Outcome:
    """A string and nothing else."""
    return read(value, asking) if isinstance(value, str) else wrong_shape()
