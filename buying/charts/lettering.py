"""Text that fits: what people typed, made fit to be drawn, cut or wrapped to a width."""

from __future__ import annotations

from buying.charts import plotting

CUT = "…"


def drawable(text: str, bold: bool = False) -> str:
    """``text`` on one line, with ``?`` for each sign that the font does not have."""
    one_line = " ".join(text.split())
    return "".join(
        sign if sign.isprintable() and plotting.shown(sign, bold) else "?" for sign in one_line
    )


def wrapped(text: str, width: float, size: float, bold: bool = False, most: int = 9) -> list[str]:
    """``text`` in at most ``most`` lines of at most ``width`` CSS pixels, the last one cut."""
    rest = drawable(text, bold)
    lines: list[str] = []
    while rest and len(lines) < most - 1:
        line = _first_line(rest, width, size, bold)
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    return [*lines, cut(rest, width, size, bold)] if rest else lines


def cut(text: str, width: float, size: float, bold: bool = False) -> str:
    """``text`` as one line that is no wider than ``width`` CSS pixels."""
    text = drawable(text, bold)
    if plotting.width_of(text, size, bold) <= width:
        return text
    return text[: _fitting(text, width, size, bold, CUT)].rstrip() + CUT


def _first_line(text: str, width: float, size: float, bold: bool) -> str:
    fits = _fitting(text, width, size, bold)
    if fits == len(text) or text[fits] == " ":
        return text[:fits]
    words = text[:fits].rpartition(" ")[0]
    return words or text[:fits]


def _fitting(text: str, width: float, size: float, bold: bool, end: str = "") -> int:
    """How many of the first signs of ``text`` fit, with ``end`` after them; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if plotting.width_of(text[:middle] + end, size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return low
