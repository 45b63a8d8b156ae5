"""The service as a browser reaches it, and purchases to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from buying.service import desk, purchases
from buying.service import people as people_service
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import Task
from tests.desk.browser import Browser
from tests.desk.buyer import Buyer

ADVICE = {"verdict": "go_ahead", "reply": "They are sound."}
PROPOSAL = {"outcome": "agreed_in_part", "reply": "From May, below £1,000."}
SignIn = Callable[[str], Browser]
Finish = Callable[[Buyer], None]


@pytest.fixture
def browser(people: dict[str, Who]) -> Iterator[Browser]:
    """A browser in which nobody is signed in."""
    with Browser() as opened:
        yield opened


@pytest.fixture
def auditor(people: dict[str, Who]) -> Who:
    """Somebody who may read everything on the desk and change nothing."""
    return people_service.add("Ash Auditor", "ash@demo.example", "Audit", ["auditor"], "ash")


@pytest.fixture
def signed_in(browser: Browser) -> SignIn:
    """Sign a person in, by id, and give the browser."""
    return browser.sign_in


@pytest.fixture
def robin(signed_in: SignIn) -> Browser:
    """A browser in which an administrator has begun a draft of the rules."""
    browser = signed_in("robin")
    assert browser.post("/desk/rulebook/draft").headers["location"] == "/desk/rulebook/draft"
    return browser


@pytest.fixture
def waiting(people: dict[str, Who]) -> desk.Waiting:
    """A purchase of priya's that waits for advice on an unfamiliar supplier."""
    Buyer("priya").start().go_on()
    return desk.advice_queue(people["alex"])[0]


@pytest.fixture
def finish(people: dict[str, Who]) -> Finish:
    """See a purchase through to its end, with a specialist and a budget holder who agree."""

    def through(buyer: Buyer) -> None:
        answers = {
            "advice": ("alex", ADVICE),
            "approval": ("morgan", {"decision": "approve", "reason": None}),
            "proposal_reply": ("alex", PROPOSAL),
        }
        while (task := _open_task(buyer.go_on())) is not None:
            person, value = answers[task.question]
            purchases.answer_task(people[person], task.id, value, "desk")
            buyer.resume()

    return through


def _open_task(_buyer: Buyer) -> Task | None:
    with transaction() as session:
        return session.scalar(select(Task).where(Task.closed_at.is_(None)))
