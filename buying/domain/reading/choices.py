"""Picking from choices: by what is stored, what is read, a number, a letter, or nearly."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from buying.domain.reading import matching, yes_no
from buying.domain.reading.results import (
    Asking,
    ChoiceLike,
    Outcome,
    Read,
    Unreadable,
    answer,
    wrong_shape,
)
from buying.domain.reading.tidy import is_blank, plain
from buying.english import listed

LONGEST = 300
_NAMED_MOST = 8
_QUOTED_MOST = 40
_ALL = re.compile(
    r"(?:all|everything|every one|the lot|any(?: of them)?|each)(?: (?:of (?:them|these|those"
    r"|the above)|"
    r"the above|\d+))?|both(?: of them)?|all (?:\w+ )?of them|(?:yes )?to all"
)
_NONE = re.compile(
    r"(?:none|neither|nothing|not any|no|nope|nil|zero)(?: (?:of (?:them|these|those|the above)"
    r"|apply|applies"
    r"|of them apply|of these apply))?"
)
_BUT = re.compile(
    r"(?:all|everything|any)(?: of them)? (?:but|except(?: for)?|apart from|bar|minus)\b"
)
_COMMAS = re.compile(r"\s*(?:[,;\n]|(?<=\D)\.\s)\s*(?:and\s|&\s)?")
_ANDS = re.compile(r"\s*(?:\band\b|&|\+|/|\bplus\b|\balso\b|\bas well as\b)\s*")
_NUMBERS = re.compile(r"#?\d{1,2}(?:\s+#?\d{1,2})+")
_SPAN = re.compile(r"(\d{1,2})\s?(?:-|to)\s?(\d{1,2})")


def read_one(text: str, asking: Asking) -> Outcome:
    """The ``value`` of the one choice that is meant."""
    simple = plain(text).strip(' .!,;:"')
    problem = _cannot(text, asking)
    if problem:
        return problem
    found = matching.match(simple, asking.choices)
    if found is None:
        found = _yes_or_no(simple, asking)
    if found is None:
        return _unknown(simple, asking)
    return answer(found.choice.value, found.choice.label, sure=found.sure)


def read_several(text: str, asking: Asking) -> Outcome:
    """The values picked, each once, in the order of the choices; ``[]`` for none."""
    problem = _cannot(text, asking)
    if problem:
        return problem
    simple = plain(text.replace("\n", ", ")).strip(' .!,;:"')
    whole = matching.exact(simple, asking.choices)
    if whole:
        return _picked([whole.value], True, asking)
    if _NONE.fullmatch(simple):
        return _picked([], simple not in ("no", "nope"), asking)
    if _ALL.fullmatch(simple):
        sure = not simple.startswith("both") or len(asking.choices) == 2
        return _picked([c.value for c in asking.choices], sure, asking)
    but = _BUT.match(simple)
    if but:
        left_out = _parts(simple[but.end() :].strip(), asking)
        if isinstance(left_out, Unreadable):
            return left_out
        return _picked(
            [c.value for c in asking.choices if c.value not in left_out.value], False, asking
        )
    found = _parts(simple, asking)
    return found if isinstance(found, Unreadable) else _picked(found.value, found.sure, asking)


def check_one(value: Any, asking: Asking) -> Outcome:
    """A choice's value, exactly; else a string is read as if it were typed."""
    if not isinstance(value, str):
        return wrong_shape()
    for choice in asking.choices:
        if choice.value == value:
            return Read(value, choice.label)
    return read_one(value, asking)


def check_several(value: Any, asking: Asking) -> Outcome:
    """A list of values; a string is read as if it were typed."""
    if isinstance(value, str):
        return read_several(value, asking)
    if not isinstance(value, list | tuple):
        return wrong_shape()
    if len(value) > 10 * len(asking.choices) + 10:
        return wrong_shape()
    found = [check_one(one, asking) for one in value]
    for each in found:
        if isinstance(each, Unreadable):
            return each
    read = [each for each in found if isinstance(each, Read)]
    return _picked([each.value for each in read], all(each.sure for each in read), asking)


def show_one(value: Any, choices: Sequence[ChoiceLike]) -> str:
    """The label of ``value``; the value itself where no choice has it any more."""
    return next((c.label for c in choices if c.value == value), str(value))


