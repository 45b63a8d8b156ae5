"""Drawing the flow of a rulebook: its columns, its boxes, and the picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from buying import rulebook
from buying.rulebook import Rulebook
from buying.service.drawing import Flow, UnknownCategory, flow, in_mermaid, in_svg, in_text
from buying.service.drawing.measure import width, wrapped

ON = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """The council's rulebook."""
    return rulebook.load(ROOT / "rulebook")


@pytest.fixture(scope="module")
def drawn(book: Rulebook) -> Flow:
    """The usual flow of the council."""
    return flow(book, ON)


def test_a_column_stands_for_each_band_and_the_legal_threshold(drawn: Flow) -> None:
    assert [(column.values, column.way) for column in drawn.columns] == [
        ("Up to £250 with VAT", "Buy it on the purchase card"),
        ("Over £250 with VAT, up to £5,000 with VAT", "Two prices and your budget holder's yes"),
        ("Over £5,000 with VAT, up to £30,000 with VAT", "Three written quotes"),
        ("Over £30,000 with VAT, below £207,720 with VAT", "A commissioning specialist leads"),
        ("From £207,720 with VAT", "A formal tender, run by specialists"),
    ]


def test_a_box_says_who_answers_and_how_often(drawn: Flow) -> None:
    card, two = drawn.columns[0].boxes, drawn.columns[1].boxes
    assert "approval" not in card
    assert two["approval"].who == "budget_holder"
    assert two["advice"].who == "specialist"
    assert two["option"].times == "2 times"
    assert card["option"].times == ""


def test_what_depends_on_an_answer_says_so_without_what_always_holds_there(drawn: Flow) -> None:
    two = drawn.columns[1].boxes
    # `when: {is: supplier_unfamiliar, value_over: petty_limit}`: the value is over it anyway.
    assert two["advice"].only_if == "the chosen supplier is not a familiar one"
    assert "is “Do not buy from them”" in two["advice_stop"].only_if
    assert "is “No, decline it”" in two["declined"].only_if
    assert two["need"].only_if == two["approval"].only_if == ""


def test_a_step_that_depends_in_one_column_may_be_sure_in_another(drawn: Flow) -> None:
    assert drawn.columns[0].boxes["choose"].only_if
    assert not drawn.columns[1].boxes["choose"].only_if


def test_a_step_that_may_end_the_purchase_says_by_which_answer(drawn: Flow) -> None:
    assert drawn.columns[3].boxes["handover"].may_end == ("I take it over",)


def test_what_leads_to_another_way_is_listed_with_the_values_it_holds_for(drawn: Flow) -> None:
    changes = {change.answer: change.to for change in drawn.columns[1].changes}
    assert changes["there is a contract for it"] == "Order under a contract that we have"
    preferred = "a preferred supplier sells it (over £250 with VAT, up to £1,000 with VAT)"
    assert changes[preferred] == "Order from a preferred supplier"


def test_a_worry_that_raises_the_risk_is_listed(book: Rulebook) -> None:
    column = next(c for c in flow(book, ON, "services").columns if "Three" in c.way)
    worry = next(c for c in column.changes if "alone with children" in c.question)
    assert (worry.answer, worry.to) == (
        "Yes",
        "Three written quotes, with a specialist from the start",
    )


@pytest.mark.parametrize(
    ("folder", "never"),
    [
        ("rulebook", set()),
        ("variations/nhs_trust", set()),
        # One way alone has a specialist look first, so no price can lead from it to another.
        ("variations/charity", {"second_look"}),
    ],
)
def test_every_step_of_every_rulebook_is_drawn(folder: str, never: set[str]) -> None:
    loaded = rulebook.load(ROOT / folder)
    steps = {step.ask for _, step in loaded.workflow.steps()} - never
    # Things for computers may be paid again and again, so that nothing is left out.
    assert steps == {id for column in flow(loaded, ON, "it").columns for id in column.boxes}


