"""The linear range: how cost turns into points, with limits fixed before quotes arrive."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from buying.domain.costs import Basis, CostError, Schedule
from buying.domain.money import pounds
from buying.domain.scoring.errors import FULL, ScoreError, exact

BEST_SHARE = Decimal("0.5")
RUNNING_SHARE = Decimal("0.2")


@dataclass(frozen=True)
class Limits:
    """The costs that earn 100 points (``best``) and none (``worst``), in pounds.

    On the basis and the VAT basis of the costs to be scored: pounds in all, or
    pounds a year. Raises ScoreError unless best is below worst.
    """

    best: Decimal
    worst: Decimal
    basis: Basis = "whole_life_cost"

    def __post_init__(self) -> None:
        if exact(self.best, "the best cost") >= exact(self.worst, "the highest cost"):
            raise ScoreError(
                f"The cost that earns full points, {pounds(self.best)}, must be lower than "
                f"the cost that earns none, {pounds(self.worst)}."
            )

    @property
    def words(self) -> str:
        """The rule as people read it."""
        each = " a year" if self.basis == "equivalent_annual_cost" else ""
        return (
            f"{pounds(self.best)}{each} or less earns full points for cost. "
            f"{pounds(self.worst)}{each} or more earns none."
        )


def linear_range(cost: Decimal, best: Decimal, worst: Decimal, *, clamp: bool = True) -> Decimal:
    """100 x (worst - cost) / (worst - best), held within 0 to 100 unless ``clamp`` is off.

    All three in pounds on one basis. Absolute: no option moves another's score,
    and a cost of 0 is no special case. Source: the "linear range" formula of the
    Negometrix/Mercell help centre. Raises ScoreError unless best is below worst.
    """
    Limits(best, worst)
    points = FULL * (worst - exact(cost, "the cost")) / (worst - best)
    return min(max(points, Decimal(0)), FULL) if clamp else points


def limits_from_budget(
    budget: Decimal,
    schedule: Schedule,
    years: int,
    *,
    basis: Basis = "whole_life_cost",
    best_share: Decimal = BEST_SHARE,
    running_share: Decimal = RUNNING_SHARE,
) -> Limits:
    """Limits for the linear range, from what is known before any quote.

    ``budget``: pounds for buying, on the VAT basis of the costs (see
    :func:`buying.domain.costs.own_cost`); ``years``: how long it is meant to be used.

    - worst (no points) = budget x (1 + running_share x annuity(years)): all of the
      budget spent, and each year ``running_share`` of it again to keep it going;
    - best (full points) = best_share x worst;
    - for the equivalent annual cost both are divided by annuity(years), so an option
      that lasts ``years`` earns the same points on either basis.

    The shares are a convention of this product, not a rule of law: half, so that the
    range is wide enough for most quotes and narrow enough for savings to count, and
    a fifth a year, since in our worked examples care equipment costs 8 % to 36 % of
    its price a year to run. Give ``running_share`` 0 for what costs nothing to run.
    Whatever the shares, fix them before quotes arrive.
    Raises ScoreError for a budget of 0 or less and for shares out of range.
    """
    if exact(budget, "the budget") <= 0:
        raise ScoreError("Give a budget above £0, so that costs can be scored against it.")
    if not 0 <= exact(best_share, "the share for full points") < 1:
        raise ScoreError("The share of the budget for full points must be from 0 to below 1.")
    if exact(running_share, "the share for running costs") < 0:
        raise ScoreError("The share of the budget for running costs cannot be below 0.")
    annuity = _annuity(schedule, years)
    worst = budget * (1 + running_share * annuity)
    if basis == "equivalent_annual_cost":
        worst /= annuity
    return Limits(best_share * worst, worst, basis)


def _annuity(schedule: Schedule, years: int) -> Decimal:
    try:
        return schedule.annuity(years)
    except CostError as error:
        raise ScoreError(str(error)) from error
