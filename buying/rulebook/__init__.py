"""The rulebook: the purchasing policy as data, loaded and checked.

``load(folder)`` gives a frozen :class:`Rulebook`, or raises :class:`RulebookError`
that names every mistake with its file and line.
"""

from buying.rulebook.book import Rulebook
from buying.rulebook.conditions import Condition
from buying.rulebook.costs import Costs, DiscountRates
from buying.rulebook.flow import (
    ByRoute,
    Case,
    ContractInCase,
    Expect,
    OtherInCase,
    Repeat,
    Stage,
    Workflow,
    WorkflowStep,
)
from buying.rulebook.loading import load
from buying.rulebook.models import (
    Band,
    Category,
    Check,
    Criteria,
    Duty,
    Help,
    Law,
    Line,
    Organisation,
    ProcessCriterion,
    Regime,
    Route,
    SelectionCriterion,
    Table,
    Threshold,
    Vat,
    Weights,
)
from buying.rulebook.names import Names, known_names
from buying.rulebook.problems import Problem, RulebookError
from buying.rulebook.questions import Choice, FormField, Limits, Question
from buying.rulebook.shapes import placeholders
from buying.rulebook.standard import STANDARD_CRITERIA

__all__ = [
    "STANDARD_CRITERIA", "Band", "ByRoute", "Case", "Category", "Check", "Choice", "Condition",
    "ContractInCase", "Costs", "Criteria", "DiscountRates", "Duty", "Expect", "FormField",
    "Help", "Law", "Limits", "Line", "Names", "Organisation", "OtherInCase", "Problem",
    "ProcessCriterion", "Question", "Regime", "Repeat", "Route", "Rulebook", "RulebookError",
    "SelectionCriterion", "Stage", "Table", "Threshold", "Vat", "Weights", "Workflow",
    "WorkflowStep", "known_names", "load", "placeholders",
]  # fmt: skip
