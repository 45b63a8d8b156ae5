"""The buttons that add, copy or take away an option or a cost."""

from __future__ import annotations

import re
from collections.abc import Collection

from desk.costs.sheet import MOST_LINES, MOST_OPTIONS, USUAL, OptionBoxes, Sheet

DOING = re.compile(r"(add|copy|remove)-(option|line)(?:-(\d))?(?:-(\d{1,2}))?")
LETTERS = "ABCDEFGHIJ"


def changed(sheet: Sheet, do: str) -> str:
    """Do what the button ``do`` says to ``sheet``; the name of the box to go on with.

    A button that the sheet has no place for does nothing.
    """
    found = DOING.fullmatch(do)
    if found is None:
        return ""
    act, what, option, line = found.groups()
    number = int(option or 0)
    if what == "option":
        return _option(sheet, act, number)
    return _line(sheet, act, number, int(line or 0)) if number < len(sheet.options) else ""


def _option(sheet: Sheet, act: str, number: int) -> str:
    options = sheet.options
    if act == "remove" and len(options) > 1 and number < len(options):
        del options[number]
        return f"options.{min(number, len(options) - 1)}.name"
    if act == "remove" or len(options) >= MOST_OPTIONS or number >= len(options):
        return ""
    taken = {option.name for option in options}
    copy = act == "copy"
    options.append(options[number].copied(taken) if copy else OptionBoxes(_letter(taken)))
    return f"options.{len(options) - 1}.name"


def _line(sheet: Sheet, act: str, number: int, line: int) -> str:
    lines = sheet.options[number].lines
    if act == "add" and len(lines) < MOST_LINES:
        lines.append({"kind": "servicing", **USUAL, "when": "each"})
        return f"options.{number}.lines.{len(lines) - 1}.kind"
    if act == "remove" and len(lines) > 1 and line < len(lines):
        del lines[line]
        return f"options.{number}.lines.{min(line, len(lines) - 1)}.kind"
    return ""


def _letter(taken: Collection[str]) -> str:
    return next(letter for letter in LETTERS if letter not in taken)
