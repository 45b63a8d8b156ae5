"""From a rulebook to its flow: a column for each stretch of values, a box for each step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from buying.domain.known import Known
from buying.domain.policy import Policy
from buying.rulebook import Condition, Rulebook, WorkflowStep
from buying.rulebook.wording import in_words
from buying.service import building
from buying.service.drawing.bands import Span, spans
from buying.service.drawing.exploring import OUTSIDES, Variant, dearer, explore
from buying.service.drawing.views import Box, Change, Column, Flow
from buying.service.trying.table import failing
from buying.service.walking import Outside, Walk
from buying.voice.asking import resolve

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


class UnknownCategory(Exception):
    """The category to draw is not in the rulebook; the text says which are."""


def quietly(what: str, done: int, total: int) -> None:
    """Says nothing about how far the drawing has come."""


def flow(
    book: Rulebook, on: date, category: str | None = None, progress: Progress = quietly
) -> Flow:
    """The flow of ``book`` on a day, for ``category`` or, where it is None, the usual one.

    Raises UnknownCategory, RulebookError where there are no rules for that day, and NeverEnds.
    """
    policy = building.build(book, on)
    chosen = usual(policy, on) if category is None else category
    found = policy.category(chosen)
    if found is None:
        known = ", ".join(each.id for each in policy.categories)
        raise UnknownCategory(f"There is no category “{chosen}”. There are: {known}.")
    stretches = spans(policy, Outside().world(on), chosen)
    columns = tuple(
        _column(book, policy, on, chosen, span, below)
        for span, below in zip(_told(stretches, progress), (None, *stretches), strict=False)
    )
    return Flow(
        organisation=policy.organisation,
        rules=book.version,
        on=on,
        category=found.label,
        stages=tuple(stage.title for stage in book.workflow.stages),
        rows=tuple(_rows(book, columns)),
        columns=columns,
    )


def _told(stretches: Sequence[Span], progress: Progress) -> Iterator[Span]:
    for done, span in enumerate(stretches):
        progress("Working out the flow", done, len(stretches))
        yield span


def usual(policy: Policy, on: date) -> str:
    """The first category that the last line of the table decides for; else the first of all."""
    world, last = Outside().world(on), policy.table[-1]
    for category in policy.categories:
        if spans(policy, world, category.id)[0].decision.line is last:
            return category.id
    return policy.categories[0].id


def _rows(book: Rulebook, columns: Sequence[Column]) -> Iterator[tuple[str, ...]]:
    drawn = {id for column in columns for id in column.boxes}
    for stage in book.workflow.stages:
        yield tuple(step.ask for step in stage.steps if step.ask in drawn)


def _column(
    book: Rulebook, policy: Policy, on: date, category: str, span: Span, below: Span | None
) -> Column:
    given = {"category": category, "budget": span.budget.stored()}
    plain, variants = explore(book, policy, on, given)
    found = [plain, *(each.walk for each in variants)]
    if below is not None:
        found.append(dearer(book, policy, on, plain, below.budget))
    same = [each for each in found if _way(each) == _way(plain)]
    changes = (*_elsewhere(policy, on, category, span), *_changes(variants, plain))
    return Column(
        values=span.values,
        way=span.decision.route.title,
        line=span.decision.line.title,
        clause=span.decision.route.clause,
        stages=tuple(tuple(_boxes(book, on, stage.steps, same)) for stage in book.workflow.stages),
        changes=tuple(dict.fromkeys(changes)),
    )


def _way(played: Walk) -> str | None:
    route = played.context.known.route
    return route.id if route else None


def _boxes(
    book: Rulebook, on: date, steps: Iterable[WorkflowStep], same: Sequence[Walk]
) -> Iterator[Box]:
    for step in steps:
        asking = next((played for played in same if step.ask in played.steps), None)
        if asking is not None:
            always = all(step.ask in played.steps for played in same)
            yield _box(book, step, asking, "" if always else _only_if(book, on, step, same))


def _box(book: Rulebook, step: WorkflowStep, asking: Walk, only_if: str) -> Box:
    keys = [asked.key for asked in asking.path if asked.step.id == step.ask]
    resolved = resolve(asking.context, keys[0])
    rule = resolved.rule
    return Box(
        id=rule.id,
        label=rule.label,
        who=step.of,
        boxes=len(resolved.parts),
        times=f"{len(keys)} times" if len(keys) > 1 else "",
        only_if=only_if,
        may_end=rule.endings,
    )


def _only_if(book: Rulebook, on: date, step: WorkflowStep, same: Sequence[Walk]) -> str:
    """The part of the step's condition that is not always so in this column, in words."""
    knowns = [played.context.known for played in same]
    parts = [part for part in _flat(step.when) if _open(book, on, part, knowns)]
    return " and ".join(in_words(part, book) for part in parts)


def _flat(when: Condition | None) -> Iterator[Condition]:
    """Conditions that must all hold, each by itself."""
    for key, value in when.data().items() if when else ():
        if key == "all_of":
            for part in value:
                yield from _flat(Condition.model_validate(part))
        else:
            yield Condition.model_validate({key: value})


def _open(book: Rulebook, on: date, part: Condition, knowns: Iterable[Known]) -> bool:
    fails = failing(book, on, part.data())
    return any(fails(known) for known in knowns)


def _elsewhere(policy: Policy, on: date, category: str, span: Span) -> Iterator[Change]:
    """Facts from outside that lead another way for some values of ``span``."""
    for words, outside in OUTSIDES:
        for other in spans(policy, outside.world(on), category):
            route = other.decision.route
            if other.meets(span) and route != span.decision.route:
                values = "" if span.inside(other) else f" ({_small(other.values)})"
                yield Change(question="", answer=f"{words}{values}", to=route.title)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _changes(variants: Iterable[Variant], plain: Walk) -> Iterator[Change]:
    """Answers that lead another way, one by one."""
    outside = {words for words, _ in OUTSIDES}
    for each in variants:
        route = each.walk.context.known.route
        moved = _way(each.begun) == _way(plain) != _way(each.walk)
        if moved and route is not None and each.answer not in outside:
            yield Change(question=each.question, answer=each.answer, to=route.title)
