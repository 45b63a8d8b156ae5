"""The register of contracts: taken in from a file, listed, and shown to those who can use one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from buying.cards import Card
from buying.cli.app import main
from buying.cli.demo import add_contracts, add_suppliers
from buying.clock import today
from buying.service import contracts
from buying.service.contracts import ContractReport, ContractView
from buying.service.suppliers import SupplierFileError
from buying.store.database import transaction
from buying.store.tables import Audit, Person, Supplier
from tests.service.buying import buy
from tests.service.conftest import Talk, money

pytestmark = pytest.mark.usefixtures("database")

HEAD = "Reference,Title,Supplier,Category,Starts,Ends,How to order,Up to,VAT,Note\n"
HOISTS = "CT-1,Hoists and slings,Ridgeway Test Equipment,equipment,01/04/2024,31/03/2031,"
GOOD = HOISTS + 'Send them an order by e-mail,"£10,000",net,\n'

Run = Callable[..., tuple[int, str, str]]


def taken(rows: str, head: str = HEAD, **how: bool) -> ContractReport:
    return contracts.import_file((head + rows).encode(), file_name="contracts.csv", **how)


def listed(**how: bool) -> tuple[ContractView, ...]:
    with transaction() as session:
        return contracts.listed(session, **how)


def fitting(item: str, on: date | None = None, category: str = "equipment") -> list[str]:
    with transaction() as session:
        found = contracts.fitting(
            session, category, item, on or today(), rate=Decimal("0.20"), label="Care equipment"
        )
        return [contract.reference for contract in found]


def row(reference: str, ends: date, starts: date | None = None) -> str:
    first = f"{starts:%d/%m/%Y}" if starts else ""
    return f"{reference},Hoists,A Ltd,equipment,{first},{ends:%d/%m/%Y},By e-mail,,,\n"


class TestTakingAFileIn:
    def test_everything_that_it_says_is_kept(self) -> None:
        assert taken(GOOD).summary == (
            "Contracts in the file: 1; added: 1; changed: 0; the same as before: 0; left out: 0."
        )
        (contract,) = listed()
        assert (contract.reference, contract.title) == ("CT-1", "Hoists and slings")
        assert (contract.starts, contract.ends) == (date(2024, 4, 1), date(2031, 3, 31))
        assert contract.how == "Send them an order by e-mail"
        assert contract.up_to is not None
        assert (contract.up_to.amount, contract.up_to.vat) == (Decimal("10000.00"), "net")

    def test_the_same_file_again_changes_nothing(self) -> None:
        taken(GOOD)
        again = taken(GOOD)
        assert (len(again.added), len(again.changed), again.unchanged) == (0, 0, 1)
        assert len(listed()) == 1

    def test_a_reference_that_is_known_is_brought_up_to_date(self) -> None:
        taken(GOOD)
        report = taken(GOOD.replace("31/03/2031", "31/03/2032"))
        assert [line.said for line in report.changed] == ["Changed: the last day."]
        assert listed()[0].ends == date(2032, 3, 31)

    def test_a_trial_stores_nothing(self) -> None:
        assert len(taken(GOOD, dry_run=True).added) == 1
        assert listed() == ()

    def test_the_supplier_is_found_on_our_list(self, ridgeway: str) -> None:
        taken(GOOD)
        with transaction() as session:
            known = session.scalar(select(Supplier.id).where(Supplier.name == ridgeway))
        assert listed()[0].supplier_id == known

    def test_a_supplier_that_is_not_on_it_is_kept_by_name(self) -> None:
        taken(GOOD)
        assert (listed()[0].supplier, listed()[0].supplier_id) == ("Ridgeway Test Equipment", None)

    @pytest.mark.parametrize(
        ("spoilt", "why"),
        [
            (",Hoists,A Ltd,equipment,,31/03/2031,By e-mail,,,", "It has no reference, by which"),
            ("CT-1,,A Ltd,equipment,,31/03/2031,By e-mail,,,", "It has no title."),
            ("CT-1,Hoists,A Ltd,equipment,,,By e-mail,,,", "It has no last day."),
            ("CT-1,Hoists,A Ltd,equipment,,31/03/2031,,,,", "It has no word on how to order"),
            ("CT-1,Hoists,A Ltd,boats,,31/03/2031,By e-mail,,,", "The category “boats” is not"),
            ("CT-1,Hoists,A Ltd,equipment,,31/02/2031,By e-mail,,,", "“31/02/2031” is not a date"),
            ("CT-1,Hoists,A Ltd,equipment,1/4/2032,1/4/2031,By e-mail,,,", "It ends before it"),
            ("CT-1,Hoists,A Ltd,equipment,,1/4/2031,By e-mail,£500,,", "does not say if VAT is in"),
            ("CT-1,Hoists,A Ltd,equipment,,1/4/2031,By e-mail,lots,net,", "is not an amount"),
            ("CT-1,Hoists,!!,equipment,,1/4/2031,By e-mail,,,", "name has no letters"),
            ("CT-1,Hoists,A Ltd", "It has 3 columns, and there are 10 headings"),
        ],
    )  # fmt: skip
    def test_a_row_that_is_not_whole_is_left_out_and_named(self, spoilt: str, why: str) -> None:
        report = taken(f"{GOOD.replace('CT-1', 'CT-0')}{spoilt}\n")
        (line,) = report.left_out
        assert line.where == "row 3"
        assert why in line.said
        assert len(listed()) == 1

    def test_a_reference_twice_in_one_file_counts_once(self) -> None:
        report = taken(GOOD + GOOD.replace("Hoists and slings", "Beds"))
        assert report.left_out[0].said == "The reference CT-1 is in row 2 already."
        assert listed()[0].title == "Hoists and slings"

    def test_one_that_has_ended_is_taken_and_pointed_out(self) -> None:
        report = taken(row("CT-2", date(2020, 3, 31)))
        assert report.remarks[0].said == "It ended on 31 March 2020, so nobody is shown it."
        assert listed() == ()
        assert [contract.standing for contract in listed(all=True)] == ["ended"]

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("", "is empty"),
            ("Reference,Title\nCT-1,Hoists\n", "has no column called “supplier”, “category”"),
            (HEAD, "has headings but no contracts under them"),
        ],
    )
    def test_a_file_that_is_no_use_is_refused(self, text: str, complaint: str) -> None:
        with pytest.raises(SupplierFileError, match=complaint):
            taken("", head=text)

    def test_headings_may_be_in_other_words_and_order(self) -> None:
        head = "Contract end date;Contractor;Contract title;Contract ref;Call off;Category id\n"
        taken("31/03/2031;A Ltd;Hoists;CT-9;By e-mail;equipment\n", head=head)
        assert (listed()[0].reference, listed()[0].supplier) == ("CT-9", "A Ltd")

    def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(self) -> None:
        taken(GOOD.replace("Hoists and slings", "=HYPERLINK(1)"))
        assert listed()[0].title == "HYPERLINK(1)"

    def test_an_import_is_on_the_audit_trail_where_it_changed_something(self) -> None:
        taken(GOOD)
        taken(GOOD)
        with transaction() as session:
            actions = session.scalars(select(Audit.action)).all()
        assert actions == ["imported contracts"]


class TestWhichFit:
    def test_one_counts_to_its_last_day(self) -> None:
        taken(row("CT-1", date(2031, 3, 31)))
        assert fitting("hoist", date(2031, 3, 31)) == ["CT-1"]
        assert fitting("hoist", date(2031, 4, 1)) == []

    def test_and_from_its_first(self) -> None:
        taken(row("CT-1", date(2099, 3, 31), starts=date(2098, 4, 1)))
        assert fitting("hoist", date(2098, 3, 31)) == []
        assert fitting("hoist", date(2098, 4, 1)) == ["CT-1"]

    def test_another_thing_or_kind_of_thing_does_not(self) -> None:
        taken(GOOD)
        assert fitting("ceiling hoist") == ["CT-1"]
        assert fitting("shower chairs") == []
        assert fitting("ceiling hoist", category="office") == []

    def test_one_that_was_put_on_the_register_later_does_not(self) -> None:
        taken(GOOD)
        assert fitting("hoist", today() - timedelta(days=1)) == []

    def test_one_that_was_taken_off_does_not(self) -> None:
        taken(GOOD)
        with transaction() as session:
            contracts.retire(session, "CT-1")
        assert fitting("hoist") == []
        assert listed() == ()

    def test_and_does_again_once_it_is_back_in_the_file(self) -> None:
        taken(GOOD)
        with transaction() as session:
            contracts.retire(session, "CT-1")
        assert taken(GOOD).changed[0].said == "Changed: back on the register."
        assert fitting("hoist") == ["CT-1"]


class TestInAPurchase:
    def hoists(self, talk: Talk, budget: str) -> list[Card]:
        need = {"item": "hoists", "quantity": "2"}
        said = {"need": need, "category": "equipment", "budget": money(budget)}
        return buy(talk, "priya", "route", **said)

    def test_the_way_to_buy_is_an_order_under_the_contract(
        self, people: dict[str, Person], talk: Talk
    ) -> None:
        taken(GOOD)
        card = self.hoists(talk, "4800")[-1]
        assert "Order under a contract that we have" in [fact.value for fact in card.facts]

    def test_not_where_one_order_may_not_come_to_so_much(
        self, people: dict[str, Person], talk: Talk
    ) -> None:
        taken(GOOD)
        card = self.hoists(talk, "12001")[-1]
        assert "Order under a contract that we have" not in [fact.value for fact in card.facts]


class TestTheCommand:
    @pytest.fixture
    def run(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
        def run(*words: object) -> tuple[int, str, str]:
            monkeypatch.setattr(sys, "argv", ["buywell", "contracts", *map(str, words)])
            with pytest.raises(SystemExit) as ended:
                main()
            said = capsys.readouterr()
            return int(ended.value.code or 0), said.out, said.err

        return run

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "contracts.csv"
        path.write_text(f"{HEAD}{GOOD},Beds,A Ltd,equipment,,31/03/2031,By e-mail,,,\n")
        return path

    def test_an_import_says_what_it_took_and_left_out(self, run: Run, file: Path) -> None:
        assert run("import", file) == (
            0,
            "contracts.csv: UTF-8 text; commas between columns.\n"
            "Contracts in the file: 2; added: 1; changed: 0; the same as before: 0; left out: 1.\n"
            "\n"
            "Left out:\n"
            "  row 3 “Beds”: It has no reference, by which it is known again.\n",
            "",
        )

    def test_a_trial_says_that_it_was_one(self, run: Run, file: Path) -> None:
        said = run("import", file, "--dry-run")[1]
        assert "would be added: 1" in said
        assert said.endswith("This was a trial: nothing was stored.\n")
        assert "There are no contracts here" in run("list")[1]

    def test_the_list_says_what_from_whom_and_until_when(self, run: Run, file: Path) -> None:
        run("import", file)
        assert " ".join(run("list")[1].split()) == (
            "CT-1 Hoists and slings Ridgeway Test Equipment equipment until 31/03/2031"
        )

    def test_one_can_be_taken_off(self, run: Run, file: Path) -> None:
        run("import", file)
        assert run("retire", "CT-1") == (0, "The contract CT-1 is off the register.\n", "")
        code, said, error = run("retire", "CT-1")
        assert (code, said) == (2, "")
        assert "There is no contract “CT-1” on the register" in error

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [(("import", "none.csv"), "There is no file"), (("import", "."), "is a folder")],
    )
    def test_what_cannot_be_done_is_said_on_standard_error(
        self, run: Run, words: tuple[str, ...], complaint: str
    ) -> None:
        code, said, error = run(*words)
        assert (code, said) == (2, "")
        assert complaint in error
        assert len(error.splitlines()) == 1


def test_the_demonstration_has_contracts_with_its_own_suppliers() -> None:
    add_suppliers()
    assert add_contracts() == 3
    assert add_contracts() == 0
    assert all(contract.supplier_id and contract.standing == "in force" for contract in listed())
