"""The holiday list as a limit reads it: which days are worked, what a rest day is called, how far the list goes.

2024-02-09  worked    Friday, New Year's Eve
2024-02-10  rest      春节
2024-02-18  worked    a Sunday worked in exchange (调休)
2027-01-01  unlisted  nobody knows: counted as if worked, so a day found is the earliest it can be, and it is flagged
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from data.errors import BadArgument
from risk.calendar import calendar_days

DAY = timedelta(days=1)
WEEKEND = ("周末", "weekend")
HOLIDAY = ("法定节假日", "public holiday")


@dataclass(frozen=True)
class WorkDays:
    """Every listed day with whether it is worked, without gaps, and the Chinese and English names of holidays."""

    listed: Mapping[date, bool]
    names: Mapping[date, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.listed or (self.last - self.first).days + 1 != len(self.listed):
            raise BadArgument("节假日表为空或有缺日。", "The holiday list is empty or leaves days out.")

    @cached_property
    def first(self) -> date:
        """The first day the list speaks about."""
        return min(self.listed)

    @cached_property
    def last(self) -> date:
        """The last day the list speaks about."""
        return max(self.listed)

    @cached_property
    def worked(self) -> tuple[date, ...]:
        """The worked days of the list, in order."""
        return tuple(sorted(day for day, is_working in self.listed.items() if is_working))

    def is_rest(self, day: date) -> bool:
        """Whether the list says that nobody works; an unlisted day is not known to be a rest day."""
        return self.listed.get(day) is False

    def is_swapped(self, day: date) -> bool:
        """Whether a Saturday or Sunday is worked in exchange for a holiday."""
        return day.weekday() > 4 and self.listed.get(day) is True

    def rest_name(self, day: date) -> tuple[str, str]:
        """What a rest day is, in Chinese and English."""
        return self.names.get(day) or (WEEKEND if day.weekday() > 4 else HOLIDAY)

    def rank(self, day: date) -> int:
        """How many days up to this one are worked or may be; below the list's first day it goes negative."""
        outside = max((day - self.last).days, 0) + min((day - self.first).days + 1, 0)
        return bisect_right(self.worked, day) + outside

    def day(self, rank: int) -> date:
        """The day of a rank: the inverse of rank on days that are worked or may be."""
        if rank <= 0:
            return self.first + (rank - 1) * DAY
        over = rank - len(self.worked)
        return self.last + over * DAY if over > 0 else self.worked[rank - 1]


class EveryDay:
    """Calendar days, counted one after the other."""

    def rank(self, day: date) -> int:
        """The number of the day."""
        return day.toordinal()

    def day(self, rank: int) -> date:
        """The day of a number."""
        return date.fromordinal(rank)


def shipped_work_days() -> WorkDays:
    """The lists that ship with the product."""
    return named_work_days({day: is_working for day, is_working, _ in calendar_days()})


def named_work_days(listed: Mapping[date, bool]) -> WorkDays:
    """A list with the names of those holidays that are known by name."""
    from chinese_calendar import constants

    names = {item.value: (str(item.chinese), str(item.value)) for item in constants.Holiday}
    return WorkDays(listed, {day: names[name] for day, name in constants.holidays.items() if name in names})
