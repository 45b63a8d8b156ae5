"""Finding the figures in a text: a closed grammar of how British people type them.

``text2num`` turns number words into digits; the rest is ours, since no library
that was tried reads "£1.2k", "£1,2oo" or "half a dozen".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from buying.domain.reading.words import to_digits

_SCALES = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "k": Decimal(1000),
    "g": Decimal(1000),
    "thou": Decimal(1000),
    "thousand": Decimal(1000),
    "grand": Decimal(1000),
    "m": Decimal(1_000_000),
    "mil": Decimal(1_000_000),
    "mill": Decimal(1_000_000),
    "million": Decimal(1_000_000),
    "bn": Decimal(1_000_000_000),
    "billion": Decimal(1_000_000_000),
}
_DOUBTFUL_SCALES = {"m", "mil", "mill", "g"}
"""Metres, millilitres, grams ... or millions and grands."""

_FIGURE = re.compile(
    r"""
    (?P<sign>(?<![\w%).#])-\s?|\b(?:minus|negative)\s+)?
    (?:(?P<pound>(?:£|\bgbp)\s?)(?P<inner>-\s?)?)?
    (?P<digits>
        (?:[oil](?=\d))?
        (?:\d|\.(?=\d))
        (?: [,.']?\d | o(?=[\do,.']|k?\b) | [il](?=[\do]) | ,(?=o) | (?<!\d{4})[ ](?=\d{3}(?!\w)) )*
    )
    (?:\s?(?P<scale>dozen|hundred|thousand|thou|grand|million|billion|mill|mil|bn|k|g|m)s?(?![a-z]))?
    (?P<tail>(?<=[km])\d{1,3}(?!\w))?
    (?P<percent>\s?(?:%|per\s?cent\b))?
    (?:
        (?P<pence>\s?(?:p|pence|pennies)(?!\w))
      | (?P<unit>\s?(?:quid|squid|pounds?(?:\s?sterling)?|sterling|gbp|£)(?![a-z]))
        (?:\s?(?:and\s)?(?P<rest>\d\d)(?:\s?p|\s?pence)?(?![\w.,%]))?
    )?
    """,
    re.VERBOSE,
)
_SURE = re.compile(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?|\.\d+")
_COMMA_FOR_POINT = re.compile(r"(\d+),(\d{1,2})|([1-9]\d{0,2}(?:[. ']\d{3})+),(\d{1,2})")
_POINT_FOR_COMMA = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_MISPLACED = re.compile(r"(?:\d+,\d+|\d+(?:,\d{2})*,\d{3}|\d+(?:[ ']\d{3})+|\d+)(?:\.\d+)?")
MOST_DIGITS = 12


@dataclass(frozen=True)
class Figure:
    """One figure: ``amount`` in units (pounds, for money), before any limit.

    ``sure``: it can be read in one way only. ``money``: it carries a pound sign,
    "quid", pence. ``percent``: it carries a per cent sign.
    """

    amount: Decimal
    sure: bool
    money: bool
    percent: bool
    scaled: Decimal


@dataclass(frozen=True)
class Found:
    """The figures of a text in order, and the text with ``#`` in their places."""

    figures: tuple[Figure, ...]
    rest: str


class TooManyDigits(ValueError):
    """A run of digits that is too long to be an amount or a count."""


class ManyFigures(ValueError):
    """Figures run together so that nobody can say which is meant ("12,15,18")."""


def find(text: str) -> Found:
    """The figures in ``text``, which is :func:`~.tidy.plain`.

    Raises TooManyDigits and ManyFigures.
    """
    figures: list[Figure] = []
    pieces: list[str] = []
    end = 0
    text = to_digits(text)
    for match in _FIGURE.finditer(text):
        between = text[end : match.start()]
        figure = _figure(match)
        end = match.end()
        if figures and match["sign"] and match["sign"].startswith("-") and not between.strip():
            figure, between = replace(figure, amount=-figure.amount), f"{between}-"
        if figures and _continues(figures[-1], figure, between):
            whole = figures[-1]
            figures[-1] = Figure(
                whole.amount + figure.amount, whole.sure and figure.sure,
                whole.money or figure.money, figure.percent, figure.scaled,
            )  # fmt: skip
        else:
            figures.append(figure)
            pieces += [between, "#"]
    return Found(tuple(figures), "".join([*pieces, text[end:]]))


def _continues(whole: Figure, part: Figure, between: str) -> bool:
    """Whether ``part`` goes on from ``whole``, as in "5 thousand | 200"."""
    joined = between.strip() in ("", "and")
    return joined and whole.scaled >= 100 and Decimal(0) <= part.amount < whole.scaled


def _figure(match: re.Match[str]) -> Figure:
    amount, sure = _digits(match["digits"], bool(match["pound"]))
    scale = match["scale"]
    factor = _SCALES[scale] if scale else Decimal(1)
    amount *= factor
    sure = sure and scale not in _DOUBTFUL_SCALES
    if match["tail"]:
        amount, sure = amount + Decimal(f"0.{match['tail']}") * factor, False
    if match["pence"] and not match["pound"]:
        amount, sure = amount / 100, sure and amount < 100
    if match["rest"]:
        amount, sure = amount + Decimal(match["rest"]) / 100, False
    if match["sign"] or match["inner"]:
        amount = -amount
    money = any(match[name] for name in ("pound", "pence", "unit")) or scale in ("grand", "k")
    return Figure(amount, sure, money, bool(match["percent"]), factor if scale else Decimal(0))


def _digits(raw: str, money: bool) -> tuple[Decimal, bool]:
    """The amount that ``raw`` stands for, and whether it can be read in one way only."""
    text = raw.replace("o", "0").replace("l", "1").replace("i", "1")
    if sum(c.isdigit() for c in text) > MOST_DIGITS:
        raise TooManyDigits(raw)
    if _POINT_FOR_COMMA.fullmatch(text):
        thousands = money or text.endswith("00") or text.count(".") > 1
        return Decimal(text.replace(".", "") if thousands else text), False
    if _SURE.fullmatch(text):
        return Decimal(text.replace(",", "")), text == raw
    comma = _COMMA_FOR_POINT.fullmatch(text)
    if comma:
        pounds, pence = (comma[1], comma[2]) if comma[1] else (comma[3], comma[4])
        return Decimal(f"{re.sub(r'[^0-9]', '', pounds)}.{pence}"), False
    if not _MISPLACED.fullmatch(text):
        raise ManyFigures(raw)
    head, point, tail = text.partition(".")
    return Decimal(f"{re.sub(r'[^0-9]', '', head)}{point}{tail}"), False
