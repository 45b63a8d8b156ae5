"""Steps that wait for somebody other than the requester: reminding them, telling the requester."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import day_of
from buying.domain.working_days import Calendar
from buying.rulebook import RulebookError
from buying.rulebook.reminders import Waiting
from buying.service import policies, reminded
from buying.service.guide import tasks
from buying.service.reminders.calendar import since
from buying.service.reminders.item import Item, times_over
from buying.store.tables import Person, Purchase, Task
from buying.voice import reminders as voice
from buying.voice.reminders import Reminder

ASKED, TOLD = 1, 2
"""Ranks of what is said to those asked, and of what is said to the requester."""


@dataclass(frozen=True)
class _Open:
    task: Task
    purchase: Purchase
    passed: int
    asked_on: date

    @property
    def name(self) -> str:
        """What the task is called in keys; one that is opened again has another number."""
        return f"{tasks.key_of(self.purchase, self.task)}#{self.task.id}"

    def to(self, person: Person) -> str:
        """What reminding ``person`` of it is called in keys, before the number of the time."""
        return f"waiting:{self.name}:{person.id}"


def items(session: Session, rules: Waiting, calendar: Calendar, moment: datetime) -> Iterator[Item]:
    """What is due about steps that wait for a role."""
    people = session.scalars(select(Person).where(Person.active).order_by(Person.id)).all()
    names = {person.id: person.name for person in people}
    found = [
        (one, tasks.asked_of(people, one.task.role, one.purchase))
        for one in _open(session, rules, calendar, moment)
    ]
    said = reminded.said(session, (_first(one, each) for one, asked in found for each in asked))
    for one, asked in found:
        yield from _to_those_asked(rules, one, asked, names)
        heard = bool(asked) and all(_first(one, each) in said for each in asked)
        yield from _to_requester(rules, one, asked, heard)


def _first(one: _Open, person: Person) -> str:
    """The key of the first time that ``person`` is reminded."""
    return times_over((0,), 0, one.to(person))[0]


def _open(
    session: Session, rules: Waiting, calendar: Calendar, moment: datetime
) -> Iterator[_Open]:
    first = min((*(rules.remind or ()), rules.tell), key=_or_never, default=None)
    if first is None:
        return
    query = (
        select(Task, Purchase)
        .join(Purchase, Purchase.id == Task.purchase_id)
        .where(
            Task.closed_at.is_(None),
            Purchase.ended_at.is_(None),
            # As many working days take at least as many days, but for the hours of the first.
            Task.opened_at <= moment - timedelta(days=first - 1),
        )
        .order_by(Task.id)
    )
    for task, purchase in session.execute(query):
        day = day_of(task.opened_at)
        yield _Open(task, purchase, since(calendar, day, day_of(moment)), day)


def _or_never(days: int | None) -> int:
    return 10_000 if days is None else days


def _to_those_asked(
    rules: Waiting, one: _Open, asked: Sequence[Person], names: dict[str, str]
) -> Iterator[Item]:
    for person in asked:
        keys = times_over(rules.remind or (), one.passed, one.to(person))
        if keys:
            requester = names.get(one.purchase.requester_id, "Somebody")
            title, says = voice.to_answer(_label(one), requester, one.asked_on)
            question = tasks.key_of(one.purchase, one.task)
            yield _item(person.id, one, keys, ASKED, title, says, question)


def _to_requester(
    rules: Waiting, one: _Open, asked: Sequence[Person], heard: bool
) -> Iterator[Item]:
    if rules.tell is None or one.passed < rules.tell:
        return
    names = [person.name for person in asked]
    title, says = voice.still_waits(one.task.role, names, one.asked_on, heard)
    yield _item(one.purchase.requester_id, one, (f"told:{one.name}",), TOLD, title, says, None)


def _item(
    person: str, one: _Open, keys: tuple[str, ...], rank: int, title: str, says: str,
    question: str | None,
) -> Item:  # fmt: skip
    item = one.purchase.item or "something"
    words = Reminder(one.purchase.reference, item, title, says, question)
    still = partial(_still, task=one.task.id, person=person if question else None)
    return Item(person, one.purchase.id, keys, rank, words, still)


def _still(session: Session, *, task: int, person: str | None) -> bool:
    """Whether the task is open, and ``person`` one of those asked (None: whoever that is)."""
    row = session.get(Task, task, with_for_update=True)
    if row is None or row.closed_at is not None:
        return False
    if session.get_one(Purchase, row.purchase_id).ended_at is not None:
        return False
    return person is None or person in {one.id for one in tasks.asked(session, row)}


def _label(one: _Open) -> str:
    """What the question is called in the rulebook of the purchase."""
    question = one.task.question.partition("#")[0]
    try:
        return policies.kept(one.purchase.rulebook).questions[question].label
    except (RulebookError, KeyError):
        return "A question"
