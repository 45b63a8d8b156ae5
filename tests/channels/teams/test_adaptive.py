"""Cards in Teams: exact for every kind, valid by others' schema, readable, with nothing lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.chats.standing import NEW, Standing
from bot.examples import EXAMPLES
from bot.teams.cards import adaptive
from bot.teams.cards.again import Again
from bot.words import UnknownKind
from buying.cards import Action, Card, Choice, Fact, Field, Link, Question, Table
from buying.settings import settings
from tests.channels.teams.app import boxes, links
from tests.channels.teams.kept import FOLDER, PICTURE, file_of, rendered
from tests.channels.teams.proof import buttons, elements, faults, of_type, words

CLOSED = Standing(answered="£900 plus VAT")


def made(card: Card | str, standing: Standing = NEW, again: Again | None = None) -> dict[str, Any]:
    """A card, or an example by its name, as Teams gets it."""
    card = EXAMPLES[card] if isinstance(card, str) else card
    card = card.model_copy(update={"message": 7})
    picture = PICTURE if card.image else None
    return adaptive.message(card, standing, picture, again or Again()).card


def asking(**question: Any) -> Card:
    return Card(id="ask.it", title="Which one?", question=Question(id="it", **question))


def many(count: int, kind: str = "choice", **more: Any) -> Card:
    choices = tuple(Choice(value=f"v{n}", label=f"Supplier number {n}") for n in range(count))
    return asking(kind=kind, choices=choices, **more)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_is_drawn_exactly_as_it_should(name: str) -> None:
    assert rendered(name) == file_of(name).read_text(encoding="utf-8")


def test_every_kept_card_belongs_to_an_example() -> None:
    assert set(FOLDER.iterdir()) == {file_of(name) for name in EXAMPLES}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("standing", [NEW, CLOSED, Standing(), Standing(pressable=True)])
def test_others_find_no_fault_with_a_card(name: str, standing: Standing) -> None:
    assert faults(made(name, standing)) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_picture_that_has_no_address_is_told_in_words(name: str) -> None:
    card = adaptive.message(EXAMPLES[name], NEW).card
    assert faults(card) == []
    image = EXAMPLES[name].image
    assert of_type(card, "Image") == []
    assert image is None or image.alt in words(card)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_that_is_not_open_has_no_controls(name: str) -> None:
    card = made(name, Standing())
    assert boxes(card) == {} and links(card) == {}
    assert {one["type"] for one in buttons(card).values()} <= {"Action.OpenUrl"}


def test_what_was_answered_stands_where_the_controls_were() -> None:
    card = made("money", CLOSED)
    assert "You answered: £900 plus VAT" in words(card)
    assert boxes(card) == {}
    several = words(made("form", Standing(answered="Supplier: A\nPrice: £9")))
    assert "You answered:\nSupplier: A\nPrice: £9" in several


def test_an_answer_that_was_given_is_not_said_while_the_question_is_open() -> None:
    assert "You answered" not in words(made("money", Standing(open=True, answered="£900")))


def test_a_card_whose_question_is_answered_can_still_be_acted_upon() -> None:
    card = made("facts and table", Standing(pressable=True, answered="Harbour"))
    assert list(buttons(card)) == ["Why do you recommend it?"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_box_has_a_label_and_every_picture_its_words(name: str) -> None:
    card = made(name)
    assert all(one.get("label") or one.get("title") for one in boxes(card).values())
    assert all(one["altText"] for one in of_type(card, "Image"))
    assert card["lang"] == "en-GB" and card["speak"]


def test_a_title_and_the_heading_of_a_group_are_headings() -> None:
    found = [one["text"] for one in of_type(made("form"), "TextBlock")]
    assert found == [
        "Tell me about one price that you have", "The price", "What it costs to keep",
    ]  # fmt: skip
    assert all(one["style"] == "heading" for one in of_type(made("form"), "TextBlock"))


def test_few_answers_are_buttons_and_yes_and_no_too() -> None:
    assert list(buttons(made("choice"))) == [
        "Harbour Mobility Ltd", "Northside Care Supplies", "Somebody else", "Go back",
    ]  # fmt: skip
    assert list(buttons(made("yes_no"))) == ["Yes", "No", "Go back"]
    assert list(buttons(made("rating"))) == ["1", "2", "3", "4", "5"]


def test_answers_that_need_an_explanation_are_a_list_with_it() -> None:
    (box,) = boxes(made("choice with hints")).values()
    assert box["choices"][1]["title"] == "Furniture: Beds, armchairs, tables"
    assert box["value"] == "aids"


@pytest.mark.parametrize(
    ("count", "style"), [(4, "expanded"), (5, "compact"), (9, "compact"), (10, "filtered")]
)
def test_more_answers_are_a_list(count: int, style: str) -> None:
    choices = tuple(Choice(value=str(n), label=f"One of them, {n}" * 3) for n in range(count))
    (box,) = boxes(made(asking(kind="choice", choices=choices))).values()
    assert (box["style"], len(box["choices"])) == (style, count)


def test_three_hundred_answers_are_in_one_list_while_they_fit() -> None:
    (box,) = boxes(made(many(200))).values()
    assert len(box["choices"]) == 200


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_answers_that_do_not_fit_are_found_by_a_part_of_their_name(kind: str) -> None:
    card = many(900, kind)
    assert list(buttons(made(card))) == ["Find"]
    assert "There are 900 answers." in words(made(card))
    shown = boxes(made(card, again=Again(find="number 89")))["value"]["choices"]
    assert [one["value"] for one in shown] == [f"v{n}" for n in range(900) if "89" in str(n)]
    assert faults(made(card, again=Again(find="number"))) == []


def test_a_slip_in_a_name_finds_it_all_the_same() -> None:
    shown = boxes(made(many(900), again=Again(find="Suplier numbr 77")))["value"]["choices"]
    assert "v77" in [one["value"] for one in shown]


def test_a_name_that_nothing_fits_is_said() -> None:
    card = made(many(900), again=Again(find="zebra crossing"))
    assert "I found nothing with “zebra crossing”." in words(card)
    assert list(buttons(card)) == ["Find"]


def test_what_was_ticked_stays_while_one_looks_for_more() -> None:
    again = Again(entered={"value": ["v3"]}, find="number 700")
    box = boxes(made(many(900, "choices"), again=again))["value"]
    assert [one["value"] for one in box["choices"]] == ["v3", "v700"]
    assert box["value"] == "v3"


def test_a_form_has_all_its_boxes_with_what_was_given_and_what_is_usual() -> None:
    found = boxes(made("form"))
    assert list(found) == [
        "value.supplier", "value.price-amount", "value.price-vat", "value.pays",
        "value.running-amount", "value.running-vat", "value.running-unknown",
        "value.life", "value.life-unknown", "value.delivered", "value.listed", "value.how",
        "value.checks", "value.liking", "value.quote",
    ]  # fmt: skip
    assert found["value.supplier"]["value"] == "Harbour Mobility Ltd"
    assert (found["value.price-amount"]["value"], found["value.price-vat"]["value"]) == (
        "840.00", "net",
    )  # fmt: skip
    assert found["value.pays"]["value"] == "once"
    assert 'Servicing, energy, refills. Say "0" if there are none.' in words(made("form"))


def test_only_what_must_be_filled_in_stops_a_form() -> None:
    must = {id for id, one in boxes(made("form")).items() if one.get("isRequired")}
    assert must == {
        "value.supplier", "value.price-amount", "value.pays", "value.listed", "value.how",
        "value.liking",
    }  # fmt: skip
    assert boxes(made("form"))["value.how"]["errorMessage"] == "Choose one of the answers."


def test_a_box_for_an_estimate_can_be_left_to_those_who_do_not_know() -> None:
    found = boxes(made("estimates"))
    assert [one["title"] for one in found.values() if one["type"] == "Input.Toggle"] == [
        "I don’t know: Servicing a year",
        "I don’t know: Energy a year",
        "I don’t know: How many years will it last?",
    ]
    assert found["value.servicing-unknown"]["value"] == "yes"
    assert found["value.energy-amount"]["value"] == "80 to 120, likely 90"


def test_a_button_that_is_no_answer_is_never_stopped_by_an_empty_box() -> None:
    acts = buttons(made("form"))
    assert acts["Go back"]["associatedInputs"] == "none"
    assert "associatedInputs" not in acts["Send"]


def test_a_form_that_needs_another_look_keeps_what_was_typed() -> None:
    again = Again(
        entered={"value.price-amount": ["twelve"], "value.price-vat": ["exempt"]},
        wrong={"price": "Price: I cannot read “twelve”."},
    )
    card = made("form", again=again)
    assert boxes(card)["value.price-amount"]["value"] == "twelve"
    assert boxes(card)["value.price-vat"]["value"] == "exempt"
    assert "Price: I cannot read “twelve”." in words(card)
    assert faults(card) == []


def test_what_answers_a_whole_form_stands_before_it() -> None:
    field = Field(id="a", label="A", kind="yes_no")
    acts = (Action(id="none", label="No to all", style="primary"), Action(id="back", label="Back"))
    card = Card(id="ask.checks", question=Question(id="c", kind="form", fields=(field,)),
                actions=acts)  # fmt: skip
    order = [one["id"] if "id" in one else one["title"] for one in elements(made(card))
             if one["type"] in ("Action.Submit", "Input.ChoiceSet")]  # fmt: skip
    assert order == ["No to all", "value.a", "Send", "Back"]


def test_what_can_be_done_about_a_line_is_beside_it_and_says_of_which_it_is() -> None:
    assert list(links(made("summary"))) == ["Change what you need", "Change budget"]
    assert links(made("summary", Standing())) == {}


def test_buttons_that_are_too_many_are_in_the_menu_of_the_row() -> None:
    acts = tuple(Action(id=f"a{n}", label=f"Do {n}") for n in range(9))
    found = buttons(made(Card(id="x", title="X", actions=acts)))
    assert [one.get("mode") for one in found.values()] == [None] * 6 + ["secondary"] * 3


def test_links_lead_to_whole_addresses_even_on_a_card_that_is_past() -> None:
    opened = [one["url"] for one in buttons(made("links", Standing())).values()]
    assert opened == [
        f"{settings().base_url}/purchases/BW-0007", f"{settings().base_url}/purchases/BW-0007.pdf",
    ]  # fmt: skip


WRITTEN = (
    "**a** _b_ *c* `d` [e](https://f.example) <at>Sam</at> <b>g</b> &lt; # h\n1. i {{DATE(x)}} \\*"
)


def test_no_words_of_people_are_read_as_markdown_a_link_or_a_mention() -> None:
    card = made(
        Card(
            id="x",
            title=WRITTEN.replace("**", ""),
            facts=(Fact(label=WRITTEN, value=WRITTEN, group=WRITTEN),),
            table=Table(caption=WRITTEN, columns=(WRITTEN, "B"), rows=((WRITTEN, WRITTEN),)),
            question=Question(id="x", kind="choices", choices=(Choice(value="v", label=WRITTEN),)),
        )
    )
    assert of_type(card, "TextBlock", "FactSet") == []
    (title,) = (one["title"] for one in boxes(card)["value"]["choices"])
    assert not set("*_`[]<>\\") & set(title) and "&lt;" not in title
    assert "{{" not in json.dumps(card)


def test_plain_words_are_left_exactly_as_they_are() -> None:
    title = "BW-0007: 12 × chairs, 5% off & more (£900)"
    (heading,) = of_type(made(Card(id="x", title=title)), "TextBlock")
    assert heading["text"] == title


def test_short_cells_are_a_table_and_long_ones_are_told_line_by_line() -> None:
    (table,) = of_type(made("facts and table"), "Table")
    assert len(table["rows"]) == 3 and table["firstRowAsHeader"]
    row = ("Grab rail", "It has to be fitted by somebody who knows the wall, within a week")
    told = made(Card(id="x", table=Table(caption="", columns=("What", "Note"), rows=(row,))))
    assert of_type(told, "Table") == []
    assert f"What: {row[0]}\nNote: {row[1]}" in words(told)


def test_only_a_card_with_a_table_and_no_picture_is_as_wide_as_the_window() -> None:
    wide = [name for name in EXAMPLES if "msteams" in made(name)]
    assert wide == ["facts and table"]
    picture = EXAMPLES["picture"].image
    both = EXAMPLES["facts and table"].model_copy(update={"image": picture})
    assert "msteams" not in made(both)


def test_the_notification_says_what_is_most_important_first() -> None:
    text = adaptive.message(EXAMPLES["facts and table"], NEW).text
    assert text == (
        "Which option do you choose? I recommend Harbour Mobility Ltd. "
        "It costs the least over its life."
    )
    assert adaptive.message(EXAMPLES["money"], CLOSED).text.endswith("£900 plus VAT")
    hello = Card(id="x", title="Hello Priya", text="I help you to buy small things.")
    assert adaptive.message(hello, NEW).text == "Hello Priya. I help you to buy small things."


def test_a_kind_that_nobody_knows_is_an_error() -> None:
    question = Question.model_construct(
        id="x", kind="hologram", choices=(), fields=(), optional=False, value=None, next_field=None
    )
    card = Card.model_construct(**{**Card(id="x").__dict__, "question": question})
    for standing in (NEW, Standing()):
        with pytest.raises(UnknownKind, match="hologram"):
            adaptive.message(card, standing)


def test_a_card_that_is_too_long_says_so_and_leads_to_all_of_it() -> None:
    facts = tuple(Fact(label=f"Line {n}", value="so it is " * 90) for n in range(60))
    card = made(Card(id="x", title="Long", facts=facts, links=(Link(label="File", href="/a"),)))
    assert faults(card) == []
    assert "some of it is left out here" in words(card)
    assert list(buttons(card)) == ["File", "Open Buywell in the browser"]
    assert words(card).count("Line ") == 60
