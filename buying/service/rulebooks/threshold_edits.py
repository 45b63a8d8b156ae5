"""Where in a file of thresholds a new value or source goes, and how it is written there."""

from __future__ import annotations

import json
import re
import textwrap
from datetime import date
from decimal import Decimal

import yaml

from buying.english import day_in_words
from buying.rulebook.reading import read

WIDE = 96

Node = yaml.Node
Edit = tuple[int, int, str]
"""From and to which character of the text, and what comes there."""


def at(node: Node | None, *keys: str) -> Node:
    """The part of a mapping that ``keys`` lead to. Raises LookupError where there is none."""
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            raise LookupError(key)
        node = {inside.value: value for inside, value in node.value}[key]
    if node is None:
        raise LookupError("the file is empty")
    return node


def value_edit(values: Node, from_: date, value: Decimal, text: str) -> Edit:
    """Puts a value among the others by its day; one of the same day gives way.

    Raises LookupError where ``values`` is no list of dated values.
    """
    if not isinstance(values, yaml.SequenceNode) or not values.value:
        raise LookupError("values")
    items = [(date.fromisoformat(at(item, "from").value), item) for item in values.value]
    same = next((item for begins, item in items if begins == from_), None)
    if same is not None:
        old = at(same, "value")
        return old.start_mark.index, old.end_mark.index, _plain(value)
    before = [item for begins, item in items if begins < from_]
    new = f"{{from: {from_.isoformat()}, value: {_plain(value)}}}"
    if values.flow_style:
        return _in_a_line(values, before, new)
    return _in_lines(values, before, new, text)


def _in_a_line(values: yaml.SequenceNode, before: list[Node], new: str) -> Edit:
    if before:
        after = before[-1].end_mark.index
        return after, after, f", {new}"
    first = values.value[0].start_mark.index
    return first, first, f"{new}, "


def _in_lines(values: yaml.SequenceNode, before: list[Node], new: str, text: str) -> Edit:
    line = f"{' ' * values.start_mark.column}- {new}\n"
    if not before:
        first = text.rfind("\n", 0, values.value[0].start_mark.index) + 1
        return first, first, line
    last = text.find("\n", _last_scalar(before[-1]).end_mark.index)
    if last == -1:
        return len(text), len(text), f"\n{line}"
    return last + 1, last + 1, line


def _last_scalar(node: Node) -> Node:
    """The part that ends last: the end of a block is only noticed at what follows it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _last_scalar(node.value[-1][1])
    return node


def source_edit(threshold: Node, from_: date, source: str, text: str) -> Edit:
    """Adds where the value from a day on is from to the threshold's own source."""
    old = at(threshold, "source")
    indent = threshold.start_mark.column
    start = old.start_mark.index
    # The end of a block of text is only noticed at what follows it.
    end = start + len(text[start : old.end_mark.index].rstrip())
    mark = f"; from {day_in_words(from_)}: "
    # What an earlier try at this day's value said gives way.
    again = re.escape(mark) + r".*?(?=; from \d{1,2} [A-Z][a-z]+ \d{4}: |$)"
    before = re.sub(again, "", " ".join(old.value.split()))
    return start, end, _scalar(f"{before}{mark}{' '.join(source.split())}", indent)


def _scalar(words: str, indent: int) -> str:
    """``words`` as YAML: on the key's own line where they fit, else folded below it."""
    if len(words) + indent + len("source: ") <= WIDE and "\n" not in words:
        return words if _reads_as(words) else json.dumps(words, ensure_ascii=False)
    space = " " * (indent + 2)
    return ">-\n" + textwrap.fill(
        words, WIDE, initial_indent=space, subsequent_indent=space,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _reads_as(words: str) -> bool:
    if re.search(r"[:#{}\[\]&*!|>'\"%@`,]", words):
        return False
    return bool(read("", f"source: {words}".encode()).data == {"source": words})


def _plain(value: Decimal) -> str:
    """A number as people write it: no power of ten, no noughts at the end but pence."""
    text = f"{value.normalize():f}"
    whole, dot, part = text.partition(".")
    return f"{whole}.{part:0<2}" if dot else whole
