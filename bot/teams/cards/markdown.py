"""Text of cards for a place where some texts are read as Markdown.

Apps differ in how they undo a backslash, so words of people never go where Markdown is read:
paragraphs are rich text, in which it is not. Only headings must be text blocks, to be headings
for a screen reader; one that holds a sign of Markdown is rich text instead. The labels of radio
buttons and ticks are read as Markdown by Microsoft's renderer for the web, which others need not
do: signs that would mean something there are put in a form that means nothing anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot import marks
from bot.teams.cards.elements import Element, rich, run
from bot.teams.cards.limits import cut

_MEANS = re.compile(
    r"[\\*_`\[\]<>~|]|&[#\w]+;|\{\{|://|www\.|^\s*(?:[#>+-]|\d+[.)]|={2,})|\n", re.MULTILINE
)
"""Signs that are, or could be taken for, Markdown, HTML, a mention, a date function or a link."""

_ALIKE = str.maketrans(
    {"*": "∗", "_": "＿", "`": "ˋ", "[": "［", "]": "］", "\\": "＼", "<": "‹", ">": "›", "~": "∼"}
)
WORD_JOINER = "\u2060"
LEAST_LINE = 20
"""Characters that a short line counts for, since it takes a place of its own."""

BULLET = "•\u00a0\u00a0"


def heading(text: str, **style: Any) -> Element:
    """A heading that says exactly ``text``."""
    if _MEANS.search(text):
        return rich(
            [run(unfunctional(text), weight="Bolder", **_of_run(style))], **_of_block(style)
        )
    return {
        "type": "TextBlock", "text": text, "wrap": True, "style": "heading", "weight": "Bolder",
        **style,
    }  # fmt: skip


def paragraphs(text: str, most: int, **style: Any) -> list[Element]:
    """The paragraphs and lists of a card's text, of at most ``most`` characters in all."""
    made: list[Element] = []
    left = most
    for block in marks.blocks(text):
        for number, line in enumerate(block.lines):
            if left <= 0:
                return made
            spacing = "Default" if number == 0 else "Small" if block.bullets else "None"
            made.append(rich(list(_runs(line, block.bullets, left, style)), spacing=spacing))
            left -= max(sum(len(span.text) for span in line), LEAST_LINE)
    return made


def spans(text: str, most: int, **style: Any) -> list[Element]:
    """One line in runs, at most ``most`` characters of it."""
    return list(_runs(marks.spans(text), False, most, style))


def unmarked(text: str) -> str:
    """A label for a place that reads Markdown in one app and not in the other."""
    alike = unfunctional(text).translate(_ALIKE)
    named = re.sub(r"&(?=[#\w]+;)", f"&{WORD_JOINER}", alike)
    return re.sub(r"^(\s*)([#+-]|\d+[.)])", rf"\1{WORD_JOINER}\2", named, flags=re.MULTILINE)


def unfunctional(text: str) -> str:
    """``text`` in which ``{{DATE(...)}}`` stays what it is."""
    return text.replace("{{", f"{{{WORD_JOINER}{{")


def _runs(line: marks.Line, bullet: bool, most: int, style: Element) -> Iterator[Element]:
    if bullet:
        yield run(BULLET, **style)
    for span in line or (marks.Span(""),):
        look = style | ({"weight": "Bolder"} if span.bold else {})
        yield run(unfunctional(cut(span.text, most)), **look)
        most -= len(span.text)
        if most <= 0:
            return


def _of_run(style: Element) -> Element:
    return {name: value for name, value in style.items() if name in ("size", "color", "isSubtle")}


def _of_block(style: Element) -> Element:
    return {name: value for name, value in style.items() if name in ("spacing", "separator", "id")}
