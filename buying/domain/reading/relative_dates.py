"""Dates said from where we stand: "end of March", "in two weeks", "Friday", "by Christmas"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from buying.domain.reading.days import (
    Day,
    Found,
    Now,
    easter,
    exact,
    last_of,
    month_end,
    nearest,
    plus_months,
    working_days_after,
)
from buying.domain.reading.fixed_dates import (
    MONTH,
    WEEKDAY,
    month_number,
    on_weekday,
    weekday_number,
    year_of,
)
from buying.domain.reading.results import Unreadable

_YEAR = r"(?:(?:19|20|21)\d\d|(?:this|next) year)"
_WORDS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "2day": 0,
    "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1, "tomoz": 1,
    "2moro": 1, "2morrow": 1, "tom": 1, "day after tomorrow": 2, "yesterday": -1,
    "day before yesterday": -2,
}  # fmt: skip
_EDGE = re.compile(
    rf"(?:the )?(end|last day|start|beginning|begining|middle|mid|early|late)[ -]?(?:of "
    rf"|in )?(?:the )?({MONTH})(?: ({_YEAR}))?"
)
_MONTH = re.compile(rf"(?:(?:this|next|coming|this coming) )?({MONTH})(?:,? ({_YEAR}))?( end)?")
_WEEK_OF = re.compile(rf"(1st|2nd|3rd|4th|last) week (?:of|in) ({MONTH})(?: ({_YEAR}))?")
_NTH = re.compile(rf"(1st|2nd|3rd|4th|last) ({WEEKDAY}) (?:of|in) ({MONTH})(?: ({_YEAR}))?")
_END_OF = re.compile(
    r"(?:the )?(?:very )?end (?:of )?(?:(the|this|next|last) )?(?:same )?(month|week|year"
    r"|calendar year)|(?:the )?(?:month|mth)[ -]?(end)|eom"
)
_END_YEAR = re.compile(r"(?:the )?end of (\d{4})")
_FINANCIAL = re.compile(
    r"(?:the )?(?:end of (?:the |this |our |next )?(?:financial|fiscal|budget|accounting"
    r"|council) year|(?:financial |fiscal )?year[ -]?end"
    r"|end of (?:the |this )?f\.?y\.?|fye|eofy|financial year)"
)
_TAX = re.compile(r"(?:the )?(?:end of (?:the |this )?tax year|tax year end)")
_QUARTER = re.compile(r"(?:the )?(?:end of )?(?:the )?q([1-4])")
_UNIT = r"(working days?|business days?|days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?)"
_SPAN = re.compile(
    rf"(in |within |after )?(?:the next |another )?(an?|\d{{1,4}}(?:\.5)?) ?{_UNIT}'?s?( time"
    rf"| from (?:now|today)| away| hence| ago)?"
)
_HENCE = re.compile(
    rf"(?:an? |(\d) )?(weeks?|fortnight) (?:on |from |after )?(today|tomorrow|{WEEKDAY})|(today"
    rf"|tomorrow|{WEEKDAY}) (week|fortnight)"
)
_THIS_NEXT = re.compile(r"(this|next|last|the coming|coming) (week|month)")
_WEEKDAY = re.compile(
    rf"(?:the )?(?:(this|this coming|coming|next|last|following|next week,?) )?({WEEKDAY})( coming"
    rf"| next week| this week| morning| afternoon)?"
)
_EASTER = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}
_FIXED = {
    "christmas": (25, 12), "christmas day": (25, 12), "xmas": (25, 12), "xmas day": (25, 12),
    "x-mas": (25, 12), "crimbo": (25, 12), "chrimbo": (25, 12), "christmas eve": (24, 12),
    "xmas eve": (24, 12), "boxing day": (26, 12), "new year": (1, 1), "new years": (1, 1),
    "new year's": (1, 1), "new years day": (1, 1), "new year's day": (1, 1), "nye": (31, 12),
    "new years eve": (31, 12), "new year's eve": (31, 12), "valentine's": (14, 2),
    "valentines": (14, 2), "valentine's day": (14, 2), "valentines day": (14, 2),
    "halloween": (31, 10), "bonfire night": (5, 11), "guy fawkes": (5, 11),
}  # fmt: skip
_HOLIDAY = re.compile(rf"(?:the )?({'|'.join((*_EASTER, *_FIXED))})(?: (\d{{4}}))?")
_MOST = 1200
"""Days, weeks or months from today; more is a slip."""


def relative(text: str, now: Now) -> Found:
    """The day that the whole of ``text`` points to; None where it has no such form."""
    word = text.removeprefix("the ")
    if word in _WORDS:
        return Day(now.today + timedelta(days=_WORDS[word]))
    for pattern, reader in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            return reader(match, now)
    return None


def _edge(match: re.Match[str], now: Now) -> Found:
    """The end is a day; start, middle, early and late are asked about."""
    end = _end_of_month(match[2], match[3], now)
    part = match[1]
    if part in ("end", "last day"):
        return Day(end, inside=True)
    day = {"start": 1, "beginning": 1, "begining": 1, "early": 7, "middle": 15, "mid": 15}.get(
        part, end.day
    )
    return Day(end.replace(day=day), sure=False, inside=True)


def _month(match: re.Match[str], now: Now) -> Found:
    """A month alone: its last day, asked about ("by March" means its first)."""
    end = _end_of_month(match[1], match[2], now)
    return Day(
        end,
        sure=bool(match[3]),
        inside=bool(match[3]),
        eve=None if match[3] else end.replace(day=1),
    )


def _week_of(match: re.Match[str], now: Now) -> Found:
    end = _end_of_month(match[2], match[3], now)
    day = {"1st": 7, "2nd": 14, "3rd": 21, "4th": 28}.get(match[1], end.day)
    return Day(end.replace(day=day), sure=False, inside=True)


def _nth(match: re.Match[str], now: Now) -> Found:
    """ "The last Friday in March"."""
    end, weekday = _end_of_month(match[3], match[4], now), weekday_number(match[2])
    if match[1] == "last":
        return Day(end - timedelta(days=(end.weekday() - weekday) % 7))
    first = end.replace(day=1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    return Day(first + timedelta(weeks=int(match[1][0]) - 1))


def _end_of_month(month: str, year: str | None, now: Now) -> date:
    number, named = month_number(month), year_of(year, now)
    if named:
        return date(named, number, last_of(named, number))
    step = -1 if now.past else 1
    this = date(now.today.year, number, last_of(now.today.year, number))
    if now.past:
        return this if this.replace(day=1) <= now.today else month_end(this, 12 * step)
    return this if this >= now.today else month_end(this, 12)


def _end_of(match: re.Match[str], now: Now) -> Found:
    which, unit = match[1], match[2]
    shift = {"next": 1, "last": -1}.get(which or "", 0)
    if unit in ("year", "calendar year"):
        plainly = unit == "calendar year" or shift != 0
        return Day(date(now.today.year + shift, 12, 31), sure=plainly, inside=True)
    if unit == "week":
        friday = _friday(now.today, shift)
        return Day(friday if shift else max(friday, now.today), sure=False, inside=True)
    return Day(month_end(now.today, shift), inside=True)


def _end_year(match: re.Match[str], now: Now) -> Found:
    return exact(31, 12, int(match[1]))


def _financial(match: re.Match[str], now: Now) -> Found:
    """31 March, the end of the financial year of UK public bodies."""
    found = nearest(31, 3, now)
    if "next" in match[0] and isinstance(found, Day):
        return Day(plus_months(found.on, 12), sure=False, inside=True)
    return Day(found.on, inside=True) if isinstance(found, Day) else found


def _tax(match: re.Match[str], now: Now) -> Found:
    """5 April, the end of the UK tax year."""
    found = nearest(5, 4, now)
    return Day(found.on, inside=True) if isinstance(found, Day) else found


def _quarter(match: re.Match[str], now: Now) -> Found:
    """Quarters of the financial year, which begins in April; asked about."""
    month = {1: 6, 2: 9, 3: 12, 4: 3}[int(match[1])]
    found = nearest(last_of(2001, month), month, now)
    return Day(found.on, sure=False, inside=True) if isinstance(found, Day) else found


def _span(match: re.Match[str], now: Now) -> Found:
    """ "In two weeks": sure for whole days, weeks and months said as a time from now."""
    number = 1.0 if match[2].startswith("a") else float(match[2])
    unit, after = match[3], match[4] or ""
    said = bool(match[1] or after)
    back = after == " ago" or (now.past and not said)
    if number > _MOST:
        return None
    if unit.startswith(("working", "business")):
        return Day(working_days_after(now.today, int(number)), sure=False) if not back else None
    sign = -1 if back else 1
    if unit.startswith(("month", "mth", "year", "yr")):
        months = number * (12 if unit.startswith("y") else 1)
        if not months.is_integer() or months > _MOST:
            return None
        return Day(plus_months(now.today, int(months) * sign), sure=said, inside=True)
    length = 1 if unit.startswith("day") else 14 if unit.startswith("fort") else 7
    exactly = (number * length).is_integer()
    return Day(
        now.today + timedelta(days=int(number * length) * sign), sure=said and exactly, inside=True
    )


def _hence(match: re.Match[str], now: Now) -> Found:
    """ "A week tomorrow", "Friday week"."""
    length = 14 if "fortnight" in (match[2], match[5]) else 7 * int(match[1] or 1)
    word = match[3] or match[4]
    if word in _WORDS:
        return Day(now.today + timedelta(days=_WORDS[word] + length))
    start = on_weekday(weekday_number(word), Now(now.today))
    return Day(start + timedelta(days=length), sure=False)


def _this_next(match: re.Match[str], now: Now) -> Found:
    """A week's Friday or a month's last day, asked about."""
    shift = {"next": 1, "last": -1}.get(match[1], 0)
    end = _friday(now.today, shift) if match[2] == "week" else month_end(now.today, shift)
    end = max(end, now.today) if match[1] == "this" else end
    return Day(end, sure=False, inside=True)


def _weekday(match: re.Match[str], now: Now) -> Found:
    """ "Friday" is the next one; "next Friday" may mean a week later, so it is asked about."""
    which, number, after = match[1], weekday_number(match[2]), (match[3] or "").strip()
    if which == "last":
        return Day(
            on_weekday(number, Now(now.today, past=True)), sure=number != now.today.weekday()
        )
    coming = on_weekday(number, now)
    named = "next week" in (after, (which or "").rstrip(","))
    if named or which in ("next", "following"):
        monday = now.today + timedelta(days=7 - now.today.weekday())
        return Day(monday + timedelta(days=number), sure=named)
    return Day(coming, sure=number != now.today.weekday())


def _friday(today: date, weeks: int) -> date:
    """The Friday of the week (Monday to Sunday) that is ``weeks`` from this one."""
    return today + timedelta(days=4 - today.weekday() + 7 * weeks)


def _holiday(match: re.Match[str], now: Now) -> Found:
    """A holiday; by or before it, the day before."""
    name, year = match[1], year_of(match[2], now)
    if name in _EASTER:
        return _easter(name, year, now)
    day, month = _FIXED[name]
    found = exact(day, month, year) if year else nearest(day, month, now)
    if isinstance(found, Day):
        return Day(found.on, eve=found.on - timedelta(days=1))
    return found


def _easter(name: str, year: int | None, now: Now) -> Found:
    """Easter; "by Easter" is the Thursday before, asked about."""
    if year and isinstance(exact(1, 4, year), Unreadable):
        return exact(1, 4, year)
    today, shift = now.today, timedelta(days=_EASTER[name])
    days = [easter(each) + shift for each in ([year] if year else _years_around(today))]
    if not year:
        days = [day for day in days if (day <= today if now.past else day >= today)]
    day = days[-1] if now.past else days[0]
    return Day(day, sure=name != "easter", eve=day - timedelta(days=3 if name == "easter" else 1))


def _years_around(today: date) -> range:
    return range(today.year - 1, today.year + 2)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Now], Found]], ...] = (
    (_EDGE, _edge),
    (_MONTH, _month),
    (_WEEK_OF, _week_of),
    (_NTH, _nth),
    (_END_OF, _end_of),
    (_END_YEAR, _end_year),
    (_FINANCIAL, _financial),
    (_TAX, _tax),
    (_QUARTER, _quarter),
    (_SPAN, _span),
    (_HENCE, _hence),
    (_THIS_NEXT, _this_next),
    (_WEEKDAY, _weekday),
    (_HOLIDAY, _holiday),
)
