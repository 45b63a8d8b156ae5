"""Cards as messages of Slack: taken by Slack as they are, with nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bot.chats.standing import NEW, Standing
from bot.examples import EXAMPLES
from bot.slack.cards import blocks, searching
from bot.words import UnknownKind
from buying.cards import Action, Card, Choice, Fact, Field, Image, Question, Table
from tests.channels.slack import checking, controls_used, golden_cards, hostile

CLOSED = Standing(answered="Yes")


def shown(card: Card, standing: Standing = NEW) -> str:
    return checking.shown(blocks.message(card, standing).blocks)


def choices(count: int, length: int = 12) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=f"v{n}", label=f"Supplier-{n}".ljust(length, "x")) for n in range(count)
    )


def asking(kind: str, **more: object) -> Card:
    question = Question.model_validate({"id": "q", "kind": kind, **more})
    return Card(id="ask.q", title="Which one?", question=question, message=7)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_looks_exactly_as_it_should(name: str) -> None:
    assert golden_cards.rendered(name) == golden_cards.file_of(name).read_text(encoding="utf-8")


def test_every_kept_rendering_belongs_to_an_example() -> None:
    assert set(golden_cards.FOLDER.iterdir()) == {golden_cards.file_of(name) for name in EXAMPLES}


@pytest.mark.parametrize("standing", [NEW, CLOSED, Standing(), Standing(pressable=True)])
@pytest.mark.parametrize("name", EXAMPLES)
def test_slack_takes_every_kind_of_card(name: str, standing: Standing) -> None:
    checking.message(blocks.message(EXAMPLES[name], standing))
    checking.message(blocks.message(EXAMPLES[name], standing, picture_id="F012ABC"))


@settings(max_examples=30, deadline=None)
@given(card=hostile.cards.map(hostile.quiet))
def test_slack_takes_any_card_at_all(card: Card) -> None:
    for standing in (NEW, Standing(answered=hostile.MARKUP), Standing(pressable=True)):
        checking.message(blocks.message(card, standing))


def test_a_kind_that_nobody_knows_is_an_error() -> None:
    question = Question.model_construct(id="x", kind="hologram", fields=(), choices=())
    card = Card.model_construct(**{**Card(id="x").__dict__, "question": question})
    with pytest.raises(UnknownKind, match="hologram"):
        blocks.message(card, NEW)


def test_few_answers_are_buttons_in_their_order() -> None:
    made = blocks.message(asking("choice", choices=choices(12)), NEW).blocks
    assert controls_used.buttons(made) == [choice.label for choice in choices(12)]


@pytest.mark.parametrize("count", [13, 26, 100])
def test_more_answers_are_a_menu_with_all_of_them(count: int) -> None:
    made = blocks.message(asking("choice", choices=choices(count)), NEW).blocks
    (menu,) = [each for _, each in controls_used.elements(made) if each["type"] == "static_select"]
    assert [o["text"]["text"] for o in menu["options"]] == [c.label for c in choices(count)]
    assert controls_used.buttons(made) == ["Send"]


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_more_answers_than_a_menu_holds_are_searched_and_none_is_lost(kind: str) -> None:
    card = asking(kind, choices=choices(300))
    made = blocks.message(card, NEW).blocks
    (search,) = [each for _, each in controls_used.elements(made) if "external" in each["type"]]
    assert search["min_query_length"] == 0
    assert card.question is not None
    for choice in card.question.choices:
        first = searching.options(card.question, choice.label)[0]
        assert first["value"] == f"={choice.value}"


def test_long_answers_stand_above_in_full_with_the_numbers_of_their_buttons() -> None:
    long = choices(3, length=200)
    made = blocks.message(asking("choice", choices=long), NEW).blocks
    assert all(choice.label in checking.shown(made) for choice in long)
    assert [label[:2] for label in controls_used.buttons(made)] == ["1.", "2.", "3."]


def test_a_hint_stands_right_below_its_button() -> None:
    made = blocks.message(EXAMPLES["choice with hints"], NEW).blocks
    first = next(n for n, block in enumerate(made) if block["type"] == "actions")
    assert checking.said(made[first]) == ["Aids for daily living"]
    assert checking.said(made[first + 1]) == ["Shower chairs, grab rails, cushions"]


def test_a_card_that_was_answered_has_no_controls_and_says_the_answer() -> None:
    for card in EXAMPLES.values():
        made = blocks.message(card, Standing(answered="Yes, twelve")).blocks
        assert not list(controls_used.elements(made))
        assert "You answered:" in checking.shown(made)
        assert "Yes, twelve" in checking.shown(made)


def test_an_answer_of_several_lines_is_a_list() -> None:
    made = blocks.message(EXAMPLES["form"], Standing(answered="Supplier: A\nPrice: £9")).blocks
    (listed,) = [part for part in checking.parts(made) if part.get("type") == "rich_text_list"]
    assert checking.said(listed) == ["Supplier: A", "Price: £9"]


def test_actions_can_be_pressed_only_while_they_count() -> None:
    card = EXAMPLES["decided"]
    assert controls_used.buttons(blocks.message(card, Standing(pressable=True)).blocks) == [
        "Carry on", "Stop this purchase",
    ]  # fmt: skip
    assert controls_used.buttons(blocks.message(card, Standing()).blocks) == []


def test_sixty_facts_are_all_told_and_all_can_be_changed() -> None:
    facts = tuple(
        Fact(label=f"Line {n}", value=f"value {n}", group=f"Group {n // 10}",
             action=Action(id=f"change:{n}", label="Change"))
        for n in range(60)
    )  # fmt: skip
    made = blocks.message(Card(id="summary", facts=facts, message=7), NEW).blocks
    (menu,) = [each for _, each in controls_used.elements(made)]
    assert menu["placeholder"]["text"] == "Change …"
    assert [o["value"] for o in menu["options"]] == [f"change:{n}" for n in range(60)]
    for n in range(60):
        assert f"Line {n}: value {n}" in checking.shown(made).replace("\n", " ")


def test_a_long_text_is_cut_between_words_and_nothing_is_left_out() -> None:
    words = " ".join(f"word{n}" for n in range(900))
    made = blocks.message(Card(id="advice", text=words), NEW).blocks
    assert len(made) > 1
    told = [checking.shown([block]).split() for block in made]
    assert [word for block in told for word in block] == words.split()


def test_what_is_too_long_for_slack_ends_with_a_way_to_read_on() -> None:
    text = "\n".join(f"Line {n} of it." for n in range(2000))
    card = asking("choice", choices=choices(12)).model_copy(update={"text": text})
    made = blocks.message(card, NEW)
    checking.message(made)
    assert "Line 100 of it." in checking.shown(made.blocks)
    assert "Read the rest in the browser" in checking.shown(made.blocks)
    assert controls_used.buttons(made.blocks) == [choice.label for choice in choices(12)]


def test_a_picture_is_shown_where_slack_has_it_and_told_where_not() -> None:
    figures = Table(caption="By year", columns=("Year", "Price"), rows=(("0", "£840"),))
    card = Card(id="p", image=Image(url="/p.svg", alt="Harbour costs least", tables=(figures,)))
    (picture,) = blocks.message(card, NEW, picture_id="F012").blocks
    assert picture["slack_file"] == {"id": "F012"} and picture["alt_text"] == "Harbour costs least"
    assert "Picture: Harbour costs least" in shown(card).replace("Picture: \n", "Picture: ")
    assert "Year 0:" in shown(card) and "£840" in shown(card)


def test_options_are_compared_line_by_line_under_letters() -> None:
    table = Table(caption="The sum", columns=("", "Harbour", "Northside"), rows=(
        ("Price", "£840", "£790"), ("Lasts", "8 years", "8 years"),
    ))  # fmt: skip
    lines = blocks.message(Card(id="c", table=table), NEW).text.splitlines()
    assert lines == [
        "The sum", "A = Harbour", "B = Northside", "Price:",
        "A\N{NO-BREAK SPACE}£840 · B\N{NO-BREAK SPACE}£790",
        "Lasts: the same for all, 8 years",
    ]  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_screen_reader_is_told_all_that_is_seen(name: str) -> None:
    for standing in (NEW, CLOSED):
        message = blocks.message(EXAMPLES[name], standing)
        told = message.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        for text in checking.said(list(message.blocks)):
            assert all(row.strip() in told for row in text.splitlines())


def test_a_notification_begins_with_what_is_asked() -> None:
    assert blocks.message(EXAMPLES["money"], NEW).text.startswith("What is the most that you can")
    assert blocks.message(EXAMPLES["money"], NEW).text.endswith("Plan: step 3 of 12")


def test_a_form_shows_what_is_filled_in_and_asks_for_what_comes_next() -> None:
    made = blocks.message(EXAMPLES["form"], NEW).blocks
    assert "Filled in so far (2 of 11):" in checking.shown(made)
    assert "Price in all, with delivery: £840 plus VAT" in checking.shown(made)
    assert "Next: How is that paid? (Once, to buy it, Each month, to hire it)" in checking.shown(
        made
    )
    assert controls_used.buttons(made) == ["Fill in the form", "Go back"]


def test_what_saves_filling_in_a_form_stands_beside_its_button() -> None:
    fields = (Field(id="a", label="A", kind="yes_no"),)
    card = Card(id="c", message=7, question=Question(id="q", kind="form", fields=fields), actions=(
        Action(id="back", label="Back"), Action(id="short:q", label="No to all", style="primary"),
    ))  # fmt: skip
    made = blocks.message(card, NEW).blocks
    assert controls_used.buttons(made) == ["Fill in the form", "No to all", "Back"]
    styles = [each.get("style") for _, each in controls_used.elements(made)]
    assert styles == ["primary", None, None]


def test_a_form_too_big_for_a_modal_is_answered_in_the_browser() -> None:
    fields = tuple(Field(id=f"f{n}", label=f"F{n}", kind="money") for n in range(60))
    card = Card(id="c", question=Question(id="q", kind="form", fields=fields))
    made = blocks.message(card, NEW)
    checking.message(made)
    assert "Open the chat in the browser" in checking.shown(made.blocks)
    assert controls_used.buttons(made.blocks) == []


def test_typing_is_always_offered() -> None:
    for card in EXAMPLES.values():
        if card.question:
            assert "ype" in shown(card), card.id
