"""Reads one YAML file into plain data and remembers the line of every part of it.

YAML is read more narrowly than its standard allows, so that what is written is
what is meant: only ``true`` and ``false`` are truth values (``no``, ``on`` and
``yes`` are words), numbers are exact, a key may appear once, and aliases and tags
are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from buying.rulebook.problems import Problem

Path = tuple[str | int, ...]
"""Where something is inside a file: keys and positions, from the outside in."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_LEVELS = 30
"""Far more than any rule needs."""
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9_]*)$")
_DECIMAL = re.compile(r"[-+]?[0-9][0-9_]*\.[0-9]+$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
}


@dataclass
class Source:
    """A file's data, and the line on which each part of it begins."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int | None:
        """The line of ``path``, or of the nearest part around it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def problem(self, path: Path, message: str) -> Problem:
        """A problem at ``path``."""
        return Problem(self.file, self.line(path), message)


def read(file: str, content: bytes) -> Source:
    """``content`` as data; whatever cannot be read is in ``problems``, never raised."""
    source = Source(file)
    text = decode(source, content)
    if text is None:
        return source
    try:
        if (line := _too_deep(text)) is not None:
            message = f"this is inside more than {MOST_LEVELS} lists or mappings. Use fewer levels."
            source.problems.append(Problem(file, line, message))
            return source
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        source.problems.append(_unreadable(source, error, text))
        return source
    if node is None:
        source.problems.append(Problem(file, 1, "this file is empty."))
        return source
    _Builder(source).root(node)
    return source


def decode(source: Source, content: bytes) -> str | None:
    """The text of a UTF-8 file; None, with a problem noted, where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "this file is not in UTF-8. Save it again with the encoding UTF-8."
        source.problems.append(Problem(source.file, line, message))
        return None


def _too_deep(text: str) -> int | None:
    """The line on which lists and mappings lie more than MOST_LEVELS deep in one another."""
    # YAML's own reader goes one call deeper with each level, until it ends the whole process.
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_LEVELS and event.start_mark is not None:
            return int(event.start_mark.line) + 1
    return None


class _Builder:
    """Turns YAML nodes into data, noting lines and problems in ``source``."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.built: set[int] = set()

    def root(self, node: yaml.Node) -> None:
        self.source.lines[()] = node.start_mark.line + 1
        self.source.data = self.build(node, ())

    def build(self, node: yaml.Node, path: Path) -> Any:
        if id(node) in self.built:
            message = "'*' repeats another part, which is not done here. Write it out in full."
            self.source.problems.append(self.source.problem(path, message))
            return None
        self.built.add(id(node))
        if node.tag not in _TAGS:
            return self.refuse(node, f"the tag '{node.tag}' is not used here. Leave it out.")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(child, (*path, n)) for n, child in enumerate(node.value)]
        return self.scalar(node)

    def item(self, node: yaml.Node, path: Path) -> Any:
        self.source.lines[path] = node.start_mark.line + 1
        return self.build(node, path)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.key(key_node, path, built)
            if key is not None:
                self.source.lines[(*path, key)] = key_node.start_mark.line + 1
                built[key] = self.build(value_node, (*path, key))
        return built

    def key(self, node: yaml.Node, path: Path, built: dict[str, Any]) -> str | None:
        """The name of a key; None, with a problem noted, where it cannot be one."""
        if not isinstance(node, yaml.ScalarNode):
            self.refuse(node, "a key must be a word.")
            return None
        key = str(node.value)
        if key == "<<":
            self.refuse(node, "'<<' takes in another part, which is not done here.")
            return None
        if key in built:
            first = self.source.lines[(*path, key)]
            self.refuse(node, f"'{key}' is here twice (first on line {first}). Keep one.")
            return None
        return key

    def scalar(self, node: yaml.Node) -> Any:
        text = str(node.value)
        kind = node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if kind == "int" and _WHOLE.match(text):
            return int(text.replace("_", ""))
        if kind == "float" and _DECIMAL.match(text):
            return Decimal(text.replace("_", ""))
        if kind == "timestamp" and _DAY.match(text):
            return self.day(node, text)
        return text

    def day(self, node: yaml.Node, text: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(node, f"{text} is not a day in the calendar.")
            return None

    def refuse(self, node: yaml.Node, message: str) -> None:
        line = node.start_mark.line + 1
        self.source.problems.append(Problem(self.source.file, line, message))


_ADVICE = {
    "mapping values are not allowed": (
        "a ': ' stands where none can be. Put a text that holds ': ' in quotes, "
        "and check the spaces before the line."
    ),
    "found a tab character": "a tab stands before the text. Indent with spaces instead.",
    "found character that cannot start any token": (
        "a tab or a character such as @, ` or % stands where a text begins. "
        "Indent with spaces, and put such a text in quotes."
    ),
    "did not find expected key": "the lines here do not line up. Check the spaces before them.",
    "did not find expected '-' indicator": (
        "the lines here do not line up. Check the spaces before them."
    ),
    "could not find expected ':'": "a key here has no ': ' after it.",
    "found undefined alias": "'*' begins no text. Put the text in quotes.",
    "but found another document": "'---' starts a second document. Keep to one in a file.",
}
_OPENED = {
    "found unexpected end of stream": "a quote or bracket is opened here and never closed.",
    "did not find expected ',' or": (
        "a comma or the closing bracket is missing in what begins here."
    ),
}
"""Told where the thing began, since YAML notices only far below."""


def _unreadable(source: Source, error: yaml.YAMLError, text: str) -> Problem:
    """A sentence for what YAML itself cannot read; its own words where we have none."""
    cause = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    marks = [getattr(error, "context_mark", None), getattr(error, "problem_mark", None)]
    for begins, advice in _OPENED.items():
        if cause.startswith(begins):
            return Problem(source.file, _line(marks, error, text), advice)
    line = _line(reversed(marks), error, text)
    for begins, advice in _ADVICE.items():
        if cause.startswith(begins):
            return Problem(source.file, line, advice)
    return Problem(source.file, line, f"this cannot be read as YAML: {cause}.")


def _line(marks: Iterable[Any], error: yaml.YAMLError, text: str) -> int:
    for mark in marks:
        if mark is not None:
            return int(mark.line) + 1
    return text[: getattr(error, "position", 0)].count("\n") + 1
