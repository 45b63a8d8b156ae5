"""No more reminders of a purchase, or reminders again."""

from __future__ import annotations

from buying.cards import Card
from buying.service import reminded
from buying.service.guide.talk import Talk
from buying.voice import phrases, reminders

MOST = 20


def stop(talk: Talk, references: str) -> list[Card]:
    """Remind this person no more of these purchases; ``BW-0001,BW-0002``."""
    wanted = references.split(",")[:MOST]
    there = reminded.stop(talk.session, talk.person.id, wanted)
    return [reminders.stopped(there) if there else phrases.not_asked(), *_again(talk)]


def resume(talk: Talk, reference: str) -> list[Card]:
    """Remind this person of a purchase again."""
    if not reminded.resume(talk.session, talk.person.id, reference):
        return [phrases.fixed(f"Your reminders of {reference} were not stopped."), *_again(talk)]
    return [reminders.resumed(reference), *_again(talk)]


def _again(talk: Talk) -> list[Card]:
    """The question at hand once more, if there is one."""
    return talk.go_on() if talk.scene is not None else []
