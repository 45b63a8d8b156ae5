"""How a workbook shows its numbers: 840 may be seen as €840, or as 840 thousand."""

from __future__ import annotations

import html
import re

_FORMAT = re.compile(r"<numFmt\b[^>]*>")
_CELL_STYLES = re.compile(r"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<xf\b[^>]*>")
_ID = re.compile(r'\bnumFmtId="(\d{1,6})"')
_CODE = re.compile(r'\bformatCode="([^"]*)"')
_LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_FOREIGN = re.compile(r"[€$¥₹]|\b(?:EUR|USD|CHF|SEK|NOK|DKK|PLN|JPY|INR|CNY|AUD|CAD)\b")
_IN_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")


def unlike_pounds(styles: bytes) -> set[int]:
    """The numbers of the cell styles that show an amount in other money, or in thousands.

    ``styles``: the part of a workbook that lists them (``xl/styles.xml``).
    """
    text = styles.decode("utf-8", "replace")
    codes = {one[1]: html.unescape(code[1]) for tag in _FORMAT.findall(text)
             if (one := _ID.search(tag)) and (code := _CODE.search(tag))}  # fmt: skip
    odd = {id for id, code in codes.items() if _is_odd(code)}
    listed = _CELL_STYLES.search(text)
    found = [_ID.search(tag) for tag in _STYLE.findall(listed[0])] if listed else []
    return {at for at, one in enumerate(found) if one and one[1] in odd}


def _is_odd(code: str) -> bool:
    # "[$€-2]" is a sign with its country; "[$-809]" is a country alone.
    shown = _LOCALE.sub(lambda found: found[1], code)
    return bool(_FOREIGN.search(shown) or _IN_THOUSANDS.search(shown))
