"""Cards as HTML: exact for every kind, escaped, and labelled for everybody."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from pydantic import ValidationError

from bot import cards_html
from bot.cards_html import Standing
from bot.examples import EXAMPLES
from bot.words import UnknownKind
from buying.cards import Action, Card, Choice, Field, Link, Question
from tests.channels.golden import file_of, rendered

OPEN = Standing(open=True, pressable=True, event="card-7.0")
Found = tuple[str, dict[str, str | None]]


class Elements(HTMLParser):
    """Every element of a piece of HTML, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Found] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of all elements with one of ``tags``."""
        return [attributes for tag, attributes in self.found if tag in tags]


def html_of(name: str, standing: Standing = OPEN) -> str:
    return str(cards_html.render(EXAMPLES[name].model_copy(update={"message": 7}), standing))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_is_drawn_exactly_as_it_should(name: str) -> None:
    assert rendered(name, "html") == file_of(name, "html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_control_has_a_label_and_every_id_is_used_once(name: str) -> None:
    elements = Elements(html_of(name))
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {attributes.get("for") for attributes in elements.of("label")}
    controls = [a for a in elements.of("input", "textarea") if a.get("type") != "hidden"]
    assert all(attributes["id"] in labelled for attributes in controls)
    described = [a["aria-describedby"] or "" for _, a in elements.found if "aria-describedby" in a]
    assert all(part in ids for names in described for part in names.split())


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_styled_or_scripted_inside_the_page(name: str) -> None:
    for tag, attributes in Elements(html_of(name)).found:
        assert tag not in ("script", "style")
        assert not any(key == "style" or key.startswith("on") for key in attributes)


def test_a_box_for_an_estimate_has_a_tick_for_those_who_do_not_know() -> None:
    elements = Elements(html_of("estimates"))
    ticks = [a for a in elements.of("input") if a.get("type") == "checkbox"]
    assert [a["name"] for a in ticks] == [
        "value.servicing-unknown", "value.energy-unknown", "value.life-unknown",
    ]  # fmt: skip
    assert ["checked" in a for a in ticks] == [True, False, False]
    assert html_of("estimates").count('I don’t know<span class="govuk-visually-hidden">') == 3


def test_what_is_no_estimate_has_no_such_tick() -> None:
    assert "I don’t know" not in html_of("money") + html_of("number")


def test_a_phone_offers_letters_for_an_estimate_and_digits_for_a_plain_number() -> None:
    boxes = [a for a in Elements(html_of("estimates")).of("input") if a.get("type") == "text"]
    assert [a.get("inputmode") for a in boxes] == [None, None, None]
    (plain,) = (a for a in Elements(html_of("number")).of("input") if a.get("type") == "text")
    assert plain["inputmode"] == "decimal"


def test_what_people_wrote_is_escaped() -> None:
    html = html_of("awkward")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<strong>2 &lt; 3</strong>" in html


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_that_is_not_open_has_no_controls(name: str) -> None:
    elements = Elements(html_of(name, Standing()))
    assert not elements.of("form", "button", "input", "textarea", "progress")


def test_a_card_whose_question_is_answered_keeps_its_words_and_figures() -> None:
    html = html_of("facts and table", Standing())
    assert "Which option do you choose?" in html
    assert "£1,240.50" in html


def test_a_button_at_the_end_of_a_line_says_of_which_line_it_is() -> None:
    html = html_of("summary")
    assert 'Change<span class="govuk-visually-hidden"> budget</span></button>' in html
    pressed = [a["value"] for a in Elements(html).of("button")]
    assert pressed == ["change:need", "change:budget"]


def test_lines_of_a_summary_stand_under_the_heading_of_their_stage() -> None:
    html = html_of("summary")
    assert html.index(">Plan</h3>") < html.index("Budget") < html.index(">Buy</h3>")
    assert html.index(">Buy</h3>") < html.index("Approval")


def test_a_summary_that_is_no_longer_live_keeps_its_lines_and_loses_its_buttons() -> None:
    elements = Elements(html_of("summary", Standing()))
    assert len(elements.of("dt")) == 3
    assert elements.of("button", "form") == []


def test_links_lead_to_pages_of_the_service_even_on_a_card_that_is_past() -> None:
    found = Elements(html_of("links", Standing())).of("a")
    assert [a["href"] for a in found] == ["/purchases/BW-0007", "/purchases/BW-0007.pdf"]


@pytest.mark.parametrize(
    "href",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:x", ""],
)
def test_a_card_can_lead_nowhere_else(href: str) -> None:
    with pytest.raises(ValidationError):
        Link(label="Read", href=href)


def test_a_form_that_needs_another_look_keeps_what_was_typed() -> None:
    entered = {"value.price-amount": ["twelve"], "value.price-vat": ["exempt"]}
    wrong = {"price": "Price: I cannot read “twelve”."}
    html = html_of("form", Standing(open=True, entered=entered, wrong=wrong))
    elements = Elements(html)
    price = next(a for a in elements.of("input") if a.get("name") == "value.price-amount")
    assert price["value"] == "twelve"
    chosen = [
        a["value"]
        for a in elements.of("input")
        if a.get("name") == "value.price-vat" and "checked" in a
    ]
    assert chosen == ["exempt"]
    assert "I cannot read “twelve”." in html


def test_boxes_of_one_group_stand_together_under_its_heading() -> None:
    html = html_of("form")
    price, _, keeping = html.partition('<h3 class="chat-card__group">What it costs to keep</h3>')
    assert '<h3 class="chat-card__group">The price</h3></legend>' in price
    assert price.index("The price</h3>") < price.index("Supplier") < price.index("How is that paid")
    inside, _, after = keeping.partition("How many years will it last?")
    assert "Running costs a year" in inside
    assert after.index("</fieldset>") < after.index("Delivered by")
    assert html.count("<h3") == 2


def chosen(name: str, given: str | None) -> list[str | None]:
    """What is chosen of a box with a usual answer, where ``given`` was answered before."""
    choices = (Choice(value="once", label="Once"), Choice(value="week", label="Each week"))
    box = Field(id=name, label="Paid", kind="choice", choices=choices, usual="once", value=given)
    card = Card(id="ask.option", question=Question(id="option#1", kind="form", fields=(box,)))
    found = Elements(str(cards_html.render(card, OPEN))).of("input")
    return [a["value"] for a in found if a.get("name") == f"value.{name}" and "checked" in a]


def test_the_usual_answer_is_chosen_only_where_none_was_given() -> None:
    assert chosen("pays", None) == ["once"]
    assert chosen("pays", "week") == ["week"]


def test_a_picture_keeps_its_room_free_in_both_of_its_drawings() -> None:
    elements = Elements(html_of("picture with figures"))
    (narrow,), (wide,) = elements.of("source"), elements.of("img")
    assert (narrow["width"], narrow["height"]) == ("300", "677")
    assert (wide["width"], wide["height"]) == ("680", "451")


def half_filled(**standing: object) -> str:
    fields = tuple(
        Field(id=f"f{n}", label=f"Check {n}", kind="yes_no", value=False if n < 3 else None)
        for n in range(5)
    )
    question = Question(id="checks", kind="form", fields=fields, next_field="f3")
    card = Card(id="ask.checks", title="Checks", question=question, message=7)
    return str(cards_html.render(card, Standing(open=True, **standing)))  # type: ignore[arg-type]


def test_what_was_answered_of_a_half_filled_form_is_folded_and_still_sent() -> None:
    html = half_filled()
    folded, _, rest = html.partition("</details>")
    assert "What you have answered (3)" in folded
    assert [f"Check {n}" in folded for n in range(5)] == [True, True, True, False, False]
    assert [f"Check {n}" in rest for n in range(5)] == [False, False, False, True, True]
    sent = [a["name"] for a in Elements(html).of("input") if "checked" in a]
    assert sent == ["value.f0", "value.f1", "value.f2"]


def test_a_box_that_needs_another_look_is_never_folded_away() -> None:
    html = half_filled(wrong={"f1": "Check 1: choose yes or no."})
    folded, _, rest = html.partition("</details>")
    assert "Check 1" not in folded
    assert "Check 1: choose yes or no." in rest


def test_what_answers_a_whole_form_stands_before_it_and_the_rest_after() -> None:
    question = Question(id="checks", kind="form", fields=(Field(id="a", label="A", kind="yes_no"),))
    actions = (
        Action(id="short:checks", label="No to all", style="primary"),
        Action(id="back", label="Back"),
    )
    card = Card(id="ask.checks", title="Checks", question=question, actions=actions, message=7)
    html = str(cards_html.render(card, OPEN))
    assert html.index("No to all") < html.index("Continue") < html.index("back")


@pytest.mark.parametrize(
    "label", ["Worth, from 1 (poor) to 5 (very good)", "How easy, from 1 (hard) to 5 (very easy)"]
)
def test_a_scale_that_the_label_explains_is_not_explained_again(label: str) -> None:
    question = Question(id="x", kind="form", fields=(Field(id="a", label=label, kind="rating"),))
    html = str(cards_html.render(Card(id="ask.x", question=question, message=7), OPEN))
    assert "1 is poor" not in html


def test_a_kind_that_nobody_knows_is_an_error() -> None:
    question = Question.model_construct(
        id="x", kind="hologram", choices=(), fields=(), optional=False, value=None, next_field=None
    )
    card = Card.model_construct(**{**Card(id="x").__dict__, "question": question})
    with pytest.raises(UnknownKind, match="hologram"):
        cards_html.render(card, OPEN)
    with pytest.raises(UnknownKind, match="hologram"):
        cards_html.render(card)
