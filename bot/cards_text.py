"""A card as plain text: the terminal, and the fallback of every channel."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from bot import marks, words
from buying.cards import Action, Card, Choice, Fact, Field, Link, Question, Table

WIDTH = 78
GAP = "  "
VAT_EXAMPLE = '"£900 with VAT"'


def render(card: Card, width: int = WIDTH) -> str:
    """``card`` as text of at most ``width`` columns, without a line end at its end.

    Raises UnknownKind for a question of a kind that nobody knows.
    """
    words.check(card.question)
    parts = [
        words.progress(card.progress) if card.progress else "",
        _wrap(marks.plain(card.title), width) if card.title else "",
        _text(card.text, width),
        _facts(card.facts, width),
        _table(card.table, width) if card.table else "",
        _wrap(f"Picture: {card.image.alt}", width) if card.image else "",
        _wrap(f"{_why(card)}: {card.why}", width) if card.why else "",
        _links(card.links, width),
        _wrap(f"{card.upload.label}: {card.upload.hint}", width) if card.upload else "",
        _question(card.question, width) if card.question else "",
        _actions(card.actions, width),
    ]
    return "\n\n".join(part for part in parts if part)


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    return "\n".join(
        textwrap.fill(
            line,
            width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.splitlines()
    )


def _why(card: Card) -> str:
    """Of a question, so that it is not taken for a fact "Why" about the way of buying."""
    return "Why I ask" if card.question else "Why"


def _text(text: str, width: int) -> str:
    return "\n\n".join(_block(block, width) for block in marks.blocks(text))


def _block(block: marks.Block, width: int) -> str:
    lines = ["".join(span.text for span in line) for line in block.lines]
    if block.bullets:
        return "\n".join(_wrap(line, width, "- ", "  ") for line in lines)
    return "\n".join(_wrap(line, width) for line in lines)


def _facts(facts: Sequence[Fact], width: int) -> str:
    parts = []
    for group, members in groupby(facts, key=lambda fact: fact.group):
        rows = [_wrap(group, width)] if group else []
        parts.append("\n".join([*rows, *(_fact(fact, width) for fact in members)]))
    return "\n\n".join([*parts, *_of_facts(facts, width)])


def _fact(fact: Fact, width: int) -> str:
    lines = marks.plain(fact.value).splitlines()
    if len(lines) < 2:
        return _wrap(f"{fact.label}: {''.join(lines)}", width, rest="  ")
    below = (_wrap(line, width, "  ", "    ") for line in lines)
    return "\n".join([_wrap(f"{fact.label}:", width), *below])


def _of_facts(facts: Sequence[Fact], width: int) -> list[str]:
    """What one can say about single lines: the words, with the first such line as an example."""
    first = {fact.action.label: fact for fact in reversed(facts) if fact.action}
    return [
        _wrap(
            f"Say “{label.lower()}” and the name of a line, "
            f"like “{label.lower()} {words.of_fact(fact)}”.",
            width,
        )
        for label, fact in first.items()
    ]


def _links(links: Sequence[Link], width: int) -> str:
    return "\n".join(
        _wrap(f"{link.label}: {words.address(link)}", width, rest="  ") for link in links
    )


def _table(table: Table, width: int) -> str:
    body = [tuple(marks.plain(cell) for cell in row) for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.columns, *body, strict=True)]
    caption = _wrap(table.caption, width)
    if sum(widths) + len(GAP) * (len(widths) - 1) > width:
        return f"{caption}\n\n" + "\n\n".join(_stacked(table, row, width) for row in body)
    rows = (table.columns, tuple("-" * size for size in widths), *body)
    return f"{caption}\n\n" + "\n".join(_row(row, widths, table.numeric) for row in rows)


def _row(row: Sequence[str], widths: Sequence[int], numeric: Sequence[int]) -> str:
    cells = (
        cell.rjust(size) if number in numeric else cell.ljust(size)
        for number, (cell, size) in enumerate(zip(row, widths, strict=True))
    )
    return GAP.join(cells).rstrip()


def _stacked(table: Table, row: Sequence[str], width: int) -> str:
    pairs = zip(table.columns, row, strict=True)
    lines = (f"{column}: {cell}" if column else cell for column, cell in pairs)
    return "\n".join(_wrap(line, width, rest="  ") for line in lines)


def _question(question: Question, width: int) -> str:
    if question.kind == "form":
        body = _form(question, width)
    else:
        given = words.shown(question, question.value)
        body = _wrap(f"So far: {given}", width) + "\n\n" if given else ""
        body += _how(question, width)
    return f"{body}\nYou may leave this out." if question.optional else body


def _form(question: Question, width: int) -> str:
    given = question.value if isinstance(question.value, dict) else {}
    asked = asked_field(question)
    parts = []
    numbered = enumerate(question.fields, 1)
    for group, members in groupby(numbered, key=lambda each: each[1].group):
        rows = [_wrap(group, width)] if group else []
        rows += [
            _wrap(_field_row(number, field, given, field is asked), width, rest="   ")
            for number, field in members
        ]
        parts.append("\n".join(rows))
    return "\n\n".join([*parts, *([_field(asked, width)] if asked else [])])


def asked_field(question: Question) -> Field | None:
    """The field of a form that the next text will fill; None when all are filled."""
    given = question.value if isinstance(question.value, dict) else {}
    if question.next_field is not None:
        return next((f for f in question.fields if f.id == question.next_field), None)
    empty = (f for f in question.fields if f.id not in given and f.value is None)
    return next(empty, None)


def _field_row(number: int, field: Field, given: Mapping[str, object], asked: bool) -> str:
    value = words.shown(field, given.get(field.id, field.value))
    end = " <- now" if asked else " (you may leave this out)" if field.optional else ""
    return f"{number}. {field.label}{': ' + value if value else ''}{end if not value else ''}"


def _field(field: Field, width: int) -> str:
    lines = [
        _wrap(f"Now: {field.label}", width),
        _wrap(field.hint or "", width),
        _how(field, width),
        "You may leave this out." if field.optional else "",
    ]
    return "\n".join(line for line in lines if line)


def _numbered(choices: Sequence[Choice], width: int) -> str:
    return "\n".join(
        _wrap(f"{number}. {choice.label}", width, "  ", "     ")
        + (f"\n{_wrap(choice.hint, width, '     ', '     ')}" if choice.hint else "")
        for number, choice in enumerate(choices, 1)
    )


def _choice(asked: Question | Field, width: int) -> str:
    last = len(asked.choices)
    return f"{_numbered(asked.choices, width)}\n\nType a number from 1 to {last}, or the words."


def _choices(asked: Question | Field, width: int) -> str:
    return f"{_numbered(asked.choices, width)}\n\nType the numbers that fit, like 1, 2."


def _fixed(sentence: str) -> Callable[[Question | Field, int], str]:
    return lambda _asked, width: _wrap(sentence, width)


_HOW: Mapping[str, Callable[[Question | Field, int], str]] = {
    "text": _fixed("Type your answer."),
    "choice": _choice,
    "choices": _choices,
    "yes_no": _fixed("Type yes or no."),
    "money": _fixed(f"Type pounds, and say whether VAT is in it, like {VAT_EXAMPLE}."),
    "number": _fixed("Type a number."),
    "date": _fixed('Type a date, like "31 March 2027".'),
    "rating": _fixed("Type a number from 1 (poor) to 5 (very good)."),
    "file": _fixed("Type what the file is called and where it is kept."),
}


_HOW_ESTIMATED: Mapping[str, str] = {
    "money": f"Type pounds, and say whether VAT is in it, like {VAT_EXAMPLE} or "
    '"80 to 120 plus VAT". Or type "don\'t know".',
    "number": 'Type a number, or two, like "5 to 8". Or type "don\'t know".',
}


def _how(asked: Question | Field, width: int) -> str:
    if asked.estimate:
        return _wrap(_HOW_ESTIMATED[asked.kind], width)
    return _HOW[asked.kind](asked, width)


def _actions(actions: Sequence[Action], width: int) -> str:
    said = " | ".join(action.label for action in actions)
    return _wrap(f"You can also say: {said}", width) if said else ""
