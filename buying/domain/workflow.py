"""Where a purchase stands, worked out from what has been said about it.

The current step is never stored. A purchase is a list of :class:`Entry`, each
saying that somebody answered, skipped or reopened a question. :func:`replay`
walks the steps of the workflow in order, keeps those whose condition holds, and
stops at the first that has no valid answer. "Back", "change the budget" and
"carry on tomorrow" therefore need no code of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

EntryKind = Literal["answer", "skip", "reopen"]


@dataclass(frozen=True)
class Entry:
    """One thing that happened to one question; the history only ever grows.

    ``seq`` orders entries and is unique within a purchase. ``value`` is the
    answer in its stored (JSON) shape; None for a skip or a reopening.
    """

    seq: int
    kind: EntryKind
    question: str
    value: Any = None
    by: str = ""


@dataclass(frozen=True)
class Step:
    """One question's place in the workflow.

    ``asked_of`` is who must answer: the requester, or a role that the purchase
    waits for. ``stands_on`` names questions whose later change makes this answer
    stale, so that it is asked again (an approval stands on the price approved); of a form
    it may name one box (``purpose.goes_on``), whose other boxes then do not matter.
    ``repeat_most`` above 0 makes the step repeat as ``id#1``, ``id#2``, ...:
    ``repeat_least`` of them are needed, or as many as were asked for by an answer to
    the bare ``id`` (a whole number).
    """

    id: str
    stage: str
    applies: Callable[[Any], bool]
    asked_of: str = "requester"
    stands_on: tuple[str, ...] = ()
    optional: bool = False
    repeat_least: Callable[[Any], int] | None = None
    repeat_most: int = 0
    shows: str | None = None


@dataclass(frozen=True)
class Asked:
    """A step as it stands for one purchase. ``key`` is ``id`` or ``id#n``."""

    key: str
    step: Step
    entry: Entry | None
    number: int = 0
    needed: bool = True


@dataclass(frozen=True)
class Position:
    """The outcome of a replay.

    ``path``: every step that applies, in order, up to and including the open one.
    ``open``: the step that waits for an answer; None when the workflow is done.
    ``ahead``: the steps after it that would apply as things stand (an estimate).
    """

    path: tuple[Asked, ...]
    open: Asked | None
    ahead: tuple[Step, ...] = ()


def base_key(key: str) -> str:
    """The question's id without its number: ``option#2`` gives ``option``."""
    return key.partition("#")[0]


def latest(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The entry that counts for each question: the last answer or skip not reopened."""
    current: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: e.seq):
        if entry.kind == "reopen":
            current.pop(entry.question, None)
        else:
            current[entry.question] = entry
    return current


def last_given(entries: Iterable[Entry], question: str) -> Any:
    """The last value ever given for ``question``, reopened or not; None if never."""
    given = [e for e in entries if e.question == question and e.kind == "answer"]
    return max(given, key=lambda e: e.seq).value if given else None


def replay(
    steps: Iterable[Step],
    entries: Iterable[Entry],
    derive: Callable[[dict[str, Any]], Any],
    complete: Callable[[str, Any], bool] = lambda key, value: True,
) -> Position:
    """Walk ``steps`` and stop at the first that has no valid answer.

    ``derive`` turns current answers (question to value; None for a skip) into
    the facts that conditions read. ``complete`` says whether a value is a whole
    answer (a form that is half filled in is not). Pure: the same entries give
    the same position, however they came about.
    """
    history = sorted(entries, key=lambda e: e.seq)
    current = latest(history)
    facts = derive({key: entry.value for key, entry in current.items()})
    path: list[Asked] = []
    found: Asked | None = None
    ahead: list[Step] = []
    for step in steps:
        if not step.applies(facts):
            continue
        if found is not None:
            ahead.append(step)
            continue
        for asked in _instances(step, current, facts):
            path.append(asked)
            if not _whole(asked, complete) or _out_of_date(asked, current, history):
                found = asked
                break
    return Position(tuple(path), found, tuple(ahead))


def _instances(step: Step, current: Mapping[str, Entry], facts: Any) -> Iterable[Asked]:
    if not step.repeat_most:
        yield Asked(step.id, step, current.get(step.id), needed=not step.optional)
        return
    least = step.repeat_least(facts) if step.repeat_least else 1
    wanted = (step.id in current and current[step.id].value) or 0
    for number in range(1, step.repeat_most + 1):
        entry = current.get(f"{step.id}#{number}")
        if entry is None and number > max(least, wanted):
            return
        yield Asked(f"{step.id}#{number}", step, entry, number, needed=number <= least)


def _whole(asked: Asked, complete: Callable[[str, Any], bool]) -> bool:
    entry = asked.entry
    if entry is None or (entry.kind == "skip" and asked.needed):
        return False
    return entry.kind == "skip" or complete(asked.key, entry.value)


def _out_of_date(asked: Asked, current: Mapping[str, Entry], history: Sequence[Entry]) -> bool:
    given = asked.entry.seq if asked.entry else 0
    for name in asked.step.stands_on:
        question, _, box = name.partition(".")
        if box:
            changed = _changed(history, question, box) if question in current else 0
        else:
            found = (e.seq for key, e in current.items() if base_key(key) == question)
            changed = max(found, default=0)
        if changed > given:
            return True
    return False


def _changed(history: Sequence[Entry], question: str, box: str) -> int:
    """The number of the entry that last gave the box another answer; 0 where none did."""
    last, changed = None, 0
    for entry in history:
        if entry.question == question and entry.kind == "answer":
            said = entry.value.get(box) if isinstance(entry.value, Mapping) else None
            last, changed = (last, changed) if said == last else (said, entry.seq)
    return changed
