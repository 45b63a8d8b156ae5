"""What stands in the boxes of the page: options, each with its lines, as texts.

A box is named after its place in the request: ``options.0.lines.2.amount``. So a mistake in the
request leads straight to its box.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from buying.service.costing import Data, Mistake
from buying.service.costing.request import MISSING_BASIS
from desk.costs.amounts import shown, typed

MOST_OPTIONS = 8
MOST_LINES = 25
TOP = ("recoverable", "rate", "own_rate", "years")
LINE = (
    "kind", "label", "amount", "kwh", "tariff", "vat", "vat_rate", "when", "year", "to", "assumed",
)  # fmt: skip
FIGURES = ("amount", "kwh", "tariff", "vat_rate")
USUAL = {"when": "day"}
"""What a line says before anybody has touched it."""

PLACE = re.compile(r"options\.(\d)\.(?:lines\.(\d{1,2})\.)?([a-z_]+)")
BOXES = {"rate": "own_rate", "vat.recoverable": "recoverable", "options": ""}
"""Places in the request whose box has another name."""

Line = dict[str, str]


class OptionBoxes:
    """One option: its name, how long it lasts, and its lines."""

    def __init__(self, name: str = "", life: str = "", lines: Sequence[Line] = ()) -> None:
        self.name = name
        self.life = life
        self.lines = list(lines) or [{"kind": "price", **USUAL}]

    def copied(self, taken: Collection[str]) -> OptionBoxes:
        """The same under a name that is not ``taken``, to change one thing in it."""
        numbers = ("", *(f" {number}" for number in range(2, len(taken) + 2)))
        names = (f"{self.name} (variation{number})" for number in numbers)
        name = next(each for each in names if each not in taken) if self.name else ""
        return OptionBoxes(name, self.life, [dict(line) for line in self.lines])


class Sheet:
    """The whole form. ``top`` has what counts for all options."""

    def __init__(self, top: Mapping[str, str], options: Sequence[OptionBoxes]) -> None:
        self.top = {name: top.get(name, "") for name in TOP}
        self.options = list(options) or [OptionBoxes("A"), OptionBoxes("B")]

    @classmethod
    def posted(cls, given: Mapping[str, Sequence[str]]) -> Sheet:
        """What was sent. Boxes that the page does not have are left aside."""
        flat = {name: texts[0] for name, texts in given.items() if texts}
        found: dict[int, dict[int | None, Line]] = {}
        for name, text in flat.items():
            place = PLACE.fullmatch(name)
            if place:
                option, line, box = place.groups()
                row = None if line is None else int(line)
                found.setdefault(int(option), {}).setdefault(row, {})[box] = text
        return cls(flat, [_option(found[number]) for number in sorted(found)][:MOST_OPTIONS])

    @classmethod
    def of(cls, data: Data) -> Sheet:
        """The boxes for a request (:func:`buying.service.costing.written`)."""
        recoverable = data.get("vat", {}).get("recoverable")
        rate = str(data.get("rate", ""))
        own = rate[:1].isdigit() or rate.startswith("-")
        top = {
            "recoverable": "" if recoverable is None else "yes" if recoverable else "no",
            "rate": "" if own else rate,
            "own_rate": rate if own else "",
            "years": str(data.get("years", "")),
        }
        options = [
            OptionBoxes(
                each["name"], shown(each["life_years"]), [_boxes(li) for li in each["lines"]]
            )
            for each in data["options"]
        ]
        return cls(top, options)

    def data(self) -> Data:
        """The request that the boxes make. Empty boxes are left out."""
        found: Data = {"options": [_asked(option) for option in self.options]}
        if self.top["recoverable"]:
            found["vat"] = {"recoverable": self.top["recoverable"] == "yes"}
        rate = self.top["own_rate"].strip() or self.top["rate"]
        for name, text in (("rate", rate), ("years", self.top["years"].strip())):
            if text:
                found[name] = text
        return found

    def tidied(self) -> Sheet:
        """The same without lines in which nothing was typed."""
        for option in self.options:
            option.lines = [line for line in option.lines if _begun(line)] or option.lines[:1]
        return self

    def cut(self) -> Sheet:
        """As much of it as the page can show."""
        for option in self.options:
            del option.lines[MOST_LINES:]
        del self.options[MOST_OPTIONS:]
        return self

    @property
    def large(self) -> bool:
        """Whether it has more than the page can show."""
        many = any(len(option.lines) > MOST_LINES for option in self.options)
        return many or len(self.options) > MOST_OPTIONS


def _option(rows: Mapping[int | None, Line]) -> OptionBoxes:
    own = rows.get(None, {})
    lines = [
        {box: text for box, text in rows[number].items() if box in LINE}
        for number in sorted(number for number in rows if number is not None)
    ]
    return OptionBoxes(own.get("name", ""), own.get("life_years", ""), lines[:MOST_LINES])


def _boxes(line: Data) -> Line:
    same = {name: shown(line[name]) for name in LINE if name in line and name != "assumed"}
    assumed = {"assumed": "yes"} if line.get("assumed") else {}
    return {**same, **assumed, **_when(line)}


def _when(line: Data) -> Line:
    if "each" in line:
        first = line.get("from", 1)
        return {"when": "each", "year": "" if first == 1 else str(first)}
    year = line.get("year", 0)
    return {"when": "year", "year": str(year)} if year else {"when": "day", "year": ""}


def _asked(option: OptionBoxes) -> Data:
    found: Data = {"name": option.name, "lines": [_line(line) for line in option.lines]}
    if option.life.strip():
        found["life_years"] = typed(option.life)
    return found


def _line(line: Line) -> Data:
    found: Data = {
        name: typed(text) if name in FIGURES else text.strip()
        for name in ("kind", "label", *FIGURES, "vat", "to")
        if (text := line.get(name, "")).strip()
    }
    return {**found, **_time(line), **({"assumed": True} if line.get("assumed") else {})}


def _time(line: Line) -> Data:
    year, when = line.get("year", "").strip(), line.get("when")
    if when == "each":
        return {"each": "year", **({"from": year} if year else {})}
    return {"year": year} if when == "year" else {}


def _begun(line: Line) -> bool:
    return any(line.get(name, "").strip() for name in ("amount", "kwh", "tariff", "label"))


def box_of(mistake: Mistake) -> str:
    """The name of the box that a mistake is about; empty where it is about the whole sheet.

    Where a cost is wrong as a whole, it is the box of its amount, or of VAT if that is missing.
    """
    where = re.sub(r"\[(\d+)\]", r".\1", mistake.where)
    where = re.sub(r"\.(low|likely|high)$", "", where)
    where = re.sub(r"\.(from)$", ".year", re.sub(r"\.each$", ".when", where))
    if re.fullmatch(r"options\.\d+\.lines\.\d+", where):
        return f"{where}.{'vat' if mistake.message == MISSING_BASIS else 'amount'}"
    if re.fullmatch(r"options\.\d+(\.lines)?", where):
        return f"{where.removesuffix('.lines')}.name"
    return BOXES.get(where, where)
