"""Whatever is typed or sent, reading answers, and within the limits."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buying.cards import KINDS, Choice
from buying.domain.reading import Limits, Outcome, Read, check, read, show

pytestmark = pytest.mark.slow

CHOICES = (
    Choice(value="price", label="Price"),
    Choice(value="quality", label="Quality and safety"),
    Choice(value="none", label="None of these"),
    Choice(value="éclair", label="Éclair (£1,200)"),
)
SHARDS = st.sampled_from(
    """
    £ 1 12 1,2oo 900 k . , - ( ) / % + x of at and or to a the by before end next last
    week month year friday march 31 february 29 3rd 2027 0001 9999 christmas easter dozen
    half hundred thousand million grand quid pence p vat inc ex plus net between about not
    no yes all but except one two point in ago working days q4 fy o l ½ ² ٣ １ 👍 🙂 ' " # ~
    ? ! : ; am pm st th | \u200b \u202e \x00
    """.split()
)
PHRASES = st.lists(SHARDS, max_size=9).map(" ".join) | st.lists(SHARDS, max_size=6).map("".join)
TEXTS = st.text(max_size=60) | PHRASES
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)
PARTS = st.sampled_from(["amount", "vat", "currency", "day", "month", "year"])
FORM_PARTS = st.dictionaries(PARTS, JSON | st.sampled_from(["net", "GBP", "3", 3, 2027]))
ENDS = st.sampled_from(["low", "likely", "high", "vat", "currency", "unknown"])
END_PARTS = st.dictionaries(
    ENDS, JSON | st.sampled_from(["net", "GBP", "3", 3, 40, "40.50", True, None])
)
SPANS = st.lists(
    st.sampled_from(
        "between and to from up max min likely probably about give take 80 £120 5 8k 10% - +/- "
        "plus vat a year month at least most under don't know not sure ; & ± ...".split()
    ),
    max_size=9,
).map(" ".join)
ESTIMATED = st.sampled_from(["money", "number"])
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
KIND = st.sampled_from(KINDS)
LIMITS = st.builds(
    Limits,
    least=st.none() | st.decimals(-50, 50, places=1),
    most=st.none() | st.decimals(51, 5000, places=2),
    longest=st.none() | st.integers(1, 40),
    earliest=st.none() | DAYS,
    latest=st.none() | DAYS,
    whole=st.booleans(),
)


def _holds(kind: str, found: Outcome, limits: Limits) -> None:
    """What was read can be stored, shown, and lies within the limits."""
    if not isinstance(found, Read):
        assert found.code
        assert found.sentence.endswith((".", "?"))
        return
    assert found.sure is (found.ask is None)
    value = json.loads(json.dumps(found.value).encode("utf-8"))
    assert show(kind, value, choices=CHOICES) == found.shown
    if kind in ("number", "money"):
        for amount in _amounts(kind, value):
            assert limits.least is None or amount >= limits.least
            assert limits.most is None or amount <= limits.most
            assert kind == "money" or not limits.whole or amount % 1 == 0
            assert amount >= 0 or (limits.least is not None and limits.least < 0)
    if kind == "date":
        assert limits.earliest is None or date.fromisoformat(value) >= limits.earliest
        assert limits.latest is None or date.fromisoformat(value) <= limits.latest
    if kind == "text":
        assert len(value) <= (limits.longest or 10_000)
    if kind == "rating":
        assert value in range(1, 6)
    if kind == "choices":
        assert limits.least is None or len(value) >= limits.least
        assert set(value) <= {choice.value for choice in CHOICES}


def _amounts(kind: str, value: object) -> list[Decimal]:
    """The figures of an answer: one, three in order, or none where it is not known."""
    if isinstance(value, dict) and "unknown" in value:
        assert value == {"unknown": True}
        return []
    if isinstance(value, dict) and "low" in value:
        low, likely, high = (Decimal(value[end]) for end in ("low", "likely", "high"))
        assert low <= likely <= high
        assert low < high
        return [low, likely, high]
    return [Decimal(value["amount"] if isinstance(value, dict) else str(value))]


@settings(max_examples=80, deadline=None)
@given(kind=KIND, text=TEXTS, today=DAYS, limits=LIMITS)
def test_any_text_is_read_or_answered(kind: str, text: str, today: date, limits: Limits) -> None:
    found = read(kind, text, today=today, choices=CHOICES, limits=limits)

    _holds(kind, found, limits)


@settings(max_examples=80, deadline=None)
@given(kind=KIND, value=JSON | FORM_PARTS, today=DAYS, limits=LIMITS)
def test_any_json_is_checked_or_answered(
    kind: str, value: object, today: date, limits: Limits
) -> None:
    found = check(kind, value, today=today, choices=CHOICES, limits=limits)

    _holds(kind, found, limits)


@settings(max_examples=150, deadline=None)
@given(kind=ESTIMATED, text=TEXTS | SPANS, today=DAYS, limits=LIMITS)
def test_any_text_is_read_as_an_estimate_or_answered(
    kind: str, text: str, today: date, limits: Limits
) -> None:
    found = read(kind, text, today=today, limits=limits, estimate=True)

    _holds(kind, found, limits)


@settings(max_examples=150, deadline=None)
@given(kind=ESTIMATED, value=JSON | FORM_PARTS | END_PARTS, today=DAYS, limits=LIMITS)
def test_any_json_is_checked_as_an_estimate_or_answered(
    kind: str, value: object, today: date, limits: Limits
) -> None:
    found = check(kind, value, today=today, limits=limits, estimate=True)

    _holds(kind, found, limits)


@settings(max_examples=80, deadline=None)
@given(kind=KIND, value=JSON | END_PARTS)
def test_any_stored_value_can_be_shown(kind: str, value: object) -> None:
    assert isinstance(show(kind, value, choices=CHOICES), str)


@settings(max_examples=40, deadline=None)
@given(day=DAYS, today=DAYS)
def test_a_date_in_full_is_read_back(day: date, today: date) -> None:
    typed = f"{day.day}/{day.month}/{day.year}"

    found = read("date", typed, today=today)

    assert isinstance(found, Read)
    assert found.value == day.isoformat()
    assert found.sure
    assert read("date", found.shown, today=today) == found


@settings(max_examples=40, deadline=None)
@given(pennies=st.integers(0, 10**10))
def test_an_amount_that_was_shown_is_read_back(pennies: int) -> None:
    typed = f"£{Decimal(pennies) / 100:,.2f} inc VAT"

    found = read("money", typed, today=date(2026, 11, 21))

    assert isinstance(found, Read)
    assert Decimal(found.value["amount"]) * 100 == pennies
    assert found.sure


def test_ten_thousand_characters_are_answered_at_once() -> None:
    for text in ("1," * 5_000, "one hundred and " * 625, "31 march " * 1_100, "a" * 10_000):
        for kind in KINDS:
            for estimate in (False, True):
                read(
                    kind, text, today=date(2026, 11, 21), choices=CHOICES, estimate=estimate
                )  # fmt: skip
