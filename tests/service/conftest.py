"""Talking to the guide without a channel: what a turn says comes back as cards."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from buying.cards import Card
from buying.service import guide, people, suppliers, turns
from buying.service.guide.commands import Understanding
from buying.service.people import Who
from buying.service.turns import Given, Said
from buying.settings import settings
from buying.store.database import transaction
from tests.service.reaching import Clock

Talk = Callable[..., list[Card]]


def money(amount: str, vat: str = "gross") -> dict[str, str]:
    return {"amount": amount, "vat": vat}


@pytest.fixture
def talk(people: dict[str, Who]) -> Talk:
    """``talk("priya", "hi")``, ``talk("priya", budget="9")``, ``talk("priya", do="back")``."""
    return say


def say(
    person: str,
    text: str = "",
    *,
    do: str | None = None,
    intent: str | None = None,
    at: int | None = None,
    **answer: Any,
) -> list[Card]:
    """What comes back on one turn of ``person``, as :func:`talk` gives it.

    ``at``: the number of the message whose control is used.
    """
    said = _said(text, do, answer).at(at)
    conversation = _conversation(person)
    turn = uuid.uuid4().hex
    turns.receive(turn, conversation, person, "web", said)
    understood = Understanding(intent=intent, confidence=0.95 if intent else 0.0)
    heard = guide.hear(turn, understood)
    turns.finish(turn)
    return list(heard.cards)


def _said(text: str, do: str | None, answer: dict[str, Any]) -> Said:
    if do:
        return Said(action=do)
    if answer:
        ((question, value),) = answer.items()
        # "#" and "@" cannot stand in a keyword: option_1 is option#1, approval_at_1 its task.
        key = question.replace("_at_", "@BW-000").replace("option_", "option#")
        return Said(answer=Given(question=key, value=value))
    return Said(text=text)


def _conversation(person: str) -> str:
    return people.conversation(person, "web")


@pytest.fixture
def ridgeway(people: dict[str, Who]) -> str:
    """A preferred supplier of care equipment."""
    return add_ridgeway()


def add_ridgeway() -> str:
    """The name of that supplier, once it is on the shelf."""
    name = "Ridgeway Test Equipment"
    with transaction() as session:
        suppliers.add(session, name, ["equipment"], preferred=True)
    return name


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time for all that is under test, on a Monday morning until a test moves it."""
    return Clock(monkeypatch)


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are sent: a mail server is set. Use it before anything reads the settings."""
    monkeypatch.setenv("BUYWELL_MAIL_FROM", "Buywell <buywell@meadowshire.example>")
    monkeypatch.setenv("BUYWELL_SMTP_URL", "smtp://127.0.0.1:2525")
    settings.cache_clear()
