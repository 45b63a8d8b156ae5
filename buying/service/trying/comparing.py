"""The same question under two sets of rules, side by side."""

from __future__ import annotations

from typing import Literal

from buying.cards import Model
from buying.service.trying.sections import Section, sections
from buying.service.trying.views import Answer, Told

State = Literal["same", "different", "gone", "new"]


class Pair(Model):
    """One thing under both sets of rules; None where it is not there.

    ``state``: ``gone`` is only in the first, ``new`` only in the second.
    """

    label: str
    before: Told | None
    after: Told | None

    @property
    def state(self) -> State:
        """How the two differ. Where in a file a rule is written makes no difference."""
        if self.before is None or self.after is None:
            return "gone" if self.after is None else "new"
        return "same" if self.before.says == self.after.says else "different"


class Compared(Model):
    """A section with what both sets of rules say in it."""

    title: str
    about: str
    pairs: tuple[Pair, ...]

    @property
    def differences(self) -> int:
        """How many things in this section are not the same."""
        return sum(pair.state != "same" for pair in self.pairs)


def compare(before: Answer, after: Answer) -> tuple[Compared, ...]:
    """Each section of two answers with what differs in it, in the order of the first."""
    first = {section.title: section for section in sections(before)}
    second = {section.title: section for section in sections(after)}
    return tuple(_section(first.get(t), second.get(t)) for t in dict.fromkeys([*first, *second]))


def _section(before: Section | None, after: Section | None) -> Compared:
    shown = before or after
    left, right = _keyed(before), _keyed(after)
    return Compared(
        title=shown.title if shown else "",
        about=shown.about if shown else "",
        pairs=tuple(
            Pair(label=key[0], before=left.get(key), after=right.get(key))
            for key in dict.fromkeys([*left, *right])
        ),
    )


def _keyed(section: Section | None) -> dict[tuple[str, int], Told]:
    """Rows by label, the second of the same label apart from the first."""
    found: dict[tuple[str, int], Told] = {}
    for row in section.rows if section else ():
        number = sum(label == row.label for label, _ in found)
        found[row.label, number] = row
    return found
