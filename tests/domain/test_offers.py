"""Options as people gave them, costed with what is usual where nobody knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from buying import rulebook
from buying.domain.offer_costs import costed, forecast, unusable
from buying.domain.offers import Offer, offers
from buying.domain.policy import Policy
from buying.service import policies

BOOK = rulebook.load(Path(__file__).resolve().parents[2] / "rulebook")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return policies.build(BOOK, date(2026, 11, 21))


def money(amount: str, vat: str = "net") -> dict[str, str]:
    return {"amount": amount, "vat": vat, "currency": "GBP"}


def between(low: str, likely: str, high: str, vat: str = "net") -> dict[str, str]:
    return {"low": low, "likely": likely, "high": high, "vat": vat, "currency": "GBP"}


UNKNOWN = {"unknown": True}


def one(category: str = "equipment", **said: Any) -> Offer:
    value = {"supplier": "A", "price": money("1000"), **said}
    return offers({"category": category, "option#1": value})[0]


def test_an_option_needs_a_supplier_and_a_price() -> None:
    assert offers({"option#1": {"supplier": "A"}, "option#2": {"price": money("1")}}) == ()


def test_a_range_is_carried_through_to_the_cost(policy: Policy) -> None:
    option = costed(policy, one(running=between("80", "100", "140"), life="5"))
    line = option.lines[1]
    assert (line.between, line.amount) == ((Decimal(80), Decimal(140)), Decimal(100))
    assert not line.assumed


def test_a_running_cost_that_nobody_knows_is_the_usual_share_of_the_price(policy: Policy) -> None:
    line = costed(policy, one(running=UNKNOWN, life="5")).lines[1]
    usual = policy.costs.of("equipment").running(Decimal(1000))
    assert line.assumed
    assert (line.amount, line.between) == (usual.likely, (usual.low, usual.high))


def test_a_life_that_nobody_knows_is_the_usual_one(policy: Policy) -> None:
    option = costed(policy, one(running=money("0"), life=UNKNOWN))
    usual = policy.costs.of("equipment").life
    assert (option.lives[0], option.life_years, option.lives[-1]) == (
        usual.low, usual.likely, usual.high,
    )  # fmt: skip


def test_a_life_between_two_is_whole_years(policy: Policy) -> None:
    said = {"low": "5", "likely": "6.5", "high": "8"}
    option = costed(policy, one(running=money("0"), life=said))
    assert (option.lives[0], option.life_years, option.lives[-1]) == (5, 7, 8)


def test_a_range_given_with_vat_is_compared_without_by_who_gets_it_back(policy: Policy) -> None:
    line = costed(policy, one(running=between("120", "120", "240", "gross"), life="5")).lines[1]
    assert line.between == (Decimal(100), Decimal(200))


def test_what_happens_once_at_the_end_of_its_life_is_in_that_year(policy: Policy) -> None:
    option = costed(policy, one(cost_disposal=money("50"), cost_servicing=money("9"), life="6"))
    disposal = next(line for line in option.lines if line.kind == "disposal")
    servicing = next(line for line in option.lines if line.kind == "servicing")
    assert disposal.year == 6
    assert servicing.each_year_from == 1


@pytest.mark.parametrize(("pays", "a_year"), [("week", 52), ("month", 12), ("year", 1)])
def test_hire_is_paid_every_year_of_its_use(policy: Policy, pays: str, a_year: int) -> None:
    option = costed(policy, one(pays=pays, price=money("10"), life="4"))
    assert [line.kind for line in option.lines] == ["hire"]
    assert option.lines[0].amount == 10 * a_year
    assert option.lines[0].each_year_from == 1


def test_hire_and_buying_stand_side_by_side(policy: Policy) -> None:
    bought = forecast(policy, one(price=money("900"), cost_servicing=money("60"), life="5"))
    hired = forecast(policy, one(pays="year", price=money("270.40"), life="5"))
    assert bought < hired
    bought = forecast(policy, one(price=money("900"), cost_servicing=money("60"), life="4"))
    hired = forecast(policy, one(pays="year", price=money("270.40"), life="4"))
    assert hired < bought


def test_nothing_is_sold_for_more_than_it_cost(policy: Policy) -> None:
    said = unusable(policy, one(cost_residual=money("1100"), life="6"))
    assert said
    assert "more than is paid" in said
    assert unusable(policy, one(cost_residual=money("100"), life="6")) is None


def test_what_was_not_asked_about_costs_nothing_and_lasts_a_year(policy: Policy) -> None:
    option = costed(policy, one())
    assert [line.kind for line in option.lines] == ["price"]
    assert option.life_years == 1


def test_answers_of_another_kind_are_no_ratings() -> None:
    offer = one(
        running=money("0"), life="5", must_haves=True, includes=["delivery"], quantity="12",
        spoken="Jo, on Monday", file="f1", pays="once", cost_energy=UNKNOWN, quality=4,
    )  # fmt: skip
    assert dict(offer.ratings) == {"quality": Decimal(4)}
    assert (offer.quantity, offer.includes, offer.file) == (12, {"delivery"}, "f1")


def test_what_is_hired_is_not_sold(policy: Policy) -> None:
    hired = one("transport", pays="year", price=money("900"), cost_residual=UNKNOWN, life="5")
    assert [line.kind for line in costed(policy, hired).lines] == ["hire"]
    sold = one("transport", pays="year", price=money("900"), cost_residual=money("9"), life="5")
    assert "is hired, so it cannot be sold" in (unusable(policy, sold) or "")


def test_each_kind_of_cost_bears_its_own_vat(policy: Policy) -> None:
    said = {"cost_insurance": money("120", "gross"), "cost_servicing": money("120", "gross")}
    lines = costed(policy, one("transport", life="5", **said)).lines
    assert [line.amount for line in lines[1:]] == [120, 100]
