"""Whatever is typed or sent, reading answers, and within the limits."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from buying.cards import KINDS, Choice
from buying.domain.reading import Limits, Outcome, Read, check, read, show

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
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
KIND = st.sampled_from(KINDS)
LIMITS = st.builds(
    Limits,
    least=st.none() | st.decimals(-50, 50, places=1),
    most=st.none() | st.decimals(51, 5000, places=2),
    longest=st.none() | st.integers(1, 40),
    earliest=st.none() | DAYS,
    latest=st.none() | DAYS,
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
        amount = Decimal(value["amount"] if kind == "money" else value)
        assert limits.least is None or amount >= limits.least
        assert limits.most is None or amount <= limits.most
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


@settings(max_examples=80, deadline=None)
@given(kind=KIND, value=JSON)
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
            read(kind, text, today=date(2026, 11, 21), choices=CHOICES)
