"""Where somebody is told what they did not ask for, and in a shape that they can answer there.

A person is told in one place: on the web while they talk about that purchase there, else in the
chat that they used last, else on the web page with an e-mail that says so. What they do not read on
the web, since they have just left, follows them into their chat. A conversation may be
at another purchase at that moment; what can only be answered at its own then offers to open it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Action, Card
from buying.clock import now
from buying.service import accounts, letters, messages, people
from buying.service.quiet import not_before
from buying.store.database import transaction
from buying.store.tables import (
    Account,
    Conversation,
    Delivery,
    Message,
    Person,
    Purchase,
    Task,
    Turn,
)
from buying.voice.opening import go_back_to, opens

__all__ = ["WEB", "elsewhere", "not_before", "tell", "unread"]

WEB = "web"

AT_IT = timedelta(minutes=10)
"""How long after somebody's last turn on the web they are still taken to be there."""

ANYWHERE = frozenset({"start", "list", "cost"})
"""Actions that mean the same whatever is being talked about."""

OF_ITS_OWN = frozenset({
    "open", "file", "cost", "costs", "uncost", "cost_why", "see", "hush", "unhush",
    "join_yes", "join_no", "join_leave",
})  # fmt: skip
"""Actions that name what they are about, before a colon."""


def tell(session: Session, person_id: str, cards: Sequence[Card], *, about: int | None) -> None:
    """Say ``cards`` to a person in one place, within the caller's transaction.

    ``about``: the number of the purchase that they are about; None for none or several. Somebody
    who has left is not told.
    """
    person = session.get_one(Person, person_id)
    if not person.active or not cards:
        return
    purchase = session.get(Purchase, about) if about is not None else None
    channel = _channel(session, person_id, purchase)
    _say(session, person_id, channel, cards, purchase)


def elsewhere(session: Session, message_id: int) -> bool:
    """Tell a person in another way of a message that can never arrive on its platform.

    The next way is another platform of theirs, then the page on the web with an e-mail. Call it
    once for a message, in the transaction that gives it up. False where nothing reaches the
    person unasked: it is on their page then, where they find it.
    """
    message = session.get_one(Message, message_id)
    conversation = session.get_one(Conversation, message.conversation_id)
    person = session.get_one(Person, conversation.person_id)
    if not person.active:
        return False
    tried = {conversation.channel, *_tried(session, person.id, message)}
    left = [platform for platform in _platforms(session, person.id) if platform not in tried]
    purchase = session.get(Purchase, message.purchase_id) if message.purchase_id else None
    channel = left[0] if left else WEB
    return _say(session, person.id, channel, [messages.read(message)], purchase, message)


def unread() -> int:
    """Say in their chat what people with one did not read on the web; how many messages.

    Any number of processes may call it, as often as they like.
    """
    return sum(_said_in_chat(number) for number in letters.watched())


def _said_in_chat(number: int) -> bool:
    with transaction() as session:
        message = letters.missed(session, number)
        return message is not None and elsewhere(session, message)


def _say(
    session: Session,
    person_id: str,
    channel: str,
    cards: Sequence[Card],
    purchase: Purchase | None,
    instead_of: Message | None = None,
) -> bool:
    """Say cards in a person's conversation on ``channel``; whether that, or a letter, reaches
    them there."""
    where = session.get_one(Conversation, people.conversation_in(session, person_id, channel))
    fitting = _fitting(session, where, purchase, cards) if purchase else list(cards)
    about = purchase.id if purchase else None
    said = messages.say(session, where.id, fitting, purchase_id=about)
    if instead_of is not None and channel != WEB:
        # The same moment marks them as one message, of which this is another attempt.
        for card in said:
            session.get_one(Message, card.message).created_at = instead_of.created_at
    if channel != WEB:
        return True
    if instead_of is None and accounts.of_person(session, person_id) is not None:
        letters.watch(session, person_id, said)
        return True
    return letters.queue(session, person_id, said)


def _channel(session: Session, person_id: str, purchase: Purchase | None) -> str:
    if purchase is not None and _talks_about(session, person_id, purchase):
        return WEB
    account = accounts.of_person(session, person_id)
    return account.platform if account is not None else WEB


