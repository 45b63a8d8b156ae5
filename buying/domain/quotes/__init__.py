"""Reading a quote: from rows of cells to the boxes of an option. Pure; nothing is opened here.

``kinds`` tells what a file is by its bytes. ``document`` is a file as rows of cells, each with
its place. ``finding`` reads one or several quotes out of it: ``lists`` (a quote a row), else
``items`` (what is charged for), ``totals`` and ``pricing`` (the price), ``paying`` (once, or for
hire), ``labels`` (supplier, number, days), ``phrases`` (what is included, yearly costs).
``found`` is what comes of it.

A value is filled in only where the paper says it in one way: two totals, or a total without a
word on VAT, leave the box empty and are told.
"""

from buying.domain.quotes.document import Cell, Document, Row
from buying.domain.quotes.finding import find
from buying.domain.quotes.found import Found, QuoteRead
from buying.domain.quotes.kinds import Kind, kind_of
from buying.domain.quotes.pointing import lasting, points

__all__ = [
    "Cell", "Document", "Found", "Kind", "QuoteRead", "Row", "find", "kind_of", "lasting",
    "points",
]  # fmt: skip
