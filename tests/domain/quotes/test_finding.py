"""Finding in a quote what the form asks for: right, or left empty, and never wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.money import to_penny
from buying.domain.quotes import Document, QuoteRead, find, points
from tests.domain.quotes.made_up import LISTS, QUOTES, page, pounds, sheet

ALL = [
    *((name, made.document, [made.right]) for name, made in QUOTES.items()),
    *((name, sheet(text), rights) for name, (text, rights) in LISTS.items()),
]


def values(quote: QuoteRead) -> dict[str, Any]:
    return {name: found.value for name, found in quote.boxes.items()}


@pytest.mark.parametrize(("document", "rights"), [row[1:] for row in ALL], ids=[r[0] for r in ALL])
def test_nothing_is_ever_read_wrong(document: Document, rights: list[dict[str, Any]]) -> None:
    found = [values(quote) for quote in find(document)]
    assert len(found) == len(rights)
    for got, right in zip(found, rights, strict=True):
        assert {name: right.get(name) for name in got} == got


def test_most_boxes_are_read_and_none_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    counts = {"right": 0, "wrong": 0, "left empty": 0}
    for _, document, rights in ALL:
        for quote, right in zip(find(document), rights, strict=True):
            got = values(quote)
            for name in got.keys() | right.keys():
                same = got.get(name) == right.get(name)
                counts["right" if same else "wrong" if name in got else "left empty"] += 1
    whole = sum(counts.values())
    with capsys.disabled():
        shares = ", ".join(f"{n} {word} ({n / whole:.0%})" for word, n in counts.items())
        print(f"\n{len(ALL)} made-up quotes, {whole} boxes: {shares}")
    assert counts["wrong"] == 0
    assert counts["right"] / whole >= 0.95


def doubts(text: str) -> str:
    (quote,) = find(page(text))
    return " ".join(quote.doubts)


def price(text: str) -> Any:
    (quote,) = find(page(text))
    return values(quote).get("price")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Total  £100.00", "not whether VAT is in it"),
        ("Total ex VAT  €100.00", "The price is in euros: €100."),
        ("Price in USD\nTotal ex VAT  100.00", "The price is in dollars: 100.00."),
        ("Total ex VAT  £100.00\nTotal ex VAT  £90.00", "more than one total: £100 and £90"),
        ("Total ex VAT  £100.00\nTotal inc VAT  £125.00", "two totals that do not agree"),
        ("Total ex VAT  £100.00\nVAT  £20.00\nTotal  £130.00", "do not agree"),
        ("Total ex VAT  £100.00\nDelivery  £9.00", "delivery of £9 may have to be added"),
        ("Total ex VAT  -£5.00", "which is no price"),
        ("Nothing here", "I did not find a total"),
        ("Total + VAT  £100.00", "I did not find a total"),
        ("Prices include VAT.\nPrices exclude VAT.\nTotal  £5.00", "in two ways whether VAT"),
        ("Delivery is not included.\nTotal ex VAT  £5.00", "does not include delivery"),
        (
            "Prices exclude VAT\nServicing a year  £20.00\nMaintenance a year  £30.00",
            "more than one yearly cost",
        ),
    ],
)
def test_what_could_be_read_in_two_ways_is_left_empty_and_told(text: str, words: str) -> None:
    assert words in doubts(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Total (ex VAT): £1,200.00", pounds("1200.00", "net")),
        ("Total including VAT  £1,200", pounds("1200.00", "gross")),
        ("Grand total  £99.00 inc VAT", pounds("99.00", "gross")),
        ("Total price £99 plus VAT", pounds("99.00", "net")),
        ("Net  £50.00\nVAT  £10.00\nGross  £60.00", pounds("50.00", "net")),
        ("Total  £60.00\nVAT  £10.00", pounds("60.00", "gross")),
        ("Total  £50.00\nVAT  £10.00", pounds("50.00", "net")),
        ("Total  £50.00\nVAT  £7.00", None),
        ("Subtotal  £50.00\nVAT 0%  £0.00\nTotal  £50.00", pounds("50.00", "exempt")),
        ("VAT No. 123456789\nTotal inc. VAT  £60.00", pounds("60.00", "gross")),
        ("Prices are subject to VAT\nTotal  £60.00", pounds("60.00", "net")),
        ("Free delivery on orders over £500 ex VAT\nTotal  £60.00", None),
        ("Subtotal  £100.00\nTotal  £120.00", None),
        ("Total inc VAT  £120.00\nBalance due  £100.00", pounds("120.00", "gross")),
        ("Total  12  £1,140.00", None),
        ("Total items  12\nTotal weight  40", None),
    ],
)
def test_sums_are_held_against_one_another(text: str, right: Any) -> None:
    assert price(text) == right


FIRM = "Fen Ltd\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Total ex VAT  £1,000.00\nLess 10% discount  £100.00\nVAT  £180.00", "discount of £100"),
        ("Total ex VAT  £600.00\nPlus carriage at £45.00", "delivery of £45 may have to be added"),
        ("Total ex VAT  £600.00\nDelivery will be charged at £35 per drop.", "delivery of £35"),
        ("Total ex VAT  £600.00\nNext day delivery  £35.00", "delivery of £35"),
        ("Total ex VAT  £600.00\nInstallation on site  £120.00", "fitting of £120"),
        ("Total ex VAT  £45.00\nAll prices are per week.", "hire by the week"),
        ("Hoist hire  £45.00 per week\nTotal ex VAT  £180.00", "hire by the week"),
        ("Deposit 50%  £3,000.00\nAmount payable inc VAT  £3,000.00", "paid in parts"),
        ("All figures in £000\nTotal ex VAT  12.50", "in thousands"),
        ("Total ex VAT (£000)  12.5", "did not find a total"),
        ("Total ex VAT  1.200", "could be read in two ways"),
        ("Total ex VAT  £12.345", "could be read in two ways"),
        ("Price inc VAT  £1,200.00  £1,500.00", "did not find a total"),
        ("Total ex VAT £1,900.00  Total ex VAT £2,350.00", "more than one total"),
        ("Description  Qty  Price (ex VAT)\nChair  12  £95.00", "of one or of all 12"),
    ],
)
def test_a_sum_that_may_not_be_the_whole_price_is_left_empty(text: str, words: str) -> None:
    (quote,) = find(page(FIRM + text))
    assert "price" not in quote.boxes
    assert words in " ".join(quote.doubts)


@pytest.mark.parametrize(
    "text",
    [
        "Subtotal  £100.00\nDiscount  £10.00\nVAT  £18.00\nTotal inc VAT  £108.00",
        "Total inc VAT  £108.00\nFree delivery on orders over £50",
        "Total inc VAT  £108.00\nDelivery included, worth £35",
        "Total inc VAT  £108.00\nTotal with delivery  £108.00",
        "Total inc VAT  £108.00\nDeposit  £50.00\nBalance due  £58.00",
        "Total inc VAT  £108.00\nAnnual service £20 per year plus VAT",
        "Total inc VAT  £108.00\nDiscount if paid within 7 days  £5.00",
    ],
)
def test_what_does_not_change_the_total_leaves_it(text: str) -> None:
    assert price(FIRM + text) == pounds("108.00", "gross")


def test_a_line_that_is_not_how_many_times_what_one_costs_is_told() -> None:
    text = "Item  Qty  Unit price  Total\nChair  12  £95.00  £95.00\nTotal ex VAT  £95.00"
    assert "12 times £95 is £1,140" in doubts(text)


def test_vat_at_the_reduced_rate_is_told_without_a_row_of_vat() -> None:
    assert "reduced rate of 5 %" in doubts("Total  £2,000.00 plus VAT at 5%")
    assert "5 %" not in doubts("Total  £2,000.00 plus VAT at 17.5% VAT")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Service contract from £90 per year plus VAT", "may be a running cost"),
        ("Servicing per year (per chair) ex VAT  £20.00", "may be a running cost"),
        ("Optional annual service £90 plus VAT", "may be a running cost"),
        ("Licence £10.00 per month plus VAT", "may be a running cost"),
        ("Public liability insurance £1,000,000 per year ex VAT", ""),
    ],
)
def test_a_yearly_cost_that_may_not_be_the_whole_is_left_empty(text: str, words: str) -> None:
    (quote,) = find(page(f"{FIRM}Total ex VAT  £500.00\n{text}"))
    assert not [name for name in quote.boxes if name == "running" or name.startswith("cost_")]
    assert words in " ".join(quote.doubts)


def listed(text: str) -> list[tuple[dict[str, Any], str]]:
    return [(values(quote), " ".join(quote.doubts)) for quote in find(sheet(text))]


def test_a_comma_within_an_amount_does_not_shift_figures_into_other_boxes() -> None:
    text = "Supplier | Price (ex VAT) | Quantity\nRidgeway | 1 | 165.00 | 12\nFen | 900 | 12"
    (slipped, told), (whole, _) = listed(text)
    assert slipped == {"supplier": "Ridgeway"}
    assert "more cells than the heading" in told
    assert whole["price"] == pounds("900.00", "net")


def test_a_comma_within_an_amount_of_a_line_does_not_make_a_small_price() -> None:
    (quote,) = find(sheet("Item | Qty | Total (ex VAT)\nHoist | 1 | £1 | 140.00"))
    assert "price" not in quote.boxes
    (quote,) = find(sheet("Total inc VAT | £1 | 140.00"))
    assert "price" not in quote.boxes


def test_a_column_of_vat_is_not_taken_for_the_sums() -> None:
    text = "Item | Qty | Price | VAT\nChair | 12 | £95.00 | £228.00\nAll prices exclude VAT"
    (quote,) = find(sheet(text))
    assert "price" not in quote.boxes


def test_several_lines_of_one_supplier_are_one_quote_without_a_price() -> None:
    text = "Supplier | Item | Price (ex VAT)\nFen Ltd | Chair | 95\nFen | Delivery | 25\nB | C | 8"
    (fen, told), (other, _) = listed(text)
    assert fen == {"supplier": "Fen Ltd"}
    assert "Fen Ltd has 2 lines" in told
    assert other["price"] == pounds("8.00", "net")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Supplier | Price (ex VAT) | Currency\nFen | 840 | EUR", "in euros"),
        ("Prices in EUR |\nSupplier | Price (ex VAT)\nFen | 840", "in euros"),
        ("Supplier | Price (ex VAT) | Delivery\nFen | 840 | 35", "delivery of £35 stands beside"),
        ("Supplier | Price (ex VAT) | Discount\nFen | 840 | 35", "discount of £35 stands beside"),
        ("Supplier | Price (ex VAT)\nFen | 1.200", "could not read “1.200”"),
    ],
)
def test_a_price_in_a_list_that_is_not_the_whole_is_left_empty(text: str, words: str) -> None:
    ((found, told),) = listed(text)
    assert "price" not in found
    assert words in told


def test_a_second_list_in_one_sheet_has_its_own_headings() -> None:
    text = "Supplier | Price (ex VAT)\nA | 100\nSupplier | Price (inc VAT)\nB | 100"
    assert [found["price"]["vat"] for found, _ in listed(text)] == ["net", "gross"]


@pytest.mark.parametrize(
    "text",
    ["Supplier | Price £000 (ex VAT)\nFen | 8.4", "Supplier | Price per week (ex VAT)\nFen | 40"],
)
def test_headings_are_never_taken_for_a_supplier_or_a_price(text: str) -> None:
    found = [found for found, _ in listed(text)]
    assert all(quote.get("supplier") in (None, "Fen") and "price" not in quote for quote in found)


def test_a_column_of_years_is_not_taken_for_how_long_it_lasts() -> None:
    ((found, _),) = listed("Supplier | Price (ex VAT) | Years\nFen | 840 | 3")
    assert "life" not in found


def included(text: str) -> Any:
    (quote,) = find(page(text))
    return values(quote).get("includes")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Price includes delivery, installation and training.",
            ["delivery", "fitting", "training"],
        ),
        ("Delivery: 4 weeks, VAT included", None),
        ("Extended 5 year warranty  £200.00", None),
        ("2 year warranty", ["warranty"]),
        ("Delivery free, fitting optional", ["delivery"]),
        ("Removal of old beds included", ["removal"]),
        ("Training available on request", None),
        ("Free training video on our website.", None),
        ("Claims must include the delivery note.", None),
        ("Delivery  £50.00  Free", None),
    ],
)
def test_what_is_included_is_what_the_paper_says(text: str, right: Any) -> None:
    assert included(text) == right


def supplier(text: str) -> Any:
    (quote,) = find(page(text))
    return values(quote).get("supplier")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("From: Jo Bloggs\nQuote", None),
        ("Company: Oak Lodge Homes\nRidgeway Ltd", None),
        ("To: Elm House Ltd\n1 High Street\nLeeds\nLS1 1AA\nRidgeway Ltd", "Ridgeway Ltd"),
        ("Goods remain the property of Ridgeway Mobility Ltd", "Ridgeway Mobility Ltd"),
        ("Supplier: Moss and Daughters", "Moss and Daughters"),
        ("Yours sincerely, J Hill, Ridgeway Mobility Ltd", None),
        ("The maker is Calder Lifts Ltd", None),
    ],
)
def test_who_it_is_from_is_never_guessed(text: str, right: Any) -> None:
    assert supplier(text) == right


def test_a_price_for_several_is_asked_after() -> None:
    (quote,) = find(page("Quantity: 12\nPrice ex VAT  £95.00"))
    assert points(quote, needed=Decimal(12), today=date(2030, 1, 1)) == (
        "Check that the price is for all 12 of them, and not for one.",
    )


def test_a_price_for_one_is_asked_after_where_several_are_needed() -> None:
    (quote,) = find(page("Price ex VAT  £95.00"))
    told = "Check that the price is for all 12 of them, and not for one."
    assert points(quote, needed=Decimal(12), today=date(2030, 1, 1)) == (told,)
    assert points(quote, needed=Decimal(1), today=date(2030, 1, 1)) == ()


def test_every_value_has_a_place_and_the_words_it_was_read_from() -> None:
    for _, document, _ in ALL:
        for quote in find(document):
            for found in [*quote.boxes.values(), *quote.facts.values()]:
                assert found.place
                assert found.words


CELLS = st.one_of(
    st.sampled_from([
        "Total", "Total ex VAT", "Total inc VAT", "VAT", "Subtotal", "Delivery", "Discount", "Qty",
        "Supplier", "Price", "Description", "Unit price", "Quote no:", "Date", "Valid until", "To:",
        "Ridgeway Ltd", "£100.00", "€5", "12", "1.200,00", "free", "per year", "Servicing", "-£3",
        "All prices exclude VAT", "valid for 30 days", "3/3/2026", "31/02/2026", "9" * 40, "()",
        "Life 5 to 8 years", "includes delivery", "20%", "£", ":", "#",
    ]),
    st.text(max_size=20),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=6), max_size=14), st.booleans())
def test_any_rows_give_a_reading_that_can_be_kept(rows: list[list[str]], grid: bool) -> None:
    document = Document.of(
        [[(cell, f"row {n}") for cell in row] for n, row in enumerate(rows)], grid=grid
    )
    for quote in find(document):
        assert QuoteRead.of(quote.stored()) == quote
        read = quote.boxes.get("price")
        assert read is None or set(read.value) == {"amount", "vat", "currency"}


@given(st.integers(100, 10**7), st.sampled_from(["0.20", "0.05"]))
def test_a_net_and_gross_pair_is_found_at_any_size(pennies: int, rate: str) -> None:
    net = Decimal(pennies) / 100
    vat = to_penny(net * Decimal(rate))
    text = f"Total ex VAT  £{net:,.2f}\nVAT  £{vat:,.2f}\nTotal  £{net + vat:,.2f}"
    assert price(text) == pounds(f"{net:.2f}", "net")
