"""What the controls of a box hold once they are sent, as ``bot.forms`` takes it from a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot import estimates, forms
from bot.slack.cards import answer_codes, boxes
from buying.cards import Choice


def posted(
    asked: boxes.Asked, naming: boxes.Naming, values: Mapping[str, Any], before: Any = None
) -> dict[str, Sequence[str]]:
    """The parts of a box out of ``state["values"]`` of a message or a modal.

    ``before`` is what the box was drawn with: it stands where Slack says nothing of a control,
    and where a text too long for its control was left alone. Raises codes.Unreadable for what
    no control of ours gives.
    """
    drawn = forms.typed(asked, before)
    main, beside = _block(values, naming("")), _block(values, naming(boxes.BESIDE))
    found = _held(main.get(boxes.CONTROL), asked.choices)
    if asked.kind == "date":
        return forms.typed(asked, "".join(found or ()) or None)
    text = "".join(drawn[boxes.main_part(asked)][:1])
    if boxes.overflows(text) and not "".join(found or ()).strip():
        found = (text,)
    given: dict[str, Sequence[str]] = {boxes.main_part(asked): found or ()}
    if asked.kind == "money":
        given[boxes.VAT] = _held(beside.get(boxes.VAT), ()) or (boxes.basis(drawn),)
    if asked.estimate:
        ticked = _held(beside.get(estimates.UNKNOWN), ())
        given[estimates.UNKNOWN] = drawn[estimates.UNKNOWN] if ticked is None else ticked
    return given


def named(box: str, given: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The parts of a box under the names that a posted page gives them (see ``bot.forms``)."""
    return {f"{box}-{part}" if part else box: held for part, held in given.items()}


def _block(values: Mapping[str, Any], block_id: str) -> Mapping[str, Any]:
    found = values.get(block_id)
    return found if isinstance(found, Mapping) else {}


def _held(state: object, choices: Sequence[Choice]) -> tuple[str, ...] | None:
    """What a control holds; None where nothing is said of it."""
    if not isinstance(state, Mapping):
        return None
    for name in ("value", "selected_date"):
        if isinstance(state.get(name), str):
            return (state[name],)
    picked = state.get("selected_options")
    many = picked if isinstance(picked, list) else [state.get("selected_option")]
    return tuple(
        answer_codes.posted(each.get("value"), choices)
        for each in many
        if isinstance(each, Mapping)
    )
