"""Checks, criteria, steps and kinds of purchase in words."""

from __future__ import annotations

from collections.abc import Iterator

from buying.cards import Table
from buying.english import sentence
from buying.rulebook import Category, Check, Rulebook, WorkflowStep
from buying.rulebook.questions import Question
from buying.rulebook.wording import FOLLOWS, ROLES
from buying.service.rules_in_words.usual_costs import usual_costs
from buying.service.rules_in_words.views import CheckView, Kind, StageView, StepView
from buying.service.rules_in_words.ways import said

Facts = tuple[tuple[str, str], ...]


def checks(book: Rulebook) -> tuple[CheckView, ...]:
    """Every policy check, in the order of the rulebook."""
    return tuple(
        CheckView(label=each.label, asks=each.asks, facts=_check(book, each))
        for each in book.checks
    )


def _check(book: Rulebook, check: Check) -> Facts:
    return (
        ("When it is asked", said(check.when, book) if check.when else "Always"),
        (f"If the answer is {'yes' if check.bad_answer else 'no'}", sentence(FOLLOWS[check.then])),
        ("What staff are told", check.says),
        ("Who can lift it", check.who_can_lift),
        ("Rule", check.clause),
    )


def weighing(book: Rulebook) -> Table:
    """What decides between suppliers: one row a criterion, one column a set of weights."""
    sets = book.criteria.weights
    names = {"default": "Usually", **{id: each.label for id, each in book.categories.items()}}
    return Table(
        caption="What each criterion weighs, of 100",
        columns=("Kind of purchase", *(each.label for each in book.criteria.selection)),
        rows=tuple(
            (names.get(id, id), *(str(weights.get(c.id, 0)) for c in book.criteria.selection))
            for id, weights in sets.items()
        ),
        numeric=tuple(range(1, len(book.criteria.selection) + 1)),
    )


def stages(book: Rulebook) -> tuple[StageView, ...]:
    """The steps in order, stage by stage."""
    return tuple(
        StageView(
            title=stage.title,
            steps=tuple(_step(book, step, book.questions[step.ask]) for step in stage.steps),
        )
        for stage in book.workflow.stages
    )


def _step(book: Rulebook, step: WorkflowStep, question: Question) -> StepView:
    return StepView(
        label=question.label, asks=question.asks, facts=tuple(_facts(book, step, question))
    )


def _facts(book: Rulebook, step: WorkflowStep, question: Question) -> Iterator[tuple[str, str]]:
    if step.of != "requester":
        yield "Who answers", sentence(ROLES[step.of])
    if step.when:
        yield "When it is asked", said(step.when, book)
    for box in question.fields:
        yield f"Asks for “{box.label}”", said(box.when, book) if box.when else "Always"
    if step.optional or question.optional:
        yield "May be left out", "Yes"
    if step.stands_on:
        labels = [_label(book, name) for name in step.stands_on]
        yield "Asked again when one of these changes", ", ".join(labels)
    if question.criterion:
        yield "Standard", ", ".join(question.criterion)


def _label(book: Rulebook, name: str) -> str:
    question, _, box = name.partition(".")
    asked = book.questions[question]
    field = asked.field(box)
    return f"{asked.label}: {field.label}" if field else asked.label


def kinds(book: Rulebook) -> tuple[Kind, ...]:
    """The kinds of things that are bought."""
    return tuple(
        Kind(
            label=each.label,
            risk=each.risk.capitalize(),
            suggested_by=", ".join(each.words),
            more=". ".join(_more(book, each)),
        )
        for each in book.categories.values()
    )


def _more(book: Rulebook, category: Category) -> Iterator[str]:
    if usual := book.costs.categories.get(category.id):
        yield from usual_costs(book, usual)
    if category.may_go_on:
        yield "Often paid for again and again"
