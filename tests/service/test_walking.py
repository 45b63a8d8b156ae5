"""Playing purchases to their end, with answers that nobody gave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from buying import rulebook
from buying.domain.money import Money
from buying.domain.value import Value
from buying.rulebook import Rulebook
from buying.service import building
from buying.service.drawing.bands import spans
from buying.service.walking import NeverEnds, Outside, Walk, walk
from buying.voice.asking import complete

ON = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[2]
BOOKS = ("rulebook", "variations/nhs_trust", "variations/charity")
EVERYTHING = Outside(
    preferred=True,
    contract=True,
    colleagues=True,
    earlier=Value(Decimal(5000), Decimal(6000)),
    item="An example",
)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """The council's rulebook."""
    return rulebook.load(ROOT / "rulebook")


def play(book: Rulebook, budget: str, outside: Outside | None = None, **given: Any) -> Walk:
    """A purchase of equipment for a budget with VAT."""
    answers = {"category": "equipment", "budget": Money(Decimal(budget), "gross").stored()}
    world = (outside or Outside()).world(ON)
    return walk(book, building.build(book, ON), ON, answers | given, world)


@pytest.mark.parametrize("outside", [Outside(), EVERYTHING], ids=["nothing", "everything"])
@pytest.mark.parametrize("folder", BOOKS)
def test_a_purchase_ends_in_every_category_and_every_band(folder: str, outside: Outside) -> None:
    loaded = rulebook.load(ROOT / folder)
    policy, world = building.build(loaded, ON), outside.world(ON)
    for category in policy.categories:
        for span in spans(policy, world, category.id):
            given = {"category": category.id, "budget": span.budget.stored()}
            played = walk(loaded, policy, ON, given, world)
            assert played.context.position.open is None
            assert played.ended is None


def test_every_made_up_answer_is_one_that_the_question_takes(book: Rulebook) -> None:
    for budget in ("60", "900", "20000", "300000"):
        played = play(book, budget, EVERYTHING)
        given = {entry.question: entry for entry in played.entries}
        for asked in played.path:
            entry = given[asked.key]
            assert entry.kind == "skip" or complete(played.context, asked.key, entry.value)


def test_nothing_made_up_moves_the_value(book: Rulebook) -> None:
    for budget in ("250", "5000", "30000"):
        value = play(book, budget).context.known.value
        assert value is not None and value.gross == Decimal(budget)


def test_what_is_given_is_kept_and_a_form_is_only_filled_up(book: Rulebook) -> None:
    played = play(book, "900", need={"item": "shower chairs"})
    need = played.context.known.answers["need"]
    assert need["item"] == "shower chairs"
    assert need["quantity"] == "1"


def test_what_may_be_left_out_is_left_out(book: Rulebook) -> None:
    assert play(book, "900").context.known.answers["advice_ask"] is None


def test_no_check_is_worried_and_nobody_says_no(book: Rulebook) -> None:
    known = play(book, "20000").context.known
    assert known.triggered == ()
    assert known.answer("approval.decision") == "approve"


def test_a_preferred_supplier_is_bought_from_where_there_is_one(book: Rulebook) -> None:
    assert "advice" in play(book, "900").steps
    assert "advice" not in play(book, "900", Outside(preferred=True)).steps


def test_an_answer_that_ends_a_purchase_is_only_given_where_nothing_else_can_be(
    book: Rulebook,
) -> None:
    handover = book.questions["handover"]
    decision = handover.fields[0]
    only = decision.model_copy(update={"choices": decision.choices[-1:]})
    fields = (only, *handover.fields[1:])
    changed = with_question(book, handover.model_copy(update={"fields": fields}))
    assert play(book, "50000").ended is None
    assert play(changed, "50000").ended == "handed_over"


@pytest.mark.parametrize(
    "kind", ["text", "choice", "choices", "yes_no", "money", "number", "date", "rating"]
)
@pytest.mark.parametrize("optional", [True, False])
def test_a_question_of_any_kind_gets_an_answer(book: Rulebook, kind: str, optional: bool) -> None:
    changes = {
        "kind": kind,
        "optional": optional,
        "limits": rulebook.Limits(),
        "choices": book.questions["route"].choices if kind in ("choice", "choices") else (),
    }
    asked = book.questions["needed_by"].model_copy(update=changes)
    played = play(with_question(book, asked), "900")
    assert played.context.position.open is None
    assert (played.context.known.answers["needed_by"] is None) is optional


def test_rules_that_go_in_circles_are_told_of(book: Rulebook) -> None:
    route = book.questions["route"]
    back = tuple(choice.model_copy(update={"reopens": "route"}) for choice in route.choices)
    changed = with_question(book, route.model_copy(update={"choices": back}))
    with pytest.raises(NeverEnds, match="go on asking"):
        play(changed, "900")


def with_question(book: Rulebook, question: rulebook.Question) -> Rulebook:
    """``book`` with another question in the place of the one with its id."""
    questions = {**book.questions, question.id: question}
    return replace(book, questions=MappingProxyType(questions))
