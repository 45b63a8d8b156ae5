"""Hours of the day in which nobody is disturbed, such as 20:00 to 07:30."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

OFF = "off"
SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-3]):([0-5]\d)")
EXPECTED = "expected hours such as 20:00-07:30, or off"


@dataclass(frozen=True)
class Hours:
    """From ``begins`` until just before ``ends``, by the clock on the wall; over midnight where
    it ends earlier than it begins."""

    begins: time
    ends: time

    def over_at(self, moment: datetime, zone: tzinfo) -> datetime:
        """The aware ``moment`` itself, in UTC, or when these hours end in ``zone`` if it lies
        within them.

        Where the clocks go back in these hours, they last until the later of two equal times.
        """
        here = moment.astimezone(zone)
        if not self._hold(here.time()):
            return moment.astimezone(UTC)
        later = self.begins > self.ends and here.time() >= self.begins
        day = here.date() + timedelta(days=1 if later else 0)
        end = datetime.combine(day, self.ends, zone)
        return max(end.replace(fold=fold).astimezone(UTC) for fold in (0, 1))

    def _hold(self, at: time) -> bool:
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def hours(text: str) -> Hours | None:
    """The hours in a setting's ``text``; None for ``off``. Raises ValueError for anything else."""
    plain = text.strip().lower()
    if plain == OFF:
        return None
    found = SPAN.fullmatch(plain)
    if found is None:
        raise ValueError(EXPECTED)
    begins, ends = (time(int(found[n]), int(found[n + 1])) for n in (1, 3))
    if begins == ends:
        raise ValueError(f"{EXPECTED}; these begin and end at the same time")
    return Hours(begins, ends)
