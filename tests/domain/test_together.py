"""One purchase among others: how far it has come, and all together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from buying.domain import conditions
from buying.domain.known import Known
from buying.domain.money import Money
from buying.domain.offers import Offer
from buying.domain.others import OtherPurchase
from buying.domain.policy import Buyer
from buying.domain.together import stage, total
from buying.domain.value import Value

RATE = Decimal("0.20")
COUNCIL = Buyer("council", "sub_central", "England")


def worth(net: str) -> Value:
    return Value.of(Money(Decimal(net), "net"), RATE)


def known(budget: str | None = None, price: str | None = None, **more: Any) -> Known:
    money = Money(Decimal(price or 0), "net")
    return Known(
        **{"answers": {}, **more},
        buyer=COUNCIL,
        own=worth(budget) if budget else None,
        chosen=Offer("a", "A", "A Ltd", money, {}) if price else None,
        # What the rules go by may hold more than this purchase.
        value=worth("99999"),
    )


def other(net: str, stage: Any = "open", reference: str = "BW-0002") -> OtherPurchase:
    day = date(2026, 11, 1)
    return OtherPurchase(
        reference, "chairs", "Sam", "Riverside", "equipment", worth(net), day, stage
    )


def test_the_total_adds_those_that_are_joined() -> None:
    joined = (other("500"), other("250"))
    assert total(known("1000", joined=joined)) == worth("1750")
    assert total(known("1000")) == worth("1000")
    assert total(known(joined=joined)) is None


@pytest.mark.parametrize(
    ("answers", "offers", "is_at"),
    [
        ({}, False, "planned"),
        ({"route": "go_on"}, False, "open"),
        ({}, True, "open"),
        ({"route": "go_on", "order": {"reference": "1"}}, True, "done"),
        ({"delivery": {"paid": "1"}}, True, "done"),
    ],
)
def test_how_far_it_has_come(answers: dict[str, Any], offers: bool, is_at: str) -> None:
    found = (known(price="1").chosen,) if offers else ()
    assert stage(known(answers=answers, offers=found)) == is_at


class TestColleaguesBuying:
    def holds(self, colleagues: tuple[OtherPurchase, ...], **answers: Any) -> bool:
        test = conditions.build({"is": "colleagues_buying"}, {}.__getitem__)
        return test(known(answers=answers, colleagues=colleagues))

    def test_holds_while_somebody_can_still_be_joined(self) -> None:
        assert self.holds((other("1", "planned"),))
        assert self.holds((other("1", "done"), other("1", "open")))
        assert not self.holds((other("1", "done"),))
        assert not self.holds(())

    def test_goes_on_for_the_one_that_was_picked(self) -> None:
        assert self.holds((other("1", "done"),), join="BW-0002")
        assert not self.holds((other("1", "done"),), join="alone")

    def test_does_not_open_the_plan_again_once_the_way_of_buying_is_agreed(self) -> None:
        assert not self.holds((other("1", "open"),), route="go_on")
        assert self.holds((other("1", "open"),), route="go_on", join="alone")
        assert self.holds((), route="go_on", join="alone")
