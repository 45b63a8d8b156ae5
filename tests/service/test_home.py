"""The first page of a chat: hello, what waits, one's own purchases."""

from __future__ import annotations

import pytest

from buying.cards import Action, Card
from buying.service import home
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import Person
from tests.service.buying import buy
from tests.service.conftest import Talk, money
from tests.service.reaching import Clock, ids

STOOLS = {"item": "shower stools", "quantity": "4"}
CHAIRS = {"item": "shower chairs", "quantity": "12"}


def page(person: str) -> dict[str, Card]:
    return {card.id: card for card in home.cards(person)}


def buttons(card: Card) -> list[str]:
    return [fact.action.id for fact in card.facts if fact.action]


def test_somebody_new_reads_what_buywell_does(people: dict[str, Who]) -> None:
    (hello,) = home.cards("sam")
    assert hello.title == "Hello Sam"
    assert hello.text.count("\n- ") == 3
    assert hello.actions[0].id == "start"


def test_what_waits_for_somebody_has_a_button_that_asks_it(talk: Talk, clock: Clock) -> None:
    buy(talk, "priya", "waiting", need=CHAIRS, budget=money("1200"), route="ask")
    waits = page("alex")["home.waits"]
    (fact,) = waits.facts
    assert fact.label == "BW-0001: 12 × shower chairs"
    assert fact.value == "Specialist's first look, asked by Priya Sample on 1 March 2027"
    (see,) = buttons(waits)
    (card,) = talk("alex", do=see)
    assert card.question
    assert card.question.id == "handover@BW-0001"


def test_a_request_to_buy_together_waits_too(talk: Talk, clock: Clock) -> None:
    kind = {"category": "equipment", "budget": money("400")}
    buy(talk, "sam", "option#1", need=CHAIRS, **kind)
    buy(talk, "priya", "join", need=STOOLS, **kind)
    talk("priya", join="BW-0001")
    waits = page("sam")["home.waits"]
    assert waits.facts[0].value == "Priya Sample asked on 1 March 2027 to buy together with you"
    (card,) = talk("sam", do=buttons(waits)[0])
    assert card.title == "Priya Sample asks: shall we buy together?"
    talk("sam", "accept")
    assert page("sam")["home.waits"].text == "Nothing waits for you."


def test_a_purchase_can_be_opened_until_it_has_ended(talk: Talk, people: dict[str, Who]) -> None:
    buy(talk, "priya", "budget", need=STOOLS)
    buy(talk, "priya", "budget", need=CHAIRS)
    talk("priya", "cancel")
    talk("priya", do="yes")
    mine = page("priya")["home.mine"]
    assert [(fact.label, fact.value) for fact in mine.facts] == [
        ("BW-0001: 4 × shower stools", "Plan: budget"),
        ("BW-0002: 12 × shower chairs", "Ended: cancelled"),
    ]
    assert buttons(mine) == ["open:BW-0001"]
    assert [link.href for link in mine.links] == ["/purchases/BW-0002"]
    assert ids(talk("priya", do="open:BW-0001")) == ["resumed", "ask.budget"]


def test_many_that_wait_are_shown_up_to_a_limit(talk: Talk, clock: Clock) -> None:
    for _ in range(home.MOST_LISTED + 2):
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
    waits = page("alex")["home.waits"]
    assert len(waits.facts) == home.MOST_LISTED
    assert waits.text == "These are the oldest. 2 more wait for you after them."
    assert len(page("priya")["home.mine"].facts) == home.MOST_LISTED


def test_looking_changes_nothing(talk: Talk, people: dict[str, Who]) -> None:
    buy(talk, "priya", "budget", need=STOOLS)
    assert home.cards("priya") == home.cards("priya")
    assert ids(talk("priya", budget=money("900")))[-1] == "ask.purpose"


def test_an_auditor_reads_elsewhere(people: dict[str, Who]) -> None:
    with transaction() as session:
        session.get_one(Person, "sam").roles = ["auditor"]
    assert ids(home.cards("sam")) == ["not_for_you"]


@pytest.mark.parametrize("action", ["see:approval@BW-0001", "see:join@1", "see:x"])
def test_a_button_for_what_does_not_wait_says_so(
    talk: Talk, people: dict[str, Who], action: str
) -> None:
    buy(talk, "priya", "budget", need=STOOLS)
    (card,) = talk("sam", do=action)
    assert card.text.startswith("That needs no answer any more.")
    assert Action(id="yes", label="Yes", style="primary") not in card.actions


def test_the_list_of_one_s_purchases_tells_what_waits_too(talk: Talk, clock: Clock) -> None:
    assert ids(talk("alex", do="list")) == ["my_purchases"]
    buy(talk, "priya", "waiting", need=CHAIRS, budget=money("1200"), route="ask")
    _mine, waits = talk("alex", do="list")
    assert waits == page("alex")["home.waits"].model_copy(update={"message": waits.message})
