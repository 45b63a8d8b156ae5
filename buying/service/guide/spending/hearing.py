"""What a turn says about costs: a typed line, a form of ours, a yes or a no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from buying.cards import Card
from buying.clock import today
from buying.domain.reading import Outcome
from buying.domain.spending import NEEDED, check, likely, offered, said
from buying.service.guide import commands
from buying.service.guide.commands import SURE, Understanding
from buying.service.guide.scene import Scene
from buying.service.guide.spending.finding import again, not_yours, scene_of
from buying.service.guide.spending.pending import COST, Boxes, given_before, waiting
from buying.service.guide.spending.reasons import say_why
from buying.service.guide.spending.recording import (
    begin,
    go_on,
    keep,
    keep_unless_far,
    missing,
    take,
)
from buying.service.guide.talk import Talk
from buying.voice import phrases, spending_cards
from buying.voice.spending import standing

INTENT = "record_cost"
LIST = re.compile(
    r"(?:show |list |what are )?(?:me )?(?:all )?(?:the |my )?costs? (?:of|for) "
    r"(?P<what>bw-?[0-9]{1,9})",
    re.IGNORECASE,
)
GIVEN_UP = frozenset({"no", "cancel", "back", "skip", "stop", "leave it", "never mind"})
LEFT = "I have recorded nothing."
AS_IT_IS = {"another": keep_unless_far, "far": keep}
"""What becomes of a cost that is meant as it is, by what was asked about it."""
HINT = " To record a cost, type “record a cost”."


def hear(
    talk: Talk, text: str, understanding: Understanding, *, free: bool, asked: bool
) -> list[Card] | None:
    """What a typed text does about costs; None where it is about something else.

    ``asked``: a question or a task is open, ``free``: one that takes any words.
    """
    plain = text.strip().rstrip(".!").lower()
    if waiting(talk):
        answered = _answer(talk, text, plain)
        if answered is not None:
            return answered
    if commands.of(text, Understanding(), free_text=True) is not None:
        return None
    listed = LIST.fullmatch(plain)
    if listed:
        return show(talk, _reference(listed["what"]))
    # "£60" is the answer to a question that is open, whatever it sounds like to Rasa.
    evident = understanding.intent == INTENT and understanding.confidence >= SURE
    sure = evident and not (talk.scene is not None and talk.scene.mine and talk.scene.open)
    line = said(text, today(), free=free, sure=sure)
    return begin(talk, line) if line else None


def show(talk: Talk, reference: str) -> list[Card]:
    """Every cost of a purchase that stands, and what explains the difference."""
    scene = scene_of(talk, reference)
    if scene is None:
        return not_yours(talk, reference)
    costs = scene.context.spent
    stood = standing(scene.context, today())
    return [spending_cards.listed(scene.context, costs, stood), *again(talk)]


def take_form(talk: Talk, question: str, value: Any) -> list[Card]:
    """The answer to one of our own questions: the form of a cost, or a reason."""
    command, _, about = question.partition(":")
    if command != COST:
        return say_why(talk, command, about, str(value or ""))
    scene = scene_of(talk, about)
    if scene is None:
        return not_yours(talk, about)
    given = value if isinstance(value, Mapping) else {}
    return take(talk, scene, {}, _checked(scene, {str(k): v for k, v in given.items()}))


def confirmed(talk: Talk, yes: bool) -> list[Card]:
    """The answer to "is that right?" about a cost, or to leave it."""
    pending = talk.confirming or {}
    scene = scene_of(talk, str(pending.get("reference") or ""))
    if pending.get("command") != COST or scene is None or "box" not in pending:
        return _left(talk)
    given = given_before(talk)
    if pending["box"] in AS_IT_IS:
        return AS_IT_IS[pending["box"]](talk, scene, given) if yes else _left(talk)
    if yes:
        given[pending["box"]] = pending.get("value")
    return go_on(talk, scene, given)


def _answer(talk: Talk, text: str, plain: str) -> list[Card] | None:
    """A typed text where a cost is waited for; None where it is a wish of another kind."""
    pending = talk.confirming or {}
    if plain in commands.PHRASES["yes"] and "box" in pending:
        return confirmed(talk, True)
    if plain in GIVEN_UP or plain in commands.PHRASES["no"]:
        return confirmed(talk, False)
    command = commands.of(text, Understanding(), free_text=True)
    # "Correct amount is £85" is a reason, though it begins like a wish.
    in_words = pending["command"] != COST and command and command.name in ("change", "topic")
    if command is not None and not in_words:
        return None
    if pending["command"] != COST:
        return say_why(talk, str(pending["command"]), str(pending.get("about")), text)
    given = given_before(talk)
    line = said(text, today(), free=True)
    if line is not None:
        return begin(talk, line)
    scene = scene_of(talk, str(pending.get("reference") or ""))
    if scene is None:
        return None
    box = missing(given) or NEEDED[0]
    return take(talk, scene, given, _checked(scene, {box: text}))


def hint(text: str, cards: list[Card]) -> list[Card]:
    """``cards``, with how to record a cost where ``text`` was not read and may be about one."""
    if not likely(text, today()):
        return cards
    return [
        card.model_copy(update={"text": card.text + HINT}) if card.id == "not_read" else card
        for card in cards
    ]


def _left(talk: Talk) -> list[Card]:
    return [phrases.fixed(LEFT), *again(talk)]


def _checked(scene: Scene, boxes: Boxes) -> dict[str, Outcome]:
    return check(boxes, today(), offered(scene.policy, scene.context.known))


def _reference(text: str) -> str:
    return f"BW-{int(re.sub(r'[^0-9]', '', text)):04d}"
