"""Quiet hours as a setting, over midnight and through the nights in which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.hours import Hours, hours
from buying.settings import SettingsError, settings
from tests.conftest import forget

LONDON = ZoneInfo("Europe/London")
NIGHT = Hours(time(20), time(7, 30))
SMALL_HOURS = Hours(time(0), time(1, 30))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2027-03-01T19:59", "2027-03-01T19:59"),
        ("2027-03-01T20:00", "2027-03-02T07:30"),
        ("2027-03-01T23:59", "2027-03-02T07:30"),
        ("2027-03-02T00:00", "2027-03-02T07:30"),
        ("2027-03-02T07:29", "2027-03-02T07:30"),
        ("2027-03-02T07:30", "2027-03-02T07:30"),
        # The clocks go forward, and back, in the night between.
        ("2027-03-27T22:00", "2027-03-28T07:30"),
        ("2027-10-30T22:00", "2027-10-31T07:30"),
    ],
)
def test_a_night_ends_by_the_clock_on_the_wall(at: str, until: str) -> None:
    assert NIGHT.over_at(local(at), LONDON) == local(until)


def test_hours_within_one_day_are_quiet_too() -> None:
    lunch = Hours(time(12), time(13))
    assert lunch.over_at(local("2027-03-01T12:30"), LONDON) == local("2027-03-01T13:00")
    assert lunch.over_at(local("2027-03-01T13:30"), LONDON) == local("2027-03-01T13:30")


def test_an_hour_that_comes_twice_is_quiet_both_times() -> None:
    first = datetime(2027, 10, 31, 0, 15, tzinfo=UTC)
    second = first + timedelta(hours=1)
    assert first.astimezone(LONDON).time() == second.astimezone(LONDON).time() == time(1, 15)
    end = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert SMALL_HOURS.over_at(first, LONDON) == SMALL_HOURS.over_at(second, LONDON) == end


@given(
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)),
    begins=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    ends=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]),
)
def test_what_waited_is_never_told_within_quiet_hours_nor_a_day_late(
    moment: datetime, begins: time, ends: time, zone: str
) -> None:
    if begins == ends:
        return
    quiet, here = Hours(begins, ends), ZoneInfo(zone)
    told = quiet.over_at(moment, here)
    assert moment <= told < moment + timedelta(hours=26)
    assert quiet.over_at(told, here) == told


@pytest.mark.parametrize("text", ["20:00-07:30", "20:00 – 07:30", " 20:00-07:30 "])
def test_hours_are_read_as_people_type_them(text: str) -> None:
    assert hours(text) == NIGHT


def test_there_may_be_none() -> None:
    assert hours("off") is None
    assert hours("OFF ") is None


@pytest.mark.parametrize("text", ["", "8-9", "20:00", "25:00-07:00", "20:00-07:60", "never"])
def test_wrong_hours_are_refused_in_a_sentence(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUYWELL_QUIET_HOURS", text)
    forget()
    with pytest.raises(SettingsError) as caught:
        settings()
    assert str(caught.value) == (
        "BUYWELL_QUIET_HOURS is wrong: expected hours such as 20:00-07:30, or off."
    )
    forget()


def test_hours_that_never_end_are_refused() -> None:
    with pytest.raises(ValueError, match="begin and end at the same time"):
        hours("08:00-08:00")
