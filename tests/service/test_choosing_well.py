"""Choosing between prices in the chat: what is uncertain, what would change it, and who decides."""

from __future__ import annotations

import shutil
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from buying.cards import Card
from tests.conftest import forget
from tests.service.conftest import Talk, money
from tests.service.purchase import CHAIR, CHEAP, PARTS, plan
from tests.service.test_guide import ids

UNKNOWN = {"unknown": True}
MEDIUM: dict[str, Any] = {**CHAIR, **PARTS, "includes": None, "quantity": None, "spoken": None}


@pytest.fixture
def two(talk: Talk) -> Talk:
    """A plan for chairs within £1,200, before its two prices."""
    plan(talk)
    return talk


@pytest.fixture
def three(talk: Talk) -> Talk:
    """A plan for chairs within £9,000, before its three prices."""
    plan(talk, budget="9000")
    return talk


def said(card: Card, group: str) -> dict[str, str]:
    """The facts of a card under a heading that begins with ``group``: label to value."""
    return {f.label: f.value for f in card.facts if (f.group or "").startswith(group)}


def row(card: Card, label: str) -> tuple[str, ...]:
    assert card.table
    return next(cells[1:] for cells in card.table.rows if cells[0] == label)


class TestRanges:
    def test_a_range_is_carried_to_the_result(self, two: Talk) -> None:
        between = {"low": "5", "likely": "10", "high": "200", "vat": "gross"}
        two("priya", option_1={"supplier": "A", **CHAIR, "running": between})
        card = two("priya", option_2={"supplier": "B", **CHEAP})[-1]
        assert row(card, "Running costs a year")[0] == "£5 to £200 with VAT, likely £10"
        assert " to " in row(card, "Cost a year may be")[0]

    def test_a_dont_know_is_said_with_what_is_usual(self, two: Talk) -> None:
        two("priya", option_1={"supplier": "A", **CHAIR, "running": UNKNOWN})
        card = two("priya", option_2={"supplier": "B", **CHEAP, "life": UNKNOWN})[-1]
        # Usual is 4 to 20 % of £1,100, and the council gets the VAT in it back.
        assert row(card, "Running costs a year")[0] == (
            "not known: £91.67 without VAT is usual (£36.67 to £183.33)"
        )
        assert row(card, "Lasts")[1] == "not known: 7 years is usual (5 to 10)"

    def test_a_choice_that_hangs_on_a_dont_know_is_warned_of(self, two: Talk) -> None:
        even = {**CHAIR, "quality": 4, "outcomes": 4, "sustainability": 4}
        two("priya", option_1={"supplier": "A", **even, "running": UNKNOWN})
        card = two("priya", option_2={"supplier": "B", **even, "running": money("100")})[-1]
        (warning,) = said(card, "What it hangs on (amounts without VAT)").values()
        assert warning.startswith("Nobody knows what ")
        assert warning.endswith("Find out before you choose.")

    def test_it_can_be_typed_box_by_box(self, two: Talk) -> None:
        for text in ("Acme", "£1000", "don't know", "5 to 8", "yes", "skip", "4", "4"):
            cards = two("priya", text)
        assert ids(cards) == ["ask.option"]
        assert ids(two("priya", "4"))[-1] == "ask.option"


class TestWhatWouldChangeIt:
    def test_it_says_how_far_a_figure_may_move(self, two: Talk) -> None:
        even = {**CHAIR, "quality": 4, "outcomes": 4, "sustainability": 4}
        two("priya", option_1={"supplier": "A", **even, "running": money("90")})
        card = two("priya", option_2={"supplier": "B", **even, "running": money("60")})[-1]
        changes = said(card, "What would change it")
        assert changes["Running costs"] == (
            "A catches up with B if it costs less than £50.01 a year to keep (now £75)."
        )

    def test_where_nothing_can_change_it_it_says_so(self, two: Talk) -> None:
        best = {**CHAIR, "price": money("200"), "quality": 5, "outcomes": 5, "sustainability": 5}
        worst = {**CHAIR, "price": money("9000"), "quality": 1, "outcomes": 1, "sustainability": 1}
        two("priya", option_1={"supplier": "A", **best})
        card = two("priya", option_2={"supplier": "B", **worst})[-1]
        assert "No single price" in said(card, "What would change it")["Nothing"]

    def test_where_two_share_first_place_it_says_which_weight_would_part_them(
        self, two: Talk
    ) -> None:
        two("priya", option_1={"supplier": "A", **CHAIR, "quality": 5, "outcomes": 4})
        card = two("priya", option_2={"supplier": "B", **CHAIR, "quality": 4, "outcomes": 5})[-1]
        assert "share first place" in card.text
        assert "If quality counts more than now, A takes the lead." in [
            fact.value for fact in card.facts
        ]

    def test_a_weight_that_is_near_to_turning_is_named(self, two: Talk) -> None:
        two("priya", option_1={"supplier": "A", **CHAIR, "running": money("0")})
        good = {**CHEAP, "price": money("1150"), "life": "8", "quality": 5, "outcomes": 5}
        card = two("priya", option_2={"supplier": "B", **good})[-1]
        changes = said(card, "What would change it").values()
        assert any("takes the lead" in change for change in changes)


