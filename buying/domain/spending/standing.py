"""Forecast, fact so far and the difference, by part and by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from buying.domain.costs import KINDS
from buying.domain.known import Known
from buying.domain.money import Money, to_penny
from buying.domain.policy import Policy
from buying.domain.spending.forecast import Plan, after, plan
from buying.domain.spending.spent import Spent, own, toward_price

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Part:
    """One kind of cost. ``whole``: forecast over the whole life; ``due``: as much of it as
    should have been paid by now; ``spent``: what was; ``recorded``: whether anything was."""

    kind: str
    label: str
    whole: Decimal = NOTHING
    due: Decimal = NOTHING
    spent: Decimal = NOTHING
    recorded: bool = False

    @property
    def difference(self) -> Decimal:
        """How much more was spent than should have been by now; below 0 for less."""
        return self.spent - self.due


@dataclass(frozen=True)
class Year:
    """One year of the forecast; 0 is the buying. The amounts are as in :class:`Part`."""

    number: int
    whole: Decimal = NOTHING
    due: Decimal = NOTHING
    spent: Decimal = NOTHING

    @property
    def difference(self) -> Decimal:
        """How much more was spent than should have been by now; below 0 for less."""
        return self.spent - self.due


@dataclass(frozen=True)
class Against:
    """Forecast against fact as it stands on ``on``.

    ``agreed`` and ``toward``: the price, and what was recorded toward it. ``paid``: what the
    buyer said at the delivery that it cost in the end, in all; None where they did not. For the
    price the larger of ``toward`` and ``paid`` counts, since invoices may not all be recorded.
    ``years`` has those that have begun, and those in which anything was spent. ``priced`` and
    ``payment`` are as in :class:`Plan`.
    """

    on: date
    begins: date | None
    agreed: Decimal
    toward: Decimal
    paid: Decimal | None
    parts: tuple[Part, ...]
    years: tuple[Year, ...]
    priced: str = "price"
    payment: Decimal = NOTHING

    @property
    def whole(self) -> Decimal:
        """The forecast over the whole life, not discounted."""
        return sum((part.whole for part in self.parts), NOTHING)

    @property
    def due(self) -> Decimal:
        """The forecast up to today."""
        return sum((part.due for part in self.parts), NOTHING)

    @property
    def spent(self) -> Decimal:
        """All that was spent."""
        return sum((part.spent for part in self.parts), NOTHING)

    @property
    def difference(self) -> Decimal:
        """How much more was spent than was forecast up to today; below 0 for less."""
        return self.spent - self.due

    @property
    def recorded(self) -> bool:
        """Whether any cost is known."""
        return any(part.recorded for part in self.parts)

    @property
    def timing(self) -> Part | None:
        """The price, where it differs by no more than one of its payments while they go on.

        That says no more than whether one pays before or after the time that one pays for.
        """
        return next((part for part in self.parts if self._is_timing(part)), None)

    def _is_timing(self, part: Part) -> bool:
        going_on = part.kind == self.priced and part.due < part.whole
        differs = part.recorded and to_penny(part.difference) != 0
        return going_on and differs and abs(part.difference) <= self.payment

    @property
    def differing(self) -> tuple[Part, ...]:
        """Parts with a cost on record that differ by a penny or more, the largest first.

        Without a difference that is only of :attr:`timing`.
        """
        found = [
            part
            for part in self.parts
            if part.recorded and to_penny(part.difference) and part is not self.timing
        ]
        return tuple(sorted(found, key=lambda part: (-abs(part.difference), part.label)))

    @property
    def silent(self) -> tuple[Part, ...]:
        """Parts of which something is due and nothing was recorded."""
        return tuple(part for part in self.parts if not part.recorded and to_penny(part.due))


def so_far(policy: Policy, known: Known, costs: Sequence[Spent], on: date) -> Against | None:
    """How a purchase stands on the day ``on``; None while nothing is chosen for it."""
    forecast = plan(policy, known)
    if forecast is None:
        return None
    said = known.answer("delivery.paid")
    return against(policy, forecast, costs, own(policy, Money.of(said)) if said else None, on)


def against(
    policy: Policy, forecast: Plan, costs: Sequence[Spent], paid: Decimal | None, on: date
) -> Against:
    """``costs`` set against ``forecast`` as of the day ``on``. ``paid`` as in :class:`Against`.

    Where nothing says when it came, the years are counted from the first cost that was recorded.
    """
    begins = forecast.begins or min((each.day for each in costs), default=None)
    rows = [_row(policy, forecast, begins, each) for each in costs]
    hired = forecast.priced == "hire"
    toward = sum(
        (
            own(policy, cost.money, cost.kind)
            for cost in costs
            if toward_price(cost.kind, hired=hired)
        ),
        NOTHING,
    )
    if paid is not None and paid > toward:
        year = forecast.year_of(forecast.priced, begins or on, begins)
        rows.append((forecast.priced, year, paid - toward))
    return Against(
        on=on,
        begins=begins,
        agreed=forecast.agreed,
        toward=toward,
        paid=paid,
        parts=_parts(forecast, begins, on, rows),
        years=_years(forecast, begins, on, rows),
        priced=forecast.priced,
        payment=forecast.payment,
    )


Row = tuple[str, int, Decimal]
"""Part, year and amount of one cost, with the sign that it has in the sum."""


def _row(policy: Policy, forecast: Plan, begins: date | None, cost: Spent) -> Row:
    part = forecast.part_of(cost.kind)
    amount = own(policy, cost.money, cost.kind)
    signed = -amount if part == "residual" else amount
    return part, forecast.year_of(part, cost.day, begins), signed


def _parts(forecast: Plan, begins: date | None, on: date, rows: Sequence[Row]) -> tuple[Part, ...]:
    found: dict[str, Part] = {}
    for due in forecast.dues:
        part = found.get(due.kind) or Part(due.kind, due.label)
        by_now = part.due + due.by(begins, on)
        found[due.kind] = replace(part, whole=part.whole + due.whole, due=by_now)
    for kind, _, amount in rows:
        part = found.get(kind) or Part(kind, KINDS[kind])
        found[kind] = replace(part, spent=part.spent + amount, recorded=True)
    return tuple(found.values())


def _years(forecast: Plan, begins: date | None, on: date, rows: Sequence[Row]) -> tuple[Year, ...]:
    found: dict[int, Year] = {}
    for due in forecast.dues:
        year = found.get(due.year) or Year(due.year)
        by_now = year.due + due.by(begins, on)
        found[due.year] = replace(year, whole=year.whole + due.whole, due=by_now)
    for _, number, amount in rows:
        year = found.get(number) or Year(number)
        found[number] = replace(year, spent=year.spent + amount)
    spent = {number for _, number, _ in rows}
    return tuple(found[n] for n in sorted(found) if n in spent or _begun(n, begins, on))


def _begun(number: int, begins: date | None, on: date) -> bool:
    return number == 0 or (begins is not None and on >= after(begins, number - 1))
