"""What people and suppliers typed stays what it is: no mention, no link, no emoji, no bold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.standing import NEW, Standing
from bot.examples import EXAMPLES
from bot.slack.cards import blocks, modal, mrkdwn
from buying.cards import Action, Card, Choice, Fact, Field, Question, Table
from tests.channels.slack import checking
from tests.channels.slack.hostile import MARKUP

EVERYWHERE = Card(
    id="advice.given",
    title=MARKUP,
    text=MARKUP,
    facts=(Fact(label=MARKUP, value=MARKUP, action=Action(id="change:a", label=MARKUP)),),
    table=Table(caption=MARKUP, columns=(MARKUP, MARKUP), rows=((MARKUP, MARKUP),)),
    why=MARKUP,
    question=Question(
        id="q", kind="choice", choices=(Choice(value="a", label=MARKUP, hint=MARKUP),), value="a"
    ),
    actions=(Action(id="back", label=MARKUP),),
    message=7,
)
READS_MARKUP = {"mrkdwn", "markdown", "user", "usergroup", "channel", "broadcast", "emoji", "date"}


@pytest.mark.parametrize("standing", [NEW, Standing(answered=MARKUP)])
def test_nothing_that_slack_is_sent_is_read_as_markup(standing: Standing) -> None:
    for card in (EVERYWHERE, *EXAMPLES.values()):
        kinds = {part.get("type") for part in checking.parts(blocks.message(card, standing).blocks)}
        assert not kinds & READS_MARKUP


def test_no_box_of_a_form_is_read_as_markup() -> None:
    field = Field(id="a", label=MARKUP, kind="text", hint=MARKUP, value=MARKUP, group=MARKUP)
    card = Card(id="f", text=MARKUP, question=Question(id="f", kind="form", fields=(field,)))
    made = modal.view(card, 7, wrong={"a": MARKUP})
    assert not {part.get("type") for part in checking.parts(made)} & READS_MARKUP
    (box,) = [part for part in checking.parts(made) if part.get("type") == "plain_text_input"]
    assert box["initial_value"] == MARKUP


def test_only_links_of_our_own_can_be_followed() -> None:
    made = blocks.message(EVERYWHERE, NEW).blocks
    assert "https://example.org/?a=1&b=2" in checking.shown(made)
    assert not [part for part in checking.parts(made) if "url" in part]


def test_the_text_of_a_notification_mentions_nobody() -> None:
    message = blocks.message(EVERYWHERE, NEW)
    assert "<" not in message.text and ">" not in message.text
    assert "&lt;!channel&gt;" in message.text
    arguments = message.arguments()
    assert arguments["mrkdwn"] is False and arguments["parse"] == "none"
    assert arguments["link_names"] is False


@settings(max_examples=200)
@given(st.text())
def test_escaping_is_undone_by_reading_it(text: str) -> None:
    escaped = mrkdwn.escape(text)
    assert "<" not in escaped and ">" not in escaped
    read = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert read == text


def test_bold_and_lists_of_our_own_are_bold_and_lists() -> None:
    made = blocks.message(Card(id="t", text="Say **ok**.\n- one\n- **two**"), NEW).blocks
    bold = [part["text"] for part in checking.parts(made) if part.get("style") == {"bold": True}]
    assert bold == ["ok", "two"]
    (listed,) = [part for part in checking.parts(made) if part.get("type") == "rich_text_list"]
    assert checking.said(listed) == ["one", "two"]
    assert "*" not in json.dumps(made)


def test_a_short_line_of_our_own_is_a_message_too() -> None:
    said = blocks.saying("I answered **you** in private. <!here>")
    checking.message(said)
    assert said.text == "I answered you in private. &lt;!here&gt;"
    assert checking.shown(said.blocks).replace("\n", "") == "I answered you in private. <!here>"
