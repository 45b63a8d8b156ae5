"""``costs.yml``: what it may say, what is refused, and what the one that ships says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from buying.domain.costs import GREEN_BOOK, KINDS, MOST_YEARS
from buying.domain.policy import Policy
from buying.rulebook import Rulebook, load
from buying.rulebook.differences import differences
from buying.service.building import build
from buying.service.rules_in_words.parts import kinds
from tests.conftest import ROOT

TODAY = date(2026, 11, 21)
FILE = "costs.yml"

# What is changed (old text, new text), and all that is said about it.
MISTAKES = {
    "a kind of cost that nobody knows": (
        "  servicing: {label", "  servicin: {label",
        [
            "costs.yml:13: there is no kind of cost 'servicin'. Did you mean 'servicing'?",
            "costs.yml:21: there is no kind of cost among 'lines' 'servicing'. "
            "Did you mean 'servicin'?",
        ],
    ),
    "a kind of cost that is not among the lines": (
        "      disposal: {share", "      energy: {share",
        ["costs.yml:22: there is no kind of cost among 'lines' 'energy'."],
    ),
    "the price as a cost of its own": (
        "  disposal: {label: Getting rid of it, each: once, when: end}\n",
        "  disposal: {label: Getting rid of it, each: once, when: end}\n"
        "  price: {label: The price, each: once, when: start}\n",
        ["costs.yml:15: 'price' is asked with the price itself. Leave it out here."],
    ),
    "a cost that comes once and nobody knows when": (
        "each: once, when: end", "each: once",
        ["costs.yml:14: say when 'disposal' comes: 'when: start', 'when: end' or a year."],
    ),
    "a cost of each year with a time": (
        "each: year}", "each: year, when: 5}",
        ["costs.yml:13: 'servicing' comes each year, so it has no 'when'. Leave it out."],
    ),
    "a time that is none": (
        "when: end", "when: 0",
        ["costs.yml:14: 'when': '0' is no time here. Write start, end or a year such as 5."],
    ),
    "shares out of order": (
        "likely: 0.05, high: 0.08", "likely: 0.09, high: 0.08",
        ["costs.yml:21: low, likely and high must come in that order, not 0.03, 0.09 and 0.08."],
    ),
    "a share below nothing": (
        "low: 0.03", "low: -0.03",
        ["costs.yml:21: 'low' must be 0 or more."],
    ),
    "a share without a source": (
        "high: 0.08}, asked: true, source: The clerk}", "high: 0.08}, asked: true}",
        ["costs.yml:21: 'source' is missing in 'servicing'."],
    ),
    "lives out of order": (
        "{low: 5, likely: 7", "{low: 8, likely: 7",
        ["costs.yml:19: low, likely and high must come in that order, not 8, 7 and 10."],
    ),
    "a life of half a year": (
        "{low: 5, likely: 7", "{low: 0.5, likely: 7",
        ["costs.yml:19: 'low' must be a whole number."],
    ),
    "a life of no time": (
        "{low: 5, likely: 7", "{low: 0, likely: 7",
        ["costs.yml:19: 'low' must be 1 or more."],
    ),
    "a life beyond every table": (
        "high: 10, source", "high: 200, source",
        ["costs.yml:19: 'high' must be 125 or less."],
    ),
    "a category that there is not": (
        "  care:\n", "  car:\n",
        [
            "costs.yml:17: say how long things of the category 'care' last: add it with a 'life'.",
            "costs.yml:23: there is no category 'car'. Did you mean 'care'?",
        ],
    ),
    "a category without a life": (
        "    life: {low: 1, likely: 1, high: 1, source: The clerk}\n", "    lines: {}\n",
        ["costs.yml:23: 'life' is missing in 'care'."],
    ),
    "a category that is left out": (
        "  care:\n    life: {low: 1, likely: 1, high: 1, source: The clerk}\n", "",
        ["costs.yml:17: say how long things of the category 'care' last: add it with a 'life'."],
    ),
    "a tariff without a source": (
        ", source: The bill}", "}",
        ["costs.yml:11: 'source' is missing in 'electricity'."],
    ),
    "a tariff that does not say whether VAT is in it": (
        "vat: net, ", "",
        ["costs.yml:11: 'vat' is missing in 'electricity'."],
    ),
    "a tariff out of order": (
        "low: 0.2,", "low: 0.4,",
        ["costs.yml:11: low, likely and high must come in that order, not 0.4, 0.25 and 0.3."],
    ),
    "VAT on a kind of cost that nobody knows": (
        "  insurance: {rate", "  assurance: {rate",
        ["costs.yml:16: there is no kind of cost 'assurance'. Did you mean 'insurance'?"],
    ),
    "rates that do not follow one another": (
        "default_rate:",
        "    later: [{source: HMT, from: 2003-01-01, steps: [{rate: 0.03}]}]\ndefault_rate:",
        [
            "costs.yml:9: the versions of 'green_book' must follow one another in time: "
            "2003-01-01 does not come after 2003-01-01."
        ],
    ),
    "later rates that stop": (
        "default_rate:",
        "    later: [{source: HMT, from: 2026-02-01, steps: [{through_year: 9, rate: 0.03}]}]\n"
        "default_rate:",
        [
            "costs.yml:9: 'green_book' has no rate after year 9. "
            "Add a last one without 'through_year'."
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_on_its_line(small, old, new, said):
    small.replace(FILE, old, new)

    assert small.problems() == said


def test_staff_are_asked_about_five_costs_at_most(small):
    more = ("energy", "water", "repairs", "insurance", "licence")
    usual = "{share_of_price: {low: 0, likely: 0, high: 0}, asked: true, source: X}"
    small.replace(
        FILE, "lines:\n  servicing",
        "lines:\n" + "".join(f"  {k}: {{label: {k}, each: year}}\n" for k in more) + "  servicing",
    )  # fmt: skip
    small.replace(
        FILE, "      disposal: {share",
        "".join(f"      {kind}: {usual}\n" for kind in more) + "      disposal: {share",
    )  # fmt: skip

    assert small.problems() == [
        "costs.yml:25: staff would be asked about 6 costs. Ask about 5 at most."
    ]


def test_the_rates_of_the_day_hold(small):
    small.replace(
        FILE, "default_rate:",
        "    later: [{source: HMT, from: 2026-02-01, steps: [{rate: 0.02}]}]\ndefault_rate:",
    )  # fmt: skip
    book = small.load()

    assert book.discount_rate(1, date(2026, 1, 31)) == Decimal("0.035")
    assert book.discount_rate(1, date(2026, 2, 1)) == Decimal("0.02")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("likely: 7", "likely: 8",
         "Costs, what is usual for equipment: the years that it likely lasts is now 8; it was 7."),
        ("high: 0.08", "high: 0.09",
         "Costs, what is usual for equipment, the cost servicing: the highest share of the price "
         "is now 0.09; it was 0.08."),
        ("likely: 0.25", "likely: 0.26",
         "Costs, the tariff electricity: the likely price is now 0.26; it was 0.25."),
        ("default_rate:",
         "    later: [{source: HMT, from: 2026-02-01, steps: [{rate: 0.03}]}]\ndefault_rate:",
         "Costs, the discount rates green book, the version “2026-02-01” (2026-02-01) is new."),
        ("vat_rates:\n", "vat_rates:\n  water: {rate: 0.05, source: HMRC}\n",
         "Costs: the rate of VAT for water is new: the rate 0.05."),
        ("high: 1, source: The clerk}\n",
         "high: 1, source: The clerk}\n    lines:\n      servicing: {share_of_price: "
         "{low: 0, likely: 0.02, high: 0.05}, source: The clerk}\n",
         "Costs, what is usual for care: the cost servicing is new: the lowest share of the price "
         "0, the likely share of the price 0.02 and the highest share of the price 0.05."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(small, old, new, said):
    before = small.load()
    small.replace(FILE, old, new)

    assert differences(before, small.load()) == (said,)


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load(ROOT / "rulebook")


@pytest.fixture(scope="module")
def policy(shipped: Rulebook) -> Policy:
    return build(shipped, TODAY)


def test_every_category_that_ships_has_a_life_and_a_source_for_each_figure(shipped):
    usual = shipped.costs.categories

    assert usual.keys() == shipped.categories.keys()
    assert all(each.life.high <= MOST_YEARS for each in usual.values())
    sources = [line.source for each in usual.values() for line in each.lines.values()]
    assert all(sources)


def test_every_kind_of_cost_that_ships_is_used_and_is_one_of_the_sums(shipped):
    used = {kind for each in shipped.costs.categories.values() for kind in each.lines}

    assert used == shipped.costs.lines.keys()
    assert used <= KINDS.keys()


@pytest.mark.parametrize(
    ("category", "life", "share"),
    [
        ("equipment", 7, "0.10"), ("furniture", 8, "0"), ("cleaning", 7, "0.20"),
        ("upkeep", 1, "0"), ("office", 3, "0"), ("it", 4, "0.10"), ("catering", 8, "0.10"),
        ("training", 3, "0"), ("services", 1, "0"), ("transport", 6, "0.20"),
        ("building", 10, "0.02"), ("care", 1, "0"), ("health", 1, "0"), ("other", 5, "0"),
    ],
)  # fmt: skip
def test_the_likely_figures_fix_the_limits_of_the_score(policy, category, life, share):
    usual = policy.costs.of(category)

    assert (usual.life_years, usual.running_share) == (life, Decimal(share))


def test_what_a_hoist_of_two_thousand_pounds_usually_costs_to_service(policy):
    servicing = policy.costs.of("equipment").line("servicing")

    usual = servicing.usual(Decimal(2000))

    assert (usual.low, usual.likely, usual.high) == (60, 100, 160)
    assert [line.kind for line in policy.costs.asked_lines("equipment")] == [
        "servicing", "repairs", "consumables", "energy", "disposal",
    ]  # fmt: skip


@pytest.mark.parametrize("year", [1, 30, 31, 75, 76, 125])
def test_the_rates_that_ship_are_the_green_books(policy, year):
    assert policy.schedule.rate(year) == GREEN_BOOK.rate(year)
    assert policy.schedule.in_force_from == date(2026, 2, 1)


def test_the_health_rate_is_there_by_name_and_is_not_the_default(shipped, policy):
    assert shipped.costs.default_rate == "green_book"
    assert policy.costs.schedules["green_book_health"].rate(1) == Decimal("0.015")


def test_a_purchase_that_began_before_february_2026_keeps_the_earlier_rates(shipped):
    earlier = build(shipped, date(2026, 1, 31)).schedule

    assert earlier.rate(126) == Decimal("0.02")
    assert earlier.rate(30) == Decimal("0.035")


def test_insurance_bears_no_vat_and_servicing_the_standard_rate(policy):
    standard = policy.vat_rate

    assert policy.costs.vat_rate("insurance", standard) == 0
    assert policy.costs.vat_rate("servicing", standard) == standard


def test_a_tariff_is_known_from_its_day_on(shipped):
    assert "electricity" not in build(shipped, date(2025, 9, 30)).costs.tariffs
    assert "electricity" in build(shipped, date(2025, 10, 1)).costs.tariffs


def test_a_category_says_in_words_what_is_usual(shipped):
    more = {kind.label: kind.more for kind in kinds(shipped)}

    assert more["Care and support services"] == "Lasts 1 year. Often paid for again and again"
    assert more["Computers, phones and software"].startswith(
        "Lasts 4 years (between 3 and 5). Usually costs 10 % of its price a year to keep. "
        "Where costs are asked for one by one: “Licences and support a year”, "
    )
