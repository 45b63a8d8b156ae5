"""Compares parts of two rulebooks, whatever they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from buying.english import listed
from buying.rulebook.book import Rulebook
from buying.rulebook.conditions import Condition
from buying.rulebook.differences.labels import FIELDS, KINDS
from buying.rulebook.differences.moved import moved
from buying.rulebook.differences.shown import shown
from buying.rulebook.differences.texts import reworded
from buying.rulebook.wording import in_words, name_in_words


@dataclass(frozen=True)
class Parts:
    """Two rulebooks, whose parts are compared one by one."""

    before: Rulebook
    after: Rulebook

    def model(self, subject: str, before: BaseModel, after: BaseModel) -> Iterator[str]:
        """Key by key, what is other in ``after``. ``subject`` begins each sentence."""
        for key, label in FIELDS[type(after)].items():
            one, other = getattr(before, key), getattr(after, key)
            if label and one != other:
                yield from self.value(subject, label, one, other)

    def value(self, subject: str, label: str, before: Any, after: Any) -> Iterator[str]:
        """One key whose value is another, in as much detail as its kind allows."""
        if _kind(before) in KINDS or _kind(after) in KINDS:
            yield from self.items(subject, before, after)
        elif type(after) in FIELDS and type(before) is type(after):
            yield from self.model(subject, before, after)
        elif isinstance(after, Mapping):
            yield from self.mapping(subject, label, before, after)
        elif _all_words(before, after):
            yield from words(subject, label, before, after)
        elif isinstance(before, Condition) or isinstance(after, Condition):
            now, was = _when(after, self.after), _when(before, self.before)
            yield f"{subject}: {label}: {now}; until now: {was}."
        elif isinstance(before, str) and isinstance(after, str):
            yield f"{subject}: {label} {reworded(before, after)}."
        else:
            now, was = shown(after), shown(before)
            yield f"{subject}: {label} is now {now}; it was {was}."

    def items(self, subject: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[str]:
        """Things that have a name: which are new, gone or moved, and what changed in each."""
        noun, key, name = KINDS[_kind(after) if after else _kind(before)]
        old = {getattr(each, key): each for each in before}
        new = {getattr(each, key): each for each in after}
        for id in (id for id in old if id not in new):
            yield f"{_lead(subject)}the {noun} “{getattr(old[id], name)}” ({id}) is taken out."
        for id in (id for id in new if id not in old):
            yield f"{_lead(subject)}the {noun} “{getattr(new[id], name)}” ({id}) is new."
        for id in (id for id in new if id in old):
            about = f"{_lead(subject)}the {noun} “{getattr(old[id], name)}”"
            yield from self.model(about, old[id], new[id])
        for id, behind in moved(list(old), list(new)):
            place = f"after “{getattr(new[behind], name)}”" if behind else "first"
            yield f"{_lead(subject)}the {noun} “{getattr(new[id], name)}” now comes {place}."

    def mapping(
        self, subject: str, label: str, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> Iterator[str]:
        """Values by name."""
        for id in sorted(before.keys() | after.keys()):
            one: Any = before.get(id)
            other: Any = after.get(id)
            called = f"{label} {name_in_words(id)}"
            if id not in after:
                yield f"{subject}: {called} is taken out."
            elif id not in before:
                yield f"{subject}: {called} is new{_words_of(other)}."
            elif one != other and type(other) in FIELDS:
                yield from self.model(f"{subject}, {called}", one, other)
            elif one != other:
                yield from self.value(subject, called, one, other)


def words(
    subject: str, label: str, before: tuple[str, ...], after: tuple[str, ...]
) -> Iterator[str]:
    """A list of words: which came and which went; else that their order is another."""
    came = [word for word in after if word not in before]
    went = [word for word in before if word not in after]
    if came:
        yield f"{subject}: added to {label}: {listed(f'“{word}”' for word in came)}."
    if went:
        yield f"{subject}: taken out of {label}: {listed(f'“{word}”' for word in went)}."
    if not came and not went:
        yield f"{subject}: {label}: the order is now {', '.join(after)}."


def _when(condition: Condition | None, book: Rulebook) -> str:
    return in_words(condition, book) if condition else "always"


def _words_of(value: Any) -> str:
    if isinstance(value, str | int | Decimal):
        return f": {shown(value)}"
    figures = listed(_figures(value))
    return f": {figures}" if figures else ""


def _figures(value: Any) -> Iterator[str]:
    """The numbers of something that has no name of its own, each with what it is called."""
    for key, label in FIELDS.get(type(value), {}).items():
        part = getattr(value, key)
        if isinstance(part, int | Decimal) and not isinstance(part, bool):
            yield f"{label} {shown(part)}"
        elif type(part) in FIELDS:
            yield from _figures(part)


def _lead(subject: str) -> str:
    return f"{subject}, " if subject else ""


def _kind(value: Any) -> Any:
    """The type of the things in a list of them; None for anything else."""
    return type(value[0]) if isinstance(value, tuple) and value else None


def _all_words(before: Any, after: Any) -> bool:
    lists = isinstance(before, tuple) and isinstance(after, tuple)
    return lists and all(isinstance(word, str) for word in (*before, *after))
