"""The supplier list on the desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from buying.clock import now
from buying.service import suppliers
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import Supplier
from tests.desk.buyer import Buyer
from tests.desk.conftest import Finish, SignIn
from tests.desk.page import Page

YESTERDAY: date = now().date() - timedelta(days=1)


@pytest.fixture
def four(people: dict[str, Who]) -> dict[str, int]:
    """Four suppliers, by name, with their ids."""
    with transaction() as session:
        made = [
            suppliers.add(
                session, "Hill & Dale Hoists Ltd", ["equipment"], area="Meadowshire",
                postcode="M33 7BU", identifiers={"GB-COH": "01234567"}, size="small", vcse=False,
                note="Ask for <Jo>",
            ),
            suppliers.add(session, "Dale Computers", ["it", "office"], False, area="Riverford"),
            suppliers.add(session, "Old Friend Ltd", ["it"], preferred_until=YESTERDAY),
            suppliers.add(session, "100% Clean", ["cleaning"], False),
        ]  # fmt: skip
    return {view.name: view.id for view in made}


def names(page: str) -> list[str]:
    """The suppliers in the table, in order."""
    return Page(page).words("th")[4:]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["100% Clean", "Dale Computers", "Hill & Dale Hoists Ltd", "Old Friend Ltd"]),
        ("name=dale", ["Dale Computers", "Hill & Dale Hoists Ltd"]),
        ("name=hoists+hill", ["Hill & Dale Hoists Ltd"]),
        ("name=%25", ["100% Clean"]),
        ("name=_", []),
        ("preferred=1", ["Hill & Dale Hoists Ltd"]),
        ("category=it", ["Dale Computers", "Old Friend Ltd"]),
        ("category=i", []),
        ("area=river", ["Dale Computers"]),
        ("area=m33", ["Hill & Dale Hoists Ltd"]),
        ("name=dale&category=equipment", ["Hill & Dale Hoists Ltd"]),
    ],
)
def test_suppliers_are_found_by_name_kind_place_and_standing(
    signed_in: SignIn, four: dict[str, int], query: str, found: list[str]
) -> None:
    page = signed_in("alex").get(f"/desk/suppliers?{query}").text
    assert names(page) == found
    assert found or "No supplier matches" in page


def test_a_supplier_whose_last_day_has_passed_is_not_shown_as_preferred(
    signed_in: SignIn, four: dict[str, int]
) -> None:
    browser = signed_in("alex")
    assert Page(browser.get("/desk/suppliers").text).words("strong").count("Yes") == 1
    page = browser.get(f"/desk/suppliers/{four['Old Friend Ltd']}").text
    assert "Was a preferred supplier until" in page


def test_one_supplier_shows_what_is_known(signed_in: SignIn, four: dict[str, int]) -> None:
    page = signed_in("alex").get(f"/desk/suppliers/{four['Hill & Dale Hoists Ltd']}").text
    for words in (
        "Hill &amp; Dale Hoists Ltd", "01234567", "Care and mobility equipment",
        "Small (under 50 people)", "Ask for &lt;Jo&gt;", "Nobody has shared a look back",
    ):  # fmt: skip
        assert words in page


def test_look_backs_stand_beside_the_supplier(
    signed_in: SignIn, people: dict[str, Who], finish: Finish
) -> None:
    finish(Buyer("priya").start())
    with transaction() as session:
        known = suppliers.add(session, "Fernhill Benches Limited", ["furniture"])
    page = signed_in("alex").get(f"/desk/suppliers/{known.id}").text
    assert "BW-0001: garden benches" in page
    assert "Value for money: 4 of 5" in page


def test_fifty_stand_on_a_page(signed_in: SignIn, people: dict[str, Who]) -> None:
    with transaction() as session:
        for number in range(120):
            name = f"Supplier {number:03d}"
            session.add(
                Supplier(
                    name=name, match_name=name.lower(), categories=["it"], identifiers={},
                    preferred=False,
                )
            )  # fmt: skip
    browser = signed_in("alex")
    first = browser.get("/desk/suppliers?category=it").text
    assert "120 suppliers found" in first
    assert len(names(first)) == 50
    assert "/desk/suppliers?category=it&amp;page=2" in first
    assert names(browser.get("/desk/suppliers?category=it&page=3").text)[-1] == "Supplier 119"


def test_an_empty_list_says_how_suppliers_are_added(signed_in: SignIn) -> None:
    assert "buywell suppliers import FILE" in signed_in("alex").get("/desk/suppliers").text


def test_a_retired_supplier_is_off_the_list_and_still_readable(
    signed_in: SignIn, four: dict[str, int]
) -> None:
    id = four["Dale Computers"]
    with transaction() as session:
        session.get_one(Supplier, id).retired_at = now()
    browser = signed_in("alex")
    assert "Dale Computers" not in browser.get("/desk/suppliers").text
    assert "Not on the list any more" in browser.get(f"/desk/suppliers/{id}").text
