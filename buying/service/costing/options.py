"""From what is asked to options of the domain, each amount as the buyer's own cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

from buying.domain.costs import CostError, CostLine, Option, own_cost
from buying.domain.costs.usual import Spread
from buying.domain.money import Money, VatBasis
from buying.domain.policy import Policy
from buying.service.costing.mistakes import Mistake, Refused, path, quoted
from buying.service.costing.request import LineAsked, OptionAsked, Request

T = TypeVar("T")


class OptionsAsked:
    """The options of one request under ``rules``; ``mistakes`` are those found on the way."""

    def __init__(self, request: Request, rules: Policy) -> None:
        self.request = request
        self.rules = rules
        self.recoverable = request.vat.recoverable if request.vat else rules.vat_recoverable
        self.mistakes: list[Mistake] = []

    def read(self) -> tuple[Option, ...]:
        """All options in their order. Raises Refused with everything that is wrong."""
        self.mistakes += _same_names(self.request)
        asked = enumerate(self.request.options)
        options = tuple(filter(None, [self._option(number, each) for number, each in asked]))
        if self.mistakes:
            raise Refused(self.mistakes)
        return options

    def _option(self, number: int, asked: OptionAsked) -> Option | None:
        lines = [
            self._try(lambda line=line: self._line(line), "options", number, "lines", place)  # type: ignore[misc]
            for place, line in enumerate(asked.lines)
        ]
        if None in lines:
            return None
        life = asked.life_years
        between = (None, None) if life.low == life.high else (life.low, life.high)
        return self._try(
            lambda: Option(asked.name, life.likely, tuple(filter(None, lines)), *between),
            "options", number,
        )  # fmt: skip

    def _try(self, make: Callable[[], T], *where: str | int) -> T | None:
        try:
            return make()
        except CostError as error:
            self.mistakes.append(Mistake(path(where), str(error)))
            return None

    def _line(self, asked: LineAsked) -> CostLine:
        amount = self._own(asked)
        low, high = (None, None) if amount.low == amount.high else (amount.low, amount.high)
        more = {"label": asked.label or "", "low": low, "high": high, "assumed": asked.assumed}
        if asked.each is None:
            return CostLine(asked.kind, amount.likely, asked.year or 0, **more)  # type: ignore[arg-type]
        first = 1 if asked.from_ is None else asked.from_
        return CostLine.yearly(asked.kind, amount.likely, first, asked.to, **more)  # type: ignore[arg-type]

    def _own(self, asked: LineAsked) -> Spread:
        """The amount of a line as the buyer bears it, unrounded."""
        amount, vat = self._amount(asked)
        if vat is None:
            return amount
        usual = self.rules.costs.vat_rate(asked.kind, self.rules.vat_rate)
        rate = usual if asked.vat_rate is None else asked.vat_rate
        return Spread(*(self._bears(each, vat, rate) for each in _each(amount)))

    def _bears(self, amount: Decimal, vat: VatBasis, rate: Decimal) -> Decimal:
        return own_cost(Money(amount, vat), vat_rate=rate, recoverable=self.recoverable)

    def _amount(self, asked: LineAsked) -> tuple[Spread, VatBasis | None]:
        if asked.amount is not None:
            return asked.amount, asked.vat
        assert asked.kwh is not None and asked.tariff is not None
        if not isinstance(asked.tariff, str):
            return _product(asked.kwh, asked.tariff), asked.vat
        tariff = self.rules.costs.tariffs.get(asked.tariff)
        if tariff is None or tariff.unit != "kWh":
            raise CostError(self._no_tariff(asked.tariff))
        return _product(asked.kwh, tariff.price), tariff.vat

    def _no_tariff(self, name: str) -> str:
        known = [tariff.id for tariff in self.rules.costs.tariffs.values() if tariff.unit == "kWh"]
        use = f"{', '.join(known)}, or a number" if known else "a number"
        return f"There is no price of a kWh called {quoted(name)}. Use {use} such as 0.27."


def _same_names(request: Request) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, option in enumerate(request.options):
        if option.name in seen:
            said = f"Two options are called {option.name}. Give each a name of its own."
            yield Mistake(path(("options", number, "name")), said)
        seen.add(option.name)


def _product(one: Spread, other: Spread) -> Spread:
    pairs = zip(_each(one), _each(other), strict=True)
    return Spread(*(a * b for a, b in pairs))


def _each(amount: Spread) -> tuple[Decimal, Decimal, Decimal]:
    return amount.low, amount.likely, amount.high
