"""The look back is its author's until they share it, also where it comes with the delivery."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from buying.service import desk, policies, purchases, record
from buying.service.look_back import PLAIN
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import Purchase, Task
from tests.service.buying import buy, go_on
from tests.service.conftest import Talk, money

FILE = "BW-0001"
STOOL: dict[str, Any] = {
    "need": {"item": "a shower stool", "quantity": "1"},
    "category": "equipment",
    "budget": money("60"),
}
CARD: dict[str, Any] = {**STOOL, "option_1": {"supplier": "Bathwell", "price": money("55")}}
CAME: dict[str, Any] = {
    "reference": "T-17", "paid": money("54"), "as_agreed": True, "worth": 2,
    "benefit": "it wobbles a little", "ease": 1, "note": "they were rude", "share": False,
}  # fmt: skip
OPINIONS = ("wobbles", "rude", "Was it worth", "How easy was it")


def copy_of(reader: Who) -> str:
    return record.read(reader, FILE).model_dump_json()


class TestOfASmallPurchase:
    @pytest.mark.parametrize("reader", ["alex", "robin"])
    def test_what_was_not_shared_is_not_in_the_file(
        self, talk: Talk, people: dict[str, Who], reader: str
    ) -> None:
        buy(talk, "priya", "ended.finished", **CARD, delivery=CAME)
        found = copy_of(people[reader])
        assert [words for words in OPINIONS if words in found] == []
        assert "has not been shared" in found
        assert "T-17" in found and "£54 with VAT" in found

    def test_its_author_and_whom_they_share_it_with_read_it(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        buy(talk, "priya", "ended.finished", **CARD, delivery={**CAME, "share": True})
        for reader in ("priya", "alex"):
            assert [words for words in OPINIONS if words not in copy_of(people[reader])] == []

    def test_what_was_typed_box_by_box_or_could_not_be_read_stays_out_too(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        buy(talk, "priya", "delivery", **CARD)
        for said in ("T-17", "£54 with VAT", "yes", "they were rude to us", "2", "it wobbles"):
            talk("priya", said)
        assert "they were rude to us" in copy_of(people["priya"])
        assert [words for words in OPINIONS if words in copy_of(people["alex"])] == []

    def test_a_box_that_was_changed_says_nothing_of_what_it_was(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        buy(talk, "priya", "delivery", **CARD)
        talk("priya", delivery={**CAME, "share": None})
        talk("priya", delivery={**CAME, "share": None, "note": "they were slow"})
        found = copy_of(people["alex"])
        assert [words for words in (*OPINIONS, "slow") if words in found] == []

    def test_the_boxes_that_everybody_may_read_are_boxes_of_the_question(self) -> None:
        for question, boxes in PLAIN.items():
            assert boxes < {box.id for box in policies.files().questions[question].fields}


class TestOfALargerOne:
    def test_what_was_typed_and_could_not_be_read_stays_out_too(
        self, talk: Talk, people: dict[str, Who], ridgeway: str
    ) -> None:
        delivered(talk, ridgeway)
        talk("priya", "they were rude to us")
        assert "they were rude to us" in copy_of(people["priya"])
        assert "they were rude to us" not in copy_of(people["alex"])

    def test_it_is_not_on_the_page_of_an_advice_that_was_given_before(
        self, talk: Talk, people: dict[str, Who]
    ) -> None:
        delivered(talk, "Bathwell")
        said = {"rating": 2, "because": "it wobbles", "well": "nothing", "badly": "they were rude"}
        go_on(talk, "priya", "benefits", talk("priya", do="repeat"), value=said)
        with transaction() as session:
            task = session.scalar(select(Task.id).where(Task.question == "advice"))
        assert task is not None
        shown = desk.advice(people["alex"], task).file.model_dump_json()
        assert "Bathwell" in shown
        assert [words for words in ("wobbles", "rude") if words in shown] == []


def delivered(talk: Talk, supplier: str) -> None:
    """Chairs for £900 from ``supplier`` have come; the look back is asked next."""
    chairs = {**STOOL, "budget": money("900")}
    one: dict[str, Any] = {
        "supplier": supplier,
        "price": money("880"),
        "running": money("1"),
        "life": "5",
        "must_haves": True,
        "quality": 4,
        "outcomes": 4,
        "sustainability": 4,
        "value_for_money": 4,
        "policy": 4,
    }
    buy(talk, "priya", "waiting", **chairs, option_1=one, option_2=one, choose="option#1")
    if supplier == "Bathwell":
        talk("alex", advice_at_1={"verdict": "go_ahead", "reply": "They are fine"})
    talk("morgan", approval_at_1={"decision": "approve", "reason": None})
    go_on(talk, "priya", "process_ratings", talk("priya", do="repeat"))


def test_a_file_for_the_desk_holds_no_look_back_that_is_not_shared(
    talk: Talk, people: dict[str, Who]
) -> None:
    buy(talk, "priya", "ended.finished", **CARD, delivery=CAME)
    with transaction() as session:
        purchase = session.scalar(select(Purchase))
        assert purchase is not None
        found = purchases.file(session, purchase).model_dump_json()
    assert [words for words in OPINIONS if words in found] == []
