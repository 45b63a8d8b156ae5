"""What happened, in order: what people typed and pressed, what was kept, who was told what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from buying.domain.workflow import base_key
from buying.english import sentence
from buying.service.record.document import Part, Table
from buying.service.record.told import Cards, in_words
from buying.service.record.view import View, channel
from buying.service.said import Said
from buying.service.together import joins
from buying.store.tables import Audit, EntryRow, Turn

WE = "Buywell"


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, who did it, and what it was, in words."""

    at: datetime
    who: str
    what: str


def part(view: View) -> Part:
    """The story of the purchase. Questions that the guide asked the requester are left out."""
    cards = Cards(view)
    events = [*_kept(view), *_said(view, cards), *_told(view, cards), *_noted(view)]
    events.sort(key=lambda event: event.at)
    table = Table(
        caption="What happened, oldest first",
        columns=("When", "Who", "What"),
        rows=tuple((event.at, event.who, event.what) for event in events),
    )
    return Part(
        id="events",
        title="What happened, in order",
        text="The questions that Buywell put to the buyer are left out: each stands by its answer.",
        tables=(table,),
    )


def _kept(view: View) -> list[Event]:
    """The entries: each answer with what is new in it, each step left out or opened again."""
    found, before = [], dict[str, Any]()
    for row in view.rows:
        words = _entry(view, row, before.get(row.question))
        before[row.question] = row.value
        if words:
            found.append(Event(row.at, view.by(row), words))
    return found


def _entry(view: View, row: EntryRow, before: Any) -> str:
    name = view.name(row.question)
    reason = f"\nReason: {row.reason}" if row.reason else ""
    if row.kind == "reopen":
        return f"Opened again: {name}{reason}"
    if row.kind == "skip":
        return f"Left out: {name}{reason}"
    words = view.words(row.question, _new(view, row, before))
    return f"Answered: {name}\n{words}{reason}" if words else ""


def _new(view: View, row: EntryRow, before: Any) -> Any:
    """Of a form, the boxes that were filled in or changed this time; else the whole answer."""
    form = view.scene.rulebook.questions[base_key(row.question)].kind == "form"
    if not form or not isinstance(before, dict) or not isinstance(row.value, dict):
        return row.value
    return {key: said for key, said in row.value.items() if before.get(key) != said} or row.value


def _said(view: View, cards: Cards) -> list[Event]:
    """What people typed and pressed. Filled-in forms are on record as their answers."""
    query = select(Turn).where(Turn.id.in_(cards.turns)).order_by(Turn.seq)
    until = None if view.look_back else cards.look_back_began(view)
    found = []
    for turn in view.scene.session.scalars(query):
        words = _turn(Said.model_validate(turn.payload), cards)
        if words and (until is None or (turn.heard_at is not None and turn.heard_at < until)):
            who = f"{view.person(turn.person_id)} ({channel(turn.channel)})"
            found.append(Event(turn.received_at, who, words))
    return found


def _turn(said: Said, cards: Cards) -> str:
    if said.action is not None:
        return f"Pressed “{cards.labels.get(said.action, said.action)}”"
    return f"Typed “{said.text}”" if said.text else ""


def _told(view: View, cards: Cards) -> list[Event]:
    """Notices and requests, with whom they went to; what was said again to one is said once."""
    found, seen = [], set[tuple[str, str]]()
    for row, card, person in cards.rows:
        words = in_words(card)
        if cards.worth_telling(view, card) and (person, words) not in seen:
            seen.add((person, words))
            found.append(Event(row.created_at, f"{WE}, to {view.person(person)}", words))
    return found


def _noted(view: View) -> list[Event]:
    """What was done to the purchase as a whole: begun, ended, bought together and the like."""
    reference = view.scene.purchase.reference
    about = (Audit.subject == reference) | joins.audited(reference)
    query = select(Audit).where(about).order_by(Audit.id)
    return [
        Event(row.at, view.person(row.actor), _audited(row, reference))
        for row in view.scene.session.scalars(query)
        if not row.action.startswith("answered ")
    ]


def _audited(row: Audit, reference: str) -> str:
    action = row.action.replace("_", " ")
    both = "" if row.subject == reference else f": {row.subject}"
    reason = f"\nReason: {row.reason}" if row.reason else ""
    return f"{sentence(action)}{both}{reason}"
