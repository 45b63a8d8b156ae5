"""Asking a specialist before going on, at any time until it is ordered (K1, P6)."""

from __future__ import annotations

from buying.cards import Card
from buying.domain.together import stage
from buying.service.guide.talk import Talk
from buying.voice import phrases
from buying.voice.phrases import asked_by_wish

QUESTION, ASK = "route", "ask"
"""The question of the rulebook, and the answer to it, by which a specialist looks first."""

TOO_EARLY = "Tell me first what you need and what you can spend. Then I can ask a specialist."
TOO_LATE = "It is ordered already. Put what you want to say in your look back."


def ask_specialist(talk: Talk) -> list[Card]:
    """Pass the purchase to a specialist, who answers in it, as if they were to look first."""
    scene = talk.scene
    if scene is None:
        return [phrases.nothing_open()]
    if not scene.mine:
        return talk.go_on()
    if scene.route is None or not any(step.id == QUESTION for step in scene.policy.steps):
        return [phrases.fixed(TOO_EARLY), *talk.go_on()]
    if stage(scene.context.known) == "done":
        return [phrases.fixed(TOO_LATE), *talk.go_on()]
    scene.record("answer", QUESTION, ASK, talk.person.id, talk.channel)
    return talk.go_on()


def take_back(talk: Talk) -> list[Card]:
    """Go on without the specialist who was asked, where the rules do not ask for one."""
    scene = talk.scene
    if scene is None or not asked_by_wish(scene.context):
        return [phrases.not_asked(), *talk.go_on()]
    scene.record("reopen", QUESTION, None, talk.person.id, talk.channel)
    return talk.go_on()
