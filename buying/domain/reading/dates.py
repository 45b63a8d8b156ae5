"""Dates as British people write them: day first, and next to come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from buying.domain.reading.date_guess import guess
from buying.domain.reading.date_phrase import Phrase, is_range, phrase, without_slips
from buying.domain.reading.days import FURTHEST, Day, Found, Now, exact, spelled, weekday_of
from buying.domain.reading.fixed_dates import MONTH, fixed, inside, month_number, year_of
from buying.domain.reading.relative_dates import relative
from buying.domain.reading.results import Asking, Limits, Outcome, Read, Unreadable, wrong_shape
from buying.domain.reading.tidy import is_blank, is_dont_know, plain

LONGEST = 300
_ASAP = re.compile(
    r".*\b(?:asap|a\.s\.a\.p|as soon as(?: possible)?|urgent(?:ly)?|immediately|straight ?away"
    r"|right away|right now"
    r"|soonest|sooner the better|at once|today if possible)\b.*|now"
)
_WHENEVER = re.compile(
    r".*\b(?:whenever|any ?time|no (?:rush|hurry|deadline|date|particular)|not urgent"
    r"|doesn't matter|no fixed|never|open ended"
    r"|when(?:ever)? (?:you|it|they)|ongoing)\b.*|no|none|n/a"
)
_VAGUE = re.compile(
    r"\b(?:soon|spring|summer|autumn|winter|weekend|few|several|some ?time|later|shortly"
    r"|this year|next year|half term"
    r"|the holidays|school|in the new year|before long)\b|^(?:\w+ )?\d{4}$"
)


def read(text: str, asking: Asking) -> Outcome:
    """An ISO date, such as ``"2027-03-31"``.

    Without a year, the next such day from today on; the last one where the
    limits allow none after today.
    """
    simple = plain(text).strip(" .!,;")
    problem = _no_date(simple, asking)
    if problem:
        return problem
    now = Now(asking.today, past=_is_past(asking))
    found = _whole(simple, now) or _within(simple, now)
    if found is None and not _VAGUE.search(simple):
        day = guess(simple, now.today, past=now.past)
        found = Day(day, sure=False) if day else None
    if found is None:
        return _none(simple, asking)
    return found if isinstance(found, Unreadable) else _answer(found, asking)


def check(value: Any, asking: Asking) -> Outcome:
    """An ISO date, text as if typed, or ``{"day": .., "month": .., "year": ..}``."""
    if isinstance(value, str):
        return read(value, asking)
    if not isinstance(value, Mapping):
        return wrong_shape()
    parts = [value.get(name) for name in ("day", "month", "year")]
    if not all(isinstance(p, str | int) and not isinstance(p, bool) for p in parts):
        return wrong_shape()
    if any(isinstance(p, int) and not 0 <= p < 10_000 for p in parts):
        return wrong_shape()
    day, month, year = (plain(str(part)) for part in parts)
    if re.fullmatch(MONTH, month):
        month = str(month_number(month))
    if not all(re.fullmatch(r"\d{1,4}", part) for part in (day, month, year)):
        return Unreadable("not_a_date", f"Please give a day, a month and a year. {_like(asking)}")
    if int(month) > 12:
        return Unreadable(
            "no_such_date", f"There is no month {int(month)}. Months go from 1 to 12."
        )
    found = exact(int(day), int(month), year_of(year.zfill(2), Now(asking.today)) or 0)
    return found if isinstance(found, Unreadable) else _answer(found, asking)


def show(value: Any) -> str:
    """``31 March 2027``."""
    return spelled(date.fromisoformat(value))


def _whole(simple: str, now: Now) -> Found:
    """The text read from end to end."""
    said = phrase(simple)
    if is_range(said.core) or _names_two(said.core, now):
        return Unreadable(
            "range",
            "I need one date, and that gives two. Please give the latest that would do,"
            f" for example {spelled(now.today + timedelta(days=28))}.",
        )
    found = _form(said.core, now)
    return _as_said(found, said) if isinstance(found, Day) else found


def _names_two(core: str, now: Now) -> bool:
    """Whether "or" stands between two dates: "tomorrow or Friday"."""
    sides = core.removeprefix("either ").split(" or ")
    return len(sides) == 2 and all(isinstance(_form(side, now), Day) for side in sides)


def _form(core: str, now: Now) -> Found:
    found = fixed(core, now) or relative(core, now)
    if found:
        return found
    mended = without_slips(core)
    return (fixed(mended, now) or relative(mended, now)) if mended != core else None


def _as_said(found: Day, said: Phrase) -> Day:
    """What "by", "before" and "about" make of a day."""
    sure = found.sure and not said.rough
    if said.before and found.eve and found.eve.day == 1:
        return Day(found.eve - timedelta(days=1), sure=False)
    if (said.before or said.by) and found.eve:
        return Day(found.eve, sure=sure)
    if said.before and not found.inside:
        return Day(found.on - timedelta(days=1), sure=False)
    return Day(found.on, sure=sure, note=found.note)


def _within(simple: str, now: Now) -> Found:
    """A date somewhere in a sentence, or behind "by" or "before"; asked about."""
    days = {
        day.on: day for day in (_form(each, now) for each in inside(simple)) if isinstance(day, Day)
    }
    if len(days) > 1:
        return Unreadable(
            "range", "I found more than one date. Please give just the one that counts."
        )
    if days:
        return Day(next(iter(days)), sure=False)
    for match in reversed(list(re.finditer(r"\b(?:by|before|until|till|on|in|for)\b", simple))):
        words = simple[match.start() :].split()[:7]
        for length in range(len(words), 1, -1):
            found = _whole(" ".join(words[:length]).strip(" ,.;"), now)
            if isinstance(found, Day):
                return Day(found.on, sure=False, note=found.note)
    return None


def _answer(found: Day, asking: Asking) -> Outcome:
    if abs((found.on - asking.today).days) > FURTHEST:
        return Unreadable("year", f"{spelled(found.on)} is too far away. {_like(asking)}")
    problem = _outside(found.on, asking.limits, asking.today)
    if problem:
        return problem
    shown = spelled(found.on)
    if found.sure:
        return Read(found.on.isoformat(), shown)
    opening = f"{found.note} " if found.note else ""
    ask = f"{opening}I read that as {weekday_of(found.on)} {shown}. Is that right?"
    return Read(found.on.isoformat(), shown, False, ask)


def _outside(day: date, limits: Limits, today: date) -> Unreadable | None:
    if limits.earliest and day < limits.earliest:
        why = "has passed" if day < today else "is too early"
        return Unreadable(
            "too_early",
            f"{spelled(day)} {why}. Please give a date from {spelled(limits.earliest)} on.",
        )
    if limits.latest and day > limits.latest:
        why = "has not come yet" if limits.latest <= today < day else "is too late"
        return Unreadable(
            "too_late", f"{spelled(day)} {why}. Please give a date up to {spelled(limits.latest)}."
        )
    return None


def _no_date(simple: str, asking: Asking) -> Unreadable | None:
    if is_blank(simple):
        return Unreadable("empty", f"I did not get an answer. {_like(asking)}")
    if is_dont_know(simple):
        return Unreadable(
            "dont_know", f"That is fine. Your best guess will do for now. {_like(asking)}"
        )
    if len(simple) > LONGEST:
        return Unreadable("too_long", f"I need just a date. {_like(asking)}")
    return None


def _none(simple: str, asking: Asking) -> Unreadable:
    """No date was found: what was said instead."""
    if _WHENEVER.fullmatch(simple):
        return Unreadable("no_deadline", f"I need a date, even a far one. {_like(asking)}")
    if _ASAP.fullmatch(simple):
        return Unreadable(
            "asap", f"I need a date, so that people know what soon means. {_like(asking)}"
        )
    if _VAGUE.search(simple):
        return Unreadable("vague", f"I need one day, and your best guess will do. {_like(asking)}")
    return Unreadable("not_a_date", f"I could not find a date in that. {_like(asking)}")


def _like(asking: Asking) -> str:
    """An example that the limits allow."""
    limits = asking.limits
    day = asking.today + timedelta(days=-7 if _is_past(asking) else 28)
    if limits.earliest and day < limits.earliest:
        day = limits.earliest
    if limits.latest and day > limits.latest:
        day = limits.latest
    return f"Please give a date, for example {spelled(day)}."


def _is_past(asking: Asking) -> bool:
    return asking.limits.latest is not None and asking.limits.latest <= asking.today
