"""A conversation as HTML: which question is open, what was answered, who said what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot import cards_html, standings
from bot.cards_html import Standing
from buying.cards import Card
from buying.clock import now
from buying.service.thread import Line
from web import pages


@dataclass(frozen=True)
class Entered:
    """A card's form that was sent and needs another look."""

    card: int
    values: Mapping[str, Sequence[str]]
    wrong: Mapping[str, str]


@dataclass(frozen=True)
class Seen:
    """The newest line that a page shows, by number: a turn and a message; 0 for none."""

    turn: int = 0
    message: int = 0


def key(line: Line) -> str:
    """The id of a line's element on the page."""
    return f"line-{'card' if line.card else 'turn'}-{line.number}"


def newest(lines: Sequence[Line]) -> Seen:
    """How far ``lines`` go."""
    return Seen(
        turn=max((line.number for line in lines if line.said), default=0),
        message=max((line.number for line in lines if line.card), default=0),
    )


def render(
    lines: Sequence[Line],
    tasks: Collection[str] = (),
    since: Seen | None = None,
    entered: Entered | None = None,
) -> Markup:
    """The lines that came after ``since`` (all, when None), as elements of the log."""
    since = since or Seen()
    standings = _standings(lines, tasks, entered)
    parts = [
        _card(line, line.card, standings) if line.card else _sent(line, lines[:number])
        for number, line in enumerate(lines)
        if line.number > (since.message if line.card else since.turn)
    ]
    return Markup("\n").join(parts)


def _card(line: Line, card: Card, standings: Mapping[int, Standing]) -> Markup:
    shown = cards_html.render(card, standings[line.number])
    return _element("bot/line_card.html", line, card=shown)


def _sent(line: Line, before: Sequence[Line]) -> Markup:
    assert line.said is not None
    rows = [("File", line.file or "sent")] if line.said.file else standings.told(line.said, before)
    return _element("bot/line_sent.html", line, rows=rows, state=line.state)


def _element(template: str, line: Line, **context: object) -> Markup:
    made = cards_html.environment().get_template(template)
    return Markup(made.render(key=key(line), at=at(line.at), **context).strip())


def at(moment: datetime) -> str:
    """When something was sent: the time alone if that was today."""
    today = pages.day(now()) == pages.day(moment)
    return pages.moment(moment).rpartition(" at ")[2] if today else pages.moment(moment)


def _standings(
    lines: Sequence[Line], tasks: Collection[str], entered: Entered | None
) -> dict[int, Standing]:
    """How each card stands, by its number."""
    how = standings.of_lines(lines, tasks)
    failed = 0
    found: dict[int, Standing] = {}
    for line in reversed(lines):
        failed += line.state == "failed"
        if line.card is None:
            continue
        mine = entered if entered and entered.card == line.number else None
        found[line.number] = Standing(
            open=how[line.number].open,
            pressable=how[line.number].pressable,
            event=f"card-{line.number}.{failed}",
            entered=mine.values if mine else {},
            wrong=mine.wrong if mine else {},
        )
    return found
