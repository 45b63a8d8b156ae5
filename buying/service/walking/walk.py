"""Playing a purchase to its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from buying.domain.known import Known, World, derive
from buying.domain.policy import Policy
from buying.domain.workflow import Asked, Entry, Position, base_key, latest, replay
from buying.rulebook import Choice, Rulebook
from buying.service.walking.plausible import plausible
from buying.voice.asking import complete, resolve
from buying.voice.context import Context

REFERENCE = "BW-EXAMPLE"
REQUESTER = "A colleague"
MOST_ANSWERS_A_STEP = 20
"""A purchase that needs more answers than this for each step of its workflow goes in circles."""

Ending = Literal["cancelled", "handed_over"]


class NeverEnds(Exception):
    """The rules ask the same again and again, whatever is answered."""


@dataclass(frozen=True)
class Walk:
    """A purchase that was played to its end.

    ``context``: everything known at the end. ``entries``: what was answered, in order.
    ``world``: what lay outside it.
    ``ended``: how an answer ended it early; None where every question was answered.
    """

    context: Context
    entries: tuple[Entry, ...]
    world: World
    ended: Ending | None = None

    @property
    def path(self) -> tuple[Asked, ...]:
        """Every step that was asked, in the order of the workflow."""
        return self.context.position.path

    @property
    def steps(self) -> frozenset[str]:
        """The questions that were asked, without their numbers."""
        return frozenset(asked.step.id for asked in self.path)

    def known_if(self, question: str, value: Any) -> Known:
        """What would be known with ``value`` as the answer to ``question`` instead."""
        answers = {**self.context.known.answers, question: value}
        return derive(self.context.policy, self.world, answers)


def walk(
    book: Rulebook,
    policy: Policy,
    on: date,
    given: Mapping[str, Any],
    world: World,
) -> Walk:
    """Play a purchase that begins ``on`` a day, from ``given`` answers to its end.

    ``given``: question to stored answer (None: left out), in the order they were given. A form
    may be given in part; what is missing is made up. Raises NeverEnds.
    """
    entries = _entries(given)
    ended: Ending | None = None
    for _ in range(MOST_ANSWERS_A_STEP * len(policy.steps)):
        context = _stand(book, policy, on, entries, world)
        asked = context.position.open
        if asked is None or ended is not None:
            return Walk(context, tuple(entries), world, ended)
        ended = _answer(context, asked, entries)
    raise NeverEnds(
        f"The rules never come to an end: they go on asking “{entries[-1].question}”. "
        "Look at its stands_on and at choices that reopen an earlier question."
    )


def _entries(given: Mapping[str, Any]) -> list[Entry]:
    return [
        Entry(seq, "skip" if value is None else "answer", key, value)
        for seq, (key, value) in enumerate(given.items(), start=1)
    ]


def _stand(
    book: Rulebook, policy: Policy, on: date, entries: Iterable[Entry], world: World
) -> Context:
    """The purchase as it stands after ``entries``."""
    listed = tuple(entries)
    known = derive(policy, world, {key: entry.value for key, entry in latest(listed).items()})
    draft = Context(book, policy, known, Position((), None), REFERENCE, REQUESTER, on, listed)
    position = replay(
        policy.steps, listed, lambda _: known, lambda key, value: complete(draft, key, value)
    )
    return Context(book, policy, known, position, REFERENCE, REQUESTER, on, listed)


def _answer(context: Context, asked: Asked, entries: list[Entry]) -> Ending | None:
    """Answer the open question; how that ends the purchase, if it does."""
    resolved = resolve(context, asked.key)
    value = plausible(context, asked, resolved)
    _add(entries, "skip" if value is None else "answer", asked.key, value)
    for choice in picked(context.rulebook, asked.key, value):
        if choice.ends is not None:
            return choice.ends
        if choice.reopens is not None:
            for key in _of(choice.reopens, entries):
                _add(entries, "reopen", key)
    return None


def _add(
    entries: list[Entry], kind: Literal["answer", "skip", "reopen"], key: str, value: Any = None
) -> None:
    last = max((entry.seq for entry in entries), default=0)
    entries.append(Entry(last + 1, kind, key, value))


def _of(question: str, entries: Iterable[Entry]) -> list[str]:
    return [key for key in latest(entries) if base_key(key) == question]


def picked(book: Rulebook, key: str, value: Any) -> list[Choice]:
    """The choices in the rulebook that an answer to ``key`` picks, in boxes of a form too."""
    question = book.questions[base_key(key)]
    pairs = [(question.choices, value)]
    if isinstance(value, Mapping):
        pairs = [(box.choices, value.get(box.id)) for box in question.fields]
    return [choice for choices, said in pairs for choice in choices if choice.value == said]
