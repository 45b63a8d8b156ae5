"""Quotes of differing layout, made up, with what a careful person would fill in from each.

A line is a row. In a sheet, ``|`` stands between cells; on a page, two spaces or more do.
A box that is left out of ``right`` must stay empty: the paper does not say it plainly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from buying.domain.quotes import Document


def pounds(amount: str, vat: str) -> dict[str, str]:
    """An amount as answers keep it."""
    return {"amount": amount, "vat": vat, "currency": "GBP"}


@dataclass(frozen=True)
class Made:
    """One quote: its text, whether it is a sheet, and the right boxes."""

    text: str
    right: dict[str, Any]
    sheet: bool = False

    @property
    def document(self) -> Document:
        """The quote as rows of cells, with places like those of a real file."""
        return (sheet if self.sheet else page)(self.text)


def sheet(text: str) -> Document:
    """A sheet from lines with ``|`` between cells."""
    rows = [
        [(cell.strip(), f"cell {chr(65 + column)}{number}")
         for column, cell in enumerate(line.split("|"))]
        for number, line in enumerate(text.strip().splitlines(), 1)
    ]  # fmt: skip
    return Document.of(rows, grid=True)


def page(text: str) -> Document:
    """A page from lines with two spaces or more between columns."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    rows = [
        [(cell, f"page 1, line {number}") for cell in re.split(r" {2,}", line)]
        for number, line in enumerate(lines, 1)
    ]
    return Document.of(rows, grid=False)


QUOTES: dict[str, Made] = {
    "lines, sub-total, VAT and total": Made(
        """
        Ridgeway Mobility Ltd                        QUOTATION
        Unit 4, Canal Road, Leeds                    Quote no: RM-1042
                                                     Date: 3 March 2026
                                                     Valid until: 2 April 2026
        To: Oak Lodge Care Home
        Description                  Qty   Unit price   Total
        Shower chair, aluminium      12    £95.00       £1,140.00
        Delivery                     1     £25.00       £25.00
                                           Sub-total £1,165.00
                                           VAT @ 20% £233.00
                                           Total £1,398.00
        Expected life 8 years. 2 year warranty included.
        """,
        {
            "supplier": "Ridgeway Mobility Ltd", "price": pounds("1165.00", "net"), "pays": "once",
            "quantity": "12", "includes": ["delivery", "warranty"], "life": "8",
        },
    ),
    "total excluding VAT and total including VAT": Made(
        """
        Quotation from Harbour Care Supplies Limited
        Ref: Q/2207    21/02/2026
        12 x folding shower stool
        Total (excl. VAT)    £840.00
        VAT at 20%    £168.00
        Total (incl. VAT)    £1,008.00
        Price includes delivery and assembly.
        Annual service: £60.00 per year plus VAT
        """,
        {
            "supplier": "Harbour Care Supplies Limited", "price": pounds("840.00", "net"),
            "pays": "once", "includes": ["delivery", "fitting"],
            "running": pounds("60.00", "net"), "cost_servicing": pounds("60.00", "net"),
        },
    ),
    "grand total with a sentence on VAT": Made(
        """
        MEADOW AIDS CIC
        Estimate
        Estimate no  E-77
        Date  14.01.2026
        Bath lift, battery powered    2    410.00    820.00
        Grand total    £820.00
        All prices exclude VAT. Delivery is free.
        """,
        {
            "supplier": "MEADOW AIDS CIC", "price": pounds("820.00", "net"), "pays": "once",
            "quantity": "2", "includes": ["delivery"],
        },
    ),
    "a total that says nothing of VAT": Made(
        """
        Bright Beds Ltd
        Profiling bed    1    £1,450.00
        Total    £1,450.00
        VAT number GB 123 4567 89
        """,
        {"supplier": "Bright Beds Ltd", "quantity": "1"},
    ),
    "euros": Made(
        """
        Nordhilfe plc
        Quote    N-5
        Rollator    10    €89.00    €890.00
        Total excluding VAT    €890.00
        """,
        {"supplier": "Nordhilfe plc", "quantity": "10"},
    ),
    "two totals": Made(
        """
        Calder Lifts Ltd
        Option A, standard hoist
        Total ex VAT    £1,900.00
        Option B, hoist with scales
        Total ex VAT    £2,350.00
        """,
        {"supplier": "Calder Lifts Ltd"},
    ),
    "lines that do not add up": Made(
        """
        Supplier | Fernley Foods Ltd
        Quote number | FF9
        Item | Quantity | Unit price (ex VAT) | Total (ex VAT)
        Blender | 4 | 55.00 | 220.00
        Food processor | 2 | 120.00 | 240.00
        Total ex VAT | | | 640.00
        """,
        {"supplier": "Fernley Foods Ltd"},
        sheet=True,
    ),
    "a sheet with labels and an empty column": Made(
        """
        Quotation | | |
        From: | Larkhill Furniture Ltd | | Date | 2026-02-11
        To: | Elm House Ltd | | Valid until | 2026-03-31
        | | |
        Item | Qty | Price each | Line total
        High-back chair | 6 | 210 | 1260
        Delivery and installation | 1 | 90 | 90
        Net total | | | 1350
        VAT | | | 270
        Gross total | | | 1620
        """,
        {
            "supplier": "Larkhill Furniture Ltd", "price": pounds("1350.00", "net"),
            "pays": "once", "quantity": "6", "includes": ["delivery", "fitting"],
        },
        sheet=True,
    ),
    "delivery on top of the total": Made(
        """
        Supplier: Tidewell Textiles Ltd
        Bed linen set    30    £18.00    £540.00
        Total ex VAT    £540.00
        Delivery    £35.00
        """,
        {"supplier": "Tidewell Textiles Ltd", "quantity": "30"},
    ),
    "not registered for VAT": Made(
        """
        Company: Moss & Daughters
        Garden bench, oak    2    £240.00    £480.00
        Total    £480.00
        We are not VAT registered.
        Delivery included, installation extra.
        """,
        {
            "supplier": "Moss & Daughters", "price": pounds("480.00", "exempt"), "pays": "once",
            "quantity": "2", "includes": ["delivery"],
        },
    ),
    "hire by the week": Made(
        """
        Supplier: Castle Hire Ltd
        Hoist hire, mobile
        Weekly hire charge (ex VAT)    £45.00
        Training included
        """,
        {
            "supplier": "Castle Hire Ltd", "price": pounds("45.00", "net"), "pays": "week",
            "includes": ["training"],
        },
    ),
    "amount payable and VAT within it": Made(
        """
        Greenmoor Gardens Ltd
        Raised beds for the garden
        Amount payable    £600.00
        VAT    £100.00
        """,
        {"supplier": "Greenmoor Gardens Ltd", "price": pounds("600.00", "gross"), "pays": "once"},
    ),
    "VAT at the reduced rate": Made(
        """
        Stairways Ltd
        Stairlift, straight
        Total ex VAT    £1,500.00
        VAT @ 5%    £75.00
        Total inc VAT    £1,575.00
        Design life 10 to 15 years
        """,
        {
            "supplier": "Stairways Ltd", "price": pounds("1500.00", "net"), "pays": "once",
            "life": {"low": "10", "likely": "12.5", "high": "15"},
        },
    ),
    "sums that do not agree": Made(
        """
        Ashby Aids Ltd
        Total ex VAT    £1,000.00
        VAT @ 20%    £200.00
        Total inc VAT    £1,240.00
        """,
        {"supplier": "Ashby Aids Ltd"},
    ),
    "a discount and delivery before VAT": Made(
        """
        Priory Kitchens Ltd
        Description   Qty   Unit   Amount
        Dishwasher    1    £2,000.00    £2,000.00
        Subtotal    £2,000.00
        Less discount    £200.00
        Delivery    £50.00
        VAT 20%    £370.00
        Total    £2,220.00
        """,
        {
            "supplier": "Priory Kitchens Ltd", "price": pounds("2220.00", "gross"),
            "pays": "once", "quantity": "1",
        },
    ),
    "two companies and no label": Made(
        """
        Quote
        Silverdale Ltd
        Hopkins Medical Ltd
        Total including VAT    £99.00
        """,
        {"price": pounds("99.00", "gross"), "pays": "once"},
    ),
    "a price in foreign figures": Made(
        """
        Supplier: Kranz Pflege
        Total ex VAT    1.200,00
        """,
        {"supplier": "Kranz Pflege"},
    ),
    "only one line, with VAT in the heading": Made(
        """
        Supplier name | Beacon Bathing Ltd
        Description | Qty | Unit cost (inc VAT) | Total (inc VAT)
        Bath hoist | 1 | 1,099.00 | 1,099.00
        """,
        {
            "supplier": "Beacon Bathing Ltd", "price": pounds("1099.00", "gross"),
            "pays": "once", "quantity": "1",
        },
        sheet=True,
    ),
}  # fmt: skip

