"""The rules as people read them: amounts with their basis and days, and who may read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from buying.domain.scoring import METHODS
from buying.rulebook import Rulebook
from buying.rulebook.models import Scoring
from buying.service import policies, rulebooks, rules_in_words
from buying.service.people import Who
from buying.service.purchases import NotAllowed
from buying.service.rules_in_words import Limit
from buying.service.rules_in_words.limits import limits

TODAY = date(2027, 1, 1)


@pytest.fixture
def book(people: dict[str, Who]) -> Rulebook:
    """The rules in force."""
    return policies.current()


def dated(book: Rulebook, *values: tuple[date, str], **changes: str) -> Limit:
    """The petty limit as it reads with these values, each from a day on."""
    whole = with_petty(book, *values, **changes)
    return next(limit for limit in limits(whole, TODAY) if limit.id == "petty_limit")


def with_petty(book: Rulebook, *values: tuple[date, str], **changes: str) -> Rulebook:
    """``book`` with these values of the petty limit, each from a day on."""
    petty = book.thresholds["petty_limit"]
    first = petty.values[0]
    made = tuple(
        first.model_copy(update={"from_": day, "value": Decimal(value)}) for day, value in values
    )
    changed = petty.model_copy(update={"values": made, **changes})
    return replace(book, thresholds=MappingProxyType({**book.thresholds, "petty_limit": changed}))


def test_each_amount_says_whether_it_held_holds_or_will_hold(book: Rulebook) -> None:
    limit = dated(
        book, (date(2025, 1, 1), "200"), (date(2026, 1, 1), "250"), (date(2027, 1, 2), "300.50")
    )
    assert [(each.amount, each.when) for each in limit.values] == [
        ("£200 with VAT", "earlier"),
        ("£250 with VAT", "now"),
        ("£300.50 with VAT", "later"),
    ]
    assert limit.now == "£250 with VAT"


def test_a_value_holds_from_its_very_first_day(book: Rulebook) -> None:
    limit = dated(book, (date(2026, 1, 1), "250"), (TODAY, "300"))
    assert limit.now == "£300 with VAT"


def test_a_limit_that_has_no_value_yet_says_so(book: Rulebook) -> None:
    limit = dated(book, (date(2028, 1, 1), "250"))
    assert limit.now == "no amount yet"


@pytest.mark.parametrize(
    ("vat", "basis"),
    [("gross", "with VAT"), ("net", "without VAT"), ("exempt", "with no VAT due")],
)
def test_a_new_amount_is_asked_for_on_the_basis_of_the_limit(
    book: Rulebook, vat: str, basis: str
) -> None:
    assert dated(book, (date(2026, 1, 1), "250"), vat=vat).basis == basis


def test_our_own_limits_come_before_those_of_the_law(book: Rulebook) -> None:
    found = [limit.of_law for limit in limits(book, TODAY)]
    assert found == sorted(found)
    assert True in found and False in found


def test_everything_that_a_limit_decides_is_named(book: Rulebook) -> None:
    for limit in limits(book, TODAY):
        assert limit.decides, limit.id


def test_a_threshold_of_the_law_that_is_for_others_says_for_whom(book: Rulebook) -> None:
    decides = {limit.id: limit.decides for limit in limits(book, TODAY)}
    begin = "Where the full rules of the law begin"
    assert decides["act_goods_services_sub_central"] == (f"{begin}: Goods; Services",)
    assert decides["act_goods_services_central"] == (
        f"{begin} for a central government authority: Goods; Services",
    )


def test_every_line_of_the_table_ends_with_what_is_left(book: Rulebook) -> None:
    rules = rules_in_words.written(book, TODAY)
    assert rules.tables[0].when == "now"
    for table in rules.tables:
        for line in table.lines:
            assert line.bands[-1][0] in ("Anything more", "Any value")
            assert all(title for _, _, title in line.bands)
    assert rules.tables[0].lines[-1].when == "Every purchase that no line above is for"


def test_a_table_that_comes_later_has_the_amounts_of_its_own_first_day(book: Rulebook) -> None:
    april = date(2027, 4, 1)
    raised = with_petty(book, (date(2026, 1, 1), "250"), (april, "300"))
    coming = raised.tables[-1].model_copy(update={"from_": april})

    rules = rules_in_words.written(replace(raised, tables=(*raised.tables, coming)), TODAY)

    usual = [table.lines[-1].bands[0][0] for table in rules.tables]
    assert usual == ["Up to and including £250 with VAT", "Up to and including £300 with VAT"]


def test_weights_are_shown_for_every_kind_that_has_its_own(book: Rulebook) -> None:
    table = rules_in_words.written(book, TODAY).weighing
    assert table.rows[0][0] == "Usually"
    assert len(table.rows) == len(book.criteria.weights)
    for row in table.rows:
        assert sum(map(int, row[1:])) == 100


def scored(book: Rulebook, **rules: Any) -> dict[str, str]:
    """How options are scored, in words, where ``criteria.yml`` says ``rules`` of it."""
    criteria = book.criteria.model_copy(update={"scoring": Scoring(**rules)})
    return dict(rules_in_words.written(replace(book, criteria=criteria), TODAY).scoring)


def test_scoring_is_told_with_its_sum_its_trap_and_its_reason(book: Rulebook) -> None:
    told = dict(rules_in_words.written(book, TODAY).scoring)
    about = METHODS["linear_range"]
    assert told["How cost counts"] == "Linear range"
    assert told["The sum"] == about.formula
    assert told["Its trap"] == about.trap
    assert told["Why in this way"] == book.criteria.scoring.why
    assert told["Least ratings that an option needs"] == "None"
    assert "Least points for quality that an option needs" not in told


def test_what_an_option_must_reach_is_told_by_its_name(book: Rulebook) -> None:
    told = scored(
        book,
        method="price_per_quality_point", why="Our contract rules ask for it.",
        least={"quality": "3", "outcomes": "2.5"}, least_quality="40",
    )  # fmt: skip
    assert told["Least ratings that an option needs"] == (
        "Quality: 3 of 5 and Outcomes for people: 2.5 of 5"
    )
    assert told["Least points for quality that an option needs"] == "40 of 100"


def test_a_low_price_is_asked_about_from_so_many_prices_on(book: Rulebook) -> None:
    told = scored(book, low_share="0.625", low_quotes=4)["Very low prices"]
    assert told == (
        "Where there are 4 prices or more, staff are told to ask about a price below 62.5 % of the "
        "middle one. A low price alone is no reason to turn it down."
    )


@pytest.mark.parametrize("person", ["priya", "morgan"])
def test_the_service_itself_checks_the_role(people: dict[str, Who], person: str) -> None:
    version = rulebooks.versions(people["robin"])[0]
    rulebooks.begin(people["robin"])
    with pytest.raises(NotAllowed):
        rules_in_words.read(people[person], version)
    with pytest.raises(NotAllowed):
        rules_in_words.limits_to_change(people[person])