def _talks_about(session: Session, person_id: str, purchase: Purchase) -> bool:
    """Whether the person's last turn on the web was about ``purchase``, and just now."""
    turn = _last_turn(session, person_id)
    if turn is None:
        return False
    at_hand = session.get_one(Conversation, turn.conversation_id).purchase_id
    answers = select(Message.id).where(
        Message.turn_id == turn.id, Message.purchase_id == purchase.id
    )
    return at_hand == purchase.id or session.scalar(answers.limit(1)) is not None


def _last_turn(session: Session, person_id: str) -> Turn | None:
    query = (
        select(Turn)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(
            Conversation.person_id == person_id,
            Conversation.channel == WEB,
            Turn.received_at > now() - AT_IT,
        )
        .order_by(Turn.seq.desc())
    )
    return session.scalar(query.limit(1))


def _platforms(session: Session, person_id: str) -> list[str]:
    """The platforms on which a person can be written to, the last used one first."""
    query = (
        select(Account.platform)
        .where(Account.person_id == person_id, Account.ended_at.is_(None))
        .order_by(Account.used_at.desc(), Account.id.desc())
    )
    return list(dict.fromkeys(session.scalars(query)))


def _tried(session: Session, person_id: str, message: Message) -> Iterator[str]:
    """The channels on which the same message has failed before."""
    query = (
        select(Conversation.channel)
        .join(Message, Message.conversation_id == Conversation.id)
        .join(Delivery, Delivery.message_id == Message.id)
        .where(
            Conversation.person_id == person_id,
            Delivery.state == "failed",
            Message.created_at == message.created_at,
        )
    )
    yield from session.scalars(query)


def _fitting(
    session: Session, where: Conversation, purchase: Purchase, cards: Iterable[Card]
) -> list[Card]:
    """``cards`` about ``purchase`` as they can be answered in the conversation ``where``."""
    found = list(cards)
    if where.purchase_id == purchase.id or purchase.ended_at is not None:
        return found
    asks = any(_asks(card) for card in found)
    if asks and _may_take_up(session, where, purchase):
        where.purchase_id = purchase.id
        return found
    return [_to_open(card, purchase.reference) for card in found]


def _may_take_up(session: Session, where: Conversation, purchase: Purchase) -> bool:
    """Whether nothing else is at hand in a conversation of the one whose purchase it is."""
    free = where.purchase_id is None and where.pending is None
    mine = where.person_id == purchase.requester_id
    return free and mine and not _is_asked_for_another(session, where)


def _is_asked_for_another(session: Session, where: Conversation) -> bool:
    """Whether the last question there is about somebody else's purchase and still open: what is
    typed next is meant for that."""
    key = Message.card["question"]["id"].as_string()
    query = (
        select(key, Message.purchase_id)
        .where(Message.conversation_id == where.id, key.is_not(None))
        .order_by(Message.id.desc())
    )
    last = session.execute(query.limit(1)).first()
    if last is None or "@" not in last[0]:
        return False
    open_one = select(Task.id).where(
        Task.purchase_id == last[1],
        Task.question == last[0].partition("@")[0],
        Task.closed_at.is_(None),
    )
    return session.scalar(open_one.limit(1)) is not None


def _asks(card: Card) -> bool:
    """Whether a card puts a question that is answered where its purchase is at hand."""
    return card.question is not None and "@" not in card.question.id


def _to_open(card: Card, reference: str) -> Card:
    """A card as it can stand where another purchase is at hand."""
    if _asks(card):
        return go_back_to(reference)
    actions = tuple(action for action in card.actions if _stands_alone(action))
    facts = tuple(
        fact.model_copy(update={"action": None})
        if fact.action is not None and not _stands_alone(fact.action)
        else fact
        for fact in card.facts
    )
    if actions == card.actions and facts == card.facts:
        return card
    more = () if opens(reference) in actions else (opens(reference),)
    return card.model_copy(update={"actions": (*more, *actions), "facts": facts})


def _stands_alone(action: Action) -> bool:
    name, _, what = action.id.partition(":")
    return action.id in ANYWHERE or (bool(what) and name in OF_ITS_OWN)
