"""A purchase of shower chairs told to the guide, up to the stage that a test wants."""

from __future__ import annotations

from typing import Any

from buying.cards import Card
from tests.service.conftest import Talk, money

CHAIR: dict[str, Any] = {
    "price": money("1100"), "running": money("10"), "life": "8", "must_haves": True,
    "quality": 5, "outcomes": 4, "sustainability": 4,
}  # fmt: skip
CHEAP: dict[str, Any] = {
    "price": money("820"), "running": money("60"), "life": "4", "must_haves": True,
    "quality": 3, "outcomes": 3, "sustainability": 3,
}  # fmt: skip
PARTS: dict[str, Any] = {
    "pays": "once", "cost_servicing": money("10"), "cost_repairs": {"unknown": True},
    "cost_consumables": money("0"), "cost_energy": money("0"), "cost_disposal": money("0"),
}  # fmt: skip
"""What an option of care equipment over the small limit is asked besides."""
PURPOSE: dict[str, Any] = {
    "for_whom": "people at Oak Lodge", "reason": "they can wash by themselves",
    "if_nothing": "they wash in bed", "budget_code": "C3",
}  # fmt: skip
INVOLVE: dict[str, Any] = {
    "who": ["people"], "said": "tried two at the residents' meeting",
    "way": "one to one", "told_by": "2030-02-01",
}  # fmt: skip
WORRIES = (
    "conflict", "gifts", "existing", "instead", "personal_data", "at_risk", "lifting", "harm",
    "ir35", "slavery", "equality", "insurance",
)  # fmt: skip
NO_WORRY: dict[str, Any] = {
    **dict.fromkeys(WORRIES, False), "budget_code": True, "declaration": True,
}  # fmt: skip
"""Every check without a worry; those that are not asked are left aside."""


def plan_to_budget(talk: Talk, item: str = "12 shower chairs", kind: str = "equipment") -> None:
    """The need and what kind of thing it is; the budget is asked next."""
    talk("priya", item)
    talk("priya", category=kind)


def plan_to_checks(talk: Talk, budget: str, purpose: dict[str, Any] = PURPOSE) -> list[Card]:
    """From the budget to having a say; the checks are asked next."""
    talk("priya", budget=money(budget))
    talk("priya", purpose=purpose)
    talk("priya", needed_by="2030-03-31")
    return talk("priya", involve=INVOLVE)


def plan(
    talk: Talk, item: str = "12 shower chairs", budget: str = "1200", kind: str = "equipment"
) -> list[Card]:
    """From the need to the criteria for judging the process."""
    plan_to_budget(talk, item, kind)
    plan_to_checks(talk, budget)
    talk("priya", checks=NO_WORRY)
    talk("priya", route="go_on")
    return talk("priya", "ok")


def plan_one_price(talk: Talk) -> list[Card]:
    """Gloves from the catalogue: one price is enough, and a budget holder says yes."""
    plan_to_budget(talk, "300 boxes of gloves", "cleaning")
    plan_to_checks(talk, "900")
    talk("priya", checks=NO_WORRY)
    talk("priya", route="go_on")
    return talk("priya", "ok")


def plan_on_the_card(talk: Talk, budget: str = "60") -> list[Card]:
    """A shower stool, so small a purchase that staff buy it alone."""
    plan_to_budget(talk, "1 shower stool")
    talk("priya", budget=money(budget))
    talk("priya", purpose={"for_whom": "guests", "reason": "they wash sitting down"})
    return talk("priya", checks=NO_WORRY)


def choose(talk: Talk, first: str, second: str, option: str = "option#1") -> list[Card]:
    """Two options, and a choice of one of them."""
    talk("priya", option_1={"supplier": first, **CHAIR})
    talk("priya", option_2={"supplier": second, **CHEAP})
    return talk("priya", choose=option)


def buy(talk: Talk) -> list[Card]:
    """The order and the delivery."""
    talk("priya", order={"reference": "REQ-1", "ordered_on": "today"})
    return talk("priya", delivery={"arrived_on": "today", "paid": money("1100"), "as_agreed": True})


def buy_on_the_card(talk: Talk, share: bool = True) -> list[Card]:
    """What was bought on the card has come, and the look back with it."""
    came = {
        "reference": "T-17", "paid": money("54"), "as_agreed": True, "worth": 4,
        "benefit": "guests wash safely", "ease": 5, "note": None, "share": share,
    }  # fmt: skip
    return talk("priya", delivery=came)


def look_back(talk: Talk, proposal: str | None = "buy together with Elm House") -> list[Card]:
    """From the ratings of the process to sharing."""
    talk("priya", process_ratings={"time": 4, "cost": 5, "ease": 4, "supplier": 5})
    said = {"rating": 5, "because": "they last", "well": "it was quick", "badly": None}
    talk("priya", value=said)
    talk("priya", benefits={"areas": ["dignity"], "who": "everybody who lives there"})
    return talk("priya", share={"share": True, "proposal": proposal})
