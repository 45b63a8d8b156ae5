"""Two wordings of a text, told so that one sees what is other."""

from __future__ import annotations

SHORT = 160
"""Characters of a text that is told in full."""
AROUND = 4
"""Words of a long text that are told on either side of what is other."""


def reworded(before: str, after: str) -> str:
    """What became of a text, to follow its name: ``is now “...”; it was “...”``."""
    if len(before) <= SHORT and len(after) <= SHORT and before.split() != after.split():
        return f"is now “{after}”; it was “{before}”"
    old, new = before.split(), after.split()
    if old == new:
        return "has the same words, set out in another way"
    one, other = _around(old, new)
    return f"now says “{other}”; it said “{one}”"


def _around(old: list[str], new: list[str]) -> tuple[str, str]:
    """Both texts without the words at either end that are the same, but for a few."""
    begins = _alike(old, new)
    ends = _alike(old[begins:][::-1], new[begins:][::-1])
    return _cut(old, begins, len(old) - ends), _cut(new, begins, len(new) - ends)


def _alike(old: list[str], new: list[str]) -> int:
    """How many words at the beginning are the same."""
    pairs = zip(old, new, strict=False)
    return next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new))
    )


def _cut(words: list[str], begins: int, ends: int) -> str:
    first, last = max(0, begins - AROUND), min(len(words), ends + AROUND)
    text = " ".join(words[first:last])
    return f"{'… ' if first else ''}{text}{' …' if last < len(words) else ''}"
