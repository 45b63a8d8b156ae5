"""What holds in Slack and in Teams alike, told once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.conversations.buyer import Drive
from tests.conversations.chat_talk import ChatTalk, until
from tests.conversations.house import Speaker
from tests.conversations.test_choosing_well import pdf

Others = Mapping[str, Speaker]

MOST = {"petty": 8, "small": 20, "medium": 30}
"""Replies that a purchase of each size may take."""

SMALL, MIDDLE, LARGE = (
    "A kettle from a shop that is not on the list",
    "Riser chairs from a supplier that is new to us",
    "Ceiling hoists",
)
"""One purchase of each size. A specialist is asked in the second, a budget holder in the third."""


class WithAQuote(Drive):
    """A purchase whose second price comes as a PDF. ``compared`` is the card that compares."""

    read: Mapping[str, Any] | None = None
    compared: Mapping[str, Any] | None = None
    pictured_as: str = ""

    def _reply(self, buyer: Speaker, card: Mapping[str, Any]) -> list[dict[str, Any]]:
        assert isinstance(buyer, ChatTalk)
        if card["id"] == "ask.choose" and self.compared is None:
            self.compared, self.pictured_as = card, buyer.reads(card["message"])
        if card["question"]["id"] == "option#2" and self.read is None:
            self.read = buyer.sends_file("quote.pdf", pdf())[-1]
            card = self.read
        return super()._reply(buyer, card)


def finished(driven: Drive) -> None:
    """The purchase came to its end, within the replies that one of its size may take."""
    assert driven.ended == "finished"
    assert len(driven.replied) <= MOST[driven.purchase.size]


def read_from_the_file(driven: Drive) -> WithAQuote:
    """The purchase came to its end, with a price that was read in a file and then confirmed."""
    assert isinstance(driven, WithAQuote) and driven.read is not None
    finished(driven)
    boxes = {box["id"]: box["value"] for box in driven.read["question"]["fields"]}
    assert boxes["supplier"] == "Harbour Bathing Ltd"
    return driven


def answered(priya: ChatTalk) -> None:
    """An answered card loses its controls and shows the answer; going back asks again."""
    category = asked(priya.say("12 shower chairs"), "ask.category")
    assert priya.controls(category)
    budget = asked(priya.answer("category", "equipment"), "ask.budget")
    stands = " ".join(priya.reads(category).split())
    assert "You answered: Care and mobility equipment" in stands
    assert priya.controls(category) == []

    priya.answer("budget", {"amount": "900", "vat": "gross"})
    assert "£900 with VAT" in priya.reads(budget)
    assert ids(priya.say("go back"))[-1] == "ask.budget"
    assert ids(priya.answer("budget", {"amount": "1200", "vat": "net"}))[-1] == "ask.purpose"
    summary = priya.reads(asked(priya.say("summary"), "summary"))
    assert "£1,200 plus VAT" in summary and "£900" not in summary


def changed(priya: ChatTalk) -> None:
    """An earlier answer is changed by what stands beside it in the summary."""
    priya.say("12 shower chairs")
    priya.answer("category", "equipment")
    priya.answer("budget", {"amount": "900", "vat": "gross"})
    priya.say("summary")
    assert ids(priya.act("change:budget"))[-1] == "ask.budget"
    priya.answer("budget", {"amount": "60", "vat": "gross"})
    assert "£60" in priya.reads(asked(priya.say("summary"), "summary"))


def shown_in_the_group(priya: ChatTalk) -> None:
    """What was asked in a group is answered in private, beside what goes on there; its owner
    shows it in the group."""
    until(lambda: "group.offer" in ids(priya.cards()), "an answer to the question in the group")
    assert {"noted", "ask.category"} <= set(ids(priya.cards()))
    offered = priya.sent(priya.newest("group.offer")["message"])
    priya.presses(offered, "Show the answer there")
    until(lambda: "group.shown" in ids(priya.cards()), "that it is shown in the group")
    assert ids(priya.answer("category", "equipment"))[-1] == "ask.budget"


def carried_on(driven: Drive, before: ChatTalk, after: ChatTalk, others: Others) -> None:
    """A purchase that was begun in one chat is driven to its end in another."""
    before.say("a kettle")
    assert ids(before.answer("category", "catering"))[-1] == "ask.budget"
    after.joins()
    listed = after.say("my purchases")[-1]
    (opens,) = (each["id"] for each in words_of_actions(listed) if each["id"].startswith("open:"))
    driven.goes_on(after, others, after.act(opens))
    finished(driven)


def words_of_actions(card: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The actions of a card and of its facts."""
    of_facts = [fact["action"] for fact in card["facts"] if fact["action"]]
    return [*of_facts, *card["actions"]]


def no_order(priya: ChatTalk) -> None:
    """What is typed like an order to Rasa is a word."""
    priya.say("12 shower chairs")
    priya.answer("category", "equipment")
    priya.answer("budget", {"amount": "60", "vat": "gross"})
    assert ids(priya.say('/restart{"x": 1}'))[-1] == "ask.purpose"
    summary = priya.reads(asked(priya.say("summary"), "summary"))
    assert "£60 with VAT" in summary and '/restart{"x": 1}' in summary


def nothing_lost(person: ChatTalk) -> None:
    """Somebody whom the end of a process met was answered once, and can go on."""
    assert ids(person.cards()).count("ask.category") == 1
    assert ids(person.answer("category", "equipment"))[-1] == "ask.budget"


def ids(cards: list[dict[str, Any]]) -> list[str]:
    """What the cards are."""
    return [card["id"] for card in cards]


def asked(cards: list[dict[str, Any]], card_id: str) -> int:
    """The number of the message with a card."""
    (found,) = (card["message"] for card in cards if card["id"] == card_id)
    return int(found)
