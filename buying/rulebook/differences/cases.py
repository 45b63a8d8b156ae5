"""Worked examples: how many there are, and which are other."""

from __future__ import annotations

from collections.abc import Iterator

from buying.english import listed
from buying.rulebook.book import Rulebook
from buying.rulebook.flow import Case

MOST_NAMED = 3


def cases(before: Rulebook, after: Rulebook) -> Iterator[str]:
    """Examples that are new, gone or other, the first of them by name."""
    old = {case.title: _told(case) for case in before.cases}
    new = {case.title: _told(case) for case in after.cases}
    yield from _count([title for title in new if title not in old], "new")
    yield from _count([title for title in old if title not in new], "taken out")
    changed = [title for title in new if title in old and old[title] != new[title]]
    yield from _count(changed, "changed")
    same = [title for title in old if title in new]
    if same != [title for title in new if title in old]:
        yield "Worked examples come in another order."


def _told(case: Case) -> object:
    # On which line of its file an example stands is nothing that it says.
    told = case.model_dump(exclude={"line"})
    return told, list(told["given"])


def _count(titles: list[str], how: str) -> Iterator[str]:
    if not titles:
        return
    named = [f"“{title}”" for title in titles[:MOST_NAMED]]
    left = len(titles) - len(named)
    number = f"{len(titles)} worked examples are" if len(titles) > 1 else "One worked example is"
    yield f"{number} {how}: {listed([*named, *([f'{left} more'] if left else [])])}."
