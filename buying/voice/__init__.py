"""From a step of a purchase to the card that asks it."""

from __future__ import annotations

from typing import Any

from buying import cards
from buying.domain.money import pounds
from buying.domain.workflow import Asked
from buying.voice import quotes
from buying.voice.asking import Part, Resolved, given_before, resolve, short_answer, so_far
from buying.voice.context import Context
from buying.voice.shows import Shown, show

__all__ = ["Context", "ask", "ask_another"]


def ask(context: Context, asked: Asked) -> cards.Card:
    """The card that puts ``asked`` to the requester."""
    resolved = resolve(context, asked.key)
    # Whoever has begun to fill in a form has read what lies above it.
    begun = bool(so_far(resolved, asked))
    above = show(context, asked.step.shows) if asked.step.shows and not begun else Shown()
    read = quotes.pending(context, resolved)
    return cards.Card(
        id=f"ask.{asked.step.id}",
        title=_title(context, asked, resolved),
        text=_joined(
            read.text() if read else "",
            above.text,
            resolved.because,
            _hint(resolved, begun),
            _typing(resolved, asked),
        ),
        facts=(*read.facts(), *above.facts) if read else above.facts,
        table=above.table,
        image=above.image,
        question=_asked(context, resolved, asked, read),
        upload=quotes.upload(asked),
        actions=(*_short(resolved, asked), *_actions(context, asked)),
        progress=progress(context, asked),
        why=_why(resolved),
    )


def ask_another(context: Context, asked: Asked, key: str) -> cards.Card:
    """The card that puts a step to somebody other than the requester (``of:`` in the rulebook).

    ``key`` names the purchase too (``approval@BW-0001``), since this person may be
    asked about several.
    """
    resolved = resolve(context, asked.key)
    half = so_far(resolved, asked) or None
    # Whoever has begun to answer has read what lies above the question.
    above = show(context, asked.step.shows) if asked.step.shows and not half else Shown()
    facts = [cards.Fact(label="Purchase", value=f"{context.reference}: {context.item}")]
    if not half:
        facts.append(cards.Fact(label="Asked by", value=context.requester))
        facts += _purpose(context)
    return cards.Card(
        id=f"ask.{asked.step.id}",
        title=resolved.rule.asks,
        text=_joined(above.text, resolved.rule.hint, _typing(resolved, asked)),
        facts=(*facts, *above.facts),
        table=above.table,
        image=above.image,
        question=_question(resolved, asked, key, half),
        why=_why(resolved),
    )


def _asked(
    context: Context, resolved: Resolved, asked: Asked, read: quotes.Pending | None
) -> cards.Question:
    """The question to the requester, with what was given before or read in a file."""
    if read is None:
        return _question(resolved, asked, asked.key, given_before(context, resolved))
    given = read.over(so_far(resolved, asked))
    return quotes.filled_in(_question(resolved, asked, asked.key, given), read)


def _question(resolved: Resolved, asked: Asked, key: str, given: Any) -> cards.Question:
    # `given` is what its boxes show: an answer so far or an earlier one, or None.
    value = given if given is not None else resolved.default
    form = resolved.whole.kind == "form"
    following = resolved.next_part(so_far(resolved, asked)) if form else None
    values = value if isinstance(value, dict) else {}
    headed = len({part.group for part in resolved.parts}) > 1
    return cards.Question(
        id=key,
        kind=resolved.whole.kind,
        choices=resolved.whole.choices,
        fields=tuple(_field(part, values.get(part.id), headed) for part in resolved.parts),
        optional=not asked.needed,
        estimate=resolved.whole.estimate,
        value=None if form else value,
        next_field=following.id if following else None,
    )


def progress(context: Context, asked: Asked) -> cards.Progress:
    """How far the stage of ``asked`` is: steps before it, and all that apply as things stand."""
    stage = asked.step.stage
    done = sum(a.step.stage == stage for a in context.position.path if a.key != asked.key)
    ahead = sum(step.stage == stage for step in context.position.ahead)
    return cards.Progress(
        stage=context.policy.stages[stage],
        done=done,
        total=done + 1 + _more_of(context, asked) + ahead,
    )


def _more_of(context: Context, asked: Asked) -> int:
    """How many more of a step that repeats are needed after this one."""
    if asked.step.repeat_least is None:
        return 0
    return max(asked.step.repeat_least(context.known) - asked.number, 0)


def _field(part: Part, value: Any, headed: bool) -> cards.Field:
    # A heading over all of a form would say nothing.
    return cards.Field(
        id=part.id,
        label=part.label,
        kind=part.kind,
        group=part.group if headed else None,
        hint=part.hint,
        choices=part.choices,
        optional=part.optional,
        estimate=part.estimate,
        value=value,
        usual=part.usual,
    )


def _title(context: Context, asked: Asked, resolved: Resolved) -> str:
    if not asked.number:
        return resolved.rule.asks
    asks = resolved.rule.asks[0].lower() + resolved.rule.asks[1:]
    return f"{resolved.rule.label} {asked.number}: {asks}"


def _typing(resolved: Resolved, asked: Asked) -> str:
    given = so_far(resolved, asked)
    following = resolved.next_part(given) if given else None
    return f"**Next: {following.label}**" if following else ""


def _hint(resolved: Resolved, begun: bool) -> str | None:
    """The question's own hint; not how to answer all at once, where that is too late."""
    return None if begun and short_answer(resolved) else resolved.rule.hint


def _short(resolved: Resolved, asked: Asked) -> tuple[cards.Action, ...]:
    short = None if so_far(resolved, asked) else short_answer(resolved)
    if short is None:
        return ()
    return (cards.Action(id=f"short:{asked.key}", label=short[1], style="primary"),)


def _actions(context: Context, asked: Asked) -> tuple[cards.Action, ...]:
    found = []
    if asked.step.id == "choose":
        found.append(cards.Action(id="more:option", label="Add another price"))
    if asked.step.shows == "delivery" and context.known.unfamiliar and not _ordered(context):
        found.append(cards.Action(id="specialist", label="Ask a specialist"))
    if not asked.needed:
        found.append(cards.Action(id="skip", label="Skip"))
    if len(context.position.path) > 1:
        found.append(cards.Action(id="back", label="Back"))
    return tuple(found)


def _ordered(context: Context) -> bool:
    """Whether its order is asked about by itself, as it is for all but small card purchases."""
    return any(asked.step.id == "order" for asked in context.position.path)


def _why(resolved: Resolved) -> str:
    return resolved.rule.why


PURPOSE = (
    ("For", "for_whom"),
    ("Reason", "reason"),
    ("If nothing is bought", "if_nothing"),
    ("Budget code", "budget_code"),
)
"""What others are told of why it is bought: label, and box of the question."""


def _purpose(context: Context) -> tuple[cards.Fact, ...]:
    found = []
    if context.known.value is not None:
        words = f"up to {pounds(context.known.value.gross)} with VAT"
        found.append(cards.Fact(label="Value", value=words))
    for label, part in PURPOSE:
        said = context.known.answer(f"purpose.{part}")
        if said:
            found.append(cards.Fact(label=label, value=str(said)))
    return tuple(found)


def _joined(*texts: str | None) -> str:
    return "\n\n".join(text for text in texts if text)