class TestTheSum:
    def test_each_line_begins_with_what_was_given(self, two: Talk) -> None:
        two("priya", option_1={"supplier": "A", **CHAIR})
        card = two("priya", option_2={"supplier": "B", **CHEAP})[-1]
        assert row(card, "Quality (weight 30)") == (
            "5 of 5: 30 × 100 ÷ 100 = 30", "3 of 5: 30 × 50 ÷ 100 = 15",
        )  # fmt: skip
        assert row(card, "Whole-life cost (weight 30)")[0].startswith("£")

    def test_costs_are_called_what_they_were_asked_as(self, three: Talk) -> None:
        three("priya", option_1={"supplier": "A", **MEDIUM})
        three("priya", option_2={"supplier": "B", **MEDIUM})
        card = three("priya", option_3={"supplier": "C", **MEDIUM})[-1]
        assert row(card, "Servicing and safety checks a year")[0] == "£10 with VAT"
        assert row(card, "Getting rid of it at the end")[0] == "£0"

    def test_warnings_stand_before_how_the_sum_was_made(self, two: Talk) -> None:
        even = {**CHAIR, "quality": 4, "outcomes": 4, "sustainability": 4}
        two("priya", option_1={"supplier": "A", **even, "running": UNKNOWN})
        card = two("priya", option_2={"supplier": "B", **even, "running": money("100")})[-1]
        groups = list(dict.fromkeys((fact.group or "").partition(" (")[0] for fact in card.facts))
        assert groups == ["What it hangs on", "What would change it", "How I compared them"]

    def test_a_very_low_price_is_told_on_the_basis_of_the_sum(self, three: Talk) -> None:
        three("priya", option_1={"supplier": "A", **MEDIUM, "price": money("8000")})
        three("priya", option_2={"supplier": "B", **MEDIUM, "price": money("8000")})
        card = three("priya", option_3={"supplier": "C", **MEDIUM, "price": money("3000")})[-1]
        low = said(card, "Before you compare")["Very low price"]
        assert low.startswith("C asks for £2,500")
        assert low.endswith("Both amounts are without VAT.")

    def test_a_higher_price_that_is_made_good_is_told_on_the_basis_of_the_sum(
        self, two: Talk
    ) -> None:
        lasting = {**CHAIR, "life": "8", "running": money("0")}
        two("priya", option_1={"supplier": "A", **lasting, "price": money("1200")})
        dear = {**lasting, "price": money("600"), "running": money("240")}
        card = two("priya", option_2={"supplier": "B", **dear})[-1]
        assert said(card, "How I compared them")["Payback"] == (
            "A costs £500 more to begin with than B, without VAT. It saves that in 3 years."
        )


