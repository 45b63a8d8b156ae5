"""The register of contracts on the desk."""

from __future__ import annotations

import pytest

from buying.service import contracts
from buying.service.people import Who
from tests.desk.conftest import SignIn
from tests.desk.page import Page

FILE = """\
Reference,Title,Supplier,Category,Starts,Ends,How to order,Up to,VAT,Note
CT-1,Hoists & <slings>,Ridgeway Test Equipment,equipment,,31/03/2097,By e-mail,"£10,000",net,
CT-2,Beds,A Ltd,equipment,,31/03/2020,By telephone,,,
CT-3,Mattresses,B Ltd,equipment,01/04/2096,31/03/2097,By letter,,,
"""


@pytest.fixture
def three(people: dict[str, Who]) -> None:
    """Contracts of which one has ended and one has not begun."""
    contracts.import_file(FILE.encode(), file_name="contracts.csv")


@pytest.mark.usefixtures("three")
def test_contracts_show_from_whom_how_and_until_when(signed_in: SignIn) -> None:
    page = Page(signed_in("alex").get("/desk/contracts").text)
    cells = page.words("td")
    assert cells[:4] == [
        "Ridgeway Test Equipment", "By e-mail", "£10,000 plus VAT", "31 March 2097 In force",
    ]  # fmt: skip
    assert cells[-1] == "31 March 2097 Not yet"
    assert "Beds" not in page.text
    assert "Hoists &amp; &lt;slings&gt;" in page.text


@pytest.mark.usefixtures("three")
def test_those_that_have_ended_can_be_shown(signed_in: SignIn) -> None:
    page = Page(signed_in("alex").get("/desk/contracts?ended=1").text)
    assert page.words("strong")[-3:] == ["Ended", "In force", "Not yet"]


def test_an_empty_register_says_how_contracts_are_added(signed_in: SignIn) -> None:
    assert "buywell contracts import FILE" in signed_in("robin").get("/desk/contracts").text


@pytest.mark.parametrize(("person", "status"), [("priya", 403), ("morgan", 403), ("ash", 200)])
def test_only_those_who_work_on_the_desk_may_read(
    signed_in: SignIn, auditor: Who, person: str, status: int
) -> None:
    assert signed_in(person).get("/desk/contracts").status_code == status
