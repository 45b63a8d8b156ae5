"""Costs taken in from exports of finance systems, by the command that administrators use."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from buying.cli.app import main
from buying.domain.spending import same
from buying.service import messages, people
from buying.service.spending import before, imports
from buying.service.spending.reports import SpendingReport
from buying.service.suppliers import SupplierFileError
from buying.store.database import reading
from buying.store.tables import Audit, SpendingRow
from tests.service.bought import bought as bought
from tests.service.bought import finished_database as finished_database
from tests.service.conftest import Talk

HEAD = "Reference,Invoice Date,Net Amount,VAT,Gross Amount,Description,Invoice Number\n"
ONE = "BW-0001,03/03/2026,450.00,90.00,540.00,Chairs part 1,INV-1\n"
TWO = "BW-0001,17/03/2026,85.00,17.00,102.00,Repair of wheel,INV-2\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``buywell spending import`` on a file with this text."""

    def command(text: str, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "payments.csv"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["buywell", "spending", "import", str(file), *options])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return command


def taken(rows: str, head: str = HEAD, **how: object) -> SpendingReport:
    return imports.import_file((head + rows).encode(), file_name="payments.csv", **how)  # type: ignore[arg-type]


def kept() -> list[SpendingRow]:
    with reading() as session:
        return list(session.scalars(select(SpendingRow).order_by(SpendingRow.id)))


@pytest.mark.usefixtures("bought")
class TestTheCommand:
    def test_every_row_is_reported(self, run: Run) -> None:
        bad = "BW-0099,03/03/2026,1.00,0.20,1.20,Gloves,INV-3\n"
        code, out, _ = run(HEAD + ONE + TWO + bad)
        assert code == 0
        assert "Costs in the file: 3; recorded: 2; there already: 0; not understood: 1." in out
        assert "row 4 “BW-0099”: There is no purchase BW-0099." in out
        assert "row 2 “BW-0001”: Invoice towards the price, £450 plus VAT, 03/03/2026" in out

    def test_a_trial_stores_nothing(self, run: Run) -> None:
        _, out, _ = run(HEAD + ONE, "--dry-run")
        assert "would be recorded: 1" in out
        assert "This was a trial: nothing was stored." in out
        assert kept() == []

    def test_the_same_file_again_counts_nothing_twice(self, run: Run) -> None:
        for _ in range(3):
            _, out, _ = run(HEAD + ONE + TWO)
        assert "recorded: 0; there already: 2" in out
        assert len(kept()) == 2

    def test_a_file_that_is_no_use_is_one_sentence_and_code_2(self, run: Run) -> None:
        code, _, err = run("Supplier,Colour\nA,red\n")
        assert code == 2
        assert "has no column called “date”, “net, gross or amount”, “reference”" in err

    def test_an_unknown_way_to_give_vat_is_refused(self, run: Run) -> None:
        code, _, err = run(HEAD + ONE, "--vat", "maybe")
        assert (code, "Use net, gross or exempt." in err) == (2, True)


@pytest.mark.usefixtures("bought")
class TestTheSameOneTwice:
    def test_what_was_typed_before_is_there_already(self, talk: Talk) -> None:
        talk("priya", "record invoice inv 1 £540 with VAT for BW-0001 on 3/3/2026")
        report = taken(ONE)
        assert [line.where for line in report.there] == ["row 2"]
        assert len(kept()) == 1

    def test_a_number_twice_in_one_file_counts_once(self) -> None:
        report = taken(ONE + ONE)
        assert (len(report.taken), len(report.there)) == (1, 1)
        assert "The file has it twice." in report.there[0].said

    def test_a_number_with_another_amount_is_another_payment(self) -> None:
        second = ONE.replace("450.00,90.00,540.00", "100.00,20.00,120.00")
        assert len(taken(ONE + second).taken) == 2

    def test_rows_without_number_may_be_alike_and_are_counted_as_often_as_there(self) -> None:
        row = ONE.replace("INV-1", "")
        assert len(taken(row + row).taken) == 2
        assert len(taken(row + row).there) == 2
        assert len(taken(row + row + row).taken) == 1
        assert len(kept()) == 3

    def test_a_row_with_and_one_without_its_number_are_one_cost_on_record(self) -> None:
        taken(ONE)
        report = taken(ONE.replace("INV-1", "") + ONE)
        assert (len(report.taken), len(report.there)) == (0, 2)

    def test_what_was_taken_back_stays_so(self, talk: Talk) -> None:
        taken(ONE)
        talk("priya", do=f"uncost:{kept()[0].id}")
        talk("priya", "it is for another service")
        report = taken(ONE)
        assert "It was taken back." in report.there[0].said
        assert len(kept()) == 2


