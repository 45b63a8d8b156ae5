"""Reads a page the way a careful reader would: headings, controls, tables, links."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "rect", "source"}
Attributes = dict[str, str]


@dataclass
class Page(HTMLParser):
    """A parsed page. ``tags`` holds every element with its attributes and its own text."""

    text: str
    tags: list[tuple[str, Attributes, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[int] = []
        self.unbalanced: list[str] = []
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in VOID:
            self._open.append(len(self.tags) - 1)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and note one that was never opened."""
        if tag in VOID:
            return
        if not self._open or self.tags[self._open[-1]][0] != tag:
            self.unbalanced.append(tag)
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text belongs to every element that is open around it."""
        for number in self._open:
            self.tags[number][2].append(data)

    def all(self, tag: str, **attributes: str) -> list[Attributes]:
        """Attributes of each ``tag`` that has ``attributes``."""
        return [
            found
            for name, found, _ in self.tags
            if name == tag and all(found.get(key) == value for key, value in attributes.items())
        ]

    def words(self, tag: str) -> list[str]:
        """The text of each ``tag``, with its blanks made plain."""
        return [" ".join("".join(text).split()) for name, _, text in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        """Every id on the page."""
        return [found["id"] for _, found, _ in self.tags if "id" in found]
