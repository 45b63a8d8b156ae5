"""Worked examples of the rulebook, replayed: given these answers, is this what follows?"""

from __future__ import annotations

from datetime import date
from typing import Any

from buying.domain.known import World, derive
from buying.domain.workflow import Entry, Position, base_key, latest, replay
from buying.rulebook import Case, Problem, Rulebook
from buying.service import building
from buying.voice.asking import complete
from buying.voice.context import Context


def failures(book: Rulebook) -> list[Problem]:
    """What the rulebook's cases expect and does not come out, with file and line."""
    return [
        Problem(case.file, case.line, f"“{case.title}”: {difference}")
        for case in book.cases
        for difference in differences(book, case)
    ]


def differences(book: Rulebook, case: Case) -> list[str]:
    """How the outcome of one case differs from what it expects; empty where it does not.

    Raises RulebookError where a threshold has no value on the day of the case.
    """
    context = play(book, case)
    expect, known, position = case.expect, context.known, context.position
    path = [base_key(asked.key) for asked in position.path]
    found = []
    if expect.route is not None and (known.route is None or known.route.id != expect.route):
        found.append(f"the route is {known.route and known.route.id}, not {expect.route}.")
    missing = [key for key in expect.asked or () if base_key(key) not in path]
    if missing:
        found.append(f"{', '.join(missing)} should be asked and is not.")
    extra = [key for key in expect.not_asked or () if base_key(key) in path]
    if extra:
        found.append(f"{', '.join(extra)} should not be asked and is.")
    worries = {check.id for check in known.triggered}
    if expect.checks is not None and worries != set(expect.checks):
        found.append(f"the checks that fire are {sorted(worries)}, not {sorted(expect.checks)}.")
    opened = position.open.key if position.open else "none"
    if expect.open is not None and opened != expect.open:
        found.append(f"the open question is {opened}, not {expect.open}.")
    return found


def play(book: Rulebook, case: Case) -> Context:
    """The purchase that a case describes, as it would stand."""
    case = whole(book, case)
    on = case.on or _newest_day(book)
    policy = building.build(book, on)
    world = World(
        today=on,
        preferred=lambda category, words: case.preferred,
        familiar=lambda name, category: name in case.preferred,
    )
    entries = [
        Entry(seq, "skip" if value is None else "answer", key, value)
        for seq, (key, value) in enumerate(case.given.items(), start=1)
    ]
    known = derive(policy, world, {key: e.value for key, e in latest(entries).items()})
    draft = Context(book, policy, known, Position((), None), "BW-CASE", "A colleague", on)
    position = replay(
        policy.steps, entries, lambda _: known, lambda key, value: complete(draft, key, value)
    )
    return Context(book, policy, known, position, draft.reference, draft.requester, on)


def whole(book: Rulebook, case: Case) -> Case:
    """``case`` with the answers and suppliers of the case that it is ``like``."""
    if case.like is None:
        return case
    base = whole(book, next(other for other in book.cases if other.title == case.like))
    taken: dict[str, Any] = {"given": {**base.given, **case.given}}
    if not case.preferred:
        taken["preferred"] = base.preferred
    return case.model_copy(update={**taken, "on": case.on or base.on})


def _newest_day(book: Rulebook) -> date:
    return max(dated.from_ for threshold in book.thresholds.values() for dated in threshold.values)
