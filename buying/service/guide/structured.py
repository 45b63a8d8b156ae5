"""Answers from buttons and forms: to the open question, to a task, or to one long answered."""

from __future__ import annotations

from buying.cards import Card
from buying.service.guide import shown, spending, task_answers
from buying.service.guide.answering import take_value
from buying.service.guide.talk import Talk
from buying.service.said import Given
from buying.voice import phrases


def hear_answer(talk: Talk, given: Given) -> list[Card]:
    """Take the answer to a question; a key with ``@`` names somebody else's purchase."""
    question, value = given.question, given.value
    if question.partition(":")[0] in spending.COMMANDS:
        return spending.take_form(talk, question, value)
    if "@" in question:
        return task_answers.hear_task(talk, question, value, shown.card_in(talk, given.message))
    elsewhere = shown.other_purchase(talk, given.message)
    if elsewhere is not None:
        return [phrases.other_purchase(elsewhere), *talk.go_on()]
    scene = talk.scene
    if scene is None:
        return [phrases.not_asked(), phrases.nothing_open()]
    asked = scene.asked(question)
    if asked is None or asked.step.asked_of != "requester":
        return [phrases.not_asked(), *talk.go_on()]
    if scene.open is None or asked.key != scene.open.key:
        return [phrases.already_answered(scene.context, asked), *talk.go_on()]
    return talk.after(take_value(scene, asked, value, talk.by))
