"""Whole-life costs without a purchase: what is asked, what is answered, what is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buying.domain.policy import Policy
from buying.service import costing
from buying.service.costing import Answer, Mistake, Refused

EXAMPLE = """
{"currency": "GBP", "vat": {"recoverable": true}, "rate": "green_book" , "years": 10,
 "options": [{"name": "A", "life_years": 10,
   "lines": [{"kind": "price", "amount": "1200.00", "vat": "net", "vat_rate": "0.20"},
             {"kind": "servicing", "amount": "90.00", "each": "year", "from": 1},
             {"kind": "energy", "kwh": "400", "tariff": "0.27", "each": "year"},
             {"kind": "repairs", "amount": "60", "year": 5},
             {"kind": "residual", "amount": "100", "year": 10}]}]}
"""
PRICE = {"kind": "price", "amount": "1200.00", "vat": "net"}


@pytest.fixture(scope="module")
def rules() -> Policy:
    """The rules of the rulebook's files, which need no database."""
    return costing.rules_of_files()


def ask(rules: Policy, *lines: dict[str, Any], **more: Any) -> Answer:
    """The answer for one option of these lines; ``life`` is its life, 10 unless given."""
    option = {"name": "A", "life_years": more.pop("life", 10), "lines": lines}
    return costing.answer(json.dumps({"options": [option], **more}).encode(), rules)


def refusal(rules: Policy, request: Any) -> str:
    """Every mistake in ``request``: JSON as text, or what JSON says."""
    text = request if isinstance(request, bytes) else json.dumps(request).encode()
    with pytest.raises(Refused) as refused:
        costing.answer(text, rules)
    return str(refused.value)


def one(*lines: Any, **more: Any) -> dict[str, Any]:
    """A request for one option."""
    return {"options": [{"name": "A", "life_years": 10, "lines": list(lines)}], **more}


def by_hand(amounts: dict[int, Decimal]) -> str:
    """Amounts by year brought to today at 3.5 %, to the penny."""
    total = sum(amount / Decimal("1.035") ** year for year, amount in amounts.items())
    return str(Decimal(total).quantize(Decimal("0.01")))


def test_the_example_comes_to_what_it_does_by_hand(rules: Policy) -> None:
    answer = costing.answer(EXAMPLE.encode(), rules)
    flows = {year: Decimal(90) + 400 * Decimal("0.27") for year in range(1, 11)}
    flows |= {0: Decimal(1200), 5: flows[5] + 60, 10: flows[10] - 100}
    option = answer.options[0]
    assert option.whole_life_cost == option.low == option.high == by_hand(flows)
    assert answer.ranking == answer.cheapest == ("A",)
    assert answer.rate.name == "green_book" and answer.rate.source
    assert option.by_part["residual"].startswith("-")
    assert len(option.by_year) == 11 and option.by_year[0] == "1200.00"


def test_numbers_and_texts_say_the_same(rules: Policy) -> None:
    as_text = ask(rules, {**PRICE, "amount": "0.1"}, life="5", years="5", rate="0.02")
    as_number = ask(rules, {**PRICE, "amount": 0.1}, life=5, years=5.0, rate=0.02)
    assert as_text == as_number
    assert as_text.options[0].whole_life_cost == "0.10"


def test_money_never_goes_through_floating_point(rules: Policy) -> None:
    text = b'{"options": [{"name": "A", "life_years": 1, "lines": [{"kind": "price", "vat": "net"'
    text += b', "amount": 900719925474099.23}]}]}'
    assert costing.answer(text, rules).options[0].whole_life_cost == "900719925474099.23"


@pytest.mark.parametrize(
    ("recoverable", "vat", "comes_to"),
    [
        (True, "net", "100.00"), (True, "gross", "83.33"), (True, "exempt", "100.00"),
        (False, "net", "120.00"), (False, "gross", "100.00"), (False, "exempt", "100.00"),
    ],
)  # fmt: skip
def test_vat_counts_only_where_it_does_not_come_back(
    rules: Policy, recoverable: bool, vat: str, comes_to: str
) -> None:
    line = {"kind": "price", "amount": "100", "vat": vat}
    answer = ask(rules, line, vat={"recoverable": recoverable})
    assert answer.options[0].whole_life_cost == comes_to
    assert answer.vat.basis == ("net" if recoverable else "gross")


