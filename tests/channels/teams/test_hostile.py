"""Cards as large and as odd as can be: Teams takes all of them, and nothing to press is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.standing import NEW, Standing
from bot.teams.cards import adaptive
from bot.teams.cards.again import Again
from buying.cards import (
    KINDS,
    Action,
    Card,
    Choice,
    Fact,
    Field,
    Image,
    Link,
    Progress,
    Question,
    Table,
    Upload,
)
from tests.channels.teams.app import boxes, links
from tests.channels.teams.kept import PICTURE
from tests.channels.teams.proof import buttons, faults, of_type

WORD = "Donaudampfschifffahrtsgesellschaftskapitän" * 30
EMOJI = "👩‍🦽" * 1_000
ESTIMATES: list[Any] = [
    None, {"unknown": True}, {"low": "80", "likely": "95", "high": "120", "vat": "net"},
    {"low": "5", "high": "8"}, {"amount": "900.00", "vat": "exempt"}, "about 900", 7, [], {},
]  # fmt: skip


def made(card: Card, standing: Standing = NEW, again: Again | None = None) -> dict[str, Any]:
    picture = PICTURE if card.image else None
    return adaptive.message(card, standing, picture, again or Again()).card


def everything(text: str, count: int) -> Card:
    """A card that carries all a card can carry, ``count`` of each, made of ``text``."""
    table = Table(caption=text, columns=(text,) * 5, rows=((text,) * 5,) * count)
    return Card(
        id="x", title=text, text=f"{text}\n\n- {text}\n" * 5, why=text, message=10**9,
        progress=Progress(stage=text[:50], done=1, total=3),
        facts=tuple(
            Fact(label=text, value=text, group=text, action=Action(id=f"f{n}", label=text))
            for n in range(count)
        ),
        table=table,
        image=Image(url="/a", alt=text, tables=(table, table)),
        upload=Upload(label=text, hint=text),
        actions=tuple(Action(id=f"a{n}", label=text) for n in range(count)),
        links=tuple(Link(label=text, href="/a") for _ in range(count)),
        question=Question(
            id="q", kind="form",
            fields=tuple(
                Field(id=f"{kind}{n}", label=text, kind=kind, hint=text, group=text,  # type: ignore[arg-type]
                      choices=(Choice(value="a", label=text, hint=text),) * 3)
                for n in range(count) for kind in KINDS if kind != "form"
            ),
        ),
    )  # fmt: skip


ODD = ["", " ", "word", WORD, EMOJI, "line\n" * 500, "**"]


@pytest.mark.parametrize(
    ("text", "count"), [*((text, 6) for text in ODD), ("", 60), ("word", 60), (EMOJI, 60)]
)
def test_a_card_of_everything_is_taken(text: str, count: int) -> None:
    card = everything(text, count)
    for standing in (NEW, Standing(pressable=True, answered=text * 3)):
        assert faults(made(card, standing)) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["", WORD, EMOJI])
def test_a_question_of_each_kind_with_odd_answers_is_taken(kind: Any, text: str) -> None:
    choices = tuple(Choice(value=f"{n}", label=f"{text}{n}", hint=text) for n in range(300))
    fields = (Field(id="a", label=text, kind="choice", choices=choices),) if kind == "form" else ()
    question = Question(id="q", kind=kind, choices=choices, fields=fields, value=text)
    card = Card(id="x", title=text, question=question)
    assert faults(made(card)) == []
    again = Again({"value": [text], "value.a": [text]}, {"value": text[:200], "a": "Look."}, 0, "1")
    assert faults(made(card, again=again)) == []


@pytest.mark.parametrize("kind", ["money", "number"])
@pytest.mark.parametrize("value", ESTIMATES)
def test_every_value_of_an_estimate_is_taken(kind: Any, value: Any) -> None:
    field = Field(id="a", label="A", kind=kind, estimate=True, value=value)
    for question in (
        Question(id="q", kind="form", fields=(field,)),
        Question(id="q", kind=kind, estimate=True, value=value),
    ):
        assert faults(made(Card(id="x", question=question))) == []


@pytest.mark.parametrize("count", [1, 7, 20])
def test_all_boxes_and_answers_of_twenty_boxes_are_on_one_card(count: int) -> None:
    choices = tuple(Choice(value=f"v{n}", label=f"Answer number {n}") for n in range(12))
    fields = tuple(
        Field(id=f"b{n}", label=f"Which answer is right for part {n}?", kind="choice",
              choices=choices[:count], hint="Look at the note.")
        for n in range(20)
    )  # fmt: skip
    card = made(Card(id="x", question=Question(id="q", kind="form", fields=fields)))
    assert faults(card) == []
    assert [len(one["choices"]) for one in boxes(card).values()] == [min(count, 12)] * 20
    assert "Send" in buttons(card)


def test_sixty_lines_with_something_to_do_about_each_keep_all_of_it() -> None:
    facts = tuple(
        Fact(label=f"Line {n}", value=f"It says {n}", action=Action(id=f"c:{n}", label="Change"))
        for n in range(60)
    )
    card = made(Card(id="x", facts=facts))
    listed = [one["value"] for box in boxes(card).values() for one in box["choices"]]
    assert faults(card) == []
    assert len(links(card)) + len(listed) == 60


odd = st.text(max_size=200) | st.sampled_from(["", " ", WORD, EMOJI, "**a** _b_ [c](d) <at>e</at>"])
short = st.text(max_size=30)
answers = st.lists(st.builds(Choice, value=short, label=odd, hint=st.none() | odd), max_size=8)
fields = st.builds(
    Field, id=st.uuids().map(str), label=odd, kind=st.sampled_from(KINDS[:-1]),
    group=st.none() | odd, hint=st.none() | odd, choices=answers.map(tuple),
    optional=st.booleans(), estimate=st.just(False), value=st.none() | odd | st.integers(),
)  # fmt: skip
questions = st.builds(
    Question, id=st.just("q"), kind=st.sampled_from(KINDS), choices=answers.map(tuple),
    fields=st.lists(fields, max_size=5).map(tuple), optional=st.booleans(),
    value=st.none() | odd | st.dictionaries(short, odd, max_size=3),
)  # fmt: skip
acts = st.builds(
    Action, id=short, label=odd, style=st.sampled_from(["primary", "secondary", "warning"])
)
cards = st.builds(
    Card, id=st.just("x"), title=st.none() | odd, text=odd, why=st.none() | odd,
    facts=st.lists(
        st.builds(Fact, label=odd, value=odd, group=st.none() | odd, action=st.none() | acts),
        max_size=5,
    ).map(tuple),
    actions=st.lists(acts, max_size=9).map(tuple), question=st.none() | questions,
    message=st.none() | st.integers(1, 10**9),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(cards, st.booleans(), st.booleans(), st.none() | odd)
def test_any_card_at_all_is_taken(
    card: Card, opened: bool, pressable: bool, answered: str | None
) -> None:
    standing = Standing(opened, pressable, answered)
    drawn = made(card, standing)
    assert faults(drawn) == []
    if not opened:
        assert of_type(drawn, "Input.Text", "Input.Date", "Input.Toggle") == []
    if pressable and len(card.actions) <= 20:
        pressed = [one["data"]["buywell"].get("action") for one in buttons(drawn).values()
                   if one["type"] == "Action.Submit"]  # fmt: skip
        labels = {act.label.strip() for act in card.actions}
        if len(labels) == len(card.actions):
            assert {act.id for act in card.actions} <= {*pressed, *_in_list(drawn)}


def _in_list(card: dict[str, Any]) -> list[str]:
    return [
        one["value"] for id, box in boxes(card).items() if id == "pick" for one in box["choices"]
    ]