LISTS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "three suppliers, VAT in the heading": (
        """
        Supplier | Price (ex VAT) | Quantity | Running costs a year (ex VAT) | Life (years)
        Ridgeway Ltd | £1,165.00 | 12 | £60 | 8
        Harbour Care | 840 | 12 | 95.50 | 5
        Meadow Aids | 1,020.00 | 10 | 0 | 6
        """,
        [
            {"supplier": "Ridgeway Ltd", "price": pounds("1165.00", "net"), "pays": "once",
             "quantity": "12", "running": pounds("60.00", "net"), "life": "8"},
            {"supplier": "Harbour Care", "price": pounds("840.00", "net"), "pays": "once",
             "quantity": "12", "running": pounds("95.50", "net"), "life": "5"},
            {"supplier": "Meadow Aids", "price": pounds("1020.00", "net"), "pays": "once",
             "quantity": "10", "running": pounds("0.00", "net"), "life": "6"},
        ],
    ),
    "a column that says whether VAT is in": (
        """
        Company | Total | VAT included?
        First Aids | 100.00 | yes
        Second Aids | 90.00 | no
        Third Aids | 80.00 |
        """,
        [
            {"supplier": "First Aids", "price": pounds("100.00", "gross"), "pays": "once"},
            {"supplier": "Second Aids", "price": pounds("90.00", "net"), "pays": "once"},
            {"supplier": "Third Aids"},
        ],
    ),
    "net and gross side by side": (
        """
        Quotes for the lounge
        Vendor | Net | VAT | Gross
        One Ltd | 500 | 100 | 600
        Two Ltd | 500 | 100 | 650
        """,
        [
            {"supplier": "One Ltd", "price": pounds("500.00", "net"), "pays": "once"},
            {"supplier": "Two Ltd"},
        ],
    ),
}  # fmt: skip
