"""Forecast against fact: what is due by a day, what explains a difference, and when one is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from buying import rulebook
from buying.domain.costs import CostError
from buying.domain.known import World, derive
from buying.domain.money import Money, VatBasis
from buying.domain.spending import (
    ALL,
    NEAR,
    Due,
    Plan,
    Said,
    Spent,
    far_over,
    likely,
    plan,
    reached,
    said,
    same,
    value_for_money,
)
from buying.domain.spending.forecast import after
from buying.domain.spending.standing import Against, against
from buying.domain.spending.typed import read
from buying.service.building import build
from buying.voice import spending as voice

POLICY = build(rulebook.load(Path(__file__).resolve().parents[2] / "rulebook"), date(2026, 11, 21))
WORLD = World(date(2026, 11, 21), lambda category, words: (), lambda name, category: False)
TODAY = date(2027, 3, 10)
CAME = date(2026, 3, 10)
RATE = Decimal("0.20")


def due(kind: str, year: int, amount: str, *, daily: bool = True, label: str = "") -> Due:
    return Due(kind, label or kind.capitalize(), year, Decimal(amount), daily)


WASHER = Plan(
    dues=(
        due("price", 0, "1000"),
        *(due("servicing", year, "60") for year in (1, 2, 3)),
        *(due("repairs", year, "40") for year in (1, 2, 3)),
        due("disposal", 3, "30", daily=False),
        due("residual", 3, "-90", daily=False, label="What it can be sold for"),
    ),
    agreed=Decimal(1000),
    priced="price",
    lump=False,
    begins=CAME,
)


def cost(
    kind: str, amount: str, day: date = CAME, vat: VatBasis = "net", invoice: str = ""
) -> Spent:
    return Spent(day, kind, Money(Decimal(amount), vat), invoice)


def stood(*costs: Spent, on: date, paid: str | None = None, plan: Plan = WASHER) -> Against:
    return against(POLICY, plan, costs, Decimal(paid) if paid else None, on)


def part(found: Against, kind: str) -> tuple[Any, ...]:
    one = next(part for part in found.parts if part.kind == kind)
    return one.whole, one.due, one.spent


class TestWhatIsDue:
    def test_on_the_day_it_comes_only_the_buying_is(self) -> None:
        assert stood(on=CAME).due == 1000

    def test_half_a_year_counts_by_the_day(self) -> None:
        found = stood(on=CAME + timedelta(days=73))
        assert part(found, "servicing")[1] == 12

    def test_nothing_of_year_2_is_due_before_it_begins(self) -> None:
        assert stood(on=date(2027, 3, 10)).due == 1100
        assert part(stood(on=date(2027, 3, 9)), "servicing")[1] < 60

    def test_a_cost_that_falls_once_is_due_when_its_year_is_over(self) -> None:
        assert part(stood(on=date(2029, 3, 9)), "disposal")[1] == 0
        assert part(stood(on=date(2029, 3, 10)), "disposal")[1] == 30

    def test_after_its_life_no_more_is_due(self) -> None:
        assert stood(on=date(2040, 1, 1)).due == stood(on=date(2029, 3, 10)).due == 1240

    def test_what_has_not_come_costs_nothing_to_keep_yet(self) -> None:
        plan = Plan(WASHER.dues, Decimal(1000), "price", False, begins=None)
        assert stood(on=date(2040, 1, 1), plan=plan).due == 1000

    def test_a_part_of_a_year_is_due_over_that_part(self) -> None:
        half = Due("price", "Price", 1, Decimal(600), daily=True, part=Decimal("0.5"))
        assert half.by(CAME, CAME + timedelta(days=183)) == 600
        assert half.by(CAME, CAME) == 0

    def test_29_february_has_an_anniversary_every_year(self) -> None:
        assert after(date(2024, 2, 29), 1) == date(2025, 2, 28)
        assert after(date(2024, 2, 29), 4) == date(2028, 2, 29)

    @given(st.integers(0, 5000), st.integers(0, 5000))
    def test_what_is_due_never_shrinks_with_time_but_for_what_is_sold(
        self, one: int, other: int
    ) -> None:
        early, late = sorted((one, other))
        bought = Plan(WASHER.dues[:-1], Decimal(1000), "price", False, CAME)
        first, last = (
            stood(on=CAME + timedelta(days=days), plan=bought).due for days in (early, late)
        )
        assert first <= last <= 1330


class TestWhatWasSpent:
    def test_parts_and_years_add_up_to_the_same(self) -> None:
        found = stood(
            cost("invoice", "1040"), cost("repairs", "95", date(2027, 4, 1)),
            cost("training", "20"), cost("residual", "50", date(2028, 1, 1)),
            on=date(2028, 2, 1),
        )  # fmt: skip
        assert found.spent == 1105 == sum(year.spent for year in found.years)
        assert found.due == sum(year.due for year in found.years)

    def test_an_invoice_that_comes_late_is_still_of_the_buying(self) -> None:
        found = stood(cost("invoice", "1000", date(2026, 9, 1)), on=date(2026, 9, 2))
        years: list[Any] = [(year.number, year.spent) for year in found.years]
        assert years == [(0, 1000), (1, 0)]

    def test_vat_is_taken_off_for_a_buyer_who_gets_it_back(self) -> None:
        found = stood(cost("invoice", "1200", vat="gross"), on=CAME)
        assert found.toward == 1000

    def test_vat_is_taken_off_at_the_rate_that_the_forecast_counts_with(self) -> None:
        found = stood(
            cost("insurance", "120", vat="gross"), cost("water", "60", vat="gross"),
            cost("repairs", "120", vat="gross"), on=CAME,
        )  # fmt: skip
        assert [part(found, kind)[2] for kind in ("insurance", "water", "repairs")] == [
            120,
            60,
            100,
        ]

    def test_of_invoices_and_what_was_paid_in_all_the_larger_counts(self) -> None:
        assert stood(on=CAME, paid="980").spent == 980
        assert stood(cost("invoice", "450"), on=CAME, paid="980").spent == 980
        assert stood(cost("invoice", "990"), on=CAME, paid="980").spent == 990

    def test_one_figure_for_running_costs_takes_in_repairs(self) -> None:
        lump = Plan(
            (due("price", 0, "1000"), due("other", 1, "100", label="Running costs")),
            Decimal(1000), "price", True, CAME,
        )  # fmt: skip
        found = stood(cost("repairs", "85"), cost("energy", "40"), on=TODAY, plan=lump)
        assert part(found, "other") == (100, 100, 125)


def chosen(option: dict[str, Any], **more: Any) -> Plan:
    """The forecast of a purchase for which ``option`` was chosen."""
    ratings = {"quality": 3, "outcomes": 3, "sustainability": 3, "must_haves": True}
    given = {
        "need": {"item": "a bath hoist", "quantity": "1"},
        "category": "equipment",
        "budget": {"amount": "4000", "vat": "gross"},
        "option#1": {"supplier": "A", **ratings, **option},
        "choose": "option#1",
        **more,
    }
    found = plan(POLICY, derive(POLICY, WORLD, given))
    assert found is not None
    return found


def pounds(amount: str, vat: str = "gross") -> dict[str, str]:
    return {"amount": amount, "vat": vat}


class TestThePlan:
    def test_it_is_what_was_forecast_for_the_choice(self) -> None:
        found = chosen({"price": pounds("1200"), "running": pounds("60"), "life": "3"})
        assert (int(found.agreed), found.priced, found.lump) == (1000, "price", True)
        dues: list[Any] = [(due.kind, due.year, due.whole) for due in found.dues]
        assert dues == [
            ("price", 0, 1000), ("other", 1, 50), ("other", 2, 50), ("other", 3, 50),
        ]  # fmt: skip

    def test_hire_is_agreed_for_as_long_as_it_is_needed(self) -> None:
        found = chosen(
            {"price": pounds("60", "net"), "pays": "month", "running": pounds("0"), "life": "2"}
        )
        assert (found.priced, int(found.agreed)) == ("hire", 1440)
        assert found.part_of("invoice") == "hire"

    def test_what_goes_on_is_agreed_for_its_term_without_extensions(self) -> None:
        found = chosen(
            {"price": pounds("120"), "running": pounds("0"), "life": "1"},
            category="services",
            purpose={"goes_on": "month"},
            term={"length": "18", "extension": "6", "extras": None},
        )
        assert found.agreed == 1800
        dues: list[Any] = [(due.year, due.whole) for due in found.dues if due.kind == "price"]
        assert dues == [(1, 1200), (2, 600)]

    def test_the_years_begin_when_it_came_or_else_was_ordered(self) -> None:
        option = {"price": pounds("1200"), "running": pounds("60"), "life": "3"}
        ordered = {"order": {"ordered_on": "2026-02-20"}}
        assert chosen(option).begins is None
        assert chosen(option, **ordered).begins == date(2026, 2, 20)
        came = {**ordered, "delivery": {"arrived_on": "2026-03-02"}}
        assert chosen(option, **came).begins == date(2026, 3, 2)


class TestWords:
    def test_the_largest_differences_come_first(self) -> None:
        found = stood(
            cost("invoice", "960"), cost("repairs", "160"), cost("servicing", "60"), on=TODAY
        )
        assert voice.explained(found) == (
            "Repairs were £120 more than expected; the price was £40 less."
        )

    def test_what_nobody_recorded_is_not_called_cheap(self) -> None:
        found = stood(cost("invoice", "1000"), cost("repairs", "40"), on=TODAY)
        assert voice.explained(found) == (
            "It cost what was expected by now. "
            "Nothing is recorded yet for servicing (£60 expected)."
        )
        row = next(row for row in voice.by_part(found).rows if row[0] == "Servicing")
        assert row[3:] == ("nothing recorded", "not known")

    def test_what_is_paid_each_month_is_not_called_dear_for_being_paid_in_advance(self) -> None:
        licence = chosen(
            {"price": pounds("48"), "running": pounds("0"), "life": "1"},
            category="services",
            purpose={"goes_on": "month"},
            term={"length": "12", "extension": None, "extras": None},
            delivery={"arrived_on": "2026-03-02"},
        )
        paid = [cost("invoice", "40", date(2026, month, 2)) for month in range(3, 13)]
        first = stood(paid[0], on=date(2026, 3, 2), plan=licence)
        assert (
            voice.explained(first) == "It is within one payment (£40) of what was expected by now."
        )
        twice = stood(*paid[:2], paid[1], on=date(2026, 4, 2), plan=licence)
        assert "The price was £79.23 more than expected." in voice.explained(twice)
        ended = stood(*paid, on=date(2027, 3, 2), plan=licence)
        assert "The price was £80 less than expected." in voice.explained(ended)

    def test_nothing_recorded_is_said_plainly(self) -> None:
        assert voice.explained(stood(on=TODAY)) == "No cost is recorded yet."

    def test_it_says_how_expected_by_now_is_counted(self) -> None:
        assert "since 10 March 2026" in voice.counted(stood(on=TODAY))

    def test_a_share_is_never_rounded_up_to_a_mark(self) -> None:
        assert voice.of_agreed(stood(cost("invoice", "899.99"), on=TODAY)).endswith("(89%)")


class TestMarks:
    @pytest.mark.parametrize(
        ("toward", "marks"),
        [("0", ()), ("899.99", ()), ("900", (NEAR,)), ("999.99", (NEAR,)),
         ("1000", (NEAR, ALL)), ("5000", (NEAR, ALL)), ("-10", ())],
    )  # fmt: skip
    def test_exactly_at_a_mark_counts(self, toward: str, marks: tuple[int, ...]) -> None:
        assert reached(Decimal(toward), Decimal(1000)) == marks

    @pytest.mark.parametrize(
        ("toward", "agreed", "far"),
        [("2000", "1000", False), ("2000.004", "1000", False), ("2000.01", "1000", True),
         ("0", "0", False), ("0.01", "0", True), ("-5", "0", False)],
    )  # fmt: skip
    def test_more_than_twice_what_was_agreed_is_far_over(
        self, toward: str, agreed: str, far: bool
    ) -> None:
        assert far_over(Decimal(toward), Decimal(agreed)) is far

    def test_they_are_held_to_the_penny_not_to_its_endless_fractions(self) -> None:
        agreed = Decimal(1000) / Decimal("1.2")
        assert reached(Decimal("833.33"), agreed) == (NEAR, ALL)

    def test_of_what_was_to_cost_nothing_the_first_pound_is_all(self) -> None:
        assert reached(Decimal(0), Decimal(0)) == ()
        assert reached(Decimal(1), Decimal(0)) == (NEAR, ALL)


class TestTheSame:
    def test_a_number_is_known_without_case_and_signs(self) -> None:
        one = cost("invoice", "450", invoice="INV-7")
        assert same(one, cost("repairs", "540", TODAY, "gross", invoice="inv 7"), RATE)
        assert not same(one, cost("invoice", "451", invoice="INV-7"), RATE)
        assert not same(one, cost("invoice", "450", invoice="INV-8"), RATE)

    def test_without_a_number_kind_day_and_amount_must_agree(self) -> None:
        one = cost("invoice", "450")
        assert same(one, cost("invoice", "450"), RATE)
        assert not same(one, cost("invoice", "450", TODAY), RATE)
        assert not same(one, cost("repairs", "450"), RATE)


class TestTyped:
    @pytest.mark.parametrize(
        ("text", "reference", "kind", "amount", "vat", "day"),
        [
            ("invoice £450 plus VAT for BW-0003 on 3 March", "BW-0003", "invoice", "450.00",
             "net", "2027-03-03"),
            ("repair of BW-0003 cost £85 yesterday", "BW-0003", "repairs", "85.00", "gross",
             "2027-03-09"),
            ("Invoice 450 + vat for bw-3, 3/3/2027.", "BW-0003", "invoice", "450.00", "net",
             "2027-03-03"),
            ("we paid £90 for servicing BW-0002 last Friday", "BW-0002", "servicing", "90.00",
             "gross", "2027-03-05"),
            ("please record an invoice for the repair of BW-0002: £1,085.50 inc VAT on 2 March",
             "BW-0002", "repairs", "1085.50", "gross", "2027-03-02"),
            ("credit note £40 for BW-0003 today", "BW-0003", "invoice", "-40.00", "gross",
             "2027-03-10"),
            ("electricity for BW-0003 was £30, no VAT, on 1st of February", "BW-0003", "energy",
             "30.00", "exempt", "2027-02-01"),
            ("repair of BW-0003 cost £85.50 on 03/02/2027", "BW-0003", "repairs", "85.50",
             "gross", "2027-02-03"),
            ("repair of BW-0003 was 85.50 yesterday", "BW-0003", "repairs", "85.50", "gross",
             "2027-03-09"),
            ("invoice £12.10 for BW-0003 on 1.3.27", "BW-0003", "invoice", "12.10", "gross",
             "2027-03-01"),
            ("invoice £450 for BW-0003 paid by credit card today", "BW-0003", "invoice",
             "450.00", "gross", "2027-03-10"),
            ("the supplier paid us back £40 for the repair of BW-0003 today", "BW-0003",
             "repairs", "-40.00", "gross", "2027-03-10"),
            ("invoice for the electric bed BW-0003 £1,200 today", "BW-0003", "invoice",
             "1200.00", "gross", "2027-03-10"),
            ("gas bill for BW-0003 £30 today", "BW-0003", "energy", "30.00", "gross",
             "2027-03-10"),
        ],
    )  # fmt: skip
    def test_a_line_says_it_all(
        self, text: str, reference: str, kind: str, amount: str, vat: str, day: str
    ) -> None:
        found = said(text, TODAY, free=False)
        assert found is not None
        assert found.amount is not None
        assert found.day is not None
        assert (found.reference, found.kind, found.day.value) == (reference, kind, day)
        assert (found.amount.value["amount"], found.amount.value["vat"]) == (amount, vat)

    def test_an_invoice_number_is_no_amount(self) -> None:
        for text in (
            "invoice no. 4471 £300 BW-0001", "invoice INV-4471 £300 BW-0001",
            "invoice 4471 £300 BW-0001", "invoice BW-0001 £300, invoice no 4471",
        ):  # fmt: skip
            found = said(text, TODAY, free=False)
            assert found is not None
            assert found.amount is not None
            assert (found.invoice.removeprefix("INV-"), found.amount.value["amount"]) == (
                "4471", "300.00",
            )  # fmt: skip

    @pytest.mark.parametrize(
        "text",
        ["12 shower chairs", "a repair of the hoist for £85", "add another price", "add a hoist",
         "£450", "I need a service contract for £300 a year", "it cost £85 and broke at once",
         "a bill board", "training for eight carers", "add delivery for £20", "x" * 300],
    )  # fmt: skip
    def test_other_words_are_no_cost(self, text: str) -> None:
        assert said(text, TODAY, free=True) is None

    @pytest.mark.parametrize(
        "text",
        ["invoice -£40 for BW-0003 today", "invoice £-40 for BW-0003 today",
         "invoice minus £40 for BW-0003 today"],
    )  # fmt: skip
    def test_a_minus_is_never_lost_and_asked_about(self, text: str) -> None:
        found = said(text, TODAY, free=False)
        assert found is not None
        assert found.amount is not None
        assert (found.amount.value["amount"], found.amount.sure) == ("-40.00", False)
        assert found.amount.ask == "I read that as £40 with VAT that came back. Is that right?"

    @pytest.mark.parametrize(
        "text",
        ["invoice £450 each for 12 of BW-0003 today", "12 x £30 invoice for BW-0003 today",
         "servicing of BW-0003 £30 a month today"],
    )  # fmt: skip
    def test_one_figure_of_several_payments_is_asked_about(self, text: str) -> None:
        found = said(text, TODAY, free=False)
        assert found is not None
        assert found.amount is not None
        assert not found.amount.sure

    def test_a_day_without_its_year_that_lies_long_ago_is_asked_about(self) -> None:
        long_ago = said("BW-0003 invoice 12/3 £40 refund", TODAY, free=False)
        lately = said("BW-0003 invoice 12/2 £40 refund", TODAY, free=False)
        assert long_ago is not None
        assert lately is not None
        assert long_ago.day is not None
        assert lately.day is not None
        assert (long_ago.day.value, long_ago.day.sure) == ("2026-03-12", False)
        assert (lately.day.value, lately.day.sure) == ("2027-02-12", True)

    def test_an_invoice_with_delivery_in_it_is_neither_alone(self) -> None:
        found = said("invoice £450 plus £20 delivery for BW-0003 today", TODAY, free=False)
        assert found is not None
        assert found.kind is None

    def test_more_than_ten_million_pounds_is_not_taken(self) -> None:
        found = read("repair £99,999,999 for BW-0003 today", TODAY)
        assert found.amount is None

    @pytest.mark.parametrize(
        "text",
        ["has the invoice for BW-0003 of £450 been paid?", "will the repair of BW-0003 cost £85",
         "repair of BW-0003 would cost £85", "don't record the invoice £450 for BW-0003",
         "servicing quote for BW-0003 £450", "I need a repair of BW-0003 for £85"],
    )  # fmt: skip
    def test_what_nobody_has_paid_is_no_cost(self, text: str) -> None:
        assert said(text, TODAY, free=False, sure=True) is None

    def test_two_days_are_not_guessed_between(self) -> None:
        found = said("invoice £45 for BW-0003 on 3 March or 4 March", TODAY, free=False)
        assert found is not None
        assert found.day is None

    @given(st.text(max_size=120))
    def test_no_text_breaks_it(self, text: str) -> None:
        assert isinstance(said(text, TODAY, free=False, sure=True), Said | None)


def _four_es(inputs: dict[str, Any]) -> Any:
    e, f, s, q = (inputs[k] for k in ("economy", "efficiency", "effectiveness", "equity"))
    figures = {
        "planned_price": e["planned_price"], "paid": e["paid"],
        "planned_unit_cost": f["planned_cost_per_load"], "unit_cost": f["actual"],
        "outcomes_planned": s["outcomes_planned"], "outcomes_met": s["outcomes_met"],
        "people_planned": q["people_who_should_benefit"], "people_reached": q["people_who_did"],
    }  # fmt: skip
    return value_for_money(**{name: Decimal(str(value)) for name, value in figures.items()})


def test_vfm_01(shared: Path) -> None:
    cases = yaml.safe_load((shared / "reference" / "cases.yaml").read_text(encoding="utf-8"))
    (case,) = (case for case in cases["cases"] if case["id"] == "VFM-01")
    found, expected = _four_es(case["inputs"]), case["expected"]
    for name, percent in (
        ("economy_variance_percent", found.economy),
        ("efficiency_variance_percent", found.efficiency),
        ("effectiveness_percent", found.effectiveness),
        ("equity_percent", found.equity),
    ):
        assert abs(percent - Decimal(str(expected[name]))) <= Decimal(str(case["tolerance"]))


def test_what_was_not_planned_cannot_be_judged() -> None:
    ones = dict.fromkeys(
        ("planned_price", "paid", "planned_unit_cost", "unit_cost", "outcomes_planned",
         "outcomes_met", "people_planned", "people_reached"), Decimal(1),
    )  # fmt: skip
    with pytest.raises(CostError, match="the number of people it is for"):
        value_for_money(**{**ones, "people_planned": Decimal(0)})


@pytest.mark.parametrize(
    ("line", "is_likely"),
    [("repair of the hoist £85 yesterday", True), ("invoice of £450", True), ("£85", False),
     ("a repair would be £85", False), ("the repair was £85?", False), ("12 chairs", False),
     ("a repair", False), ("", False)],
)  # fmt: skip
def test_a_line_is_likely_a_cost_where_it_names_a_kind_and_an_amount(
    line: str, is_likely: bool
) -> None:
    assert likely(line, date(2026, 11, 22)) is is_likely
