"""What a text asks of weights: which it names, how much for each, and what becomes of the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from buying.domain.reading import weights_changes
from buying.domain.reading.criterion_names import Names, bare
from buying.domain.reading.tidy import plain
from buying.domain.reading.words import to_digits
from buying.domain.weights import FULL, Rest
from buying.english import listed

CLAUSE = re.compile(r"[,;\n]|\band\b|\bbut\b")
"""What parts one thing said from the next."""

_NUMBER = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)*)(?:\s*(?:%|per ?cent\b|points?\b))?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_REST = re.compile(
    r"\b(?:the |all |and |with )*"
    r"(?:rest|others?|remaining|remainder|everything else|what(?:'s| is) left)\b"
    r"(?P<how>[^,;\n]*)"
)
_EQUAL = re.compile(r"\b(?:equal(?:ly)?|even(?:ly)?|(?:the )?same|split|shared?|alike)\b")
_KEEP = re.compile(
    r"\b(?:before|suggested|unchanged|keep|proportion(?:ally|ately)?|stay|alone"
    r"|(?:they|it) (?:is|are|was|were))\b"
)
_NOTHING = re.compile(r"\b(?:nothing|none|zero|nil|0|out)\b")
_ALL = re.compile(r"\b(?:all|every(?:thing|one)?|each|both|them|it|weights?)\b")
_EACH = re.compile(r"\beach\b|\bapiece\b")
_DASHES = re.compile(r"(?<!\w)-+|-+(?!\w)|(?<=[a-z])-+(?=\d)|(?<=\d)-+(?=[a-z])|[=:()]")


@dataclass(frozen=True)
class Said:
    """The weights named, and what becomes of the rest. ``near``: a name was only nearly right."""

    named: Mapping[str, int]
    rest: Rest = "keep"
    near: bool = False


class NotSaid(ValueError):
    """A text that is about weights and cannot be followed; says what to do, in one sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def said(text: str, names: Names, now: Mapping[str, int]) -> Said | None:
    """What ``text`` asks for; None where it is not about weights, or one bare figure.

    Raises NotSaid.
    """
    simple = _DASHES.sub(" ", to_digits(plain(text))).strip(" .!")
    found = _REST.search(simple)
    body = f"{simple[: found.start()]} {simple[found.end() :]}" if found else simple
    told = _figures(body, names, now) if _NUMBER.search(body) else _words(body, names, now)
    if found is None or (told is None and bare(body)):
        return None if found else told
    return _with_rest(told or Said({}), found["how"], names, now)


def _with_rest(told: Said, how: str, names: Names, now: Mapping[str, int]) -> Said:
    left = FULL - sum(told.named.values())
    if left < 0 or _KEEP.search(how):
        return told
    if _NOTHING.search(how):
        return replace(told, rest="nothing")
    number = _NUMBER.search(how)
    if number:
        others = [name for name in now if name not in told.named and now[name]]
        _check_rest(_whole(number[1], names), left, len(others), names)
    elif bare(_EQUAL.sub(" ", how)):
        name, near = _match(how, names)
        return Said({**told.named, name: left}, "nothing", told.near or near)
    return replace(told, rest="equal")


def _check_rest(number: int, left: int, others: int, names: Names) -> None:
    if number != left and number * others != left:
        message = f"The rest comes to {left}, not {number}. Please say it again, {names.example}."
        raise NotSaid("not_100", message)


def _words(body: str, names: Names, now: Mapping[str, int]) -> Said | None:
    """What a text without figures asks for: all equal, or more or less of something."""
    if _EQUAL.search(body) and not bare(_ALL.sub(" ", _EQUAL.sub(" ", body))):
        return Said({}, "equal")
    named: dict[str, int] = {}
    near = False
    for clause in names.clauses(body, CLAUSE):
        change = weights_changes.find(clause)
        if change is None or not bare(change.of):
            return None
        name, doubt = _match(change.of, names)
        named[name] = change.applied(now[name])
        near = near or doubt
    return Said(named, "keep", near) if named else None


def _figures(body: str, names: Names, now: Mapping[str, int]) -> Said | None:
    """What a text with figures asks for; None for one bare figure."""
    pieces = _NUMBER.split(body)
    figures, runs = [_whole(figure, names) for figure in pieces[1::2]], pieces[::2]
    if not any(bare(run) for run in runs):
        return _in_order(figures, names, now)
    if not bare(runs[0]):
        pairs = [
            (run, figure, bool(_EACH.search(run)))
            for figure, run in zip(figures, runs[1:], strict=True)
        ]
        return _paired(pairs, names)
    if bare(_EACH.sub(" ", runs[-1])):
        raise NotSaid("no_number", f"I did not get a number for “{runs[-1].strip(' ,')}”.")
    after = [bool(_EACH.search(run)) for run in runs[1:]]
    return _paired(list(zip(runs[:-1], figures, after, strict=True)), names)


def _paired(pairs: Sequence[tuple[str, int, bool]], names: Names) -> Said:
    named: dict[str, int] = {}
    near = False
    for run, weight, each in pairs:
        for name, doubt in _several(_EACH.sub(" ", run), weight, each, names):
            if named.get(name, weight) != weight:
                twice = f"{names.labels[name]} is there twice, with {named[name]} and {weight}."
                raise NotSaid("twice", f"{twice} Please say which it is.")
            named[name] = weight
            near = near or doubt
    return Said(named, "keep", near)


def _several(run: str, weight: int, each: bool, names: Names) -> list[tuple[str, bool]]:
    clauses = names.clauses(run, CLAUSE)
    if len(clauses) > 1 and not each:
        what = f"I cannot tell how {weight} is shared out."
        raise NotSaid("shared", f"{what} Give each its own number, {names.example}.")
    return [_match(clause, names) for clause in clauses or [run]]


def _in_order(figures: Sequence[int], names: Names, now: Mapping[str, int]) -> Said | None:
    """Figures alone, in the order in which the criteria are shown."""
    if len(figures) == 1:
        return None
    counting = [name for name in now if now[name]]
    for order in (list(now), counting):
        if len(order) == len(figures):
            return Said(dict(zip(order, figures, strict=True)), "nothing")
    what = "I cannot tell which number is for what."
    raise NotSaid("unnamed", f"{what} Please name them, {names.example}.")


def _whole(figure: str, names: Names) -> int:
    plain_figure = figure.replace(",", "") if _THOUSANDS.fullmatch(figure) else figure
    if not plain_figure.isdecimal():
        message = f"Please use whole numbers, not {figure}: {names.example}."
        raise NotSaid("not_whole", message)
    return int(plain_figure)


def _match(run: str, names: Names) -> tuple[str, bool]:
    found = names.match(run)
    if found is not None:
        return found
    if not bare(run):
        raise NotSaid("unnamed", f"Please give a name with each number, {names.example}.")
    known = listed(list(names.labels.values()))
    asked = " ".join(run.split()).strip(" ,")
    raise NotSaid("unknown", f"I do not know “{asked}”. You can weigh {known}.")
