"""What else may be asked for the same value: other answers tried, one after another.

Beginning from a purchase without troubles, each answer that could have been another is changed
in turn; where that brings a new step up, the answers to that step are changed as well. Prices that
come out higher than what was planned are tried apart from these: see :func:`dearer`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from buying.domain.money import Money
from buying.domain.policy import Policy
from buying.domain.workflow import Asked, latest
from buying.rulebook import Rulebook
from buying.service.walking import NeverEnds, Outside, Walk, walk
from buying.service.walking.plausible import WORDS
from buying.service.walking.walk import picked
from buying.voice.asking import Part, resolve, show_part
from buying.voice.context import Context

OUTSIDES = (
    ("a preferred supplier sells it", Outside(preferred=True)),
    ("there is a contract for it", Outside(contract=True)),
    ("colleagues buy the same", Outside(colleagues=True)),
)
"""Facts from outside, each by itself, in words that may follow "if"."""


@dataclass(frozen=True)
class Variant:
    """``walk`` is ``begun`` with one more thing that is different: ``answer`` to ``question``."""

    begun: Walk
    walk: Walk
    question: str
    answer: str


def explore(
    book: Rulebook, policy: Policy, on: date, given: Mapping[str, Any]
) -> tuple[Walk, tuple[Variant, ...]]:
    """The purchase without troubles that begins with ``given``, and its variants.

    Answers that end a purchase or go back in it are not among them. Raises NeverEnds where the
    purchase without troubles goes in circles.
    """
    plain = walk(book, policy, on, given, Outside().world(on))
    found = list(_outsides(book, policy, on, given, plain))
    seen = set(plain.steps)
    waiting = deque([(plain, frozenset(plain.steps) - set(given))])
    for variant in found:
        _look_into(variant.walk, seen, waiting)
    while waiting:
        begun, questions = waiting.popleft()
        for variant in _variants(book, policy, on, begun, questions):
            found.append(variant)
            _look_into(variant.walk, seen, waiting)
    return plain, tuple(found)


def dearer(book: Rulebook, policy: Policy, on: date, plain: Walk, planned: Money) -> Walk:
    """``plain`` as it goes where less was ``planned``, and only the prices bring it to its value.

    Raises NeverEnds.
    """
    answers = plain.context.known.answers
    priced = {"price": answers["budget"]}
    prices = {asked.key: priced for asked in plain.path if asked.step.id == "option"}
    given = {"category": answers["category"], "budget": planned.stored(), **prices}
    return walk(book, policy, on, given, plain.world)


def _look_into(found: Walk, seen: set[str], waiting: deque[tuple[Walk, frozenset[str]]]) -> None:
    new = found.steps - seen
    if new:
        seen |= new
        waiting.append((found, frozenset(new)))


def _outsides(
    book: Rulebook, policy: Policy, on: date, given: Mapping[str, Any], plain: Walk
) -> Iterator[Variant]:
    own = plain.context.known.value
    item = str(plain.context.known.answer("need.item") or "")
    lately = "it is counted together with what the team bought lately"
    more = [(lately, Outside(earlier=own, item=item))] if own else []
    for words, outside in (*OUTSIDES, *more):
        try:
            yield Variant(plain, walk(book, policy, on, given, outside.world(on)), "", words)
        except NeverEnds:
            continue


def _variants(
    book: Rulebook, policy: Policy, on: date, begun: Walk, questions: frozenset[str]
) -> Iterator[Variant]:
    answers = {key: entry.value for key, entry in latest(begun.entries).items()}
    for asked in begun.path:
        if asked.step.id not in questions:
            continue
        label = begun.context.rulebook.questions[asked.step.id].label
        for value, question, words in _others(begun.context, asked, answers.get(asked.key)):
            if any(c.ends or c.reopens for c in picked(book, asked.key, value)):
                continue
            try:
                other = walk(book, policy, on, {**answers, asked.key: value}, begun.world)
            except NeverEnds:
                continue
            yield Variant(begun, other, question or label, words)


def _others(context: Context, asked: Asked, value: Any) -> Iterator[tuple[Any, str, str]]:
    """Other answers to a question: the answer, the box that it is in, and the words of it."""
    resolved = resolve(context, asked.key)
    if resolved.whole.kind != "form":
        if value is None:
            yield _text(resolved.whole), "", "anything"
        for other in _alternatives(resolved.whole, value):
            yield other, "", show_part(resolved.whole, other)
        return
    given = value if isinstance(value, Mapping) else {}
    for part in resolved.parts:
        for other in _alternatives(part, given.get(part.id)):
            yield {**given, part.id: other}, part.label, show_part(part, other)


def _alternatives(part: Part, value: Any) -> Iterator[Any]:
    if part.kind == "choice":
        yield from (choice.value for choice in part.choices if choice.value != value)
    elif part.kind == "yes_no":
        yield not value
    elif part.kind == "text" and value is None:
        yield _text(part)


def _text(part: Part) -> str:
    return WORDS[: part.limits.longest]
