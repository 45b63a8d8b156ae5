"""Says what is due: to each person one card a day, none in quiet hours, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, islice

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buying.clock import day_of, now
from buying.service import policies, quiet, reach, reminded
from buying.service.reminders import calendar, own, waiting
from buying.service.reminders.item import APART, Item
from buying.store.database import reading, transaction
from buying.store.tables import Person
from buying.voice import reminders as voice

MOST_LINES = 8
"""Purchases in one card; the rest come on the next day."""


def due(moment: datetime | None = None) -> int:
    """Say all reminders that are due at ``moment`` (aware; None: now); how many people heard one.

    Any number of processes may call it, as often as they like: a purchase that has not changed
    costs next to nothing.
    """
    at = moment or now()
    book = policies.current()
    if not calendar.of(book).works(day_of(at)):
        return 0
    with reading() as session:
        found = [
            *waiting.items(session, book.reminders.waiting, calendar.of(book), at),
            *own.items(session, book, at),
        ]
        found = _not_said(session, found)
    by_person: dict[str, list[Item]] = defaultdict(list)
    for item in found:
        by_person[item.person].append(item)
    return sum(_say_once(person, items, at) for person, items in by_person.items())


def _not_said(session: Session, items: Sequence[Item]) -> list[Item]:
    keys = {key for item in items for key in (item.newest, _unwanted(item))}
    said = reminded.said(session, keys)
    return [item for item in items if not said & {item.newest, _unwanted(item)}]


def _unwanted(item: Item) -> str:
    return reminded.unwanted(item.words.reference, item.person)


def _say_once(person_id: str, items: Sequence[Item], moment: datetime) -> bool:
    try:
        with transaction() as session:
            return _say(session, person_id, items, moment)
    except IntegrityError:
        # Another process said it at the same moment.
        return False


def _say(session: Session, person_id: str, items: Sequence[Item], moment: datetime) -> bool:
    person = session.get(Person, person_id)
    today = f"day:{person_id}:{day_of(moment).isoformat()}"
    if person is None or not person.active or reminded.said(session, [today]):
        return False
    if quiet.not_before(session, person_id, moment) > moment:
        return False
    there = _one_card(session, _not_said(session, items))
    if not there:
        return False
    # One line about a purchase stands for all that is due about it.
    keys = {key for item in chain.from_iterable(there) for key in item.keys}
    reminded.note(session, [today, *sorted(keys - reminded.said(session, keys))], moment)
    shown = [min(about_one, key=lambda item: item.rank) for about_one in there]
    card = voice.card([item.words for item in shown])
    about = shown[0].purchase if len(shown) == 1 else None
    reach.tell(session, person_id, [card], about=about)
    return True


def _one_card(session: Session, items: Sequence[Item]) -> list[list[Item]]:
    """What still holds, by purchase, the oldest first: as much as one card takes."""
    by_purchase: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_purchase[item.purchase].append(item)
    held = (
        _one_line([item for item in by_purchase[purchase] if item.holds(session)])
        for purchase in sorted(by_purchase)
    )
    return list(islice(filter(None, held), MOST_LINES))


def _one_line(held: list[Item]) -> list[Item]:
    """Those of one purchase for which one line stands; others come on the next day."""
    apart = [item for item in held if item.rank == APART]
    return apart[:1] or held
