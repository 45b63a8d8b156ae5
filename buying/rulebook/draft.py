"""A rulebook while it is being read: what was understood so far, and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from buying.rulebook.costs import Costs
from buying.rulebook.flow import Case, Workflow, WorkflowStep
from buying.rulebook.models import (
    Categories,
    Category,
    Check,
    Checks,
    Criteria,
    Help,
    Law,
    Organisation,
    Route,
    Routes,
    Table,
    Threshold,
)
from buying.rulebook.names import Names
from buying.rulebook.problems import Problem
from buying.rulebook.questions import Question
from buying.rulebook.reading import Path, Source
from buying.rulebook.reminders import Reminders


@dataclass
class Draft:
    """Parts that could be read. A part that could not is None, and is not judged again.

    ``question_ids`` holds every question that has a file, also one that is broken, so
    that a mistake in one file is not reported in others too.
    """

    names: Names
    sources: dict[str, Source] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    question_ids: set[str] = field(default_factory=set)
    help: dict[str, Help] = field(default_factory=dict)
    cases: list[tuple[int, Case]] = field(default_factory=list)
    """Each with its position in its file."""
    broken_cases: set[str] = field(default_factory=set)
    """Titles of those that could not be read."""
    problems: list[Problem] = field(default_factory=list)

    def problem(self, file: str, path: Path, message: str) -> Problem:
        """A problem at ``path`` in ``file``, with its line."""
        return self.sources[file].problem(path, message)

    @property
    def organisation(self) -> Organisation | None:
        return cast("Organisation | None", self.parts.get("organisation.yml"))

    @property
    def categories(self) -> tuple[Category, ...] | None:
        found = cast("Categories | None", self.parts.get("categories.yml"))
        return None if found is None else found.categories

    @property
    def category_ids(self) -> list[str] | None:
        return None if self.categories is None else [each.id for each in self.categories]

    @property
    def own_thresholds(self) -> Mapping[str, Threshold] | None:
        return cast("Mapping[str, Threshold] | None", self.parts.get("thresholds.yml"))

    @property
    def law(self) -> Law | None:
        return cast("Law | None", self.parts.get("law.yml"))

    @property
    def thresholds(self) -> Mapping[str, Threshold] | None:
        """Those of the organisation and of the law; None where either could not be read."""
        if self.own_thresholds is None or self.law is None:
            return None
        return {**self.law.thresholds, **self.own_thresholds}

    @property
    def routes(self) -> tuple[Route, ...] | None:
        found = cast("Routes | None", self.parts.get("routes.yml"))
        return None if found is None else found.routes

    @property
    def tables(self) -> tuple[Table, ...] | None:
        found = cast("Routes | None", self.parts.get("routes.yml"))
        return None if found is None else found.tables

    @property
    def criteria(self) -> Criteria | None:
        return cast("Criteria | None", self.parts.get("criteria.yml"))

    @property
    def costs(self) -> Costs | None:
        return cast("Costs | None", self.parts.get("costs.yml"))

    @property
    def checks(self) -> tuple[Check, ...] | None:
        found = cast("Checks | None", self.parts.get("checks.yml"))
        return None if found is None else found.checks

    @property
    def workflow(self) -> Workflow | None:
        return cast("Workflow | None", self.parts.get("workflow.yml"))

    @property
    def reminders(self) -> Reminders | None:
        return cast("Reminders | None", self.parts.get("reminders.yml"))

    def steps(self) -> Iterator[tuple[Path, WorkflowStep]]:
        """Each step of the workflow in order, with its place in ``workflow.yml``."""
        if self.workflow is None:
            return
        for s, stage in enumerate(self.workflow.stages):
            for n, step in enumerate(stage.steps):
                yield ("stages", s, "steps", n), step

    def step_number(self, path: Path) -> int:
        """The number, from 0, of the step that ``path`` in ``workflow.yml`` lies in."""
        places = [place for place, _ in self.steps()]
        return places.index(path[:4])