def test_a_line_may_have_a_rate_of_vat_of_its_own(rules: Policy) -> None:
    line = {**PRICE, "amount": "100", "vat_rate": "0.05"}
    assert ask(rules, line, vat={"recoverable": False}).options[0].whole_life_cost == "105.00"


def test_a_range_is_carried_through_to_the_result(rules: Policy) -> None:
    servicing = {"kind": "servicing", "amount": {"low": "1", "high": 3}, "each": "year"}
    option = ask(rules, PRICE, servicing, life={"low": 4, "likely": 5, "high": 6}).options[0]
    likely = {0: Decimal(1200)} | {year: Decimal(2) for year in range(1, 6)}
    least = {0: Decimal(1200)} | {year: Decimal(1) for year in range(1, 5)}
    most = {0: Decimal(1200)} | {year: Decimal(3) for year in range(1, 7)}
    assert option.whole_life_cost == by_hand(likely)
    assert (option.low, option.high) == (by_hand(least), by_hand(most))
    assert (option.life_low, option.life_years, option.life_high) == (4, 5, 6)


def test_a_tariff_of_the_rulebook_is_found_by_name(rules: Policy) -> None:
    energy = {"kind": "energy", "kwh": "100", "tariff": "electricity", "each": "year"}
    part = Decimal(ask(rules, PRICE, energy, rate="0", life=1).options[0].by_part["energy"])
    assert part == rules.costs.tariffs["electricity"].price.likely * 100


def test_a_short_life_is_bought_again_within_the_years_looked_at(rules: Policy) -> None:
    option = ask(rules, PRICE, life=5, years=10, rate="0").options[0]
    assert option.whole_life_cost == "2400.00"
    assert option.equivalent_annual_cost == "240.00"


