"""Conditions and limits in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from buying.domain import conditions
from buying.rulebook import Condition
from buying.rulebook.models import Authority, Threshold
from buying.rulebook.wording import (
    AUTHORITIES,
    PREDICATES,
    SAYS,
    amount_in_words,
    in_words,
    limit_in_words,
)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"route": "prices"}, "the way of buying is “Two prices”"),
        ({"category": ["care", "equipment"]}, "the category is “Care” or “Equipment”"),
        ({"value_over": "large_limit"}, "the value is over £4,999.99 with VAT"),
        ({"value_at_least": "line"}, "the value is £207,720 with VAT or more"),
        (
            {"value_over": "small_limit"},
            "the value is over the small limit (£250 with VAT from 1 January 2026, "
            "£300 with VAT from 1 July 2026)",
        ),
        ({"risk": ["medium", "high"]}, "the risk is medium or high"),
        ({"regime": "light_touch"}, "the law sees it as “Services to people”"),
        ({"organisation": "nhs_trust"}, "the organisation is of the kind “nhs trust”"),
        ({"authority": "school"}, "the organisation is a school"),
        ({"country": ["England", "Wales"]}, "the organisation is in England or Wales"),
        (
            {"answer": {"approval.decision": "decline"}},
            "the answer to “Approval” under “Your decision” is “Decline”",
        ),
        ({"answer": {"conflict": True}}, "the answer to “Conflict” is “yes”"),
        ({"answer": {"checks.gifts": [2, 1000]}}, "the answer to checks.gifts is “2” or “1,000”"),
        ({"answered": "budget"}, "there is an answer to “Budget”"),
        ({"is": "approval_needed"}, "somebody must approve it"),
        ({"is": "worried"}, "worried"),
        (
            {"category": "care", "risk": "high"},
            "the category is “Care” and the risk is high",
        ),
        (
            {"all_of": [{"risk": "high"}, {"any_of": [{"category": "care"}, {"is": "goes_on"}]}]},
            "the risk is high and (either the category is “Care”, or it is paid for again and "
            "again)",
        ),
        (
            {"not": {"category": "care", "risk": "high"}},
            "it is not so that the category is “Care” and the risk is high",
        ),
        (
            {"risk": "high", "not": {"category": "care"}},
            "the risk is high and (it is not so that the category is “Care”)",
        ),
    ],
    ids=str,
)
def test_a_condition_is_said(small, condition: Mapping[str, Any], words: str):
    assert in_words(Condition.model_validate(condition), small.load()) == words


def test_every_key_that_a_condition_may_have_is_said():
    assert set(SAYS) == set(Condition.model_fields)


def test_every_predicate_and_kind_of_authority_that_there_is_has_words():
    assert set(PREDICATES) == set(conditions.PREDICATES)
    assert set(AUTHORITIES) == set(get_args(Authority))


@pytest.mark.parametrize(
    ("unit", "vat", "value", "words"),
    [
        ("GBP", "gross", "300", "£300 with VAT"),
        ("GBP", "net", "89.5", "£89.50 plus VAT"),
        ("GBP", "exempt", "1200", "£1,200 no VAT"),
        ("percent", None, "12.50", "12.5 %"),
        ("days", None, "1", "1 day"),
        ("days", None, "30", "30 days"),
        ("count", None, "1000", "1,000"),
    ],
)
def test_a_value_is_said_with_its_unit(unit, vat, value, words):
    threshold = Threshold.model_validate(
        {
            "unit": unit,
            "vat": vat,
            "source": "us",
            "values": [{"from": date(2026, 1, 1), "value": value}],
        }
    )

    assert amount_in_words(threshold, Decimal(value)) == words


def test_a_limit_with_one_value_is_that_amount(small):
    assert limit_in_words("large_limit", small.load()) == "£4,999.99 with VAT"
