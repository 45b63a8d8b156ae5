"""Whether a text steers the conversation rather than answers the open question."""

from __future__ import annotations

import re
from typing import Literal

from buying.cards import Model

Name = Literal[
    "back", "skip", "why", "repeat", "help", "topic", "list", "summary", "new", "need", "cancel",
    "change", "yes", "no", "greet", "thanks", "more", "file",
    "specialist",
]  # fmt: skip


class Understanding(Model):
    """What Rasa makes of a text: evidence, never an order.

    ``intent`` is None where Rasa is not sure; ``ranking`` holds each intent with
    its confidence (0 to 1), likeliest first.
    """

    intent: str | None = None
    confidence: float = 0.0
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[dict[str, object], ...] = ()


class Command(Model):
    """A wish to steer. ``what`` is its object: a topic, or the thing to change."""

    name: Name
    what: str = ""
    value: str = ""


PHRASES: dict[Name, frozenset[str]] = {
    "back": frozenset({"back", "go back", "previous", "undo", "step back", "last question"}),
    "skip": frozenset({"skip", "skip this", "skip it", "pass", "next question"}),
    "why": frozenset({"why", "why do you ask", "why do you need that", "why is that"}),
    "repeat": frozenset({"repeat", "say that again", "again please", "what was the question"}),
    "help": frozenset({"help", "help me", "what can i say", "what can you do", "commands"}),
    "list": frozenset({"my purchases", "list", "show my purchases", "purchases", "my orders"}),
    "summary": frozenset({"summary", "show summary", "what have i said", "show my answers"}),
    "new": frozenset({
        "new purchase", "start", "start a purchase", "start again", "another purchase",
        "new", "buy something", "i want to buy something", "i need to buy something",
    }),
    "cancel": frozenset({
        "cancel", "cancel it", "cancel this", "cancel the purchase", "cancel purchase",
    }),
    "yes": frozenset({
        "yes", "y", "yep", "yeah", "ok", "okay", "correct", "that's right", "right", "keep",
        "keep it", "fine", "go on",
    }),
    "no": frozenset({"no", "n", "nope", "wrong", "that's wrong", "not right"}),
    "greet": frozenset({"hello", "hi", "hey", "good morning", "good afternoon"}),
    "thanks": frozenset({
        "thanks", "thank you", "ta", "cheers", "many thanks", "bye", "goodbye", "thanks bye",
        "thanks, bye",
    }),
    "more": frozenset({
        "add another price", "another price", "another option", "add another option",
    }),
    "specialist": frozenset({
        "ask a specialist", "ask specialist", "ask a commissioning specialist",
        "ask a specialist first", "talk to a specialist", "i want to ask a specialist",
    }),
    "file": frozenset({
        "purchase file", "file", "record", "show the file", "show file", "the file", "my file",
        "show the record", "show record", "the record", "purchase record",
        "show the purchase file", "show me the file", "show me the record",
    }),
}  # fmt: skip

INTENTS: dict[str, Name] = {
    "start_purchase": "new",
    "another_purchase": "new",
    "describe_need": "need",
    "my_purchases": "list",
    "purchase_status": "list",
    "continue_purchase": "list",
    "cancel_purchase": "cancel",
    "go_back": "back",
    "skip_question": "skip",
    "repeat_question": "repeat",
    "ask_why": "why",
    "ask_help": "help",
    "greet": "greet",
    "thank": "thanks",
}
SURE = 0.8
"""Confidence from which an intent counts, where the open question does not take free text."""

CHANGE = re.compile(
    r"(?:please )?(?:change|correct|edit) (?:the |my )?(?P<what>.+?)(?: to (?P<value>.+))?$",
    re.IGNORECASE | re.DOTALL,
)
FILE = re.compile(
    r"(?:show |open )?(?:me )?(?:the )?(?:purchase )?(?:file|record)(?: of| for)? "
    r"(?P<what>[A-Z]{1,5}-[0-9]+)",
    re.IGNORECASE,
)
TOPIC = re.compile(
    r"what(?:'s| is| are|’s) (?:an? |the )?(?P<what>.+?)\s*\?*$|explain (?P<other>.+)$",
    re.IGNORECASE,
)


def of(text: str, understanding: Understanding, *, free_text: bool) -> Command | None:
    """The command in ``text``, or None where it is an answer.

    ``free_text``: the open question takes any words, so that only a text that is
    nothing but a command counts; otherwise Rasa's understanding counts too.
    """
    plain = re.sub(r"[.!?…]+$", "", text.strip().lower()).strip()
    for name, phrases in PHRASES.items():
        if plain in phrases:
            return Command(name=name)
    file = FILE.fullmatch(plain)
    if file:
        return Command(name="file", what=file["what"].upper())
    change = CHANGE.match(text.strip().rstrip(".!"))
    if change:
        return Command(name="change", what=change["what"], value=change["value"] or "")
    topic = TOPIC.match(text.strip())
    if topic and len(text) < 80:
        return Command(name="topic", what=topic["what"] or topic["other"])
    if free_text or understanding.confidence < SURE or not understanding.intent:
        return None
    meant = INTENTS.get(understanding.intent)
    return Command(name=meant) if meant else None
