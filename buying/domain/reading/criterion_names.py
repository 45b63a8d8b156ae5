"""Which criterion a person means: "price", "the cost", "kwality"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from rapidfuzz import fuzz

from buying.domain.reading.matching import ASK_SCORE, MARGIN, SURE_SCORE
from buying.domain.reading.tidy import plain

SHORTEST_BEGINNING = 4
"""Letters of a beginning that count for the whole word ("sustain")."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_FILLERS = frozenset(
    "a about all also am an and are as at be but by can count counts could do for from get give"
    " go have i i'd i'll i'm important in is it it's let like make matter matters me must my need"
    " needs no of ok okay on our please points pls put say set should so than that the them then"
    " think this to us want wants we we'd weigh weight weights weighting will with worth would"
    " yes you".split()
)


class Named(Protocol):
    """Something with a ``label`` to show and other ``words`` for it."""

    @property
    def id(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def words(self) -> tuple[str, ...]: ...


def bare(text: str) -> str:
    """The words of ``text`` (:func:`~.tidy.plain`) that mean something; may be empty."""
    return " ".join(word for word in _WORD.findall(text) if word not in _FILLERS)


class Names:
    """All names of all criteria. ``labels``: id to label, in order."""

    def __init__(self, criteria: Sequence[Named]) -> None:
        self.labels = {criterion.id: criterion.label for criterion in criteria}
        named = (
            (bare(plain(name.replace("_", " ").replace("-", " "))), criterion.id)
            for criterion in criteria
            for name in (*criterion.words, criterion.id, criterion.label)
        )
        # Of a word like "worth" nothing is left, and nothing would mean that criterion.
        self._names = {name: id for name, id in named if name}

    @property
    def example(self) -> str:
        """How weights can be said, with names that are known here."""
        first, second, *_ = [*self.labels.values(), "the next"]
        return f"for example “{second} 50, {first} 30, rest equal”"

    def match(self, text: str) -> tuple[str, bool] | None:
        """The criterion that ``text`` names, and whether that is in doubt; None for none."""
        said = bare(text.replace("-", " "))
        if said in self._names:
            return self._names[said], False
        if len(said) < SHORTEST_BEGINNING - 1:
            return None
        return self._beginning(said) or self._near(said)

    def clauses(self, text: str, at: re.Pattern[str]) -> list[str]:
        """``text`` in the parts that ``at`` parts; one where all of it is one name.

        Names may have an "and" in them ("sustainability and social value").
        """
        if bare(text.replace("-", " ")) in self._names:
            return [text]
        joined = text
        for name in sorted(self.labels.values(), key=len, reverse=True):
            simple = plain(name)
            joined = joined.replace(simple, simple.replace(" and ", " "))
        return [part for part in at.split(joined) if bare(part)]

    def _beginning(self, said: str) -> tuple[str, bool] | None:
        ids = {id for name, id in self._names.items() if name.startswith(said)}
        return (ids.pop(), False) if len(ids) == 1 else None

    def _near(self, said: str) -> tuple[str, bool] | None:
        best: dict[str, float] = {}
        for name, id in self._names.items():
            best[id] = max(best.get(id, 0), fuzz.ratio(said, name))
        (score, found), *others = sorted(((s, id) for id, s in best.items()), reverse=True)
        if score < ASK_SCORE:
            return None
        clear = not others or score - others[0][0] >= MARGIN
        return found, score < SURE_SCORE or not clear
