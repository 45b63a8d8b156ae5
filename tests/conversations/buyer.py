"""Somebody who makes a written purchase through the turns API, and counts the replies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from buying.service import policies
from tests.conversations.house import House, Speaker

FILE = Path(__file__).parent / "purchases.yml"
OTHERS = {
    "handover": {"decision": "carry_on", "reply": "Go on, and ask three of them."},
    "lift": {"decision": "lift", "reply": "The safeguarding lead has seen the checks."},
    "advice": {"verdict": "go_ahead", "reply": "We know them from another home."},
    "approval": {"decision": "approve", "reason": None},
    "proposal_reply": {"outcome": "agreed", "reply": "From next year."},
}
"""What specialists and budget holders answer, by question."""


@dataclass(frozen=True)
class Written:
    """One purchase as it is written down, over what all of them answer alike."""

    title: str
    size: str
    said: Mapping[str, Any]
    usual: Mapping[str, Any]

    def answer(self, question: Mapping[str, Any]) -> Any:
        """The structured answer to a card's question. Raises KeyError where none is written."""
        key, _, number = str(question["id"]).partition("#")
        if key == "option":
            return self._boxes(question, self._option(int(number)))
        if key == "choose":
            return self.said.get("choose") or _most_points(question)
        usual, own = self.usual.get(key), self.said.get(key)
        if question["kind"] != "form":
            return _typed(own if own is not None else usual)
        return self._boxes(question, {**(usual or {}), **(own or {}), **self._named(key)})

    def _option(self, number: int) -> dict[str, Any]:
        option = {"must_haves": True, "pays": "once", **self.said["options"][number - 1]}
        for name in ("price", "running"):
            if name in option:
                option[name] = {"amount": option[name], "vat": "gross"}
        return option

    def _named(self, key: str) -> dict[str, Any]:
        """Boxes that rules make: their good answers, but for the worries that are written."""
        if key == "checks":
            worries = self.said.get("worries", ())
            found = policies.current().checks
            return {c.id: c.bad_answer if c.id in worries else not c.bad_answer for c in found}
        if key == "delivery":
            return {"paid": {"amount": self.said["options"][0]["price"], "vat": "gross"}}
        return {}

    def _boxes(self, question: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        said = {**_in_parts(question, said), **said}
        for box in question["fields"]:
            name = box["id"]
            if name not in said and box["optional"]:
                found[name] = None
            elif name not in said and box["kind"] == "rating":
                found[name] = said.get("ratings", 4)
            elif name not in said and box["value"] is not None:
                found[name] = box["value"]
            else:
                found[name] = said[name]
        return found


def _in_parts(question: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Running costs that are asked for in parts: all of them in the first, the rest not known."""
    parts = [box["id"] for box in question["fields"] if box["id"].startswith("cost_")]
    whole = said.get("running", {"unknown": True})
    return {name: whole if name == parts[0] else {"unknown": True} for name in parts}


def _typed(value: Any) -> Any:
    """A budget is written as pounds with VAT."""
    if isinstance(value, str) and value.isdigit():
        return {"amount": value, "vat": "gross"}
    return value


def _most_points(question: Mapping[str, Any]) -> str:
    best = [choice for choice in question["choices"] if choice["hint"]]
    return str((best or question["choices"])[0]["value"])


def written() -> list[Written]:
    """All written purchases."""
    data = yaml.safe_load(FILE.read_text("utf-8"))
    return [Written(said["title"], said["size"], said, data["usual"]) for said in data["purchases"]]


@dataclass
class Drive:
    """A purchase driven to its end: the questions that its requester replied to, in order."""

    house: House
    purchase: Written
    replied: list[str] = field(default_factory=list)
    ended: str = ""

    def run(self, buyer: Speaker, others: Mapping[str, Speaker]) -> None:
        """Start, and answer every question until the purchase ends.

        Raises AssertionError if it sticks.
        """
        self.goes_on(buyer, others, buyer.act("start"))

    def goes_on(
        self, buyer: Speaker, others: Mapping[str, Speaker], cards: list[dict[str, Any]]
    ) -> None:
        """As :meth:`run`, with what was asked last in ``cards``."""
        while not self.ended:
            assert len(self.replied) < 60, f"no end in sight: {self.replied}"
            last = cards[-1]
            if last["id"].startswith("ended."):
                self.ended = last["id"].removeprefix("ended.")
            elif last["id"] == "waiting":
                cards = self._wait(buyer, others, last)
            else:
                cards = self._reply(buyer, last)

    def _reply(self, buyer: Speaker, card: Mapping[str, Any]) -> list[dict[str, Any]]:
        question = card["question"]
        assert question is not None, f"{self.purchase.title}: nothing is asked by {card}"
        try:
            said = self.purchase.answer(question)
        except KeyError as missing:
            where = f"{self.purchase.title}: {question['id']} after {self.replied}"
            raise AssertionError(f"no answer is written for {missing} of {where}") from missing
        cards = buyer.answer(question["id"], said)
        refused = [c for c in cards if c["id"] in ("not_read", "confirm", "not_asked")]
        assert not refused, f"{self.purchase.title}, {question['id']}: {refused}"
        self.replied.append(question["id"])
        return cards

    def _wait(
        self, buyer: Speaker, others: Mapping[str, Speaker], card: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Have whoever is asked answer; then what the requester is told."""
        reference = str(card["title"]).split()[0]
        for question, value in OTHERS.items():
            asked = others["morgan" if question == "approval" else "alex"]
            answered = asked.answer(f"{question}@{reference}", value)
            if any(each["id"] == "passed_on" for each in answered):
                return buyer.cards(after=card["message"])
        raise AssertionError(f"{reference} waits for nobody that is here")