def test_where_cost_is_divided_by_quality_every_criterion_is_in_the_sum(
    data_dir: Path, root: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    book = shutil.copytree(root / "rulebook", data_dir / "rulebook")
    file = book / "criteria.yml"
    text = file.read_text().replace("method: linear_range", "method: price_per_quality_point")
    file.write_text(text)
    monkeypatch.setenv("BUYWELL_RULEBOOK_DIR", str(book))
    forget()
    two: Talk = request.getfixturevalue("two")
    two("priya", option_1={"supplier": "A", **CHAIR})
    card = two("priya", option_2={"supplier": "B", **CHEAP})[-1]
    assert row(card, "Quality (weight 30)")[0] == "5 of 5: 30 × 100 ÷ 100 = 30"
    # 30 + 22.5 + 7.5 points of the 70 that are not for cost.
    assert " ÷ 85.71 = £" in row(card, "Price for each quality point")[0]


class TestMustHaves:
    def test_what_does_not_do_all_that_is_needed_is_left_out(self, two: Talk) -> None:
        two("priya", option_1={"supplier": "A", **CHAIR})
        card = two("priya", option_2={"supplier": "B", **CHEAP, "must_haves": False})[-1]
        assert said(card, "Before you compare")["Left out"].startswith("B: It does not do all")
        assert card.table
        assert card.table.columns == ("", "A")
        assert card.question
        assert [choice.hint for choice in card.question.choices] == [
            "most points", "does not do all that you need",
        ]  # fmt: skip

    def test_it_can_be_chosen_all_the_same_with_a_reason(self, two: Talk) -> None:
        two("priya", option_1={"supplier": "A", **CHAIR})
        two("priya", option_2={"supplier": "B", **CHEAP, "must_haves": False})
        assert ids(two("priya", choose="option#2")) == ["ask.choose_reason"]

    def test_where_nothing_does_a_choice_needs_a_reason(self, two: Talk) -> None:
        two("priya", option_1={"supplier": "A", **CHAIR, "must_haves": False})
        card = two("priya", option_2={"supplier": "B", **CHEAP, "must_haves": False})[-1]
        assert card.table is None
        assert ids(two("priya", choose="option#1")) == ["ask.choose_reason"]


class TestBeforeComparing:
    def test_prices_that_are_not_for_the_same_thing_are_pointed_out(self, three: Talk) -> None:
        net = {"amount": "7000", "vat": "net"}
        three("priya", option_1={"supplier": "A", **MEDIUM, "price": net})
        three("priya", option_2={"supplier": "B", **MEDIUM, "quantity": "10",
                                 "price": money("8000"), "includes": ["fitting"]})  # fmt: skip
        card = three("priya", option_3={"supplier": "C", **MEDIUM, "price": money("3000"),
                                        "spoken": "Jo, by phone", "includes": []})[-1]  # fmt: skip
        assert said(card, "Before you compare").keys() == {
            "VAT", "Quantity", "What is in the price", "Not in writing", "Very low price",
        }  # fmt: skip

    def test_what_brings_more_than_it_cost_is_asked_again_and_kept(self, talk: Talk) -> None:
        plan(talk, budget="9000", kind="furniture")
        boxes = {
            "pays": "once", "cost_repairs": UNKNOWN, "cost_disposal": UNKNOWN,
            "cost_residual": money("9999"), "includes": None, "quantity": None, "spoken": None,
        }  # fmt: skip
        given = {"supplier": "A", **CHAIR, **boxes, "price": money("8000")}
        cards = talk("priya", option_1=given)
        assert ids(cards) == ["not_read", "ask.option"]
        assert "more than is paid" in cards[0].text
        assert cards[-1].question
        kept = {field.id: field.value for field in cards[-1].question.fields}
        assert kept["supplier"] == "A"


def test_the_person_decides_and_the_reason_is_kept(two: Talk) -> None:
    two("priya", option_1={"supplier": "A", **CHAIR})
    card = two("priya", option_2={"supplier": "B", **CHEAP})[-1]
    assert card.question
    best = next(choice.value for choice in card.question.choices if choice.hint)
    other = "option#2" if best == "option#1" else "option#1"
    assert ids(two("priya", choose=other)) == ["ask.choose_reason"]
    assert ids(two("priya", "the carers have used it before"))[-1] != "ask.choose_reason"


def headings(card: Card) -> list[str | None]:
    """The headings of a form in the order in which they stand, each as often as it begins."""
    assert card.question
    return [group for group, _ in groupby(box.group for box in card.question.fields)]


class TestTheForm:
    HEADINGS = ("The price", "Will it do?", "What it costs to keep", "How good is it?")

    def test_a_long_one_is_parted_by_headings(self, talk: Talk) -> None:
        assert headings(plan(talk, budget="9000")[-1]) == list(self.HEADINGS)

    def test_costs_and_ratings_stand_under_the_headings_of_their_own(self, talk: Talk) -> None:
        card = plan(talk, budget="9000")[-1]
        assert card.question
        under = {box.id: box.group for box in card.question.fields}
        assert under["cost_energy"] == under["life"] == "What it costs to keep"
        assert under["quality"] == "How good is it?"

    def test_one_of_a_single_part_has_no_heading(self, talk: Talk) -> None:
        assert headings(plan(talk, budget="60")[-1]) == [None]

    def test_it_is_bought_once_unless_another_way_is_chosen(self, talk: Talk) -> None:
        card = plan(talk, budget="9000")[-1]
        assert card.question
        boxes = {box.id: box for box in card.question.fields}
        assert (boxes["pays"].usual, boxes["pays"].value) == ("once", None)

    def test_whoever_types_is_asked_how_it_is_paid(self, three: Talk) -> None:
        three("priya", "Acme")
        assert asked_next(three("priya", "£8000 plus VAT")) == "pays"
        assert asked_next(three("priya", "each month, to hire it")) == "includes"


def asked_next(cards: list[Card]) -> str | None:
    assert cards[-1].question
    return cards[-1].question.next_field
