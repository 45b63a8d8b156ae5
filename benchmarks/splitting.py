"""Measure how often splitting is pointed out for no reason, on a council's month of spending.

``python -m benchmarks.splitting FILE`` replays invoices (CSV as Lambeth publishes them: supplier,
date, net amount, description) in the order of their dates as if each were a purchase. What it
counts, and what it cannot tell, is in docs/splitting.md.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from buying import rulebook
from buying.domain.known import World, derive
from buying.domain.money import Money
from buying.domain.others import OtherPurchase
from buying.domain.policy import Policy
from buying.domain.splitting import Split, likely_split
from buying.domain.value import Value
from buying.service.building import build

ROOT = Path(__file__).resolve().parents[1]
RULES_OF = date(2026, 11, 21)
"""The day whose limits are used: ours did not exist on the day of the invoices."""

LIMITS = (1000, 5000, 25000)
"""Pounds net: limits in the range that English councils publish for small purchases."""

ONE_PERSON = (
    "SPOT", "CONTRIBUTION", "FNC", "RNCC", "PRIVATE NURSING CARE", "DOMICILIARY CARE - PRIVATE",
    "TRAVEL EXPENSES - CLIENTS", "ADAPTATIONS", "BLUEBADGES",
)  # fmt: skip
"""Care bought for one person at a time ("spot"), and payments that are for one named person."""

ONE_CONTRACT = (
    "BLOCK", "GAS ", "WATER", "ELECTRICITY", "TELEPHONE", "RENTS", "LICENSES & LEVIES", "GRANTS",
)  # fmt: skip
"""Bills of one standing supply or agreement, and what is not bought: nothing was split up."""

CATEGORIES = (
    ("care", ("CARE", "HOUSING", "ACCOMMODATION", "FLOATING", "OUTREACH", "RESETTLEMENT",
              "CONTRIBUTION", "AGENCY SERVICES", "TRAVEL EXPENSES", "BLUEBADGES")),
    ("building", ("MAINTENANCE", "ADAPTATIONS", "IMPROVEMENTS", "ARCHITECT", "CONTRACTORS")),
    ("cleaning", ("CLEANING", "WASTE")),
    ("office", ("STATIONERY", "LIBRARIES", "SUBSCRIPTIONS")),
    ("it", ("IT SUPPORT", "COMPUTER", "SOFTWARE", "ELECTRONIC", "TELEPHONE")),
    ("catering", ("CATERING",)),
    ("training", ("TRAINING",)),
    ("transport", ("VEHICLES",)),
    ("equipment", ("EQUIPMENT", "AIDS")),
    ("furniture", ("FURNITURE",)),
    ("services", ("SERVICES", "FEES", "CONSULTANTS")),
)  # fmt: skip
"""Our categories, and the words of descriptions that fall under them; the first that fits."""


@dataclass(frozen=True)
class Invoice:
    """One line of the file. ``kind`` is its description, ``net`` pounds without VAT."""

    supplier: str
    on: date
    net: Decimal
    kind: str

    @property
    def category(self) -> str:
        """The category of our rulebook that a buyer would pick for it."""
        return next((id for id, words in CATEGORIES if _has(self.kind, words)), "other")

    @property
    def false_alarm(self) -> bool:
        """Whether its repeats cannot be a purchase that was split up."""
        return _has(self.kind, ONE_PERSON) or _has(self.kind, ONE_CONTRACT)


Way = Callable[[str, Value], Hashable]
"""Category and value to the way of buying."""


@dataclass(frozen=True)
class Pointed:
    """An invoice for which a split was pointed out."""

    invoice: Invoice
    split: Split


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the file, replay it under each rule, print one line for each."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.splitting",
        description="Count how often splitting is pointed out in a month of spending.",
        epilog="Example: python -m benchmarks.splitting spending.csv",
    )
    parser.add_argument("file", type=Path, help="a CSV file of invoices")
    try:
        invoices = read(parser.parse_args(arguments).file)
    except KeyError as column:
        parser.exit(2, f"The file has no column {column}. Give a file of invoices.\n")
    except (OSError, ValueError, ArithmeticError) as error:
        parser.exit(2, f"This file cannot be read as invoices: {error}.\n")
    policy = _policy()
    individual = frozenset(c.id for c in policy.categories if c.individual)
    _head(invoices)
    limits = "limits of " + " / ".join(f"£{limit:,}" for limit in LIMITS)
    for name, way in ((limits, _by_limits), ("our rulebook", _by_rulebook(policy))):
        for rule, each_for_another in (("alone", frozenset[str]()), ("with it", individual)):
            _line(name, rule, replay(invoices, way, each_for_another), invoices)


def read(file: Path) -> list[Invoice]:
    """The invoices of ``file`` in the order of their dates.

    Raises OSError, KeyError where a column is missing, and ValueError or ArithmeticError where
    a date or an amount cannot be read.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = [_invoice(row) for row in csv.DictReader(lines)]
    return sorted(found, key=lambda invoice: invoice.on)


