"""The controls of one box, in a message or in a modal.

A box is one control, or more: money an amount and its VAT, an estimate a tick besides. What
they hold once they are sent, ``box_values`` reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import estimates, forms, words
from bot.slack.cards import answer_codes, limits
from bot.slack.cards.elements import boxed, control, option, plain, row
from bot.slack.cards.rich_text import Block
from buying.cards import Field, Question
from buying.domain.money import VAT_WORDS

Asked = Question | Field
Naming = Callable[[str], str]
"""The id of a box's block: of the box itself for an empty text, or of what stands BESIDE it."""

BESIDE = "beside"
CONTROL, VAT = "box", "vat"
"""The ids of controls, beside :data:`estimates.UNKNOWN`; their block says which box."""

SEARCH = 0
"""Letters to type before a search shows answers: none, so that all can be looked through."""

USUAL_VAT = "gross"
TOO_LONG = "It has more characters than fit in this box. Leave it empty to keep all of them."
ALL_THAT_FIT = "Choose all that fit."
OR_TICK = "Give a figure, or tick “I don’t know”."
"""Said because Slack itself calls such a box optional."""


@dataclass(frozen=True)
class Box:
    """A box to draw: what it asks, its label and hint, what it holds, the names of its blocks."""

    asked: Asked
    label: str
    naming: Naming
    hint: str | None = None
    value: Any = None


def blocks(box: Box) -> list[Block]:
    """The blocks of a box. Raises UnknownKind."""
    held = forms.typed(box.asked, box.value)
    return [_main(box, held), *_beside(box, held)]


def main_part(asked: Asked) -> str:
    """The part of a box in which its answer is typed or picked."""
    return "amount" if words.known(asked.kind) == "money" else ""


def _main(box: Box, held: forms.Typed) -> Block:
    asked = box.asked
    element, more = _element(asked, held)
    parts = (box.hint, more, OR_TICK if asked.estimate else None)
    said = " ".join(part.strip() for part in parts if part and part.strip())
    # Slack would not let an empty box through whose tick says that the figure is not known.
    optional = asked.optional or asked.estimate or more == TOO_LONG
    label = f"{box.label} (£)" if asked.kind == "money" else box.label
    return boxed(box.naming(""), label, element, said, optional)


def _element(asked: Asked, held: forms.Typed) -> tuple[Block, str | None]:
    """The control in which a box is answered, and what is to be said about it."""
    kind = words.known(asked.kind)
    if kind == "date":
        return _date(held), None
    if kind == "choices" and asked.choices:
        return _several(asked, held[""]), ALL_THAT_FIT
    if kind in ("choice", "yes_no", "rating") and options(asked):
        return _one(asked, held[""]), None
    return _typed(asked, held[main_part(asked)])


def options(asked: Asked) -> list[Block]:
    """The answers to pick from, as Slack's options; none for a box in which one types."""
    if asked.kind == "yes_no":
        return [option("Yes", answer_codes.YES), option("No", answer_codes.NO)]
    if asked.kind == "rating":
        return [
            option(f"{n} {word}", answer_codes.of_rating(n)) for n, word in words.RATINGS.items()
        ]
    return [
        option(choice.label, code, choice.hint or "")
        for choice, code in zip(asked.choices, answer_codes.of_choices(asked.choices), strict=True)
    ]


def _one(asked: Asked, held: Sequence[str]) -> Block:
    offered = options(asked)
    chosen = _chosen(asked, offered, held)[:1]
    if len(offered) > limits.OPTIONS:
        return _search("external_select", chosen)
    # A radio button cannot be taken back, so what may stay empty is a menu.
    few = len(offered) <= limits.TICKS and asked.kind != "rating" and not asked.optional
    return control("radio_buttons" if few else "static_select", CONTROL, offered, chosen)


def _several(asked: Asked, held: Sequence[str]) -> Block:
    offered = options(asked)
    chosen = _chosen(asked, offered, held)
    if len(offered) > limits.OPTIONS:
        return _search("multi_external_select", chosen[: limits.OPTIONS])
    kind = "checkboxes" if len(offered) <= limits.TICKS else "multi_static_select"
    return control(kind, CONTROL, offered, chosen)


def _search(kind: str, chosen: Sequence[Block]) -> Block:
    made = control(kind, CONTROL, chosen=chosen)
    hint = plain("Type a part of its name", limits.PLACEHOLDER)
    return made | {"min_query_length": SEARCH, "placeholder": hint}


def _chosen(asked: Asked, offered: Sequence[Block], held: Iterable[str]) -> list[Block]:
    wanted = set(held)
    return [each for each in offered if answer_codes.posted(each["value"], asked.choices) in wanted]


def _typed(asked: Asked, held: Sequence[str]) -> tuple[Block, str | None]:
    made: Block = {"type": "plain_text_input", "action_id": CONTROL}
    text = "".join(held[:1])
    if asked.kind == "text":
        made["multiline"] = True
    else:
        text = " ".join(text.splitlines())
    if overflows(text):
        return made, TOO_LONG
    return made | ({"initial_value": text} if text.strip() else {}), None


def overflows(text: str) -> bool:
    """Whether a text is too long for a box, which then stands empty and keeps it."""
    return limits.length(text) > limits.TYPED


def _date(held: forms.Typed) -> Block:
    made: Block = {"type": "datepicker", "action_id": CONTROL}
    try:
        year, month, day = (int("".join(held[part])) for part in ("year", "month", "day"))
        return made | {"initial_date": date(year, month, day).isoformat()}
    except ValueError:
        return made


def _beside(box: Box, held: forms.Typed) -> list[Block]:
    """The VAT of an amount and the tick of an estimate, side by side below the box."""
    found: list[Block] = []
    if box.asked.kind == "money":
        offered = [option(said, f"={basis}") for basis, said in VAT_WORDS.items()]
        chosen = [each for each in offered if each["value"] == f"={basis(held)}"]
        found.append(control("static_select", VAT, offered, chosen))
    if box.asked.estimate:
        tick = [option("I don’t know", f"={estimates.TICKED}")]
        ticked = tick if estimates.TICKED in held[estimates.UNKNOWN] else []
        found.append(control("checkboxes", estimates.UNKNOWN, tick, ticked))
    return [row(box.naming(BESIDE), found)] if found else []


def basis(held: forms.Typed) -> str:
    """The VAT basis that the menu beside an amount shows."""
    return next((each for each in held["vat"] if each in VAT_WORDS), USUAL_VAT)
