"""Limits of the rulebook on the desk: changed in a form, without any YAML."""

from __future__ import annotations

import pytest

from buying.service.people import Who
from tests.desk.browser import Browser
from tests.desk.page import Page
from tests.desk.rules import (
    DRAFT,
    RAISED,
    TODAY,
    draft_text,
    edit,
    errors,
    said,
)


def test_a_limit_is_changed_without_any_yaml(robin: Browser, people: dict[str, Who]) -> None:
    listed = said(robin.get(f"{DRAFT}/limits").text)
    assert "Petty limit The most for: “Buy it on the purchase card”" in listed
    assert "Act works" in listed.partition("Limits of the law")[2]
    assert robin.post(f"{DRAFT}/limits/petty_limit", RAISED).headers["location"].startswith(DRAFT)
    page = said(robin.get(f"{DRAFT}?done=limit").text)
    assert "The new amount is in the draft." in page
    assert "thresholds.yml Changed" in page
    text = draft_text(people, "thresholds.yml") or ""
    assert f"{{from: {TODAY}, value: 300}}" in text
    form = said(robin.get(f"{DRAFT}/limits/petty_limit").text)
    assert "£300 with VAT from" in form
    assert "Cabinet, 4 November 2026" in form


@pytest.mark.parametrize(
    ("changes", "box", "sentence"),
    [
        ({"value": ""}, "value", "Write the new number."),
        ({"value": "lots"}, "value", "Write a number such as"),
        ({"value": "-5"}, "value", "Write a number such as"),
        ({"value": "1,50"}, "value", "Write a number such as"),
        ({"value": "9" * 40}, "value", "Write a number such as"),
        ({"value": "NaN"}, "value", "Write a number such as"),
        ({"from-day": "31", "from-month": "2"}, "from-day", "There is no such date."),
        ({"from-month": "13"}, "from-day", "There is no such date."),
        ({"from-year": "²026"}, "from-day", "There is no such date."),
        ({"from-year": ""}, "from-day", "The date must have a year."),
        ({"from-day": "", "from-month": "", "from-year": ""}, "from-day", "Say from which day"),
        ({"source": "  "}, "source", "Say where the new number comes from"),
        ({"source": "x" * 501}, "source", "This has 501 characters."),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_nothing_typed_is_lost(
    robin: Browser, people: dict[str, Who], changes: dict[str, str], box: str, sentence: str
) -> None:
    given = {**RAISED, **changes}
    before = draft_text(people, "thresholds.yml")
    answer = robin.post(f"{DRAFT}/limits/petty_limit", given)
    assert answer.status_code == 422
    assert sentence in errors(answer.text)[box]
    assert "<title>Error: " in answer.text
    boxes = {found["name"]: found.get("value", "") for found in Page(answer.text).all("input")}
    assert {name: boxes[name] for name in given if name != "source"} == {
        name: typed for name, typed in given.items() if name != "source"
    }
    assert given["source"].strip() in answer.text
    assert draft_text(people, "thresholds.yml") == before


def test_a_month_may_be_written_as_a_word(robin: Browser) -> None:
    given = {**RAISED, "from-day": "1", "from-month": "December", "from-year": "2030"}
    assert robin.post(f"{DRAFT}/limits/petty_limit", given).status_code == 303
    assert "from 1 December 2030" in said(robin.get(f"{DRAFT}/limits/petty_limit").text)


@pytest.mark.parametrize("name", ["no_such_limit", "%2e%2e%2fthresholds", "<b>"])
def test_a_limit_that_is_not_there_is_not_found(robin: Browser, name: str) -> None:
    assert robin.get(f"{DRAFT}/limits/{name}").status_code == 404
    assert robin.post(f"{DRAFT}/limits/{name}", RAISED).status_code == 404


def test_a_limit_can_be_changed_while_another_file_has_a_mistake(robin: Browser) -> None:
    edit(robin, "checks.yml", "bad_answer: true", "bad_answer: maybe")
    assert robin.get(f"{DRAFT}/limits").status_code == 200
    assert robin.post(f"{DRAFT}/limits/petty_limit", RAISED).status_code == 303
