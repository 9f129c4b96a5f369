"""When nobody is to be disturbed, and when it is over.

quiet 22:00-07:00, Asia/Shanghai
now                   urgent   →   may be sent from
2024-06-30 21:59      no           at once
2024-06-30 23:10      no           2024-07-01 07:00
2024-07-01 02:00      yes          at once, if urgent_passes
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.errors import BadArgument

HOURS = re.compile(r"^\s*(\d{1,2}):(\d{2})\s*[-–—~至]\s*(\d{1,2}):(\d{2})\s*$")


@dataclass(frozen=True)
class Quiet:
    """From `start` to before `end` by the clock of `zone`, past midnight when end is the earlier; never when they are equal."""

    start: time
    end: time
    zone: ZoneInfo
    urgent_passes: bool = False

    def __contains__(self, moment: datetime) -> bool:
        clock = moment.astimezone(self.zone).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


def read_quiet(hours: str, *, zone: str, urgent_passes: bool = False) -> Quiet:
    """Quiet hours as config gives them, "22:00-07:00"; an empty text is never quiet."""
    if not hours.strip():
        return Quiet(time(), time(), ZoneInfo(zone), urgent_passes)
    found = HOURS.match(hours)
    try:
        if found is None:
            raise ValueError(hours)
        first, second, third, fourth = map(int, found.groups())
        return Quiet(time(first, second), time(third, fourth), ZoneInfo(zone), urgent_passes)
    except ValueError:
        raise BadArgument(
            f"config.toml [notice] quiet_hours：「{hours}」看不懂，请写成 22:00-07:00。",
            f"config.toml [notice] quiet_hours: {hours!r} is not understood, write it as 22:00-07:00.",
        ) from None


def next_allowed(moment: datetime, quiet: Quiet, *, is_urgent: bool = False) -> datetime:
    """The moment itself, or the end of the quiet hours it falls in; moments know their zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    if moment not in quiet or (is_urgent and quiet.urgent_passes):
        return moment
    here = moment.astimezone(quiet.zone)
    end = datetime.combine(here.date(), quiet.end, quiet.zone)
    return end if end > here else datetime.combine(here.date() + timedelta(days=1), quiet.end, quiet.zone)