def test_the_cheapest_comes_first_and_what_would_change_that_is_said(rules: Policy) -> None:
    sturdy = {"name": "Sturdy", "life_years": 5, "lines": [PRICE]}
    servicing = {"kind": "servicing", "amount": {"low": 10, "likely": 80, "high": 90},
                 "each": "year"}  # fmt: skip
    price = {**PRICE, "amount": "900"}
    cheap = {"name": "Cheap", "life_years": 5, "lines": [price, servicing]}
    answer = costing.answer(json.dumps({"options": [sturdy, cheap]}).encode(), rules)
    assert answer.ranking == ("Sturdy", "Cheap")
    assert any(flip.option == "Cheap" and flip.kind == "servicing" for flip in answer.flips)
    assert all(flip.sentence for flip in answer.flips)
    assert answer.warnings
    assert answer.payback[0].option == "Sturdy" and answer.payback[0].against == "Cheap"


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (one({**PRICE, "amount": "-1"}), "options[0].lines[0]: Price is below £0."),
        (one({"kind": "price", "amount": "5"}), "options[0].lines[0]: The VAT basis is missing."),
        (one(PRICE, {"kind": "water", "amount": "5", "vat_rate": "0.2"}), "VAT basis is missing"),
        (one(PRICE, rate="-1"), "rate: A discount rate must be"),
        (one(PRICE, rate="made_up"), "rate: There are no discount rates called “made_up”."),
        (one(PRICE, {"kind": "residual", "amount": "2000", "year": 10}), "more than is paid"),
        (one(PRICE, {"kind": "repairs", "amount": "1", "year": 11}), "falls in year 11"),
        (one(PRICE, years=0), "years: Give whole years, from 1 to 125. I got 0."),
        (one(PRICE, currency="EUR"), "currency: I can only compare pounds."),
        (one(PRICE, colour="red"), "There is no “colour” here."),
        (one({**PRICE, "amout": 3}), "options[0].lines[0]: There is no “amout” here."),
        (one({"kind": "magic", "amount": "1"}), "lines[0].kind: I do not know a cost called"),
        (one({**PRICE, "amount": True}), "lines[0].amount: Write a plain number"),
        (one({**PRICE, "amount": "1,200"}), "I got “1,200”."),
        (one({**PRICE, "amount": "1" * 5000}), "Write a plain number"),
        (one({**PRICE, "amount": {"low": 3, "high": 1}}), "lines[0].amount: "),
        (one({**PRICE, "amount": {"low": 3}}), "Write a range with low, likely and high"),
        (one({**PRICE, "year": 1, "each": "year"}), "Say one year, or each: year."),
        (one({**PRICE, "to": 3}), "Say each: year as well"),
        (one({**PRICE, "each": "month"}), "each: Use 'year' here."),
        (one({"kind": "energy", "kwh": 3}), "Give both kwh and tariff"),
        (one({"kind": "energy", "amount": 3, "kwh": 3, "tariff": 1}), "Both cannot be."),
        (one({"kind": "energy", "kwh": 3, "tariff": "gold"}), "price of a kWh called “gold”"),
        (one({"kind": "energy"}), "lines[0]: Give an amount, or kwh and tariff."),
        (one({"kind": "energy", "kwh": -9, "tariff": -1}), "lines[0]: Neither kwh nor tariff"),
        (one({"kind": "energy", "kwh": {"low": -9, "high": 9}, "tariff": 1}), "Neither kwh nor"),
        (one({**PRICE, "vat_rate": "20%"}), "Write a plain number such as 0.20. I got “20%”."),
        (one({**PRICE, "year": ""}), "lines[0].year: Write a plain number such as 5. It is empty."),
        (one({"kind": "repairs"}), "lines[0]: Give an amount."),
        (one({**PRICE, "label": "a\x1b[31m"}), "a character that cannot be seen"),
        (one(*[PRICE] * 201), "Give between 1 and 200 costs for an option. I got 201."),
        (one(), "Give between 1 and 200 costs for an option. I got 0."),
        ({"options": []}, "options: Give between 1 and 50 options. I got 0."),
        ({"options": [{}] * 51}, "options: Give between 1 and 50 options. I got 51."),
        ({}, "options: Give the options to compare, as a list."),
        ({"options": one(PRICE)["options"] * 2}, "options[1].name: Two options are called A."),
        ([], "Write this in curly brackets"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(rules: Policy, request_: Any, said: str) -> None:
    assert said in refusal(rules, request_)


@pytest.mark.parametrize("life", [0, "0.5", 0.5, 126, 200, -1, None, "ten", [], True, 10**14])
def test_a_life_is_whole_years_from_1_to_125(rules: Policy, life: Any) -> None:
    request = {"options": [{"name": "A", "life_years": life, "lines": [PRICE]}]}
    assert "options[0].life_years: " in refusal(rules, request)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "There is nothing in it."),
        (b" \n ", "There is nothing in it."),
        (b"{", "This is not JSON: look at line 1"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"[" * 100_000, "too many brackets"),
        (b'{"options": [' * 60_000, "too"),
        (b" " * (256 * 1024 + 1), "too long"),
        (b'{"years": 1, "years": 2}', "“years” is given twice here."),
        (b'{"options": [{"name": "A", "name": "B"}]}', "options[0]: “name” is given twice"),
        (b'{"years": NaN}', "years: Write a plain number such as 10. I got “NaN”."),
        (b'{"years": -Infinity}', "I got “-Infinity”."),
        (b'{"years": 1e999}', "years: This number is too big."),
        (b'{"years": 1e99999999999999999999}', "years: Write a plain number"),
        (b'{"rate": 1e-400}', "rate: This number has more than 12 digits after the point."),
        (b'{"years": ' + b"9" * 10_000 + b"}", "years: This number is too big."),
        (b'{"vat": null, "rate": {}}', "rate: Write a plain number"),
        (b'{"options": {"0": {}}}', "options: Write this as a list"),
        (b'{"options": "all"}', "options: Write this as a list"),
        (b'{"\\ud800": 1}', "I could not read this."),
    ],
)
def test_json_that_means_harm_is_refused_in_words(rules: Policy, text: bytes, said: str) -> None:
    assert said in refusal(rules, text)


