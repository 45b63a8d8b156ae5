"""No step is asked whose answer cannot change anything.

Each step of a whole purchase is answered otherwise than before. Something must then differ: what
else is asked, what is decided, or what another step shows to whoever is asked it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from buying import rulebook
from buying.domain.workflow import Asked
from buying.rulebook import Choice
from buying.service import building
from buying.service.walking import Outside, Walk, walk
from buying.service.walking.walk import picked
from buying.settings import ROOT
from buying.voice import ask, ask_another
from buying.voice.asking import Part, resolve

BOOK = rulebook.load(ROOT / "rulebook")
ON = date(2026, 11, 22)
POLICY = building.build(BOOK, ON)
ON_THE_RECORD = {
    "need": "P1: what is bought; suppliers are looked up by it, which this made-up list is not",
    "purpose": "P3: why it is bought stands on the record, even where nobody has to approve it",
    "order": "P11: what ties the order to the invoice",
    "delivery": "P11 to P17: what came, and what was learnt from it",
    "process_ratings": "P12: what specialists read at the desk",
    "value": "P13 and P16: what specialists read at the desk",
    "benefits": "P17: what specialists read at the desk",
    "share": "P14: whether specialists read it at the desk",
}
"""Steps whose answers the standard wants for their own sake."""

PURCHASES = {
    "gloves": ("cleaning", "60"), "a stool": ("equipment", "85"), "a taxi": ("transport", "60"),
    "chairs": ("equipment", "1200"), "aprons": ("cleaning", "480"), "a course": ("training", "900"),
    "interpreters": ("services", "3000"), "laptops": ("it", "4000"),
    "hoists": ("equipment", "20000"), "ramps": ("building", "18500"), "respite": ("care", "12000"),
    "a wing": ("building", "400000"),
}  # fmt: skip


def play(item: str, given: dict[str, Any] | None = None) -> Walk:
    """The purchase to its end: what is given, and for the rest what a careful person says."""
    category, budget = PURCHASES[item]
    told = {
        "need": {"item": item, "quantity": "2"},
        "category": category,
        "budget": {"amount": budget, "vat": "gross"},
    }
    world = Outside(preferred=True).world(ON)
    return walk(BOOK, POLICY, ON, {**told, **(given or {})}, world)


def outcome(played: Walk, without: str) -> Any:
    """All that follows from the answers but for the step ``without``: decisions, steps, cards."""
    known = played.context.known
    decided = (
        known.decision, known.value, known.risk, known.duties, known.triggered, known.split,
        known.preferred, known.contracts, known.chosen, known.recommended,
        [(choice.ends, choice.reopens) for choice in _picked(played)],
    )  # fmt: skip
    return decided, [_card(played, asked) for asked in played.path if asked.key != without]


def _picked(played: Walk) -> Iterator[Choice]:
    for entry in played.entries:
        yield from picked(BOOK, entry.question, entry.value)


def _card(played: Walk, asked: Asked) -> str:
    if asked.step.asked_of == "requester":
        return ask(played.context, asked).model_dump_json()
    return ask_another(played.context, asked, asked.key).model_dump_json()


def others(played: Walk, asked: Asked) -> Iterator[Any]:
    """Answers to a step other than the one it has, one for each part of it."""
    assert asked.entry is not None
    resolved, value = resolve(played.context, asked.key), asked.entry.value
    if resolved.whole.kind != "form":
        yield from (new for new in _other(resolved.whole, value) if new != value)
        return
    for part in resolved.parts:
        for new in _other(part, value.get(part.id)):
            yield {**value, part.id: new} if part.kind != "number" else _moved(value, part.id, new)


def _moved(value: dict[str, Any], box: str, new: str) -> dict[str, Any]:
    """The box with another number; what must add up to 100 still does."""
    rest = next((name for name, one in value.items() if name != box and _is_number(one)), None)
    if rest is None or sum(Decimal(one) for one in value.values() if _is_number(one)) != 100:
        return {**value, box: new}
    left = Decimal(value[rest]) - (Decimal(new) - Decimal(value[box]))
    return {**value, box: new, rest: str(left)}


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.isdigit()


def _other(part: Part, value: Any) -> Iterator[Any]:
    if part.kind in ("choice", "choices"):
        values = [choice.value for choice in part.choices]
        yield from (([one] for one in values) if part.kind == "choices" else values)
    elif part.kind == "yes_no":
        yield not value
    elif part.kind == "money":
        yield {"amount": str(Decimal(value["amount"]) * 7 if value else 9), "vat": "gross"}
    elif part.kind == "number":
        yield str(Decimal(value or 0) + 3)
    elif part.kind == "rating":
        yield 1
    elif part.kind == "date":
        yield (ON if part.limits.latest else date(2026, 11, 23)).isoformat()
    else:
        yield "something quite different"


@pytest.mark.parametrize("item", PURCHASES)
def test_every_step_can_change_something(item: str) -> None:
    before = play(item)
    answers = dict(before.context.known.answers)
    in_vain = []
    for asked in before.path:
        if asked.step.id in ON_THE_RECORD:
            continue
        was = outcome(before, asked.key)
        changed = (play(item, {**answers, asked.key: new}) for new in others(before, asked))
        if all(outcome(after, asked.key) == was for after in changed):
            in_vain.append(asked.key)
    assert in_vain == []


def test_what_is_excused_is_asked_somewhere() -> None:
    asked = {step for item in PURCHASES for step in play(item).steps}
    assert ON_THE_RECORD.keys() <= asked