def show_several(value: Any, choices: Sequence[ChoiceLike]) -> str:
    """The labels of the values: ``Price, Quality and Speed``; ``None of these``."""
    if not isinstance(value, list | tuple):
        return show_one(value, choices)
    return listed([show_one(one, choices) for one in value]) or "None of these"


def _cannot(text: str, asking: Asking) -> Unreadable | None:
    if not asking.choices:
        return Unreadable("no_choices", "There is nothing to choose from here. Please go on.")
    if is_blank(text):
        return Unreadable("empty", f"I did not get an answer. {_pick(asking)}")
    if len(text) > LONGEST:
        return Unreadable("too_long", f"That is more than I can match. {_pick(asking)}")
    return None


def _parts(simple: str, asking: Asking) -> Read | Unreadable:
    """Several picks in one text, split at commas and, where that fails, at "and"."""
    span = _SPAN.fullmatch(simple)
    if span and int(span[1]) < int(span[2]) <= len(asking.choices):
        numbers = range(int(span[1]) - 1, int(span[2]))
        return Read([asking.choices[n].value for n in numbers], "", False)
    if _NUMBERS.fullmatch(simple):
        return _each(simple.split(), asking, _one_part)
    return _each(_COMMAS.split(simple), asking, _part)


def _part(part: str, asking: Asking) -> Read | Unreadable:
    """What stands between two commas: one choice, or some joined by "and"."""
    found = matching.match(part, asking.choices)
    if found and found.sure and found.whole:
        return Read([found.choice.value], "", True)
    pieces = [piece for piece in _ANDS.split(part) if piece]
    if len(pieces) > 1:
        split = _each(pieces, asking, _one_part)
        if isinstance(split, Read) or found is None:
            return split
    if found:
        return Read([found.choice.value], "", found.sure)
    named = matching.named(part, asking.choices)
    if named:
        return Read([choice.value for choice in named], "", False)
    return _unknown(part, asking)


def _one_part(part: str, asking: Asking) -> Read | Unreadable:
    found = matching.match(part.strip(), asking.choices)
    return Read([found.choice.value], "", found.sure) if found else _unknown(part, asking)


def _each(
    parts: Sequence[str], asking: Asking, one: Callable[[str, Asking], Read | Unreadable]
) -> Read | Unreadable:
    values: list[str] = []
    sure = True
    for part in parts:
        if not part.strip():
            continue
        found = one(part, asking)
        if isinstance(found, Unreadable):
            return found
        values += found.value
        sure = sure and found.sure
    return Read(values, "", sure)


def _picked(values: Sequence[str], sure: bool, asking: Asking) -> Outcome:
    kept = [choice.value for choice in asking.choices if choice.value in values]
    kept = list(dict.fromkeys(kept))
    least, most = asking.limits.least, asking.limits.most
    if least is not None and len(kept) < least:
        return Unreadable("too_few", f"Please pick at least {_count(least)}. {_pick(asking)}")
    if most is not None and len(kept) > most:
        return Unreadable(
            "too_many", f"Please pick {_count(most)} at most. You picked {len(kept)}."
        )
    return answer(kept, show_several(kept, asking.choices), sure=sure)


def _count(limit: Decimal) -> str:
    return "one" if limit == 1 else f"{limit.normalize():,f}"


def _yes_or_no(simple: str, asking: Asking) -> matching.Match | None:
    """ "Yep" where one of the choices begins with "Yes"."""
    said = yes_no.read(simple, replace(asking, choices=()))
    if isinstance(said, Unreadable):
        return None
    word = "yes" if said.value else "no"
    meant = [c for c in asking.choices if re.match(rf"{word}\b", plain(c.label))]
    return matching.Match(meant[0], said.sure) if len(meant) == 1 else None


def _unknown(part: str, asking: Asking) -> Unreadable:
    number = re.fullmatch(r"(?:option |number |no\.? ?|#)?(\d{1,6})", part)
    if number:
        return Unreadable(
            "no_such_choice", f"The numbers go from 1 to {len(asking.choices)}. {_pick(asking)}"
        )
    quoted = f"“{part}” " if len(part) <= _QUOTED_MOST else "that "
    return Unreadable("not_a_choice", f"I could not match {quoted}to a choice. {_pick(asking)}")


def _pick(asking: Asking) -> str:
    labels = [choice.label for choice in asking.choices[:_NAMED_MOST]]
    if len(asking.choices) > _NAMED_MOST:
        return f"Please pick from the list, for example “{labels[0]}”."
    return f"Please pick from: {listed(labels, 'or')}."
