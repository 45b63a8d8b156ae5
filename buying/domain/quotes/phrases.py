"""What a quote says in words: VAT on all its prices, what is included, yearly costs, life."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from buying.domain.money import Money, VatBasis, to_penny
from buying.domain.quotes.amounts import Amount, amount, labelled
from buying.domain.quotes.document import Cell, Document, Row
from buying.domain.quotes.found import Found
from buying.domain.quotes.items import Items
from buying.domain.quotes.totals import is_free, period
from buying.domain.reading import vat
from buying.domain.reading.tidy import plain

THINGS: Mapping[str, re.Pattern[str]] = {
    "delivery": re.compile(
        r"\b(?:deliver(?:y|ed)|carriage|shipping|postage)\b"
        r"(?! (?:notes?|address(?:es)?|dates?|times?|slots?|instructions?|contact))"
    ),
    "fitting": re.compile(r"\b(?:install(?:ation|ed|ing)?|fitting|fitted|assembl(?:y|ed))\b"),
    "training": re.compile(
        r"\btraining\b(?! (?:videos?|materials?|manuals?|guides?|sheets?|dates?|provider))"
    ),
    "warranty": re.compile(r"\b(?:warranty|guarantee)\b"),
    "removal": re.compile(
        r"\b(?:removal|disposal|take[- ]?away|taking away|collection)\b(?= of| \(?old|$)"
    ),
}
"""What a price may include, by the words for it."""

YEARLY: Mapping[str, re.Pattern[str]] = {
    "servicing": re.compile(r"\b(?:servic(?:e|ing)|maintenance|inspections?|loler)\b"),
    "energy": re.compile(r"\b(?:energy|electricity|power|gas)\b"),
    "water": re.compile(r"\bwater\b"),
    "consumables": re.compile(r"\b(?:consumables?|filters?|refills?|batter(?:y|ies)|toner)\b"),
    "licence": re.compile(r"\b(?:licen[cs]es?|subscriptions?|software)\b"),
    "insurance": re.compile(r"\binsurance\b"),
    "repairs": re.compile(r"\brepairs?\b"),
}
"""Kinds of cost of each year (``buying.domain.costs``), by the words for them."""

_PRICES = re.compile(
    r"\b(?:prices?|quotes?|quotations?|totals?|amounts?|figures?|costs?|rates|everything)\b"
)
_ONLY_VAT = re.compile(r"[^a-z]*(?:please note:? )?(?:all )?(?:is |are )?(?:shown )?[^a-z]*")
_OTHERS = re.compile(r"\b(?:orders? over|orders? under|delivery (?:is|costs?|charges?))\b")
_SUBJECT = re.compile(
    r"\bsubject to (?:the addition of )?vat\b|\bvat (?:will be|to be|is) (?:added|charged)\b"
    r"|\bvat (?:will be|is) (?:payable )?in addition\b|\b(?:do|does) not include vat\b"
    r"|\bexcludes? vat\b|\bvat is not included\b|\bvat at the (?:current|prevailing|standard) rate"
    r" (?:will be|is|to be) (?:added|charged)\b"
)
_NOT_REGISTERED = re.compile(
    r"\b(?:not|non)[ -]?(?:vat[ -]?)?registered for vat\b|\bnot vat[ -]reg"
)
_YES = re.compile(
    r"\b(?:free|included|includes|including|inclusive of|complimentary|no (?:extra )?charge|foc"
    r"|(?:prices?|quotes?|totals?|costs?|we|to) include)\b"
)
_NO = re.compile(
    r"\b(?:not incl\w*|exclud\w*|excl|extra|optional|additional|add(?:itional)? charge|available"
    r"|if required|on request|does not|do not|doesn't|without|unless|orders? over|chargeable"
    r"|not (?:provided|part|supplied)|excluding)\b"
)
_TERM = re.compile(r"\b\d{1,2}[ -](?:years?|months?|yrs?)\b|\blifetime\b|\b(?:years?|months?)'")
_CLAUSES = re.compile(r"[,;]| but | and ")
_SENTENCES = re.compile(r"(?<=[a-z)])[.;](?:\s|$)")
_LIFE = re.compile(
    r"\b(?:(?:expected|design|working|service|useful|typical|average|product) (?:working )?life"
    r"(?:span|time)?|life expectancy|lifespan|expected lifetime)\b[^\d]{0,20}"
    r"(?P<low>\d{1,2})(?:\s?(?:-|to)\s?(?P<high>\d{1,2}))?\+? ?(?:years?|yrs?)\b"
)
_LIFE_BESIDE = re.compile(r"(?P<low>\d{1,2})(?:\s?(?:-|to)\s?(?P<high>\d{1,2}))? ?(?:years?|yrs?)?")
_LIFE_LABEL = re.compile(
    r"(?:expected |design |working |service |useful |typical )?(?:life|lifespan|life span"
    r"|life expectancy)(?: \(years\)| in years|, years)?:?"
)
_OPEN = re.compile(
    r"\b(?:from|up to|first year|optional|option|if required|available|per (?!year\b|annum\b)\w+"
    r"|each(?! year\b))\b"
)
"""Words that leave open whether a yearly cost is the whole one, or comes at all."""

_COVER = re.compile(r"\b(?:liability|indemnity|cover(?:ed)?|insured)\b")
"""A sum that is insured is no cost."""


def stated_vat(document: Document) -> tuple[set[VatBasis], Found | None]:
    """The bases that sentences give for all prices, and the first of these sentences."""
    found: dict[VatBasis, Found] = {}
    for row in document.rows:
        for sentence in _SENTENCES.split(plain(row.text)):
            basis = _basis(sentence)
            if basis:
                found.setdefault(basis, Found(basis, row.filled[0].place, row.text))
    return set(found), next(iter(found.values()), None)


def _basis(sentence: str) -> VatBasis | None:
    if "vat" not in sentence or _OTHERS.search(sentence):
        return None
    if _NOT_REGISTERED.search(sentence):
        return "exempt"
    if _SUBJECT.search(sentence):
        return "net"
    # A row with figures speaks for itself, not for all prices.
    if re.search(r"\d{2,}\.\d\d\b|£", sentence):
        return None
    named, sure, rest = vat.split(sentence)
    if named is None or not sure:
        return None
    return named if _PRICES.search(rest) or _ONLY_VAT.fullmatch(rest) else None


def included(document: Document, items: Items) -> tuple[Found | None, tuple[str, ...]]:
    """What the price includes, and what it is said not to include."""
    said: dict[str, dict[bool, Row]] = {}
    for thing, yes, row in _mentions(document, items):
        said.setdefault(thing, {}).setdefault(yes, row)
    ours = {thing: rows for thing, rows in said.items() if rows.keys() == {True}}
    left_out = tuple(thing for thing, rows in said.items() if rows.keys() == {False})
    if not ours:
        return None, left_out
    value = [thing for thing in THINGS if thing in ours]
    first = ours[value[0]][True]
    words = "; ".join(dict.fromkeys(ours[thing][True].text for thing in value))
    return Found(value, first.filled[0].place, words), left_out


def _mentions(document: Document, items: Items) -> Iterator[tuple[str, bool, Row]]:
    charged = {line.words for line in items.lines}
    for at, row in enumerate(document.rows):
        if _mixed(row):
            continue
        simple = plain(row.text)
        if items.spans(at) and (row.text in charged or _free_line(row)):
            for thing in _things(plain(row.filled[0].text)):
                yield thing, True, row
            continue
        free = _free_line(row)
        for sentence in _SENTENCES.split(simple):
            for clause in _clauses(sentence):
                yes = _sign(clause, free=free)
                for thing in _things(clause):
                    if yes is not None or (thing == "warranty" and _given(clause)):
                        yield thing, yes is not False, row


def _given(clause: str) -> bool:
    """Whether a warranty simply goes with it: how long, and no price or word of extending it."""
    return bool(_TERM.search(clause)) and "£" not in clause and "exten" not in clause


def _free_line(row: Row) -> bool:
    return len(row.filled) > 1 and is_free(row.filled[-1].text)


def _mixed(row: Row) -> bool:
    """Whether one thing has a price and is free in one row, as for two options side by side."""
    paid = any((read := amount(cell.text)) and not read.plain for cell in row.filled)
    return paid and any(is_free(cell.text) for cell in row.filled)


def _clauses(sentence: str) -> Sequence[str]:
    both = _YES.search(_NO.sub(" ", sentence)) and _NO.search(sentence)
    return _CLAUSES.split(sentence) if both else [sentence]


_OF_VAT = re.compile(
    r"\b(?:inc(?:l\w*)?|ex(?:c?l?\w*)?|plus|with|and) vat\b|\bvat (?:is )?(?:not )?\w*cluded\b"
)


def _sign(clause: str, *, free: bool) -> bool | None:
    clause = _OF_VAT.sub(" ", clause)
    if _NO.search(clause):
        return False
    return True if free or _YES.search(clause) else None


def _things(text: str) -> list[str]:
    return [thing for thing, words in THINGS.items() if words.search(text)]


def yearly(
    document: Document, items: Items, basis: VatBasis | None
) -> tuple[dict[str, Found], tuple[str, ...]]:
    """Costs of each year by box (``cost_servicing``; ``running`` where it is the only one).

    Amounts within the lines are part of the total and stay there.
    """
    found: dict[str, list[Found]] = {}
    doubts: list[str] = []
    for at, row in enumerate(document.rows):
        cost = _cost(row)
        if cost is None:
            continue
        kind, figure, cell = cost
        named, sure, _ = vat.split(plain(row.text))
        on = figure.vat or (named if sure else None) or basis
        if period(row.text) != "year" or _OPEN.search(plain(row.text)):
            doubts.append(f"“{row.text[:120]}” may be a running cost. Work out what it is a year.")
        elif items.spans(at):
            doubts.append(f"“{row.text[:120]}” is part of the total and comes again each year.")
        elif figure.currency not in (None, "GBP"):
            doubts.append(f"“{row.text[:120]}” is not in pounds, so I left it out.")
        elif on is None:
            doubts.append(f"“{row.text[:120]}” does not say whether VAT is in it.")
        else:
            value = Money(to_penny(figure.number), on).stored()
            found.setdefault(kind, []).append(Found(value, cell.place, row.text))
    return _boxes(found, doubts)


def _boxes(
    found: Mapping[str, list[Found]], doubts: list[str]
) -> tuple[dict[str, Found], tuple[str, ...]]:
    single = {
        kind: each[0] for kind, each in found.items() if len({str(f.value) for f in each}) == 1
    }
    for kind in found.keys() - single.keys():
        several = "” and “".join(each.words[:80] for each in found[kind][:3])
        doubts.append(f"I found more than one yearly cost: “{several}”. Fill it in.")
    boxes = {f"cost_{kind}": made for kind, made in single.items()}
    if len(found) == 1 and single:
        boxes["running"] = next(iter(single.values()))
    elif len(single) > 1:
        doubts.append("There are several yearly costs. Add them up for the running costs.")
    return boxes, tuple(doubts)


def _cost(row: Row) -> tuple[str, Amount, Cell] | None:
    simple = plain(row.text)
    kinds = [kind for kind, words in YEARLY.items() if words.search(simple)]
    if period(simple) is None or _COVER.search(simple):
        return None
    figures = [(cell, read) for cell in row.filled if (read := _any_amount(cell))]
    if not kinds or len(figures) != 1:
        return None
    cell, read = figures[0]
    return (kinds[0], read, cell) if read.number > 0 else None


_IN_TEXT = re.compile(r"£\s?\d[\d,]*(?:\.\d{1,2})?")


def _any_amount(cell: Cell) -> Amount | None:
    whole = amount(cell.text)
    if whole is not None:
        return None if whole.plain else whole
    both = labelled(cell.text)
    if both and not both[1].plain:
        return both[1]
    inside = _IN_TEXT.findall(plain(cell.text))
    return amount(inside[0]) if len(inside) == 1 else None


def life(document: Document) -> Found | None:
    """How many years it lasts, where the quote says so; not its guarantee."""
    found = {str(made.value): made for row in document.rows if (made := _life(row))}
    return next(iter(found.values())) if len(found) == 1 else None


def _life(row: Row) -> Found | None:
    match = _LIFE.search(plain(row.text))
    cells = row.filled
    if match is None and len(cells) == 2 and _LIFE_LABEL.fullmatch(plain(cells[0].text)):
        match = _LIFE_BESIDE.fullmatch(plain(cells[1].text).removesuffix(".0"))
    if match is None or not 1 <= int(match["low"]) <= 60:
        return None
    return Found(_years(match), cells[-1].place, row.text)


def _years(match: re.Match[str]) -> Any:
    low, high = int(match["low"]), int(match["high"] or match["low"])
    if high <= low:
        return str(low)
    middle = f"{(low + high) / 2:g}"
    return {"low": str(low), "likely": middle, "high": str(high)}
