"""Why a cost is taken back, and what explains the difference, in people's own words."""

from __future__ import annotations

from buying.cards import Card
from buying.clock import today
from buying.service.guide.spending.counting import recorded
from buying.service.guide.spending.finding import again, cost_of, not_yours, scene_of
from buying.service.guide.spending.pending import BACK, WHY
from buying.service.guide.talk import Talk
from buying.service.spending import books
from buying.voice import phrases, spending_cards
from buying.voice.spending import standing


def ask_why_back(talk: Talk, number: str) -> list[Card]:
    """A button: take a cost back. Asks for the reason first."""
    found = cost_of(talk, number)
    if found is None:
        return [phrases.fixed("That cost is not on record any more."), *again(talk)]
    talk.conversation.pending = {"command": BACK, "about": number}
    return [spending_cards.why_back(found[1])]


def ask_explanation(talk: Talk, reference: str) -> list[Card]:
    """A button: say in one's own words why it cost what it did."""
    scene = scene_of(talk, reference)
    if scene is None:
        return not_yours(talk, reference)
    talk.conversation.pending = {"command": WHY, "about": reference}
    stood = standing(scene.context, today())
    return [spending_cards.ask_explanation(scene.context, stood)]


def say_why(talk: Talk, command: str, about: str, text: str) -> list[Card]:
    """Take ``text`` as the reason or the explanation that ``command`` asked for."""
    try:
        return (_take_back if command == BACK else _explain)(talk, about, text)
    except books.CostError as problem:
        talk.conversation.pending = {"command": command, "about": about}
        return [phrases.not_read(str(problem))]


def _take_back(talk: Talk, number: str, reason: str) -> list[Card]:
    found = cost_of(talk, number)
    if found is None:
        return [phrases.fixed("That cost is not on record any more."), *again(talk)]
    scene, cost = found
    by, channel = talk.person.id, talk.channel
    books.take_back(talk.session, scene.purchase, cost.number, reason, by, channel)
    talk.about = scene.purchase.id
    warned = recorded(talk, scene)
    stood = standing(scene.context, today())
    return [spending_cards.taken_back(scene.context, cost, stood), *warned, *again(talk)]


def _explain(talk: Talk, reference: str, text: str) -> list[Card]:
    scene = scene_of(talk, reference)
    if scene is None:
        return not_yours(talk, reference)
    books.explain(talk.session, scene.purchase, text, talk.person.id)
    talk.about = scene.purchase.id
    return [spending_cards.explanation_noted(scene.context), *again(talk)]
