"""The rulebook as the rest of the product reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from buying.domain.money import Money
from buying.rulebook.costs import Costs
from buying.rulebook.flow import Case, Workflow
from buying.rulebook.models import (
    Category,
    Check,
    Criteria,
    Help,
    Law,
    Organisation,
    Route,
    Table,
    Threshold,
    Weights,
)
from buying.rulebook.problems import Problem, RulebookError, did_you_mean
from buying.rulebook.questions import Question
from buying.rulebook.reading import Path
from buying.rulebook.reminders import Reminders
from buying.rulebook.standard import STANDARD_CRITERIA


@dataclass(frozen=True)
class Rulebook:
    """A whole, checked rulebook. Shared between purchases, so nothing in it changes.

    ``fingerprint`` is the SHA-256 of its files, in hex. ``thresholds`` holds the organisation's
    own and those of the law. ``tables``: the decision tables, by the day from which each holds.
    ``warnings`` are findings that do not stop it from being used.
    """

    fingerprint: str
    organisation: Organisation
    categories: Mapping[str, Category]
    thresholds: Mapping[str, Threshold]
    law: Law
    routes: tuple[Route, ...]
    tables: tuple[Table, ...]
    criteria: Criteria
    costs: Costs
    checks: tuple[Check, ...]
    questions: Mapping[str, Question]
    workflow: Workflow
    reminders: Reminders = field(default_factory=Reminders)
    help: Mapping[str, Help] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    warnings: tuple[Problem, ...] = ()
    lines: Mapping[str, Mapping[Path, int]] = field(default_factory=dict)
    """By file: the line on which each part of it begins."""

    @property
    def version(self) -> str:
        """The rulebook's version, as its ``organisation.yml`` gives it."""
        return self.organisation.version

    def threshold(self, name: str, on: date) -> Decimal:
        """The value of threshold ``name`` that holds on the day ``on``, in its own unit.

        Raises RulebookError where the name is unknown or no value covers that day: an
        older or newer number is never used in its place.
        """
        found = self._threshold(name)
        value = found.on(on)
        if value is None:
            file, path = threshold_place(name, self.law)
            first = found.values[0].from_
            raise self._gap(file, (*path, "values"), f"the threshold '{name}'", on, first)
        return value

    def threshold_money(self, name: str, on: date) -> Money:
        """Threshold ``name`` on the day ``on`` as pounds with their VAT basis.

        Raises RulebookError as :meth:`threshold` does, and where it is not money.
        """
        found = self._threshold(name)
        if found.vat is None or found.vat == "none":
            raise _error("thresholds.yml", f"the threshold '{name}' is not an amount of money.")
        return Money(self.threshold(name, on), found.vat)

    def table(self, on: date) -> Table:
        """The decision table that holds on the day ``on``.

        Raises RulebookError where the first begins later.
        """
        held = [table for table in self.tables if table.from_ <= on]
        if not held:
            path = ("tables", 0, "from")
            raise self._gap("routes.yml", path, "the decision table", on, self.tables[0].from_)
        return held[-1]

    def _threshold(self, name: str) -> Threshold:
        if name not in self.thresholds:
            hint = did_you_mean(name, self.thresholds)
            raise _error("thresholds.yml", f"there is no threshold '{name}'.{hint}")
        return self.thresholds[name]

    def discount_rate(self, year: int, on: date, name: str | None = None) -> Decimal:
        """The yearly rate, a fraction, for ``year`` of a cost stream that begins ``on``.

        ``year`` counts from 1. ``name`` is a set of rates in ``costs.yml``, the default
        one when None. Raises RulebookError where those rates do not cover ``on``.
        """
        chosen = name or self.costs.default_rate
        rates = self.costs.discount_rates.get(chosen)
        if rates is None:
            hint = did_you_mean(chosen, self.costs.discount_rates)
            raise _error("costs.yml", f"there are no discount rates '{chosen}'.{hint}")
        version = rates.on(on)
        if version is None:
            path = ("discount_rates", chosen, "from")
            raise self._gap("costs.yml", path, f"the discount rate '{chosen}'", on, rates.from_)
        return version.rate(year)

    def _gap(self, file: str, path: Path, what: str, on: date, first: date) -> RulebookError:
        message = (
            f"{what} has no value for {on.isoformat()}: its first is from {first.isoformat()}. "
            "Add the value that held then, with its source."
        )
        return RulebookError([Problem(file, self.lines.get(file, {}).get(path), message)])

    def route(self, route_id: str) -> Route:
        """The route ``route_id``. Raises RulebookError where there is none."""
        for route in self.routes:
            if route.id == route_id:
                return route
        hint = did_you_mean(route_id, [route.id for route in self.routes])
        raise _error("routes.yml", f"there is no route '{route_id}'.{hint}")

    def weights(self, category: str | None) -> Weights:
        """Selection criteria to their share of 100: the category's own, else the default."""
        weights = self.criteria.weights
        return weights.get(category or "default", weights["default"])

    def criteria_touched(self) -> dict[str, tuple[str, ...]]:
        """Each criterion P1 to P17 with the ids of the questions that meet it."""
        return {
            criterion: tuple(q.id for q in self.questions.values() if criterion in q.criterion)
            for criterion in STANDARD_CRITERIA
        }


def threshold_place(name: str, law: Law | None) -> tuple[str, Path]:
    """The file and place in which the threshold ``name`` is written."""
    if law is not None and name in law.thresholds:
        return "law.yml", ("thresholds", name)
    return "thresholds.yml", (name,)


def _error(file: str, message: str) -> RulebookError:
    return RulebookError([Problem(file, None, message)])
