"""Answers from buttons and forms: to the open question, to a task, or to one long answered."""

from __future__ import annotations

from typing import Any

from buying.cards import Card
from buying.service.guide import spending, task_answers
from buying.service.guide.answering import take_value
from buying.service.guide.talk import Talk
from buying.voice import phrases


def hear_answer(talk: Talk, question: str, value: Any) -> list[Card]:
    """Take the answer to ``question``; a key with ``@`` names somebody else's purchase."""
    if question.partition(":")[0] in spending.COMMANDS:
        return spending.take_form(talk, question, value)
    if "@" in question:
        return task_answers.hear_task(talk, question, value)
    scene = talk.scene
    if scene is None:
        return [phrases.not_asked(), phrases.nothing_open()]
    asked = scene.asked(question)
    if asked is None or asked.step.asked_of != "requester":
        return [phrases.not_asked(), *talk.go_on()]
    if scene.open is None or asked.key != scene.open.key:
        return [phrases.already_answered(scene.context, asked), *talk.go_on()]
    return talk.after(take_value(scene, asked, value, talk.by))
