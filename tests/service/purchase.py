"""A purchase of shower chairs told to the guide, up to the stage that a test wants."""

from __future__ import annotations

from typing import Any

from buying.cards import Card
from tests.service.conftest import Talk, money

CHAIR: dict[str, Any] = {
    "price": money("1100"), "running": money("10"), "life": "8",
    "quality": 5, "outcomes": 4, "sustainability": 4,
}  # fmt: skip
CHEAP: dict[str, Any] = {
    "price": money("820"), "running": money("60"), "life": "4",
    "quality": 3, "outcomes": 3, "sustainability": 3,
}  # fmt: skip


def plan(talk: Talk, item: str = "12 shower chairs", budget: str = "1200") -> list[Card]:
    """From the need to the criteria for judging the process."""
    talk("priya", item)
    talk("priya", category="equipment")
    talk("priya", purpose={"for_whom": "people at Oak Lodge", "reason": "the old ones are cracked"})
    talk("priya", budget=money(budget))
    talk("priya", needed_by="2030-03-31")
    talk("priya", together={"share": "nobody", "involved": "tried two at the residents' meeting"})
    talk("priya", checks={"conflict": False, "existing": False, "personal_data": False})
    talk("priya", preferred=[])
    talk("priya", route="go_on")
    talk("priya", "ok")
    return talk("priya", "ok")


def choose(talk: Talk, first: str, second: str, option: str = "option#1") -> list[Card]:
    """Two options, and a choice of one of them."""
    talk("priya", option_1={"supplier": first, **CHAIR})
    talk("priya", option_2={"supplier": second, **CHEAP})
    return talk("priya", choose=option)


def buy(talk: Talk) -> list[Card]:
    """The order and the delivery."""
    talk("priya", order={"reference": "REQ-1", "ordered_on": "today"})
    return talk("priya", delivery={"arrived_on": "today", "paid": money("1100"), "as_agreed": True})


def look_back(talk: Talk, proposal: str | None = "buy together with Elm House") -> list[Card]:
    """From the ratings of the process to sharing."""
    talk("priya", process_ratings={"time": 4, "cost": 5, "ease": 4, "supplier": 5})
    talk("priya", reflection={"well": "it was quick"})
    talk("priya", value={"rating": 5, "because": "they last"})
    talk("priya", benefits={"areas": ["dignity"], "who": "everybody who lives there"})
    talk("priya", proposal) if proposal else talk("priya", "skip")
    return talk("priya", share=True)
