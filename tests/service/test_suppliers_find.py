"""Who is preferred for a purchase, who is known, and who is new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import now
from buying.service import suppliers
from buying.service.suppliers import SupplierFileError
from buying.store.database import transaction
from buying.store.tables import Audit, Supplier

pytestmark = pytest.mark.usefixtures("database")

TODAY = date(2027, 3, 31)
YESTERDAY = date(2027, 3, 30)


@pytest.fixture
def session() -> Iterator[Session]:
    with transaction() as session:
        yield session


def preferred(session: Session, category: str, words: str = "", limit: int = 5) -> list[str]:
    return [s.name for s in suppliers.preferred_for(session, category, words, TODAY, limit)]


def found(session: Session, typed: str) -> list[str]:
    return [supplier.name for supplier in suppliers.find(session, typed)]


def status(session: Session, name: str, category: str = "equipment") -> str:
    return suppliers.is_familiar(session, name, category, TODAY).status


def why(session: Session, name: str, category: str = "equipment") -> str:
    return suppliers.is_familiar(session, name, category, TODAY).why


def test_preferred_suppliers_are_those_of_the_category(session: Session) -> None:
    suppliers.add(session, "Demo Mobility", ["equipment"])
    suppliers.add(session, "Demo Chairs", ["furniture", "equipment"])
    suppliers.add(session, "Demo Laptops", ["it"])
    suppliers.add(session, "Demo Known", ["equipment"], preferred=False)
    assert preferred(session, "equipment") == ["Demo Chairs", "Demo Mobility"]
    assert preferred(session, "it") == ["Demo Laptops"]
    assert preferred(session, "catering") == []


def test_those_that_sell_what_is_needed_come_first(session: Session) -> None:
    suppliers.add(session, "Anytown Care Supplies", ["equipment"], note="Beds and mattresses")
    suppliers.add(session, "Demo Mobility", ["equipment"], note="Shower chair, commode, rails")
    suppliers.add(session, "Sample Showers", ["equipment"])
    assert preferred(session, "equipment", "12 shower chairs") == [
        "Demo Mobility",
        "Sample Showers",
        "Anytown Care Supplies",
    ]
    assert preferred(session, "equipment", "a hospital bed", limit=1) == ["Anytown Care Supplies"]


def test_preference_holds_on_its_last_day_and_not_after(session: Session) -> None:
    suppliers.add(session, "Demo Last Day", ["it"], preferred_until=TODAY)
    suppliers.add(session, "Demo Too Late", ["it"], preferred_until=YESTERDAY)
    suppliers.add(session, "Demo No Date", ["it"])
    shown = suppliers.preferred_for(session, "it", "", TODAY)
    assert [(s.name, s.expiry) for s in shown] == [
        ("Demo Last Day", "valid"),
        ("Demo No Date", "unknown"),
    ]


def test_suppliers_taken_off_the_list_are_not_shown(session: Session) -> None:
    gone = suppliers.add(session, "Demo Gone", ["it"])
    session.get_one(Supplier, gone.id).retired_at = now()
    session.flush()
    assert preferred(session, "it") == []
    assert found(session, "Demo Gone") == []
    assert status(session, "Demo Gone", "it") == "unknown"


@pytest.mark.parametrize(
    "typed", ["wsp uk", "WSP UK Limited", "W.S.P. (UK) Ltd", "WPS UK", "wsp", "Wsp Uk Lmited"]
)
def test_a_name_is_found_as_people_type_it(session: Session, typed: str) -> None:
    suppliers.add(session, "WSP UK Ltd", ["building"])
    suppliers.add(session, "Demo Mobility", ["equipment"])
    assert found(session, typed) == ["WSP UK Ltd"]


def test_an_exact_name_comes_first_and_scores_100(session: Session) -> None:
    suppliers.add(session, "Sample Care Services Ltd", ["care"])
    suppliers.add(session, "Sample Care Ltd", ["care"])
    best, second = suppliers.find(session, "sample care")
    assert (best.name, best.score) == ("Sample Care Ltd", 100)
    assert second.score < 100


@pytest.mark.parametrize("typed", ["", "🙂", "  ", "zzzzzzzz", "x" * 10_000])
def test_a_name_that_is_like_none_finds_nobody(session: Session, typed: str) -> None:
    suppliers.add(session, "Sample Care Ltd", ["care"])
    assert found(session, typed) == []


def test_a_trading_name_is_a_name(session: Session) -> None:
    suppliers.add(session, "Sample Holdings Ltd T/A Demo Lifts", ["building"])
    assert found(session, "demo lifts") == ["Sample Holdings Ltd T/A Demo Lifts"]
    assert status(session, "Demo Lifts", "building") == "preferred"
    assert status(session, "Sample Holdings Limited", "building") == "preferred"


def test_a_supplier_just_added_is_found_at_once(session: Session) -> None:
    assert found(session, "Demo One") == []
    suppliers.add(session, "Demo One", ["it"])
    assert found(session, "Demo One") == ["Demo One"]


def test_every_standing_says_why_in_a_sentence(session: Session) -> None:
    suppliers.add(session, "Demo Mobility", ["equipment"], preferred_until=TODAY)
    suppliers.add(session, "Demo Chairs", ["furniture", "it"])
    suppliers.add(session, "Demo Old", ["equipment"], preferred_until=YESTERDAY)
    suppliers.add(session, "Demo Known", ["equipment"], preferred=False)
    suppliers.add(session, "Demo Anything", [])
    assert why(session, "demo mobility") == (
        "Demo Mobility is a preferred supplier for care and mobility equipment until 31 March 2027."
    )
    assert why(session, "Demo Chairs") == (
        "Demo Chairs is a preferred supplier, but for furniture and furnishings and computers,"
        " phones and software, not for care and mobility equipment."
    )
    assert why(session, "Demo Old") == (
        "Demo Old was a preferred supplier until 30 March 2027. That day has passed."
    )
    assert why(session, "Demo Known") == (
        "Demo Known is on our list, but not as a preferred supplier."
    )
    assert why(session, "Demo Anything") == (
        "Demo Anything is a preferred supplier, but the list does not say for what."
    )
    assert why(session, "Demo Mobilty") == (
        "“Demo Mobilty” is not on our list of suppliers. The nearest name on it is “Demo Mobility”."
    )


def test_only_a_supplier_preferred_for_this_category_is_familiar(session: Session) -> None:
    suppliers.add(session, "Demo Mobility", ["equipment"])
    suppliers.add(session, "Demo Known", ["equipment"], preferred=False)
    asked = ["Demo Mobility Ltd", "Demo Known", "Demo New"]
    said = [suppliers.is_familiar(session, name, "equipment", TODAY) for name in asked]
    assert [(one.status, one.familiar) for one in said] == [
        ("preferred", True),
        ("known", False),
        ("unknown", False),
    ]


def test_a_name_that_is_merely_like_one_is_not_familiar(session: Session) -> None:
    suppliers.add(session, "Demo Mobility", ["equipment"])
    answer = suppliers.is_familiar(session, "Demo Mobilty", "equipment", TODAY)
    assert answer.status == "unknown"
    assert [close.name for close in answer.close] == ["Demo Mobility"]


def test_another_firm_of_the_same_group_is_not_familiar(session: Session) -> None:
    suppliers.add(session, "Sample UK LLP", ["services"])
    assert status(session, "Sample UK Ltd", "services") == "unknown"
    assert status(session, "Sample UK", "services") == "preferred"


def test_of_two_suppliers_of_one_name_the_better_standing_counts(session: Session) -> None:
    suppliers.add(session, "Broadway", ["care"], preferred=False, postcode="M31 4DH")
    suppliers.add(session, "Broadway", ["care"], postcode="M41 5BU")
    assert status(session, "broadway", "care") == "preferred"


def test_adding_a_supplier_twice_changes_nothing(session: Session) -> None:
    first = suppliers.add(session, "Demo Mobility", ["equipment"], size="small")
    again = suppliers.add(session, "DEMO MOBILITY", ["equipment"], size="small")
    assert first == again
    assert [a.action for a in session.scalars(select(Audit))] == ["added a supplier"]


def test_adding_more_about_a_supplier_is_noted(session: Session) -> None:
    suppliers.add(session, "Demo Mobility", ["equipment"])
    more = suppliers.add(session, "Demo Mobility", ["furniture"], by="command")
    assert more.categories == ("equipment", "furniture")
    actions = [a.action for a in session.scalars(select(Audit).order_by(Audit.id))]
    assert actions == ["added a supplier", "changed a supplier"]


def test_what_cannot_be_added_is_refused(session: Session) -> None:
    with pytest.raises(SupplierFileError, match="needs a name"):
        suppliers.add(session, "🙂", ["it"])
    with pytest.raises(SupplierFileError, match="no category “rockets”"):
        suppliers.add(session, "Demo", ["rockets"])


def test_the_list_goes_by_name_and_can_be_narrowed(session: Session) -> None:
    suppliers.add(session, "Beta", ["it"])
    suppliers.add(session, "alpha", ["care"], preferred=False)
    suppliers.add(session, "Gamma", ["care"])
    assert [s.name for s in suppliers.everybody(session)] == ["alpha", "Beta", "Gamma"]
    assert [s.name for s in suppliers.everybody(session, preferred=True)] == ["Beta", "Gamma"]
    assert [s.name for s in suppliers.everybody(session, category="care", limit=1, offset=1)] == [
        "Gamma"
    ]