@pytest.mark.usefixtures("bought")
class TestCells:
    @pytest.mark.parametrize(
        ("cell", "stored"),
        [("1,534.24", "1534.24"), ("£90", "90"), ("-40.00", "-40.00"), ("(40.00)", "-40.00"),
         ("40.00-", "-40.00"), ("40.00 CR", "-40.00"), ("£-3.10", "-3.10")],
    )  # fmt: skip
    def test_amounts_as_finance_systems_write_them(self, cell: str, stored: str) -> None:
        taken(f'BW-0001,03/03/2026,"{cell}"\n', head="Ref,Date,Net\n")
        assert str(kept()[0].amount) == stored

    @pytest.mark.parametrize("cell", ["1.534,24", "ten", "(40.00", "0.001", "99999999999"])
    def test_others_are_not_understood(self, cell: str) -> None:
        report = taken(f'BW-0001,03/03/2026,"{cell}"\n', head="Ref,Date,Net\n")
        assert len(report.left_out) == 1
        assert kept() == []

    @pytest.mark.parametrize(
        ("head", "row", "amount", "basis"),
        [
            ("Ref,Date,Amount (net)\n", "BW-0001,3/3/2026,100", "100", "net"),
            ("Ref,Date,Gross (£)\n", "BW-0001,3 March 2026,120", "120", "gross"),
            ("Ref,Date,Gross,VAT\n", "BW-0001,2026-03-03,120,20", "100", "net"),
            ("Ref,Date,Net,VAT\n", "BW-0001,3/3/2026,100,0.00", "100", "exempt"),
            ("Ref,Date,Net,VAT\n", "BW-0001,3/3/2026,100,5.00", "100", "net"),
            ("Ref,Date,Amount,VAT\n", "BW-0001,3/3/2026,100,gross", "100", "gross"),
            ("Ref,Date,Amount,VAT\n", "BW-0001,3/3/2026,100,exempt", "100", "exempt"),
        ],
    )
    def test_vat_is_read_from_what_the_file_says(
        self, head: str, row: str, amount: str, basis: str
    ) -> None:
        taken(row + "\n", head=head)
        (cost,) = kept()
        assert (str(cost.amount), cost.vat) == (amount, basis)

    @pytest.mark.parametrize(
        ("head", "row", "amount", "basis"),
        [
            ("Ref,Date,Net,VAT\n", "BW-0001,3/3/2026,450,20%", "450", "net"),
            ("Ref,Date,Net,VAT\n", "BW-0001,3/3/2026,450,20% (VAT on Expenses)", "450", "net"),
            ("Ref,Date,Net,VAT,Gross\n", "BW-0001,3/3/2026,450,20,540", "450", "net"),
            ("Ref,Date,Net,VAT,Gross\n", "BW-0001,3/3/2026,450,20,470", "450", "net"),
            ("Ref,Date,Gross,VAT\n", "BW-0001,3/3/2026,540,T1", "540", "gross"),
            ("Ref,Date,Gross,VAT\n", "BW-0001,3/3/2026,105,T5", "100.00", "net"),
            ("Ref,Date,Gross,VAT\n", "BW-0001,3/3/2026,540,S", "540", "gross"),
            ("Ref,Date,Net,VAT\n", "BW-0001,3/3/2026,450,Z", "450", "exempt"),
            ("Ref,Date,Amount,VAT\n", "BW-0001,3/3/2026,450,E", "450", "exempt"),
            ("Ref,Date,Gross,VAT %\n", "BW-0001,3/3/2026,540,20", "540", "gross"),
            ("Ref,Date,Gross,VAT,T/C\n", "BW-0001,3/3/2026,540,90.00,T1", "450.00", "net"),
            ("Ref,Date,Net,VAT,T/C\n", "BW-0001,3/3/2026,450,,T9", "450", "exempt"),
            ("Ref,Date,Net,VAT\n", "BW-0001,3/3/2026,450,-", "450", "net"),
        ],
    )
    def test_rates_and_codes_of_vat_are_understood(
        self, head: str, row: str, amount: str, basis: str
    ) -> None:
        report = taken(row + "\n", head=head)
        (cost,) = kept()
        assert (str(cost.amount), cost.vat) == (amount, basis)
        assert report.remarks == ()

    @pytest.mark.parametrize(
        ("head", "row", "amount", "basis", "why"),
        [
            ("Ref,Date,Net,VAT\n", "BW-0001,3/3/2026,450,20", "450", "net", "“20” may be a rate"),
            ("Ref,Date,Gross,VAT\n", "BW-0001,3/3/2026,540,5", "540", "gross", "“5” may be a rate"),
            ("Ref,Date,Net,VAT\n", "BW-0001,3/3/2026,450,T24", "450", "net", "what “T24” says"),
            ("Ref,Date,Net,Tax code\n", "BW-0001,3/3/2026,450,X", "450", "net", "what “X” says"),
        ],
    )
    def test_vat_that_is_not_understood_is_left_aside_with_a_remark(
        self, head: str, row: str, amount: str, basis: str, why: str
    ) -> None:
        report = taken(row + "\n", head=head)
        (cost,) = kept()
        assert (str(cost.amount), cost.vat) == (amount, basis)
        assert why in report.remarks[0].said

    def test_a_code_does_not_say_if_vat_is_in_a_bare_amount(self) -> None:
        head, row = "Ref,Date,Amount,VAT\n", "BW-0001,3/3/2026,450,T1\n"
        assert "does not say if VAT" in taken(row, head=head).left_out[0].said
        assert len(taken(row, head=head, vat="net").taken) == 1

    def test_figures_that_no_rate_explains_are_pointed_out(self) -> None:
        head, row = "Ref,Date,Net,VAT,Gross\n", "BW-0001,3/3/2026,450,20,500\n"
        assert "do not make gross" in taken(row, head=head).left_out[0].said

    def test_an_amount_that_does_not_say_is_not_guessed(self) -> None:
        head, row = "Ref,Date,Amount\n", "BW-0001,3/3/2026,100\n"
        assert "does not say if VAT" in taken(row, head=head).left_out[0].said
        assert len(taken(row, head=head, vat="net").taken) == 1

    def test_figures_that_do_not_add_up_are_pointed_out(self) -> None:
        report = taken(ONE.replace("540.00", "550.00"))
        assert "do not make gross" in report.left_out[0].said

    @pytest.mark.parametrize(
        "figures", ["100,,150", "100,,-120", "100,,80", ",70,60", "-100,20,", "100,50,"]
    )
    def test_vat_that_cannot_be_is_pointed_out(self, figures: str) -> None:
        report = taken(f"BW-0001,3/3/2026,{figures}\n", head="Ref,Date,Net,VAT,Gross\n")
        assert "Check them." in report.left_out[0].said
        assert kept() == []

    def test_vat_that_was_rounded_line_by_line_is_taken(self) -> None:
        report = taken("BW-0001,3/3/2026,100,20.07,120.07\n", head="Ref,Date,Net,VAT,Gross\n")
        assert len(report.taken) == 1

    def test_a_credit_note_above_nothing_is_not_guessed(self) -> None:
        head = "Ref,Date,Net,Description\n"
        report = taken("BW-0001,3/3/2026,40,Credit note\n", head=head)
        assert "looks like money that came back" in report.left_out[0].said
        assert len(taken("BW-0001,3/3/2026,-40,Credit note\n", head=head).taken) == 1

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("BW-0001,31/02/2026,1,0,1,,\n", "is not a date"),
            ("BW-0001,,1,0,1,,\n", "has no date"),
            ("BW-0001,03/03/2096,1,0,1,,\n", "is still to come"),
            ("BW-0001,03/03/1926,1,0,1,,\n", "is long past"),
            (",03/03/2026,1,0,1,Gloves,\n", "names no purchase"),
            ("PO 77,03/03/2026,1,0,1,Gloves,\n", "is not a purchase's reference"),
            ("BW-0001 BW-0002,03/03/2026,1,0,1,,\n", "names several purchases"),
            ("BW-0001,03/03/2026\n", "columns"),
        ],
    )
    def test_a_row_that_is_not_understood_says_why_and_stops_nothing(
        self, row: str, why: str
    ) -> None:
        report = taken(row + ONE)
        assert [line.where for line in report.left_out] == ["row 2"]
        assert why in report.left_out[0].said
        assert len(report.taken) == 1

    def test_the_reference_may_stand_in_the_words(self) -> None:
        taken("03/03/2026,100,Chairs for BW-1\n", head="Date,Net,Description\n")
        assert kept()[0].note == "Chairs for BW-1"

    def test_a_column_of_kinds_must_name_one(self) -> None:
        head = "Ref,Date,Net,Kind\n"
        report = taken("BW-0001,3/3/2026,9,Servicing\nBW-0001,3/3/2026,9,Colour\n", head=head)
        assert kept()[0].kind == "servicing"
        assert "is not one kind of cost" in report.left_out[0].said

    def test_a_description_that_names_none_is_of_an_invoice(self) -> None:
        taken(ONE + TWO)
        assert [row.kind for row in kept()] == ["invoice", "repairs"]

    def test_a_formula_is_made_harmless(self) -> None:
        taken("BW-0001,3/3/2026,9,=HYPERLINK(1)\n", head="Ref,Date,Net,Note\n")
        assert kept()[0].note == "HYPERLINK(1)"

    def test_a_note_that_names_somebody_is_pointed_out(self) -> None:
        report = taken("BW-0001,3/3/2026,9,ring 01632 960123\n", head="Ref,Date,Net,Note\n")
        assert "a telephone number" in report.remarks[0].said