def replay(invoices: Sequence[Invoice], way: Way, individual: frozenset[str]) -> list[Pointed]:
    """The invoices for which a split is pointed out, each held against those before it.

    The file does not say what was bought, only of which kind, so that only the supplier
    links two invoices.
    """
    before: dict[str, list[OtherPurchase]] = {}
    found = []
    for number, invoice in enumerate(invoices):
        earlier = before.setdefault(invoice.kind, [])
        split = likely_split(
            "",
            invoice.supplier,
            _value(invoice),
            invoice.on,
            earlier,
            days=365,
            way=lambda value, category=invoice.category: way(category, value),  # type: ignore[misc]
            individual=invoice.category in individual,
        )
        if split is not None:
            found.append(Pointed(invoice, split))
        earlier.append(_as_purchase(number, invoice))
    return found


def _head(invoices: Sequence[Invoice]) -> None:
    false = sum(invoice.false_alarm for invoice in invoices)
    print(f"{len(invoices):,} invoices, {false:,} of them for one person or under one contract.")
    print("The rule: repeats in a category marked `individual` are each for another person.\n")
    print(f"{'':46}{'pointed out':>12}{'groups':>8}{'false alarms':>14}{'worth a look':>14}")


def _line(name: str, rule: str, found: Sequence[Pointed], invoices: Sequence[Invoice]) -> None:
    false = sum(each.invoice.false_alarm for each in found)
    groups = {(each.invoice.kind, each.invoice.supplier) for each in found}
    share = f"{len(found)} ({100 * len(found) / len(invoices):.0f} %)"
    print(f"{name + ', ' + rule:46}{share:>12}{len(groups):>8}{false:>14}{len(found) - false:>14}")


def _by_limits(_: str, value: Value) -> str:
    return str(sum(value.net > limit for limit in LIMITS))


def _by_rulebook(policy: Policy) -> Way:
    world = World(RULES_OF, lambda *_: (), lambda *_: False)

    @cache
    def way(category: str, net: Decimal) -> Hashable:
        budget = Money(net, "net").stored()
        known = derive(policy, world, {"category": category, "budget": budget})
        return known.route and known.route.care

    return lambda category, value: way(category, value.net)


def _policy() -> Policy:
    return build(rulebook.load(ROOT / "rulebook"), RULES_OF)


def _invoice(row: dict[str, str]) -> Invoice:
    return Invoice(
        supplier=row["Supplier Name"].strip(),
        on=datetime.strptime(row["Invoice Creation Date"], "%d/%m/%Y").date(),
        net=Decimal(row["Invoice Nett Amount"]),
        kind=row["Subj Description"].strip(),
    )


def _as_purchase(number: int, invoice: Invoice) -> OtherPurchase:
    return OtherPurchase(
        reference=str(number),
        item="",
        requester="",
        team="",
        category=invoice.category,
        value=_value(invoice),
        began=invoice.on,
        stage="done",
        supplier=invoice.supplier,
    )


def _value(invoice: Invoice) -> Value:
    return Value.of(Money(invoice.net, "net"), Decimal("0.20"))


def _has(kind: str, words: Sequence[str]) -> bool:
    return any(word in kind for word in words)


if __name__ == "__main__":
    main(sys.argv[1:])
