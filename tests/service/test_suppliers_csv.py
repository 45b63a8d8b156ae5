"""A supplier list as CSV: what is taken, what is left out, and what is said about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from buying.clock import now
from buying.service import suppliers
from buying.service.suppliers import ImportReport, SupplierFileError, SupplierView, files, records
from buying.store.database import transaction
from buying.store.tables import Audit, Supplier, SupplierImport

pytestmark = pytest.mark.usefixtures("database")


def imported(text: str | bytes, **options: object) -> ImportReport:
    data = text.encode() if isinstance(text, str) else text
    return suppliers.import_file(data, file_name="list.csv", **options)  # type: ignore[arg-type]


def refusal(text: str | bytes) -> str:
    with pytest.raises(SupplierFileError) as refused:
        imported(text)
    assert count() == 0
    return str(refused.value)


def count() -> int:
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(Supplier)) or 0


def on_the_list() -> dict[str, SupplierView]:
    with transaction() as session:
        return {found.name: found for found in suppliers.everybody(session)}


def the_one() -> SupplierView:
    (only,) = on_the_list().values()
    return only


def two_hundred_rows() -> list[str]:
    rows = [f"Sample {n} Ltd,M{n % 40 + 1} 1AA,cleaning" for n in range(1, 201)]
    rows[9] = ",M1 1AA,cleaning"
    rows[99] = 'Sample "100 Ltd,M1 1AA'
    rows[149] = '"Sample 150 Ltd,M1 1AA,cleaning'
    return ["Supplier name,Postcode,Category", *rows]


def test_three_broken_rows_of_two_hundred_leave_197_taken_and_three_named() -> None:
    report = imported("\r\n".join(two_hundred_rows()))
    assert (report.read, report.taken, report.skipped) == (200, 197, 3)
    assert [(line.where, line.said) for line in report.skipped_lines] == [
        ("row 11", "It has no supplier name."),
        (
            "row 101",
            "It has 2 columns, and there are 3 headings. Check the commas and quotation marks"
            " in it.",
        ),
        (
            "row 151",
            "A quotation mark is opened and not closed. Check the commas and quotation marks"
            " in it.",
        ),
    ]
    assert count() == 197


def test_an_import_is_kept_with_its_report_and_leaves_a_trace() -> None:
    report = imported("name\nSample Ltd\n")
    with transaction() as session:
        kept = session.scalars(select(SupplierImport)).one()
        trace = session.scalars(select(Audit)).one()
        assert (kept.file_name, kept.sha256, len(kept.sha256)) == ("list.csv", report.sha256, 64)
        assert (trace.actor, trace.action) == ("command", "imported suppliers")
        assert trace.subject == f"supplier import {kept.id}"
        assert session.scalars(select(Supplier.import_id)).one() == kept.id
    (done,) = suppliers.history()
    assert (done.number, done.report) == (kept.id, report)


def test_the_same_file_again_changes_nothing() -> None:
    first = imported("name\nSample Ltd\n")
    again = imported("name\nSample Ltd\n")
    assert (again.repeat_of, again.taken, again.merged) == (first.number, 0, 0)
    assert "Nothing was changed" in again.summary
    assert (count(), len(suppliers.history())) == (1, 1)


def test_the_same_file_now_as_preferred_is_something_new() -> None:
    imported("name,category\nSample Ltd,it\n")
    again = imported("name,category\nSample Ltd,it\n", preferred=True)
    assert (again.taken, again.merged) == (0, 1)
    assert the_one().preferred
    assert [(c.field, c.before, c.after) for c in again.changes] == [("preferred", False, True)]


def test_a_trial_stores_nothing() -> None:
    report = imported("name\nSample Ltd\n", dry_run=True)
    assert (report.taken, report.number) == (1, None)
    assert "would be" in report.summary
    assert (count(), suppliers.history()) == (0, [])


@pytest.mark.parametrize(
    ("data", "letters"),
    [
        ("name\nCafé Sample\n".encode(), "UTF-8 text"),
        ("name\nCafé Sample\n".encode("utf-8-sig"), "UTF-8 with a byte order mark text"),
        ("name\nCafé Sample\n".encode("latin-1"), "Windows-1252 (Latin-1) text"),
        ("name\nCafé Sample\n".encode("utf-16"), "UTF-16 text"),
    ],
)
def test_the_letters_of_a_file_are_recognised_and_named(data: bytes, letters: str) -> None:
    assert letters in imported(data).facts
    assert the_one().name == "Café Sample"


def test_curly_quotes_of_windows_survive() -> None:
    imported("name\nSample’s Taxis – Anytown\n".encode("cp1252"))
    assert the_one().name == "Sample’s Taxis – Anytown"


@pytest.mark.parametrize(
    ("sign", "word"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")]
)
def test_the_sign_between_columns_is_found(sign: str, word: str) -> None:
    rows = [("Name", "Post code", "Note"), ("Sample Ltd", "m33 4rt", "chairs, beds; rails")]
    report = imported("\n".join(sign.join(f'"{c}"' for c in row) for row in rows))
    assert f"{word} between columns" in report.facts
    assert (the_one().postcode, the_one().note) == ("M33 4RT", "chairs, beds; rails")


def test_a_spreadsheets_own_word_on_the_sign_is_obeyed() -> None:
    imported("sep=;\nname;postcode\nSample, Demo and Sons;M33 4RT\n")
    assert the_one().name == "Sample, Demo and Sons"


@pytest.mark.parametrize("heading", ["Name", "SUPPLIER", "provider_name", "Suplier name", "Vendor"])
def test_the_name_goes_by_many_headings(heading: str) -> None:
    imported(f"{heading},Town\nSample Ltd,Anytown\n")
    assert (the_one().name, the_one().area) == ("Sample Ltd", "Anytown")


def test_headings_below_a_title_are_found() -> None:
    report = imported("Approved suppliers 2027\n\nName,Preferred?\nSample Ltd,yes\n,\n")
    assert "headings in row 3" in report.facts
    assert (report.read, the_one().preferred) == (1, True)


def test_all_that_a_row_says_is_kept() -> None:
    imported(
        "Provider name,CQC Location ID (for office use only),CQC Provider ID,Postcode,"
        "Local authority,Company number,SME,VCSE,Preferred,Preferred until,Category,CPV,Notes\n"
        "Sample Care Ltd,1-1000000001,1-1000000002,m334rt,Anytown,975677,yes,no,Y,31/03/2027,"
        "Care and support services; it,33196200-2,Friendly\n"
    )
    kept = the_one()
    assert kept.identifiers == {
        "CQC-LOCATION": "1-1000000001",
        "CQC-PROVIDER": "1-1000000002",
        "GB-COH": "00975677",
    }
    assert (kept.postcode, kept.area, kept.size, kept.vcse) == ("M33 4RT", "Anytown", "sme", False)
    assert (kept.preferred, kept.preferred_until) == (True, date(2027, 3, 31))
    assert (kept.categories, kept.note) == (("care", "it", "equipment"), "Friendly")


def test_a_home_keeps_its_own_name_and_says_who_runs_it() -> None:
    imported("name,provider,type,cqc_id\nDemo House,Sample Care Ltd,Nursing homes,1-1000000001\n")
    assert (the_one().name, the_one().note) == (
        "Demo House",
        "Nursing homes. Run by Sample Care Ltd",
    )
    assert the_one().categories == ("care",)


@pytest.mark.parametrize("cell", ["=1+1|Sample Ltd", "+Sample Ltd", "@Sample Ltd", "-Sample Ltd"])
def test_a_cell_that_looks_like_a_formula_is_made_harmless(cell: str) -> None:
    report = imported(
        f'name,note,postcode\n"{cell}","=HYPERLINK(""http://bad.example"")",M33 4RT\n'
    )
    assert the_one().name[0] not in "=+-@"
    assert (the_one().note or "").startswith("HYPERLINK")
    assert "spreadsheet takes for a formula" in report.remarks[0].said


def test_signs_that_steer_a_screen_are_left_out() -> None:
    imported("name\nSam\x1b[31mple\u202e Ltd\n")
    assert the_one().name == "Sam[31mple Ltd"


def test_cells_that_cannot_be_read_are_named_and_the_rest_of_the_row_is_kept() -> None:
    report = imported(
        "name,postcode,company number,sme,category,preferred\n"
        "Sample Ltd,Sale,GB123,perhaps,rockets,maybe\n",
        preferred=True,
    )
    assert [line.said for line in report.remarks] == [
        "“GB123” is not a company number (8 characters), so it was left out.",
        "The category “rockets” is not known.",
        "“Sale” is not a postcode, so it was left out.",
        "“perhaps” under SME is neither yes nor no.",
        "“maybe” under preferred is neither yes nor no, so it was taken as no.",
    ]
    assert (report.taken, the_one().preferred, report.without_category) == (1, False, 1)


def test_a_last_day_that_is_no_date_keeps_the_row_out() -> None:
    report = imported("name,preferred,preferred until\nSample Ltd,yes,31 February\nDemo,yes,\n")
    assert [line.said for line in report.skipped_lines] == [
        "“31 February” is not a date. Write the last day like 31/03/2027."
    ]
    assert list(on_the_list()) == ["Demo"]


@pytest.mark.parametrize("last", ["2027-03-31", "31-Mar-27", "31 March 2027", "31.3.2027"])
def test_last_days_are_read_the_british_way(last: str) -> None:
    imported(f"name,expires\nSample Ltd,{last}\n")
    assert the_one().preferred_until == date(2027, 3, 31)


def test_a_field_over_several_lines_is_one_field() -> None:
    report = imported('name,address,note\n"Sample Ltd","1 Street\nAnytown\nM33 4RT",ok\nDemo,,\n')
    assert report.taken == 2
    assert on_the_list()["Sample Ltd"].postcode == "M33 4RT"


def test_an_open_quotation_mark_does_not_swallow_the_rows_below() -> None:
    report = imported('name,note\n"Sample 1,a\nSample 2,"b"\n"Sample 3","c"\nSample 4,"d\n')
    assert [line.where for line in report.skipped_lines] == ["row 2", "row 5"]
    assert list(on_the_list()) == ["Sample 2", "Sample 3"]


def test_a_supplier_named_twice_is_one_supplier() -> None:
    report = imported(
        "name,postcode,category,note\nSample Ltd,M33 4RT,it,Laptops\n"
        "SAMPLE LIMITED,M33 4RT,office,\n"
    )
    assert (report.taken, report.merged) == (1, 1)
    assert report.merged_lines[0].said == "the same name and postcode as in row 2."
    assert (the_one().categories, the_one().note) == (("it", "office"), "Laptops")


def test_suppliers_with_different_numbers_are_kept_apart() -> None:
    report = imported("name,postcode,company number\nSample Ltd,M33 4RT,1\nSample Ltd,M33 4RT,2\n")
    assert (report.taken, report.merged) == (2, 0)
    assert "they are kept apart" in report.remarks[0].said


def test_a_row_that_may_be_either_of_two_is_left_out() -> None:
    imported("name,postcode,company number\nSample Ltd,M33 4RT,1\nSample Ltd,M33 4RT,2\n")
    report = imported("name,postcode\nSample Ltd,M33 4RT\n")
    assert report.skipped_lines[0].said.startswith("More than one supplier on the list")
    assert count() == 2


def test_a_list_that_does_not_say_preferred_leaves_preference_as_it_was() -> None:
    imported("name,category,preferred until\nSample Ltd,it,31/03/2027\n", preferred=True)
    imported("name,category,size\nSample Ltd,office,large\n")
    kept = the_one()
    assert (kept.preferred, kept.categories, kept.size) == (True, ("it",), "large")
    assert kept.preferred_until == date(2027, 3, 31)


def test_a_list_that_says_no_ends_preference() -> None:
    imported("name,category\nSample Ltd,it\n", preferred=True)
    imported("name,preferred\nSample Ltd,no\n", preferred=True)
    assert not the_one().preferred


def test_a_supplier_taken_off_the_list_comes_back_without_its_old_preference() -> None:
    imported("name,category\nSample Ltd,it\n", preferred=True)
    with transaction() as session:
        session.scalars(select(Supplier)).one().retired_at = now()
    report = imported("name,category\nSample Ltd,office\n")
    assert "is back" in report.remarks[0].said
    assert (the_one().preferred, the_one().categories) == (False, ("office",))


def test_a_category_given_with_the_file_is_added_to_every_row() -> None:
    imported("name,category\nSample,it\nDemo,\n", categories=["office"])
    assert {s.name: s.categories for s in on_the_list().values()} == {
        "Sample": ("it", "office"),
        "Demo": ("office",),
    }


def test_a_category_that_is_not_in_the_rulebook_is_refused() -> None:
    with pytest.raises(SupplierFileError, match=r"no category “rockets”. The categories are equ"):
        imported("name\nSample\n", categories=["rockets"])


@pytest.mark.parametrize("data", [b"", b" \r\n \n"])
def test_an_empty_file_says_so(data: bytes) -> None:
    assert "“list.csv” is empty" in refusal(data)


def test_a_missing_name_column_names_those_that_are_there_and_what_is_needed() -> None:
    said = refusal("Ref,Town,Phone\n1,Anytown,01632 960000\n")
    assert "“Ref”, “Town”, “Phone”" in said
    assert "“name”, “supplier” or “provider name”" in said


def test_headings_without_rows_say_so() -> None:
    assert "headings but no suppliers" in refusal("name,postcode\n\n")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "save the list as CSV"),
        (b"%PDF-1.7", "is a PDF"),
        (b"name\n\x00\x01\x02", "not a text file"),
        (b"\xff\xfen\x00a", "not a text file"),
    ],
)
def test_a_file_that_is_no_list_is_refused(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", 1024 * 1024)
    assert "larger than 1 MB" in refusal(b"name\n" + b"Sample Ltd\n" * 100_000)


def test_a_file_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_ROWS", 1000)
    assert "more than 1,000 lines" in refusal("name\n" * 1001)


def test_a_cell_that_is_far_too_long_costs_only_its_row() -> None:
    report = imported(f"name\n{'long ' * 50_000}\n{'x' * 201}\nSample Ltd\n")
    assert [line.said[:30] for line in report.skipped_lines] == [
        "One of its cells is far too lo",
        "Its name is longer than 200 le",
    ]
    assert the_one().name == "Sample Ltd"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SupplierFileError, match="There is no file"):
        suppliers.import_file(tmp_path / "none.csv")
    with pytest.raises(SupplierFileError, match="is a folder"):
        suppliers.import_file(tmp_path)


def test_whoever_watches_is_told_how_far_it_has_come() -> None:
    told: list[tuple[str, int, int]] = []
    imported("name\nA1\nB2\n", progress=lambda *step: told.append(step))
    assert told == [
        ("Reading rows", 2, 3),
        ("Reading rows", 3, 3),
        ("Taking suppliers in", 1, 2),
        ("Taking suppliers in", 2, 2),
    ]