@pytest.mark.usefixtures("bought")
def test_ten_thousand_rows_of_one_purchase_need_few_comparisons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[bool] = []

    def counted(*costs: Any) -> bool:
        compared.append(same(*costs))
        return compared[-1]

    monkeypatch.setattr(before, "same", counted)
    rows = "".join(f"BW-0001,3/3/2026,{n},INV-{n}\n" for n in range(1, 301))
    assert len(taken(rows, head="Ref,Date,Net,Invoice number\n").taken) == 300
    assert len(taken(rows, head="Ref,Date,Net,Invoice number\n").there) == 300
    assert len(compared) <= 600


@pytest.mark.usefixtures("bought")
def test_the_buyer_is_told_when_it_reaches_what_was_agreed() -> None:
    row = "BW-0001,3/3/2026,{}\n"
    taken(row.format(500) + row.format(450), head="Ref,Date,Net\n")
    taken(row.format(50), head="Ref,Date,Net\n")
    said = messages.after(people.conversation("priya", "web"), 0, limit=500)
    warned = [card.id for card in said if card.id.startswith("spending.")]
    assert warned == ["spending.near", "spending.all"]


@pytest.mark.usefixtures("bought")
def test_a_row_that_makes_far_more_than_was_agreed_is_taken_and_pointed_out_once() -> None:
    row = "BW-0001,3/3/2026,{}\n"
    amounts = (1500, 500, 0.01, 70)
    report = taken("".join(row.format(each) for each in amounts), head="Ref,Date,Net\n")
    assert len(report.taken) == 4
    (remark,) = report.remarks
    assert remark.where == "row 4"
    assert remark.said == (
        "That makes £2,000.01 in all; £1,000 was agreed. Take it back if it is not for BW-0001."
    )


