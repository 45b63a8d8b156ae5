"""What single cells say: yes or no, a date, a size, words that are safe to keep."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

NAME_LIMIT = 200
NOTE_LIMIT = 1000

_NOTHING = {"na", "n/a", "n.a.", "#n/a", "-", "--", "none", "null", "nil", "not applicable"}
_YES = {"yes", "y", "true", "t", "1", "x", "✓", "✔", "preferred", "approved", "sme", "vcse"}
_NO = {"no", "n", "false", "f", "0", "not preferred", "not approved"}
_DAYS = (
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d.%m.%y",
    "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %B, %Y", "%Y/%m/%d",
)  # fmt: skip
_SIZES = {
    "micro": "micro",
    "small": "small",
    "medium": "medium",
    "sme": "sme",
    "large": "large",
    "selfemployed": "selfEmployed",
    "soletrader": "selfEmployed",
}
_FORMULA = re.compile(r"[=+@\-]+\s*")


class Unreadable(ValueError):
    """A cell does not say what its column is for."""


def words(text: str) -> str:
    """A cell's text on one line, without marks that steer a screen or a page.

    Empty for the ways of saying "nothing", such as NA.
    """
    if not text.isprintable():
        text = "".join(map(_printable, text))
    text = " ".join(text.split())
    return "" if text.casefold() in _NOTHING else text


def harmless(text: str) -> str:
    """Clean words that no spreadsheet takes for a formula when they are sent on.

    Excel and its kin run a cell that begins with ``= + - @`` (OWASP, CSV injection).
    """
    return _FORMULA.sub("", text, count=1) if text[:1] in "=+-@" and text else text


def yes_or_no(text: str) -> bool:
    """True or False. Raises Unreadable for what is neither."""
    said = text.casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise Unreadable(text)


def day(text: str) -> date:
    """A date, the British way round. Raises Unreadable for what is none."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    without_time = re.sub(r"\s+[0-9]{1,2}:[0-9:]+$", "", text)
    for shape in _DAYS:
        try:
            return datetime.strptime(without_time, shape).date()
        except ValueError:
            continue
    raise Unreadable(text)


def size(text: str) -> str:
    """A word of OCDS partyScale. Raises Unreadable for another."""
    found = _SIZES.get(re.sub(r"[\W_]+", "", text.casefold()))
    if found is None:
        raise Unreadable(text)
    return found


def short(text: str, most: int = 60) -> str:
    """``text``, cut with a sign where it is longer than ``most``."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def several(text: str) -> list[str]:
    """The parts of a cell that lists things."""
    return [part for part in (words(piece) for piece in re.split(r"[;|\n]", text)) if part]


def _printable(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Zs", "Zl", "Zp") or letter in "\t\n\r\v\f":
        return " "
    return "" if kind.startswith("C") else letter
