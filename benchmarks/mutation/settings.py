"""Slips in checks, steps, categories and duties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from benchmarks.mutation.data import GONE, changed
from benchmarks.mutation.numbers import Change
from benchmarks.mutation.scope import Scope
from buying.rulebook.flow import Role
from buying.rulebook.models import Risk
from buying.rulebook.reading import Path


def others(
    group: str,
    path: Path,
    data: Mapping[str, Any],
    key: str,
    every: Iterable[Any],
    default: Any = None,
) -> Iterator[Change]:
    """``key`` of ``data``, which stands at ``path``, with each other value that it could have."""
    name, now = data.get("id") or data.get("ask"), data.get(key, default)
    for value in every:
        if value != now:
            yield group, f"'{name}': {key} is {value}, not {now}", (*path, key), value


def duties(data: Any, scope: Scope) -> Iterator[Change]:
    """The first day of each duty."""
    for n, duty in enumerate(data.get("duties", ())):
        if scope.concerns(duty.get("when")):
            yield from scope.days(("duties", n, "from"), f"duty '{duty['id']}'", duty["from"])


def checks(data: Any, scope: Scope) -> Iterator[Change]:
    """Each policy check, which answer is a worry, and what that leads to."""
    for n, check in enumerate(data["checks"]):
        if not scope.concerns(check.get("when")):
            continue
        path: Path = ("checks", n)
        yield "check", f"check '{check['id']}' left out", path, GONE
        yield from others("check", path, check, "then", ("stop", "warn", "note"))
        yield from others("check", path, check, "bad_answer", (True, False))
        yield from others("check", path, check, "risk", get_args(Risk), "low")


def categories(data: Any, scope: Scope) -> Iterator[Change]:
    """The law that each category falls under, its risk, and how it is bought."""
    regimes = tuple(regime.id for regime in scope.book.law.regimes)
    for n, category in enumerate(data["categories"]):
        path: Path = ("categories", n)
        yield from others("category", path, category, "regime", regimes, "goods")
        yield from others("category", path, category, "risk", get_args(Risk), "low")
        for key in ("may_go_on", "individual"):
            yield from others("category", path, category, key, (True, False), False)


def steps(data: Any, scope: Scope) -> Iterator[Change]:
    """Who answers each step, whether it may be skipped, what it stands on, and how often."""
    for s, stage in enumerate(data["stages"]):
        for n, written in enumerate(stage["steps"]):
            step = {"ask": written} if isinstance(written, str) else written
            if not scope.concerns(step.get("when")):
                continue
            for group, what, path, value in _step(step):
                whole = changed(step, path, value)
                yield group, what, ("stages", s, "steps", n), whole


def _step(step: dict[str, Any]) -> Iterator[Change]:
    yield from others("step", (), step, "of", get_args(Role), "requester")
    yield from others("step", (), step, "optional", (True, False), False)
    for n, name in enumerate(step.get("stands_on", ())):
        yield "step", f"'{step['ask']}' does not stand on '{name}'", ("stands_on", n), GONE
    if "repeat" in step:
        yield from _repeat(step)


def _repeat(step: dict[str, Any]) -> Iterator[Change]:
    least = step["repeat"]["least"]
    others = (least - 1, least + 1) if isinstance(least, int) else (1,)
    for number in others:
        yield "step", f"at least {number}, not {least}", ("repeat", "least"), number
    most = step["repeat"]["most"]
    yield "step", f"at most {most - 1}, not {most}", ("repeat", "most"), most - 1
