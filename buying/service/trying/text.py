"""An answer as plain text, for a terminal or an e-mail."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from buying.english import day_in_words
from buying.service.trying.sections import Section, sections
from buying.service.trying.views import Answer, Told

WIDTH = 92


def in_text(answer: Answer) -> str:
    """All that ``answer`` says, in lines of at most 92 characters where its words allow that."""
    on = day_in_words(answer.on)
    head = f"{answer.question}\nTried against the rules “{answer.rules}” for a purchase of {on}."
    parts = ("\n".join(_section(each)) for each in sections(answer))
    return "\n\n".join([head, *parts]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield section.title.upper()
    if section.about:
        yield section.about
    for row in section.rows:
        yield from _row(row)


def _row(row: Told) -> Iterator[str]:
    first, *more = row.says.split("\n")
    yield from wrap(f"{row.label}: {first}", WIDTH, initial_indent="- ", subsequent_indent="  ")
    for line in more:
        yield from wrap(line, WIDTH, initial_indent="  ", subsequent_indent="  ")
    if row.source:
        yield from wrap(f"[{row.source}]", WIDTH, initial_indent="  ", subsequent_indent="   ")
