"""What people write in Slack, as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.cards.mrkdwn import escape
from bot.slack.incoming_text import plain


@pytest.mark.parametrize(("written", "read"), [
    ("12 shower chairs", "12 shower chairs"),
    ("a &amp; b &lt;c&gt;", "a & b <c>"),
    ("&amp;lt; stays as typed", "&lt; stays as typed"),
    ("see <https://shop.example/a?b=1&amp;c=2>", "see https://shop.example/a?b=1&c=2"),
    ("<http://shop.example|shop.example>", "shop.example"),
    ("<https://shop.example/chair|this chair>", "this chair (https://shop.example/chair)"),
    ("<mailto:sam@demo.example|sam@demo.example>", "sam@demo.example"),
    ("<tel:0123|0123>", "0123"),
    ("ask <@U1|priya> in <#C1|buying>", "ask @priya in #buying"),
    ("ask <@U1> in <#C1>", "ask @somebody in #a channel"),
    ("<!here> and <!subteam^S1|@carers> by <!date^1^{date}|1 May>", "@here and @carers by 1 May"),
    ("<!channel>", "@channel"),
    ("tab\there\nline", "tab\there\nline"),
    ("bell\x07 and \x00 and \ud800 half", "bell and  and \ufffd half"),
    ("<>", "<>"),
    ("", ""),
])  # fmt: skip
def test_marks_are_read(written: str, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize("written", [
    "<@B> 12 chairs", "<@B>: 12 chairs", "<@B|buywell>, 12 chairs", "12 <@B> chairs",
    "12 chairs <@B>", "  <@B>   12 chairs",
])  # fmt: skip
def test_the_bots_own_name_is_left_out(written: str) -> None:
    assert plain(written, bot="B") == "12 chairs"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_whatever_is_typed_comes_back_as_it_was(typed: str) -> None:
    assert plain(escape(typed)) == typed.strip()


@given(st.text(max_size=300))
def test_anything_can_be_read(written: str) -> None:
    assert "\x00" not in plain(written, bot="B").encode().decode()