def test_each_mistake_is_said_and_no_more_than_a_hundred(rules: Policy) -> None:
    assert len(refusal(rules, one({}, {}, {})).splitlines()) == 3
    many = {"options": [{"name": f"Option {n}", "life_years": 0, "lines": []} for n in range(50)]}
    many["colour"] = [1]  # type: ignore[assignment]
    assert len(refusal(rules, {**many, **{f"x{n}": n for n in range(200)}}).splitlines()) == 100


def test_more_than_can_be_worked_out_in_a_moment_is_refused(rules: Policy) -> None:
    life = {"low": 1, "high": 125}
    options = [{"name": f"Option {n}", "life_years": life, "lines": [PRICE] * 50} for n in range(4)]
    assert "This is too much at once." in refusal(rules, {"options": options})


def test_what_is_bought_again_and_again_counts_as_often(rules: Policy) -> None:
    """Lines that fall 125 times each took seconds."""
    lines = [{"kind": "other", "amount": 1}] * 110
    often = [{"name": f"Option {n}", "life_years": 1, "lines": lines} for n in range(50)]
    assert "This is too much at once." in refusal(rules, {"options": often, "years": 125})
    seldom = [{**option, "lines": [PRICE] * 25} for option in often[:8]]
    text = json.dumps({"options": seldom, "years": 125}).encode()
    assert len(costing.answer(text, rules).options) == 8


def test_what_is_written_back_says_the_same(rules: Policy) -> None:
    asked = costing.read_request(costing.read(EXAMPLE.encode()))
    again = json.dumps(costing.written(asked)).encode()
    assert costing.read_request(costing.read(again)) == asked


AMOUNT = st.one_of(
    st.decimals(0, 10**6, places=2).map(str),
    st.integers(-5, 10**20),
    st.floats(),
    st.text(max_size=8),
    st.fixed_dictionaries({"low": st.integers(0, 9), "high": st.integers(0, 99)}),
    st.none(),
)
LINE = st.dictionaries(
    st.sampled_from(
        "kind amount vat vat_rate year each from to kwh tariff label assumed x".split()
    ),
    st.one_of(
        AMOUNT,
        st.sampled_from(["price", "energy", "residual", "net", "gross", "year", "electricity"]),
        st.integers(-2, 130),
        st.booleans(),
    ),
)
GOOD = st.builds(
    lambda amount, kind, year: {"kind": kind, "amount": amount, "vat": "net", "year": year},
    AMOUNT, st.sampled_from(["price", "servicing", "residual"]), st.integers(-1, 12),
)  # fmt: skip
OPTION = st.fixed_dictionaries(
    {
        "name": st.text(max_size=5),
        "life_years": st.one_of(st.integers(-1, 130), AMOUNT),
        "lines": st.lists(st.one_of(LINE, GOOD), max_size=4),
    }
)
REQUEST = st.fixed_dictionaries(
    {"options": st.lists(OPTION, max_size=3)},
    optional={"years": AMOUNT, "rate": AMOUNT, "vat": st.dictionaries(st.text(), st.booleans())},
)
ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(REQUEST, ANY_JSON).map(lambda said: json.dumps(said).encode()) | st.binary())
def test_whatever_comes_is_answered_or_refused_in_words(rules: Policy, text: bytes) -> None:
    answer, mistakes = outcome(rules, text)
    assert (answer is None) is bool(mistakes)
    for mistake in mistakes:
        assert mistake.message.endswith((".", "}")) and mistake.message.isprintable()
    for option in answer.options if answer else ():
        low, likely, high = option.low, option.whole_life_cost, option.high
        assert Decimal(low) <= Decimal(likely) <= Decimal(high)


def outcome(rules: Policy, text: bytes) -> tuple[Answer | None, tuple[Mistake, ...]]:
    """The answer, or what is wrong."""
    try:
        return costing.answer(text, rules), ()
    except Refused as error:
        return None, error.mistakes