@pytest.mark.usefixtures("bought")
def test_the_audit_holds_each_cost_and_the_file() -> None:
    taken(ONE)
    with reading() as session:
        actions = list(session.scalars(select(Audit.action).where(Audit.action.contains("cost"))))
    assert actions[-2:] == [
        "recorded a cost: Invoice towards the price, £450 plus VAT, 03/03/2026, invoice INV-1",
        "imported costs",
    ]


@pytest.mark.usefixtures("bought")
class TestARealExport:
    """Payments of Lambeth in June 2012: 1,146 rows without a reference, some of them alike."""

    def test_as_it_is_it_names_no_purchase(self, shared: Path) -> None:
        report = imports.import_file(_lambeth(shared))
        assert (len(report.taken), report.read) == (0, len(report.left_out))
        assert report.left_out[0].said.startswith("It names no purchase.")

    def test_with_a_reference_every_row_is_read_and_read_once(self, shared: Path) -> None:
        rows = list(csv.reader(io.StringIO(_lambeth(shared).read_text(encoding="utf-8-sig"))))
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["Purchase", *rows[0]])
        writer.writerows(["BW-0001", *row] for row in rows[1:40])
        report = imports.import_file(text.getvalue().encode(), file_name="lambeth.csv")
        assert (len(report.taken), report.left_out) == (39, ())
        again = imports.import_file(text.getvalue().encode(), file_name="lambeth.csv")
        assert (len(again.taken), len(again.there)) == (0, 39)


def _lambeth(shared: Path) -> Path:
    return shared / "data" / "lambeth_2012-06_adult_services_over_500.csv"


def test_an_empty_file_is_refused(people: object) -> None:
    with pytest.raises(SupplierFileError, match="is empty"):
        imports.import_file(b"", file_name="none.csv")
