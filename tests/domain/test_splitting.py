"""Parts of one need: which purchases are pointed out together, and which are left alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.alike import alike
from buying.domain.money import Money
from buying.domain.others import OtherPurchase
from buying.domain.splitting import Split, likely_split
from buying.domain.value import Value

TODAY = date(2026, 3, 30)
RATE = Decimal("0.20")


def net(amount: str | int) -> Value:
    return Value.of(Money(Decimal(amount), "net"), RATE)


def way(value: Value) -> str:
    """One quote up to £5,000 without VAT, three up to £25,000, else a tender."""
    if value.net <= 5000:
        return "one quote"
    return "three quotes" if value.net <= 25000 else "tender"


def bought(
    amount: int, item: str = "shower chairs", supplier: str | None = "Acme Ltd", days_ago: int = 14
) -> OtherPurchase:
    return OtherPurchase(
        reference=f"BW-{days_ago}-{amount}",
        item=item,
        requester="sam",
        team="Rowan House",
        category="equipment",
        value=net(amount),
        began=TODAY - timedelta(days=days_ago),
        stage="done",
        supplier=supplier,
    )


def found(
    *earlier: OtherPurchase,
    item: str = "6 shower chairs",
    supplier: str | None = "Acme Limited",
    value: int = 4800,
    days: int = 90,
    individual: bool = False,
) -> Split | None:
    return likely_split(
        item, supplier, net(value), TODAY, earlier, days=days, way=way, individual=individual
    )


def test_three_orders_just_under_the_limit_are_one_purchase(shared: Path) -> None:
    text = (shared / "reference" / "cases.yaml").read_text(encoding="utf-8")
    case = next(case for case in yaml.safe_load(text)["cases"] if case["id"] == "VAL-03")
    limit, orders = case["inputs"]["route_limit"], case["inputs"]["orders"]

    def by_quotes(value: Value) -> str:
        return "1 quote" if value.net <= limit else "3 quotes"

    *before, last = orders
    earlier = [
        OtherPurchase(
            reference=order["date"],
            item="",
            requester="sam",
            team="Rowan House",
            category="equipment",
            value=net(order["amount"]),
            began=date.fromisoformat(order["date"]),
            stage="done",
            supplier="Acme Ltd",
        )
        for order in before
    ]
    split = likely_split(
        "",
        "Acme Ltd",
        net(last["amount"]),
        date.fromisoformat(last["date"]),
        earlier,
        days=case["inputs"]["window_days"],
        way=by_quotes,
    )

    assert split is not None
    assert split.total.net == case["expected"]["aggregate"]
    assert by_quotes(net(last["amount"])) == case["expected"]["single_order_route"]
    assert by_quotes(split.total) == case["expected"]["correct_route"]
    assert [part.reference for part in split.purchases] == ["2026-03-16", "2026-03-02"]
    assert split.why == "They are from Acme Ltd, within 28 days."


def test_the_same_thing_from_another_supplier_counts() -> None:
    split = found(bought(4800, supplier="Beta Care"))
    assert split is not None
    assert split.why == "They are for much the same thing, within 14 days."


def test_another_thing_from_the_same_supplier_counts_whatever_its_legal_form() -> None:
    split = found(bought(4800, item="hoists"), supplier="ACME LIMITED")
    assert split is not None
    assert split.why == "They are from ACME LIMITED, within 14 days."


def test_the_reason_says_both_where_both_hold() -> None:
    split = found(bought(4800, days_ago=0), bought(4000, days_ago=0))
    assert split is not None
    assert split.why == "They are for much the same thing and from Acme Limited, on one day."


def test_the_reason_is_careful_where_the_links_differ() -> None:
    split = found(bought(4800, item="hoists", days_ago=1), bought(4000, supplier=None, days_ago=1))
    assert split is not None
    assert split.why == (
        "They are for much the same thing or from the same supplier, on two days in a row."
    )


def test_another_thing_from_another_supplier_does_not_count() -> None:
    assert found(bought(4800, item="hoists", supplier="Beta Care")) is None


def test_two_purchases_with_no_supplier_yet_are_not_from_the_same_one() -> None:
    assert found(bought(4800, item="hoists", supplier=None), supplier=None) is None


def test_the_last_day_of_the_window_counts_and_the_day_before_does_not() -> None:
    assert found(bought(4800, days_ago=90)) is not None
    assert found(bought(4800, days_ago=91)) is None
    assert found(bought(4800, days_ago=-1)) is None


def test_small_orders_that_stay_in_the_same_band_are_left_alone() -> None:
    assert found(bought(2000), value=3000) is None
    assert found(bought(2001), value=3000) is not None


def test_a_small_order_after_one_that_was_bought_with_three_quotes_is_left_alone() -> None:
    assert found(bought(20000), value=300) is None


def test_two_large_orders_that_together_need_a_tender_are_pointed_out() -> None:
    split = found(bought(20000), value=6000)
    assert split is not None
    assert split.total == net(26000)


def test_only_the_purchases_that_are_alike_are_named_and_counted() -> None:
    split = found(bought(4000), bought(4900, item="hoists", supplier="Beta Care"))
    assert split is not None
    assert split.purchases == (bought(4000),)
    assert split.total == net(8800)


def test_the_total_is_known_on_both_bases_of_vat() -> None:
    split = found(bought(4800))
    assert split is not None
    assert (split.total.net, split.total.gross) == (Decimal(9600), Decimal(11520))


def test_repeats_that_are_each_for_another_person_are_left_alone() -> None:
    assert found(bought(4800), individual=True) is None


def test_nothing_earlier_is_no_split() -> None:
    assert found() is None


@given(
    st.lists(st.integers(1, 30000), max_size=6),
    st.integers(1, 30000),
)
def test_what_is_pointed_out_always_adds_up_and_always_changes_the_way(
    amounts: list[int], value: int
) -> None:
    split = found(*(bought(amount) for amount in amounts), value=value)
    if split is None:
        assert way(net(value + sum(amounts))) in {way(net(a)) for a in (value, *amounts)}
    else:
        assert split.total.net == value + sum(part.value.net for part in split.purchases)
        assert way(split.total) not in {way(part.value) for part in split.purchases}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6 shower chairs", "chairs"),
        ("shower chair", "12 showr chairs"),
        ("Shower chair with arms", "shower chairs for Elm Lodge"),
        ("2 boxes of blue nitrile gloves", "nitrile gloves"),
        ("another packet of pens", "pens, black"),
        ("agency nurse", "6 months of agency nursing"),
        ("nurse agency", "agency nurses"),
        ("pens and paper", "printer paper"),
        ("training on moving people", "more training on moving people"),
        ("a new laptop", "laptops"),
        ("washing machine", "replacement washing machine 8 kg"),
        ("bus", "buses"),
        ("batteries", "battery"),
    ],
)
def test_names_of_the_same_thing_are_alike(one: str, other: str) -> None:
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bed rails", "beds"),
        ("office chair", "shower chair"),
        ("training on moving people", "training on first aid"),
        ("bed", "bad"),
        ("hoist", "hoist slings"),
        ("washing machine", "washing powder"),
        ("", "chairs"),
        ("12", "12"),
        ("for the", "for the"),
    ],
)
def test_names_of_different_things_are_not(one: str, other: str) -> None:
    assert not alike(one, other) and not alike(other, one)
