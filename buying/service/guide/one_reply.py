"""Forms that one typed line can answer: weights ("quality 50, rest equal"), checks ("none")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from buying.domain import reading
from buying.domain.reading import weights
from buying.domain.workflow import Asked
from buying.service.guide.scene import Scene
from buying.voice.asking import (
    HUNDRED,
    Part,
    Resolved,
    complete,
    given_before,
    resolve,
    shown_parts,
    so_far,
)

ALL_CLEAR = re.compile(
    r"(?:no|nothing|none|not any|never)(?: to| for| of)? (?:all|any|each|every|everything|these|"
    r"them|those|that)(?: of (?:it|them|these|those))?(?: appl(?:y|ies))?"
    r"|(?:all|each|every one|everything)(?: is| are|'s)? (?:no|fine|clear|good|ok|okay|well)"
    r"|none(?: appl(?:y|ies))?|nothing(?: appl(?:y|ies))?|no+ (?:no )+no|all clear|no concerns"
    r"|no (?:worries|problems|issues)"
)
"""What says that none of the checks is a worry. A bare "no" answers the next one alone."""

_JUDGE = re.compile(
    r"(?:^|[;,.\n]|\band\b|\bthen\b)\s*(?:judge|judged|judging)\b(?: (?:it|the buying))?"
    r"(?: (?:by|on))?:?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Whole:
    """What one line answers: boxes and their values, or why it could not be read.

    ``how``: what was filled up by itself, to be shown back with it.
    """

    outcome: reading.Outcome
    how: str = ""


def in_one_reply(scene: Scene, resolved: Resolved, asked: Asked, text: str) -> Whole | None:
    """Every box of a form from one typed line; None where the line is not about all of it."""
    if resolved.rule.fields_from == "checks":
        return _all_clear(scene, resolved, asked, text)
    if resolved.rule.fields_from == "weights":
        return _criteria(scene, resolved, asked, text)
    return None


def fills(scene: Scene | None, text: str) -> bool:
    """Whether ``text`` answers all of the form that is open, so that it is no command.

    Also where it says "don't know" to a box or question that takes it as an answer.
    """
    if scene is None or scene.open is None or not scene.mine:
        return False
    resolved = resolve(scene.context, scene.open.key)
    if _not_known(resolved, scene.open, text):
        return True
    whole = in_one_reply(scene, resolved, scene.open, text)
    return whole is not None and isinstance(whole.outcome, reading.Read)


def _not_known(resolved: Resolved, asked: Asked, text: str) -> bool:
    part = resolved.next_part(so_far(resolved, asked)) if resolved.parts else resolved.whole
    return part is not None and part.estimate and reading.is_unknown(text)


def filled_up(scene: Scene, resolved: Resolved, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """``given``, with the other boxes filled where weights typed one by one have come to 100."""
    weighed = [Decimal(given[part.id]) for part in resolved.weights if part.id in given]
    if sum(weighed) != HUNDRED:
        return given
    zeros = {part.id: "0" for part in resolved.weights}
    return {**_before(scene, resolved), **zeros, **given}


def lines(resolved: Resolved, value: Any, how: str = "") -> list[tuple[str, str]]:
    """What was noted, for the card that shows it back: weights with their sum, without zeros."""
    shown = shown_parts(resolved, value)
    weighed = {part.label for part in resolved.weights if part.id in value}
    if not weighed:
        return shown
    total = sum(Decimal(value[part.id]) for part in resolved.weights if part.id in value)
    given = [line for line in shown if line[0] in weighed and line[1] != "0"]
    others = [line for line in shown if line[0] not in weighed]
    return [*given, ("Together", f"{total:f}. {how}" if how else f"{total:f}"), *others]


def _all_clear(scene: Scene, resolved: Resolved, asked: Asked, text: str) -> Whole | None:
    """The answer that is no worry to every check that is not answered yet.

    Not to a check whose worrying answer is "no", such as a declaration: it is a promise, and
    nobody makes that without reading it.
    """
    if ALL_CLEAR.fullmatch(" ".join(text.lower().split()).strip(" .!")) is None:
        return None
    safe = {check.id for check in scene.policy.checks if check.bad_answer}
    given = so_far(resolved, asked)
    filled = {part.id: False for part in resolved.parts if part.id in safe}
    return Whole(reading.Read({**filled, **given}, "no to all"))


def _criteria(scene: Scene, resolved: Resolved, asked: Asked, text: str) -> Whole | None:
    """Weights, what to judge the buying by, or both, over what was suggested or given before."""
    said, judged = _parted(text)
    given = {**_before(scene, resolved), **so_far(resolved, asked)}
    box = next((part for part in resolved.parts if part.kind == "choices"), None)
    whole = Whole(reading.Read(given, ""))
    if judged and box:
        whole = _judged(scene, box, judged, given)
    if said and resolved.weights and isinstance(whole.outcome, reading.Read):
        return _weighed(scene, resolved, said, whole.outcome.value)
    return whole if judged and box else None


def _parted(text: str) -> tuple[str, str]:
    """What is said of weights, and of what to judge by ("..., judge by time and ease")."""
    found = _JUDGE.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _before(scene: Scene, resolved: Resolved) -> Mapping[str, Any]:
    before = given_before(scene.context, resolved)
    if complete(scene.context, resolved.key, before):
        return dict(before)
    return dict(resolved.default or {})


def _judged(scene: Scene, box: Part, text: str, given: Mapping[str, Any]) -> Whole:
    outcome = reading.read(
        box.kind, text, today=scene.context.today, choices=box.choices, limits=box.limits
    )
    if isinstance(outcome, reading.Unreadable):
        return Whole(outcome)
    value = {**given, box.id: outcome.value}
    return Whole(reading.Read(value, outcome.shown, outcome.sure, outcome.ask))


def _weighed(scene: Scene, resolved: Resolved, text: str, given: Mapping[str, Any]) -> Whole | None:
    now = {part.id: int(Decimal(given.get(part.id) or 0)) for part in resolved.weights}
    found = weights.read(text, scene.policy.selection, now)
    if found is None:
        return None
    if isinstance(found, reading.Unreadable):
        return Whole(found)
    value = {**given, **{name: str(weight) for name, weight in found.weights.items()}}
    return Whole(reading.Read(value, found.shown, found.ask is None, found.ask), found.how)
