"""A rulebook question as it stands for one purchase: its choices, boxes and limits filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from buying import cards
from buying.domain import reading
from buying.domain.choosing import weighted
from buying.domain.known import likely_category
from buying.domain.offer_costs import unusable
from buying.domain.offers import PART, RUNNING, Offer, offers
from buying.domain.workflow import Asked, base_key, last_given
from buying.english import for_others
from buying.rulebook import FormField, Question
from buying.rulebook import Limits as RuleLimits
from buying.voice.context import Context
from buying.voice.together import colleague_choices

HUNDRED = Decimal(100)
MOST_COST = Decimal(10_000_000)
HOW_GOOD = "How good is it?"
WEIGHTS_TYPED = "To change them, you can type just “{1} 50, {0} 30, rest equal”."


@dataclass(frozen=True)
class Part:
    """One thing to read: a question that is no form, or one box of a form."""

    id: str
    label: str
    kind: cards.Kind
    choices: tuple[cards.Choice, ...] = ()
    hint: str | None = None
    optional: bool = False
    limits: reading.Limits = field(default_factory=reading.Limits)
    estimate: bool = False
    """Whether "don't know" and "between 80 and 120" are answers too."""
    group: str | None = None
    """The heading under which its box stands."""
    usual: str | None = None
    """The choice that its box shows where nothing was given."""


@dataclass(frozen=True)
class Resolved:
    """A question ready to be asked and read. ``parts`` is empty unless it is a form.

    ``default``: a suggestion in the shape of an answer, or None. ``because`` says how the
    suggestion came about; empty where there is nothing to say.
    """

    key: str
    rule: Question
    whole: Part
    parts: tuple[Part, ...]
    default: Any
    because: str = ""

    @property
    def weights(self) -> tuple[Part, ...]:
        """The boxes that must add up to 100; none in most forms."""
        if self.rule.fields_from != "weights":
            return ()
        return tuple(part for part in self.parts if part.kind == "number")

    def next_part(self, given: Mapping[str, Any] | None) -> Part | None:
        """The first box that has no answer yet; None when all are dealt with."""
        have = given or {}
        return next((part for part in self.parts if part.id not in have), None)


def resolve(context: Context, key: str) -> Resolved:
    """The question behind ``key`` (``budget``, ``option#2``). Raises KeyError if there is none."""
    rule = context.rulebook.questions[base_key(key)]
    listed = tuple(
        _from_field(context, box)
        for box in rule.fields
        if context.policy.asks_box(rule.id, box.id, context.known)
    )
    named = FIELD_SOURCES[rule.fields_from](context) if rule.fields_from else ()
    return Resolved(
        key=key,
        rule=rule,
        whole=_from_question(context, rule),
        # Weights come before what else is settled with them.
        parts=named + listed if rule.fields_from == "weights" else listed + named,
        default=DEFAULT_SOURCES[rule.default_from](context) if rule.default_from else None,
        because=_because(context) if rule.fields_from == "weights" and named else "",
    )


def complete(context: Context, key: str, value: Any) -> bool:
    """Whether ``value`` answers all of the question; a form must have every box dealt with."""
    resolved = resolve(context, key)
    if resolved.whole.kind != "form":
        return value is not None
    if not isinstance(value, Mapping) or resolved.next_part(value) is not None:
        return False
    weights = [Decimal(value[part.id]) for part in resolved.weights]
    if weights and sum(weights) != HUNDRED:
        return False
    return why_unusable(context, resolved, value) is None


def why_unusable(context: Context, resolved: Resolved, value: Any) -> str | None:
    """Why the figures of an option cannot stand, in a sentence; None for any other question."""
    if resolved.rule.id != "option" or not isinstance(value, Mapping):
        return None
    found = offers({"category": context.known.answers.get("category"), resolved.key: value})
    return unusable(context.policy, found[0]) if found else None


def short_answer(resolved: Resolved) -> tuple[str, str] | None:
    """One typed line that answers a long form, and the words of a button that says it.

    None where there is none. For checks the line means that none is a worry; for a form
    with a suggestion, that it stands.
    """
    if resolved.rule.fields_from == "checks":
        return "no to all", "No to all"
    if resolved.parts and resolved.default is not None:
        return "ok", "Keep what is suggested"
    return None


def so_far(resolved: Resolved, asked: Asked) -> Mapping[str, Any]:
    """The boxes of a half-filled form. Empty for a whole one: where it is open, it is out of date
    and is asked from its first box."""
    given = asked.entry.value if asked.entry is not None else None
    if not isinstance(given, Mapping) or resolved.next_part(given) is None:
        return {}
    return given


def given_before(context: Context, resolved: Resolved) -> Any:
    """What was last given to the question, opened again since or not; None where it cannot stand.

    A choice that is not offered any more is left out.
    """
    value = last_given(context.entries, resolved.key)
    offered = {choice.value for choice in resolved.whole.choices}
    if resolved.whole.kind == "choice":
        return value if value in offered else None
    if resolved.whole.kind == "choices" and value is not None:
        return [one for one in value if one in offered]
    return value


def shown(context: Context, key: str, value: Any) -> str:
    """An answer as one line of words, for summaries and for the record."""
    resolved = resolve(context, key)
    if resolved.whole.kind != "form":
        return show_part(resolved.whole, value)
    lines = [f"{label}: {words}" for label, words in shown_parts(resolved, value)]
    return "; ".join(lines)


def shown_parts(resolved: Resolved, value: Any) -> list[tuple[str, str]]:
    """Each box of a form that was answered: its label and the answer in words."""
    given = value if isinstance(value, Mapping) else {}
    return [
        (part.label, show_part(part, given[part.id]))
        for part in resolved.parts
        if given.get(part.id) is not None and not _weightless(resolved, part, given[part.id])
    ]


def _weightless(resolved: Resolved, part: Part, value: Any) -> bool:
    """A criterion that does not count: neither asked about nor in the sum."""
    return part in resolved.weights and not Decimal(value)


def told_parts(resolved: Resolved, value: Any) -> list[tuple[str, str]]:
    """As :func:`shown_parts`, for somebody other than the one who answered: not "Your answer"."""
    return [(for_others(label), words) for label, words in shown_parts(resolved, value)]


def show_part(part: Part, value: Any) -> str:
    """One stored value in words."""
    return reading.show(part.kind, value, choices=part.choices)


def _from_question(context: Context, rule: Question) -> Part:
    return Part(
        id=rule.id,
        label=rule.label,
        kind=rule.kind,
        choices=_choices(context, rule),
        hint=rule.hint,
        optional=rule.optional,
        limits=_limits(rule.limits, context.today),
        estimate=rule.estimate,
    )


def _from_field(context: Context, box: FormField) -> Part:
    return Part(
        id=box.id,
        label=box.label,
        kind=box.kind,
        choices=_choices(context, box),
        hint=box.hint,
        optional=box.optional,
        limits=_limits(box.limits, context.today),
        estimate=box.estimate,
        group=box.group,
        usual=box.usual,
    )


def _choices(context: Context, asking: Question | FormField) -> tuple[cards.Choice, ...]:
    if asking.choices_from:
        return CHOICE_SOURCES[asking.choices_from](context)
    return tuple(
        cards.Choice(value=choice.value, label=choice.label, hint=choice.hint)
        for choice in asking.choices
    )


def _limits(rule: RuleLimits, today: date) -> reading.Limits:
    latest = None
    if rule.latest_years is not None:
        latest = _years_on(today, rule.latest_years)
    return reading.Limits(
        least=rule.least,
        most=rule.most,
        longest=rule.longest,
        earliest=today if rule.earliest == "today" else None,
        latest=latest,
        whole=rule.whole,
    )


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _categories(context: Context) -> tuple[cards.Choice, ...]:
    return tuple(cards.Choice(value=c.id, label=c.label) for c in context.policy.categories)


def _process(context: Context) -> tuple[cards.Choice, ...]:
    return tuple(
        cards.Choice(value=c.id, label=c.label, hint=c.why) for c in context.policy.process
    )


def _options(context: Context) -> tuple[cards.Choice, ...]:
    return tuple(
        cards.Choice(value=offer.key, label=offer.name, hint=_standing(context, offer))
        for offer in context.known.offers
    )


def _standing(context: Context, offer: Offer) -> str | None:
    if offer.key in context.known.recommended:
        return "most points"
    return None if offer.suits else "does not do all that you need"


def _check_boxes(context: Context) -> tuple[Part, ...]:
    return tuple(
        Part(check.id, check.asks, "yes_no")
        for check in context.policy.checks
        if check.applies(context.known)
    )


def _weight_boxes(context: Context) -> tuple[Part, ...]:
    if not _compared(context):
        return ()
    limits = reading.Limits(least=Decimal(0), most=Decimal(100))
    return tuple(
        Part(c.id, c.label, "number", hint=c.why, limits=limits) for c in context.policy.selection
    )


def _option_boxes(context: Context) -> tuple[Part, ...]:
    """What is asked of each option where options are compared: its costs, and how good it is."""
    return _cost_boxes(context) + _rating_boxes(context) if _compared(context) else ()


def _cost_boxes(context: Context) -> tuple[Part, ...]:
    """The parts of the cost one by one, where one figure for all of a year is not asked for."""
    known = context.known
    together = context.policy.asks_box("option", RUNNING, known)
    if together or not context.policy.asks_box("option", "life", known):
        return ()
    limits = reading.Limits(least=Decimal(0), most=MOST_COST)
    life = context.rulebook.questions["option"].field("life")
    group = life.group if life else None
    return tuple(
        Part(f"{PART}{line.kind}", line.words, "money", hint=line.hint or None, limits=limits,
             estimate=True, group=group)
        for line in context.policy.costs.asked_lines(known.answers.get("category"))
    )  # fmt: skip


def _rating_boxes(context: Context) -> tuple[Part, ...]:
    counting = {c.id for c in weighted(context.policy, context.known.answers)}
    return tuple(
        Part(c.id, f"{c.label}, from 1 (poor) to 5 (very good)", "rating", hint=c.why,
             group=HOW_GOOD)
        for c in context.policy.selection
        if c.id in counting and not c.is_cost
    )  # fmt: skip


def _compared(context: Context) -> bool:
    return context.known.route is not None and context.known.route.quotes > 1


def _process_boxes(context: Context) -> tuple[Part, ...]:
    chosen = context.known.answer("weights.judge_by") or context.policy.process_default
    return tuple(Part(c.id, c.asks, "rating") for c in context.policy.process if c.id in chosen)


def _likely_category(context: Context) -> Any:
    need = context.known.answer("need") or {}
    return likely_category(context.policy, str(need.get("item") or ""))


def _suggested_criteria(context: Context) -> Any:
    category = context.known.answers.get("category")
    weights = context.policy.suggested_weights(category) if _compared(context) else {}
    judge_by = list(context.policy.process_default)
    return {**{id: str(n) for id, n in weights.items()}, "judge_by": judge_by}


def _because(context: Context) -> str:
    reason = context.policy.weights_reason(context.known.answers.get("category"))
    example = WEIGHTS_TYPED.format(*(c.label for c in context.policy.selection[:2]))
    return f"{reason} The numbers add up to 100. {example}".strip()


CHOICE_SOURCES: dict[str, Callable[[Context], tuple[cards.Choice, ...]]] = {
    "categories": _categories,
    "process_criteria": _process,
    "options": _options,
    "colleagues": colleague_choices,
}
FIELD_SOURCES: dict[str, Callable[[Context], tuple[Part, ...]]] = {
    "checks": _check_boxes,
    "weights": _weight_boxes,
    "costs_and_ratings": _option_boxes,
    "chosen_process_criteria": _process_boxes,
}
DEFAULT_SOURCES: dict[str, Callable[[Context], Any]] = {
    "likely_category": _likely_category,
    "suggested_criteria": _suggested_criteria,
}
