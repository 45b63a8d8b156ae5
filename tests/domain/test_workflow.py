"""Where a purchase stands is worked out from its history alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from buying.domain.workflow import Entry, Position, Step, last_given, latest, replay

ALWAYS: Callable[[Any], bool] = lambda known: True  # noqa: E731


def when(question: str, value: object) -> Callable[[Any], bool]:
    return lambda known: known.get(question) == value


STEPS = (
    Step("need", "plan", ALWAYS),
    Step("size", "plan", ALWAYS),
    Step("lift", "plan", when("size", "big")),
    Step("note", "plan", ALWAYS, optional=True),
    Step("price", "choose", ALWAYS, repeat_least=lambda known: 2, repeat_most=4),
    Step("choose", "choose", ALWAYS, stands_on=("price",)),
    Step("approve", "buy", when("size", "big"), asked_of="boss", stands_on=("choose", "size")),
    Step("order", "buy", ALWAYS),
)
TERM = (Step("purpose", "plan", ALWAYS), Step("term", "plan", ALWAYS, stands_on=("purpose.each",)))


def at(*events: tuple[Any, ...]) -> Position:
    entries = [Entry(n, kind, key, *rest) for n, (kind, key, *rest) in enumerate(events, 1)]
    return replay(STEPS, entries, dict)


def open_key(position: Position) -> str | None:
    return position.open.key if position.open else None


def said(key: str, value: object = "x") -> tuple[str, str, object]:
    return ("answer", key, value)


BIG = (said("need"), said("size", "big"), said("lift"), ("skip", "note"))
PRICED = (*BIG, said("price#1"), said("price#2"), said("choose"))


def test_a_new_purchase_opens_at_the_first_step() -> None:
    assert open_key(at()) == "need"


def test_a_step_whose_condition_fails_is_left_out() -> None:
    assert open_key(at(said("need"), said("size", "small"))) == "note"


def test_a_step_whose_condition_holds_is_asked() -> None:
    assert open_key(at(said("need"), said("size", "big"))) == "lift"


def test_an_optional_step_may_be_skipped_and_a_needed_one_may_not() -> None:
    assert open_key(at(*BIG)) == "price#1"
    assert open_key(at(("skip", "need"))) == "need"


def test_a_repeated_step_is_asked_as_often_as_needed() -> None:
    assert open_key(at(*BIG, said("price#1"))) == "price#2"
    assert open_key(at(*BIG, said("price#1"), said("price#2"))) == "choose"


def test_one_more_is_asked_where_somebody_wants_one() -> None:
    assert open_key(at(*PRICED, said("price", 3))) == "price#3"


def test_never_more_than_the_most() -> None:
    four = [said(f"price#{n}") for n in range(1, 5)]
    assert open_key(at(*BIG, *four, said("price", 9))) == "choose"


def purpose(**boxes: str) -> tuple[str, str, object]:
    return said("purpose", boxes)


def test_an_answer_may_stand_on_one_box_of_a_form() -> None:
    def opened(*events: tuple[Any, ...]) -> str | None:
        entries = [Entry(n, kind, key, *rest) for n, (kind, key, *rest) in enumerate(events, 1)]
        return open_key(replay(TERM, entries, dict))

    monthly = (purpose(each="month"), said("term"))
    assert opened(*monthly) is None
    assert opened(*monthly, purpose(each="month", code="A-1")) is None
    assert opened(*monthly, purpose(each="year")) == "term"
    assert opened(*monthly, purpose(each="year"), said("term")) is None
    assert opened(*monthly, ("reopen", "purpose"), purpose(each="month")) is None


def test_changing_what_an_answer_stands_on_asks_it_again() -> None:
    assert open_key(at(*PRICED, said("approve"))) == "order"
    assert open_key(at(*PRICED, said("approve"), said("price#2", "y"))) == "choose"
    again = (*PRICED, said("approve"), said("price#2", "y"), said("choose"))
    assert open_key(at(*again)) == "approve"


def test_a_reopened_question_is_asked_again_and_its_value_is_remembered() -> None:
    events = (said("need", "chairs"), said("size", "small"), ("reopen", "need"))
    assert open_key(at(*events)) == "need"
    entries = [Entry(n, kind, key, *rest) for n, (kind, key, *rest) in enumerate(events, 1)]  # type: ignore[arg-type]
    assert last_given(entries, "need") == "chairs"


def test_an_early_change_keeps_later_answers_that_do_not_depend_on_it() -> None:
    assert open_key(at(*PRICED, said("approve"), said("need", "other"))) == "order"


def test_the_steps_ahead_are_those_that_apply_as_things_stand() -> None:
    assert [step.id for step in at(said("need"), said("size", "small")).ahead] == [
        "price", "choose", "order",
    ]  # fmt: skip


def test_a_half_answer_stays_open() -> None:
    entries = [Entry(1, "answer", "need", {"item": "chairs"})]
    position = replay(STEPS, entries, dict, lambda key, value: len(value) == 2)
    assert open_key(position) == "need"
    assert position.open is not None
    assert position.open.entry == entries[0]


KEYS = st.sampled_from(
    ["need", "size", "lift", "note", "price", "price#1", "price#2", "price#3", "choose",
     "approve", "order"]
)  # fmt: skip
VALUES = st.sampled_from(["big", "small", "x"])


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Any sequence of answering what is open, changing, going back and skipping."""
    entries: list[Entry] = []
    for seq in range(1, draw(st.integers(0, 25)) + 1):
        position = replay(STEPS, entries, dict)
        act = draw(st.sampled_from(["answer", "change", "back", "skip"]))
        key = draw(KEYS)
        if act == "answer" and position.open:
            key = position.open.key
        if act == "back":
            done = [a.key for a in position.path if a.entry is not None]
            key = done[-1] if done else key
        kind = {"back": "reopen", "skip": "skip"}.get(act, "answer")
        value = None if kind != "answer" else 3 if key == "price" else draw(VALUES)
        entries.append(Entry(seq, kind, key, value))  # type: ignore[arg-type]
    return entries


@given(histories())
def test_the_same_history_gives_the_same_step_however_it_came_about(entries: list[Entry]) -> None:
    step_by_step = [replay(STEPS, entries[:n], dict) for n in range(len(entries) + 1)]
    assert step_by_step[-1] == replay(STEPS, entries, dict)
    assert step_by_step[-1] == replay(STEPS, list(reversed(entries)), dict)


@given(histories())
def test_only_the_last_word_on_each_question_counts(entries: list[Entry]) -> None:
    kept = list(latest(entries).values())
    assert replay(STEPS, kept, dict) == replay(STEPS, entries, dict)


@given(histories())
def test_no_answer_is_ever_lost_from_the_history(entries: list[Entry]) -> None:
    for entry in entries:
        if entry.kind == "answer":
            upto = [e for e in entries if e.seq <= entry.seq]
            assert last_given(upto, entry.question) == entry.value


@given(histories())
def test_everything_before_the_open_step_is_answered_and_applies(entries: list[Entry]) -> None:
    position = replay(STEPS, entries, dict)
    known = {key: entry.value for key, entry in latest(entries).items()}
    for asked in position.path:
        assert asked.step.applies(known)
        if asked != position.open:
            assert asked.entry is not None
    if position.open is None:
        assert not position.ahead
