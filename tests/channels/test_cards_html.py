"""Cards as HTML: exact for every kind, escaped, and labelled for everybody."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from bot import cards_html
from bot.cards_html import Standing
from bot.examples import EXAMPLES
from bot.words import UnknownKind
from buying.cards import Card, Question
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


def test_a_kind_that_nobody_knows_is_an_error() -> None:
    question = Question.model_construct(
        id="x", kind="hologram", choices=(), fields=(), optional=False, value=None, next_field=None
    )
    card = Card.model_construct(**{**Card(id="x").__dict__, "question": question})
    with pytest.raises(UnknownKind, match="hologram"):
        cards_html.render(card, OPEN)
    with pytest.raises(UnknownKind, match="hologram"):
        cards_html.render(card)
