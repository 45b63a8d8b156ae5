"""What is wrong with a rulebook, said with its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from buying import english


@dataclass(frozen=True)
class Problem:
    """One mistake: ``file`` is relative to the rulebook, ``line`` counts from 1.

    ``line`` is None where the file as a whole is meant (it is missing, say).
    """

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


class RulebookError(Exception):
    """The rulebook cannot be used as it is. ``problems`` holds every reason found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` Did you mean 'kind'?`` where a known word is near to ``word``, else nothing."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""


def listed(words: Iterable[str]) -> str:
    """Words as a list that people read: ``'a', 'b' and 'c'``."""
    return english.listed(f"'{word}'" for word in words)
