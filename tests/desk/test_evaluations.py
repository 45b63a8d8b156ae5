"""The list of shared look backs, and one in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from buying.clock import now
from buying.service import desk_evaluations
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import EntryRow, Purchase
from tests.desk.buyer import ANSWERS, Buyer
from tests.desk.conftest import PROPOSAL, Finish, SignIn
from tests.desk.page import Page

Share = Callable[..., None]


@pytest.fixture
def share(people: dict[str, Who]) -> Share:
    """Put a shared look back into the store as the guide leaves it: answers, and a date."""

    def shared(number: int, item: str, team: str, category: str, supplier: str, value: int) -> None:
        moment = now() - timedelta(hours=number)
        given = {
            "need": {"item": item, "quantity": "1"},
            "category": category,
            "option#1": {"supplier": supplier},
            "choose": "option#1",
            "process_ratings": {"time": 4, "ease": 3},
            "value": {"rating": value, "because": "It is good"},
        }
        with transaction() as session:
            purchase = Purchase(
                reference=f"BW-{number:04d}", requester_id="priya", team=team, rulebook="none",
                created_at=moment, updated_at=moment, shared_at=moment,
            )  # fmt: skip
            session.add(purchase)
            session.flush()
            for question, answer in given.items():
                session.add(
                    EntryRow(
                        purchase_id=purchase.id, kind="answer", question=question, value=answer,
                        by_id="priya", at=moment, channel="web",
                    )
                )  # fmt: skip

    return shared


@pytest.fixture
def three(share: Share) -> None:
    """Three look backs: number 1 is the newest."""
    share(1, "hoist", "Willow House", "equipment", "Example Mobility Ltd", 2)
    share(2, "sofa", "Riverside", "furniture", "Oakwright Ltd", 5)
    share(3, "shower chairs", "Willow House", "equipment", "Fernhill", 4)


def listed(page: str) -> list[str]:
    """References in the order in which the table has them."""
    rows = [words for words in Page(page).words("th") if words.startswith("BW-")]
    return [words.split(":")[0] for words in rows]


def test_the_newest_look_back_comes_first(signed_in: SignIn, three: None) -> None:
    page = signed_in("alex").get("/desk/evaluations").text
    assert listed(page) == ["BW-0001", "BW-0002", "BW-0003"]
    assert "3 evaluations" in page
    assert "3.5" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("team=Riverside", ["BW-0002"]),
        ("category=equipment", ["BW-0001", "BW-0003"]),
        ("text=SHOWER", ["BW-0003"]),
        ("text=oakwright", ["BW-0002"]),
        ("text=bw-0001", ["BW-0001"]),
        ("text=willow+chairs", ["BW-0003"]),
        ("team=Willow+House&text=hoist", ["BW-0001"]),
        ("sort=oldest", ["BW-0003", "BW-0002", "BW-0001"]),
        ("sort=best_value", ["BW-0002", "BW-0003", "BW-0001"]),
        ("sort=worst_value", ["BW-0001", "BW-0003", "BW-0002"]),
        ("sort=nonsense", ["BW-0001", "BW-0002", "BW-0003"]),
        ("page=99", ["BW-0001", "BW-0002", "BW-0003"]),
    ],
)
def test_the_list_can_be_narrowed_down_and_sorted(
    signed_in: SignIn, three: None, query: str, found: list[str]
) -> None:
    assert listed(signed_in("alex").get(f"/desk/evaluations?{query}").text) == found


def test_nothing_found_says_what_to_do(signed_in: SignIn, three: None) -> None:
    page = signed_in("alex").get("/desk/evaluations?text=zebra")
    assert page.status_code == 200
    assert "No evaluation matches. Try fewer words" in page.text
    assert 'value="zebra"' in page.text


def test_an_empty_list_says_where_evaluations_come_from(signed_in: SignIn) -> None:
    assert "There are none yet" in signed_in("alex").get("/desk/evaluations").text


def test_twenty_five_stand_on_a_page_and_links_keep_the_filter(
    signed_in: SignIn, share: Share
) -> None:
    for number in range(1, 61):
        share(number, "sofa", "Riverside", "furniture", "Oakwright Ltd", 3)
    browser = signed_in("alex")
    first = browser.get("/desk/evaluations?text=sofa").text
    assert len(listed(first)) == 25
    assert {"href": "/desk/evaluations?text=sofa&page=2"}.items() <= next(
        link for link in Page(first).all("a") if "page=2" in link["href"]
    ).items()
    last = browser.get("/desk/evaluations?text=sofa&page=3").text
    assert listed(last) == [f"BW-{number:04d}" for number in range(51, 61)]


def test_a_look_back_that_was_not_shared_stays_with_its_team(
    signed_in: SignIn, people: dict[str, Who], finish: Finish
) -> None:
    finish(Buyer("priya", share={"share": False, "proposal": None}).start())
    browser = signed_in("alex")
    assert "There are none yet" in browser.get("/desk/evaluations").text
    assert browser.get("/desk/evaluations/BW-0001").status_code == 404


def test_one_evaluation_tells_the_whole_story(
    signed_in: SignIn, people: dict[str, Who], finish: Finish
) -> None:
    finish(Buyer("priya").start())
    page = signed_in("alex").get("/desk/evaluations/BW-0001").text
    story = {
        "what was planned": "people who live at Oak Lodge",
        "what people said": "They tried two at a meeting",
        "weights": "Weight of 100",
        "options and their whole-life cost": "Whole-life cost",
        "decision": "Fernhill Benches Ltd",
        "advice": "They are sound.",
        "order": "PO-77",
        "process ratings": "4 out of 5",
        "what got in the way": "Too many forms",
        "value for money": "They are sturdy",
        "benefits": "People sit outside every day",
        "proposal": "Let us ask for two prices by e-mail",
        "what came of it": PROPOSAL["reply"],
    }
    missing = [what for what, words in story.items() if words not in page]
    assert not missing


def test_the_ratings_are_of_the_criteria_chosen_before(
    signed_in: SignIn, people: dict[str, Who], finish: Finish
) -> None:
    weights = {**ANSWERS["weights"], "judge_by": ["time", "supplier"]}
    finish(Buyer("priya", weights=weights).start())
    page = Page(signed_in("alex").get("/desk/evaluations/BW-0001").text)
    captions = page.words("caption")
    assert "How well the buying went, on what was chosen at the start" in captions
    rated = [words for words in page.words("th") if words.startswith("How ")]
    assert len(rated) == 2


def test_only_current_answers_count_in_the_list(people: dict[str, Who], share: Share) -> None:
    share(1, "sofa", "Riverside", "furniture", "Oakwright Ltd", 1)
    with transaction() as session:
        session.add(
            EntryRow(
                purchase_id=1, kind="answer", question="value",
                value={"rating": 5, "because": "I was wrong"}, by_id="priya", at=now(),
                channel="web",
            )
        )  # fmt: skip
    assert desk_evaluations.evaluations(people["alex"]).items[0].value_rating == 5
