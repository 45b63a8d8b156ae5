"""What somebody has left open in a purchase of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from buying.clock import day_of
from buying.domain.working_days import Calendar
from buying.english import day_in_words
from buying.rulebook import Rulebook, RulebookError
from buying.rulebook.reminders import OnDate, Reminders, Slow, Unanswered
from buying.service.guide.scene import Scene
from buying.service.reminders import calendar as calendars
from buying.service.reminders.calendar import since
from buying.service.reminders.item import APART, Item, times_over
from buying.service.reminders.standing import Standing, standing, standings
from buying.store.tables import Purchase
from buying.voice import reminders as voice
from buying.voice.reminders import Reminder

DATE, SLOW, UNANSWERED = 3, 4, 5
"""Ranks: of several about one purchase the lowest is said."""

LONG_AGO = 10
"""Working days after the last time on which something is past being reminded of: whoever let it
rest for so long knows, and the first look at old purchases must not stir them all up."""

TWO_WEEKS = 14
"""The same in days of the calendar."""


@dataclass(frozen=True)
class _Said:
    keys: tuple[str, ...]
    rank: int
    title: str
    says: str


def items(session: Session, book: Rulebook, moment: datetime) -> Iterator[Item]:
    """What is due about people's own purchases."""
    today = day_of(moment)
    for one in standings(session, book, moment):
        for said in _due(book.reminders, one, calendars.of(book), today):
            still = partial(_still, number=one.purchase, book=book, today=today, key=said.keys[-1])
            words = Reminder(one.reference, one.item, said.title, said.says)
            yield Item(one.requester, one.purchase, said.keys, said.rank, words, still)


def _still(session: Session, *, number: int, book: Rulebook, today: date, key: str) -> bool:
    purchase = session.get_one(Purchase, number, with_for_update=True)
    try:
        now = standing(Scene(session, purchase), book.reminders)
    except RulebookError:
        return False
    found = _due(book.reminders, now, calendars.of(book), today)
    return any(said.keys[-1] == key for said in found)


def _due(rules: Reminders, one: Standing, calendar: Calendar, today: date) -> Iterator[_Said]:
    for dated in rules.dates:
        yield from _on_date(dated, one, calendar, today)
    yield from _slow(rules.slow, one, today)
    passed = since(calendar, one.since, today)
    for rule in rules.unanswered:
        yield from _unanswered(rule, one, passed)


def _unanswered(rule: Unanswered, one: Standing, passed: int) -> Iterator[_Said]:
    asked = one.stage in rule.stages or one.asks in rule.questions
    if one.asks is None or not asked or (rule.unless and one.given.get(rule.unless) is not None):
        return
    keys = times_over(rule.remind, passed, f"unanswered:{rule.id}:{one.reference}:{one.stage}")
    if keys and passed <= rule.remind[-1] + LONG_AGO:
        yield _Said(keys, UNANSWERED, rule.title, _words(rule.says, one))


def _on_date(rule: OnDate, one: Standing, calendar: Calendar, today: date) -> Iterator[_Said]:
    day = _day(one.given.get(rule.date))
    waits = not one.ended and one.asks == rule.open if rule.open else True
    if day is None or day > today or not waits:
        return
    passed = since(calendar, day, today)
    keys = times_over(rule.remind, passed, f"date:{rule.id}:{one.reference}:{day.isoformat()}")
    if keys and passed <= rule.remind[-1] + LONG_AGO:
        rank = DATE if rule.open else APART
        yield _Said(keys, rank, rule.title, _words(rule.says, one, date=day_in_words(day)))


def _slow(rule: Slow, one: Standing, today: date) -> Iterator[_Said]:
    passed = (today - one.agreed_on).days
    if rule.over is None or one.ended or not one.usual:
        return
    if not 0 < passed - one.usual - rule.over <= TWO_WEEKS:
        return
    title, says = voice.takes_longer(one.usual, passed, one.waits_for)
    yield _Said((f"slow:{one.reference}",), SLOW, title, says)


def _words(text: str, one: Standing, **more: str) -> str:
    words = text.format(reference=one.reference, item=one.item, **more)
    return words[:1].upper() + words[1:]


def _day(given: object) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