def test_a_step_that_only_a_higher_price_brings_up_is_drawn_with_its_reason(book: Rulebook) -> None:
    dearest = flow(book, ON, "it").columns[-1]
    second = dearest.boxes["second_look"]
    assert second.only_if == "the price asks for another way than the one that a specialist saw"
    assert not dearest.boxes["approval"].only_if


def test_the_text_has_every_box_of_every_column(drawn: Flow) -> None:
    flat = " ".join(in_text(drawn).split())
    for column in drawn.columns:
        assert f"{column.values}: {column.way}".upper() in flat
        for box in column.boxes.values():
            assert f"{box.label}: " in flat
    assert max(len(line) for line in in_text(drawn).splitlines() if line[:1] == " ") <= 92


def test_the_picture_has_a_title_a_description_and_every_label(drawn: Flow) -> None:
    root = ET.fromstring(in_svg(drawn))
    assert root.get("role") == "img"
    labelled = (root.get("aria-labelledby") or "").split()
    said = {each.get("id"): each.text or "" for each in root}
    assert "How a purchase goes at Meadowshire Council" in said[labelled[0]]
    assert all(column.values in said[labelled[1]] for column in drawn.columns)
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    for column in drawn.columns:
        for box in column.boxes.values():
            assert box.label in words


def test_no_box_lies_on_another_and_none_leaves_the_picture(drawn: Flow) -> None:
    root = ET.fromstring(in_svg(drawn))
    _, _, wide, high = (float(n) for n in (root.get("viewBox") or "").split())
    boxes = {
        tuple(float(each.get(name, "0")) for name in ("x", "y", "width", "height"))
        for each in root.iter(f"{SVG}rect")
        if each.get("rx") == "4" and each.get("width") != "30"
    }
    for x, y, w, h in boxes:
        assert x + w <= wide and y + h <= high
    for one in boxes:
        over = [other for other in boxes if other != one and _meet(one, other)]
        assert not over


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    (x, y, w, h), (x2, y2, w2, h2) = one, other
    return x < x2 + w2 and x2 < x + w and y < y2 + h2 and y2 < y + h


def test_hostile_words_are_only_words_in_the_picture_and_the_diagram(drawn: Flow) -> None:
    first = drawn.columns[0].model_copy(update={"way": '<script>"]; x --> y'})
    spoilt = drawn.model_copy(update={"columns": (first, *drawn.columns[1:])})
    root = ET.fromstring(in_svg(spoilt))
    assert not [each for each in root.iter() if "script" in each.tag]
    assert '<script>"' not in in_mermaid(spoilt)
    assert "#lt;script#gt;#quot;" in in_mermaid(spoilt)


def test_the_diagram_has_a_group_for_each_column_and_closes_each(drawn: Flow) -> None:
    lines = [line.strip() for line in in_mermaid(drawn).splitlines()]
    opened = [line for line in lines if line.startswith("subgraph ")]
    assert len(opened) == lines.count("end")
    assert (
        sum(line.startswith(tuple(f"subgraph c{n}[" for n in range(1, 6))) for line in opened) == 5
    )


def test_long_words_are_broken_so_that_no_line_is_wider_than_its_room() -> None:
    lines = wrapped(f"a {'w' * 80} b", 200, 14)
    assert "".join(lines).replace(" ", "") == f"a{'w' * 80}b"
    assert max(width(line, 14) for line in lines) <= 200


def test_a_category_that_is_not_there_is_answered_with_those_that_are(book: Rulebook) -> None:
    with pytest.raises(UnknownCategory, match=r"no category “cheese”. There are: equipment, "):
        flow(book, ON, "cheese")


def test_the_picture_in_the_guide_is_that_of_the_rulebook(book: Rulebook) -> None:
    kept = (ROOT / "docs" / "images" / "flow.svg").read_text("utf-8")
    assert kept == in_svg(flow(book, date(2026, 12, 1))), "Run make drawing."
    assert len(kept.encode()) < 300_000
