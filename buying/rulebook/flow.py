"""The order of the questions, and worked examples of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StrictStr, Tag

from buying.rulebook.conditions import Condition
from buying.rulebook.models import Approver, Risk, Route
from buying.rulebook.shapes import (
    READ_ONLY,
    Box,
    CriterionNames,
    Day,
    Id,
    Model,
    Number,
    Text,
    Whole,
)

Role = Literal["requester", "specialist", "budget_holder"]


class ByRoute(Model):
    """A number that the route sets: how many quotes it asks for."""

    by_route: Literal["quotes"]


def _least_tag(value: Any) -> str:
    return "<by route>" if isinstance(value, dict | ByRoute) else "<number>"


Least = Annotated[
    Annotated[Annotated[Whole, Field(ge=0)], Tag("<number>")]
    | Annotated[ByRoute, Tag("<by route>")],
    Discriminator(_least_tag),
]


class Repeat(Model):
    """How often a step is asked: at least ``least`` times and at most ``most``."""

    least: Least
    most: Annotated[Whole, Field(ge=1)]

    def least_for(self, route: Route | None) -> int:
        """How many are needed on ``route``; 1 while the route is not known."""
        if isinstance(self.least, int):
            return self.least
        return route.quotes if route else 1


class WorkflowStep(Model):
    """A question's place in the workflow. A bare question id is short for ``{ask: id}``.

    ``stands_on`` names questions, or boxes of a form (``purpose.goes_on``).
    """

    ask: Id
    when: Condition | None = None
    of: Role = "requester"
    stands_on: tuple[Box, ...] = ()
    optional: bool = False
    repeat: Repeat | None = None
    shows: Id | None = None


def _short(value: Any) -> Any:
    return {"ask": value} if isinstance(value, str) else value


class Stage(Model):
    """A part of the purchase that people see as one: Plan, Choose, Buy, Look back."""

    id: Id
    title: Text
    criterion: CriterionNames = ()
    steps: Annotated[
        tuple[Annotated[WorkflowStep, BeforeValidator(_short)], ...], Field(min_length=1)
    ]


class Workflow(Model):
    """The file ``workflow.yml``."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]

    def steps(self) -> Iterator[tuple[Stage, WorkflowStep]]:
        """Every step in order, with its stage."""
        for stage in self.stages:
            for step in stage.steps:
                yield stage, step


def _stored(value: Any) -> Any:
    """A value as answers are stored: JSON, with dates and exact numbers as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list):
        return [_stored(each) for each in value]
    if isinstance(value, dict):
        return {key: _stored(each) for key, each in value.items()}
    return value


Stored = Annotated[Any, BeforeValidator(_stored)]


class Amounts(Model):
    """A value in pounds, without and with VAT; either may be left out."""

    net: Number | None = None
    gross: Number | None = None


class Expect(Model):
    """What a worked example must come to. A key that is None or absent is not looked at.

    ``open`` is the step that waits for an answer; ``none`` when the workflow is done. ``line``:
    the line of the decision table. ``duties``: those of the law, all of them. ``above``: whether
    the full rules of the law hold. ``split``: references of the purchases that look like parts
    of this one. ``boxes``: of each form named, the boxes that it has. ``checks``: those that
    fire, all of them; ``stops`` and ``warns``: those of them that stop or warn. ``waits_for``: who
    must answer the open step.
    """

    route: Id | None = None
    line: Id | None = None
    quotes: Whole | None = None
    approver: Approver | None = None
    specialist_first: bool | None = None
    value: Amounts | None = None
    regime: Id | None = None
    above: bool | None = None
    risk: Risk | None = None
    duties: tuple[Id, ...] | None = None
    split: tuple[StrictStr, ...] | None = None
    boxes: Annotated[Mapping[Id, tuple[Id, ...]], *READ_ONLY] | None = None
    asked: tuple[StrictStr, ...] | None = None
    not_asked: tuple[StrictStr, ...] | None = None
    checks: tuple[Id, ...] | None = None
    stops: tuple[Id, ...] | None = None
    warns: tuple[Id, ...] | None = None
    open: StrictStr | None = None
    waits_for: Role | None = None


class OtherInCase(Model):
    """Somebody else's purchase in a worked example: ``value`` is in pounds with VAT."""

    reference: Text
    item: Text
    value: Number
    began: Day
    category: Id | None = None
    supplier: Text | None = None
    requester: Text = "A colleague"
    team: Text = "Their team"
    stage: Literal["planned", "open", "done"] = "open"


class ContractInCase(Model):
    """An agreement in force in a worked example: ``up_to`` is in pounds with VAT."""

    title: Text
    supplier: Text
    ends: Day
    how: Text = "Order from it"
    up_to: Number | None = None


class Case(Model):
    """A worked example: answers given, in order, and what follows from them.

    ``given`` holds answers in their stored shape by question (``option#2`` where it
    repeats); None means skipped. ``like`` is the title of an earlier case whose answers this
    one takes over, those of its own put in their place or after them. ``then`` holds answers
    that are given anew after all of those, in order, as by somebody who changes their mind.
    ``preferred`` names the suppliers that are on the list for it. ``earlier``, ``colleagues``,
    ``joined`` and ``contracts`` are what others bought or agreed. ``file`` and ``line`` say where
    it is written.
    """

    title: Text
    like: StrictStr | None = None
    given: Annotated[Mapping[StrictStr, Stored], *READ_ONLY] = Field(
        default_factory=lambda: MappingProxyType({})
    )
    then: Annotated[Mapping[StrictStr, Stored], *READ_ONLY] = Field(
        default_factory=lambda: MappingProxyType({})
    )
    on: Day | None = None
    preferred: tuple[StrictStr, ...] = ()
    earlier: tuple[OtherInCase, ...] = ()
    colleagues: tuple[OtherInCase, ...] = ()
    joined: tuple[OtherInCase, ...] = ()
    contracts: tuple[ContractInCase, ...] = ()
    expect: Expect
    file: str
    line: int
