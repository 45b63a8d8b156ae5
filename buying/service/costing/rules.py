"""What the organisation's rulebook says today about costs: VAT, discount rates, tariffs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from buying.clock import today
from buying.domain.costs import CostError, Schedule
from buying.domain.policy import Policy
from buying.rulebook import load
from buying.service import policies
from buying.service.building import build
from buying.service.costing.mistakes import quoted
from buying.settings import settings


def rules_in_force() -> Policy:
    """The rules that new purchases follow today. Raises RulebookError."""
    return policies.policy(policies.current().fingerprint, today())


def rules_of_files(folder: Path | None = None) -> Policy:
    """The rules that the files of a rulebook make today; no database is needed.

    ``folder`` None is the organisation's own. Raises RulebookError.
    """
    return build(load(folder or settings().rulebook_dir), today())


def schedule(rules: Policy, rate: str | Decimal | None) -> Schedule:
    """The discount rates asked for: by name, by number, or None for the organisation's own.

    Raises CostError for a name that the rulebook lacks and a number out of range.
    """
    if rate is None:
        return rules.schedule
    if isinstance(rate, Decimal):
        return Schedule.level(rate)
    named = rules.costs.schedules
    if rate not in named:
        raise CostError(
            f"There are no discount rates called {quoted(rate)}. "
            f"Use {', '.join(named)}, or a number such as 0.035."
        )
    return named[rate]
