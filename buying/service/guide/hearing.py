"""Hearing one turn: everything that comes of it happens in one transaction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from buying.cards import Card, Model
from buying.clock import now
from buying.service import messages, turns
from buying.service.guide.buttons import act
from buying.service.guide.commands import Understanding
from buying.service.guide.quote_files import hear_file
from buying.service.guide.steering import hear_text
from buying.service.guide.structured import hear_answer
from buying.service.guide.talk import Talk
from buying.service.said import Said
from buying.service.turns import UnknownTurn
from buying.store.database import transaction
from buying.store.tables import Conversation, Person, Turn
from buying.voice import phrases


class Heard(Model):
    """What the guide says to a turn.

    ``finished``: the purchase that was talked about has ended or was left, so
    Rasa may begin a new session.
    """

    cards: tuple[Card, ...]
    finished: bool


def hear(turn_id: str, understanding: Understanding) -> Heard:
    """Take in a turn that a front door has stored, once; a repeat gets the same cards.

    One transaction: what was said, what follows from it and the cards that tell
    of it are kept together or not at all. Raises UnknownTurn.
    """
    with transaction() as session:
        turn = turns.load(session, turn_id)
        row = session.get(Turn, turn_id, with_for_update=True)
        if turn is None or row is None:
            raise UnknownTurn(turn_id)
        if row.heard_at is not None:
            return Heard(cards=_answers(session, turn_id), finished=False)
        talk = Talk(
            session=session,
            conversation=session.get_one(Conversation, turn.conversation),
            person=session.get_one(Person, turn.person),
            channel=turn.channel,
        )
        before = talk.conversation.purchase_id
        cards = _respond(talk, turn.said, understanding)
        row.heard_at = now()
        after = talk.conversation.purchase_id
        about = talk.about or after or before
        said = messages.say(session, turn.conversation, cards, turn_id=turn_id, purchase_id=about)
        return Heard(cards=tuple(said), finished=before is not None and after != before)


def open_conversation(conversation_id: str, event: str | None = None) -> list[Card]:
    """The greeting and what is at hand, for a chat opened for the first time.

    ``event`` is what opened it, where a platform told of that. Says nothing where something was
    said before. Raises LookupError for an unknown conversation.
    """
    with transaction() as session:
        conversation = session.get(Conversation, conversation_id, with_for_update=True)
        if conversation is None:
            raise LookupError(conversation_id)
        if messages.any_in(session, conversation_id):
            return []
        person = session.get_one(Person, conversation.person_id)
        talk = Talk(session, conversation, person, conversation.channel)
        return messages.say(session, conversation_id, talk.greeting(), turn_id=event)


def _answers(session: Session, turn_id: str) -> tuple[Card, ...]:
    cards = messages.answers(session, turn_id)
    return tuple(card for card in cards if card.id != turns.WAITING_CARD)


def _respond(talk: Talk, said: Said, understanding: Understanding) -> list[Card]:
    if set(talk.person.roles) == {"auditor"}:
        return [phrases.not_for_you()]
    over = talk.ended_elsewhere()
    if said.action is not None:
        return over + act(talk, said.action)
    if said.file is not None:
        return over + hear_file(talk, said.file, said.beside)
    if said.answer is not None:
        return over + hear_answer(talk, said.answer)
    return over or hear_text(talk, said.text, understanding)
