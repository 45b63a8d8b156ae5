"""``buywell rulebook try`` and ``buywell rulebook draw``, as a policy officer types them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from buying.cli import bars
from tests.cli.test_commands import Command, buywell
from tests.conftest import ROOT

__all__ = ["buywell"]

NURSING = "what would happen with £18,000 of agency nursing for six months?"
ON = ("--on", "2026-11-22")


def test_a_question_is_answered_in_words(buywell: Command) -> None:
    done = buywell("rulebook", "try", NURSING, *ON)
    assert done.code == 0
    for expected in (
        "for a purchase of 22 November 2026.",
        "- Way to buy: Three written quotes",
        "  This line decides.",
        "(routes.yml, line ",
    ):
        assert expected in done.stdout


def test_a_question_is_answered_for_programs(buywell: Command) -> None:
    told = json.loads(buywell("rulebook", "try", NURSING, *ON, "--json").stdout)
    assert (told["route"], told["gross"]) == ("three_quotes", "18000.00")
    assert [line["holds"] for line in told["lines"]].count(True) == 1


def test_another_rulebook_and_another_category_can_be_tried(buywell: Command) -> None:
    folder = ("--rulebook", str(ROOT / "variations" / "charity"))
    charity = json.loads(buywell("rulebook", "try", NURSING, *ON, *folder, "--json").stdout)
    named = json.loads(
        buywell("rulebook", "try", NURSING, *ON, "--category", "health", "--json").stdout
    )
    assert named["route"] == "provider_selection"
    assert charity["rules"] != named["rules"] or charity["route"] != named["route"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("try", "chairs"), "Say an amount, for example"),
        (("try", "£9 of soap", "--category", "cheese"), "There is no category “cheese”."),
        (("try", "£9 of soap", "--on", "1999-01-01"), "1999-01-01"),
        (("try", "£9 of soap", "--rulebook", "nowhere"), "there is no such folder"),
        (("try", "£9 of soap", "--on", "9999-12-31"), "Give a day before the year 3000."),
        (("draw", "--on", "9999-12-31"), "Give a day before the year 3000."),
        (("draw", "--category", "cheese"), "There is no category “cheese”."),
        (("draw", "--out", "nowhere/flow.txt"), "nowhere/flow.txt cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    buywell: Command, arguments: tuple[str, ...], sentence: str
) -> None:
    assert sentence in buywell("rulebook", *arguments).refusal()


def test_the_flow_is_text_unless_another_format_is_asked_for(buywell: Command) -> None:
    text = buywell("rulebook", "draw", *ON).stdout
    assert "UP TO £250 WITH VAT: BUY IT ON THE PURCHASE CARD" in text
    assert buywell("rulebook", "draw", *ON, "--format", "mermaid").stdout.startswith("---\n")


def test_a_drawing_that_takes_long_shows_how_far_it_has_come(
    buywell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert buywell("rulebook", "draw", *ON, "--category", "health").stderr == ""
    monkeypatch.setattr(bars, "PATIENCE", 0.0)
    shown = buywell("rulebook", "draw", *ON, "--category", "health", FORCE_COLOR="1")
    assert "Working out the flow" in shown.stderr
    assert "Working out the flow" not in shown.stdout


def test_the_picture_is_written_to_a_file(buywell: Command, tmp_path: Path) -> None:
    file = tmp_path / "flow.svg"
    done = buywell("rulebook", "draw", *ON, "--format", "svg", "--out", str(file))
    assert done.stdout == f"The flow is in {file}.\n"
    assert ET.parse(file).getroot().tag.endswith("svg")


@pytest.mark.parametrize("command", ["try", "draw"])
def test_help_has_an_example(buywell: Command, command: str) -> None:
    assert f"Example: buywell rulebook {command}" in buywell("rulebook", command, "--help").stdout
