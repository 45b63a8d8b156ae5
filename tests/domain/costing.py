"""What the tests of costs share: small options, and options of every shape for properties."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from buying.domain.costs import KINDS, CostLine, Option, Schedule

LEVEL = Schedule.level(Decimal("0.035"))
FREE = Schedule.level(Decimal(0))


def option(name: str, life: int, price: str, each_year: str | None = None) -> Option:
    """Something with a price and, where given, a yearly servicing."""
    lines = [CostLine("price", Decimal(price))]
    if each_year is not None:
        lines.append(CostLine.yearly("servicing", Decimal(each_year)))
    return Option(name, life, tuple(lines))


def hoists() -> list[Option]:
    """The cheaper to buy is not the cheaper to use."""
    return [option("Cheap", 5, "690", "120"), option("Sturdy", 10, "1150", "95")]


def with_line(one: Option, kind: str, amount: Decimal) -> Option:
    """The same option with another amount, for certain, in its only line of ``kind``."""
    changed = [replace(line, amount=amount, low=None, high=None) for line in one.lines
               if line.kind == kind]  # fmt: skip
    assert len(changed) == 1
    lines = tuple(changed[0] if line.kind == kind else line for line in one.lines)
    return replace(one, lines=lines)


def close(a: Decimal, b: Decimal, tolerance: Decimal = Decimal("1e-12")) -> bool:
    """Whether two amounts are the same but for ``tolerance``."""
    return abs(a - b) <= tolerance


pence = st.integers(0, 2_000_000).map(lambda n: Decimal(n) / 100)
rates = st.integers(0, 150).map(lambda n: Decimal(n) / 1000)
added = st.sampled_from(sorted(KINDS.keys() - {"residual"}))


@st.composite
def options(draw: st.DrawFn, name: str = "A") -> Option:
    """An option of any life up to 12 years, with certain costs and a resale."""
    life = draw(st.integers(1, 12))
    lines = [CostLine("price", draw(pence)), CostLine.yearly("energy", draw(pence))]
    lines += [CostLine(draw(added), draw(pence), year=draw(st.integers(0, life)))]
    lines += [CostLine("residual", lines[0].amount / 4, year=life)]
    return Option(name, life, tuple(lines))


@st.composite
def uncertain_options(draw: st.DrawFn, name: str = "A") -> Option:
    """An option with one line of each of some kinds, of which any, and the life, may be ranges."""
    life = draw(st.integers(1, 9))
    price = draw(st.integers(0, 5_000))
    lines = [
        CostLine("price", Decimal(price)),
        draw(_perhaps_a_range(CostLine.yearly("servicing", Decimal(draw(st.integers(0, 400)))))),
        draw(_perhaps_a_range(CostLine("repairs", draw(pence) / 20, year=draw(_upto(life))))),
        draw(_perhaps_a_range(CostLine("residual", Decimal(price) / 5, year=life))),
    ]
    shorter, longer = draw(st.integers(0, 2)), draw(st.integers(0, 3))
    return Option(name, life, tuple(lines), max(1, life - shorter), life + longer)


def _upto(life: int) -> st.SearchStrategy[int]:
    return st.integers(0, life)


@st.composite
def _perhaps_a_range(draw: st.DrawFn, line: CostLine) -> CostLine:
    if draw(st.booleans()):
        return line
    down, up = draw(st.integers(0, 100)), draw(st.integers(0, 300))
    low, high = line.amount * (100 - down) / 100, line.amount * (100 + up) / 100
    return replace(line, low=low, high=high, assumed=draw(st.booleans()))
