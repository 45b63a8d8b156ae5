"""Putting a question that waits for somebody into the chat, from a list of what waits."""

from __future__ import annotations

from buying.cards import Card
from buying.service.guide import join_answers, tasks
from buying.service.guide.talk import Talk
from buying.voice import phrases
from buying.voice.together import REQUEST

JOIN = "join"
GONE = "That needs no answer any more. Somebody has answered it, or it has changed."


def see(talk: Talk, what: str) -> list[Card]:
    """The question ``what``: ``approval@BW-0001``, or ``join@3`` for a request to buy together."""
    name, _, number = what.partition("@")
    if name == JOIN:
        cards = [card for card in join_answers.requests(talk) if card.id == f"{REQUEST}{number}"]
    else:
        cards = _task(talk, what)
    return cards or [phrases.fixed(GONE)]


def _task(talk: Talk, what: str) -> list[Card]:
    for task, scene in talk.my_tasks():
        if tasks.key_of(scene.purchase, task) == what:
            card = tasks.card(scene, task)
            return [card] if card else []
    return []
