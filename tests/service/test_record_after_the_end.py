"""A purchase that has ended keeps its record, whatever the world outside does afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from buying.clock import now
from buying.service import contracts, record, suppliers
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.record import Record
from buying.store.database import transaction
from buying.store.tables import Contract, Purchase, Supplier
from tests.service.buying import buy, go_on
from tests.service.conftest import Talk, money

CHAIRS: dict[str, Any] = {
    "need": {"item": "shower chairs", "quantity": "12"},
    "category": "equipment",
    "budget": money("900"),
}
SEPARATE = {"decision": "separate", "reason": "another room"}


def kept(found: Record) -> str:
    """All that a file says, but for the moment at which it was looked at."""
    return found.model_dump_json(exclude={"made_at"})


def scene_of(reference: str) -> Scene:
    with transaction() as session:
        purchase = session.scalar(select(Purchase).where(Purchase.reference == reference))
        assert purchase is not None
        return Scene(session, purchase)


def cancel(talk: Talk, person: str) -> None:
    talk(person, do="cancel")
    talk(person, do="yes")


def finish(talk: Talk, supplier: str) -> None:
    """Priya buys chairs from ``supplier`` and looks back; a budget holder approves."""
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
    buy(talk, "priya", "waiting", **CHAIRS, option_1=one)
    talk("morgan", approval_at_1={"decision": "approve", "reason": None})
    shared = {"share": True, "proposal": None}
    go_on(talk, "priya", "ended.finished", talk("priya", do="repeat"), share=shared)


@pytest.mark.parametrize("change", ["retired", "elsewhere", "not_preferred", "expired"])
def test_a_supplier_that_leaves_the_list_changes_no_file_of_before(
    talk: Talk, people: dict[str, Who], ridgeway: str, change: str
) -> None:
    finish(talk, ridgeway)
    before = kept(record.read(people["priya"], "BW-0001"))
    changes: dict[str, dict[str, Any]] = {
        "retired": {"retired_at": now()},
        "elsewhere": {"categories": ["office"]},
        "not_preferred": {"preferred": False},
        "expired": {"preferred_until": now() - timedelta(days=30)},
    }
    with transaction() as session:
        session.execute(update(Supplier).values(**changes[change]))
    assert kept(record.read(people["priya"], "BW-0001")) == before


def test_nor_does_a_supplier_that_comes_onto_it(talk: Talk, people: dict[str, Who]) -> None:
    buy(talk, "priya", "choose", **CHAIRS)
    cancel(talk, "priya")
    before = kept(record.read(people["priya"], "BW-0001"))
    with transaction() as session:
        suppliers.add(session, "Bathwell", ["equipment"], preferred=True)
    assert kept(record.read(people["priya"], "BW-0001")) == before


def test_nor_does_a_colleague_whose_purchase_is_long_past(
    talk: Talk, people: dict[str, Who]
) -> None:
    buy(talk, "sam", "option#1", **CHAIRS)
    buy(talk, "priya", "needed_by", **CHAIRS)
    buy(talk, "priya", "involve", **CHAIRS, join="BW-0001", split=SEPARATE)
    cancel(talk, "priya")
    before = kept(record.read(people["priya"], "BW-0003"))
    assert "Buying together" in before
    long_ago = now() - timedelta(days=400)
    with transaction() as session:
        session.execute(update(Purchase).values(updated_at=long_ago))
    assert kept(record.read(people["priya"], "BW-0003")) == before


def test_nor_does_an_earlier_purchase_that_is_cancelled_or_grows(
    talk: Talk, people: dict[str, Who]
) -> None:
    stools = {**CHAIRS, "budget": money("200")}
    buy(talk, "priya", "option#1", **stools)
    buy(talk, "priya", "involve", **stools, split={"decision": "together", "reason": "one need"})
    cancel(talk, "priya")
    before = kept(record.read(people["priya"], "BW-0002"))
    assert "£400 with VAT" in before
    talk("priya", do="open:BW-0001")
    cancel(talk, "priya")
    assert kept(record.read(people["priya"], "BW-0002")) == before


def test_nor_does_a_contract_that_gets_another_last_day(talk: Talk, people: dict[str, Who]) -> None:
    listed = b"reference,title,supplier,category,ends,how\nCT-1,Shower chairs,Bathwell,equipment,"
    contracts.import_file(listed + b"31/03/2099,Phone them\n", file_name="contracts.csv")
    buy(talk, "priya", "option#1", **CHAIRS)
    cancel(talk, "priya")
    before = kept(record.read(people["priya"], "BW-0001"))
    assert "Phone them" in before
    with transaction() as session:
        session.execute(update(Contract).values(how="Write to them"))
    assert kept(record.read(people["priya"], "BW-0001")) == before


def test_what_is_kept_says_of_the_purchase_what_was_known_on_its_last_day(
    talk: Talk, people: dict[str, Who], ridgeway: str
) -> None:
    buy(talk, "sam", "option#1", **CHAIRS)
    buy(talk, "priya", "option#1", **CHAIRS)
    before = scene_of("BW-0002").context.known
    assert before.colleagues and before.preferred
    cancel(talk, "priya")
    assert scene_of("BW-0002").context.known == before


def test_a_purchase_that_is_not_over_still_follows_the_list(
    talk: Talk, people: dict[str, Who], ridgeway: str
) -> None:
    buy(talk, "priya", "option#1", **CHAIRS)
    assert scene_of("BW-0001").context.known.preferred == (ridgeway,)
    with transaction() as session:
        session.execute(update(Supplier).values(retired_at=now()))
    assert scene_of("BW-0001").context.known.preferred == ()
