"""Buttons that are not answers: start, back, change, open and the like."""

from __future__ import annotations

from collections.abc import Callable

from buying.cards import Card
from buying.service.guide import join_answers, reminding, seeing, spending, steering
from buying.service.guide.asking_specialist import ask_specialist, take_back
from buying.service.guide.talk import Talk
from buying.voice import phrases


def act(talk: Talk, action: str) -> list[Card]:
    """Do what a button says. ``action`` is a card's own action id, perhaps an old one."""
    name, _, what = action.partition(":")
    if name in _WITH_OBJECT and what:
        return _WITH_OBJECT[name](talk, what)
    if action in _PLAIN:
        return _PLAIN[action](talk)
    return [phrases.not_asked(), *talk.go_on()]


def _open(talk: Talk, reference: str) -> list[Card]:
    scene = talk.open(reference)
    if scene is None:
        return [phrases.fixed(f"{reference} is not open, or it is not yours.")]
    return [phrases.resumed(scene.context), *talk.go_on()]


_WITH_OBJECT: dict[str, Callable[[Talk, str], list[Card]]] = {
    "change": steering.change,
    "open": _open,
    "more": steering.more,
    "short": steering.short,
    "join_yes": join_answers.yes,
    "join_no": join_answers.no,
    "join_leave": join_answers.leave,
    "file": steering.file_of,
    "see": seeing.see,
    "hush": reminding.stop,
    "unhush": reminding.resume,
    "cost": spending.record,
    "costs": spending.show,
    "uncost": spending.ask_why_back,
    "cost_why": spending.ask_explanation,
}
_PLAIN: dict[str, Callable[[Talk], list[Card]]] = {
    "start": steering.start,
    "list": steering.list_mine,
    "back": steering.back,
    "skip": steering.skip,
    "why": steering.why,
    "repeat": steering.repeat,
    "help": steering.help_menu,
    "summary": steering.summary,
    "file": steering.file,
    "cost": spending.record,
    "specialist": ask_specialist,
    "take_back": take_back,
    "cancel": steering.cancel,
    "yes": steering.yes,
    "no": steering.no,
}
