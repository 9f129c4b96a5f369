"""The walk from a limit's start day to its statutory last day: one row a day, with its number and why.

date        number  code       why              XF15_NOTICE from 2024-01-26
2024-02-09  14      counted    计入
2024-02-10  15      last_rest  第15日，逢春节，顺延
2024-02-11  –       passed     春节，顺延
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count as numbers

from risk.limit.count import Limit
from risk.limit.pause import Stretch
from risk.limit.reason import Words, joined, pause_name, why
from risk.limit.rule import Rule
from risk.limit.workdays import DAY, WorkDays


@dataclass(frozen=True)
class Row:
    """A day, or days in a row of one kind: their numbers if they count, and why in both languages; no end if open."""

    from_date: date
    to_date: date | None
    first_number: int | None
    last_number: int | None
    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Walk:
    """One step a day from the start day on."""

    rule: Rule
    limit: Limit
    calendar: WorkDays
    paused: tuple[Stretch, ...]

    def rows(self) -> Iterator[Row]:
        """The rows of a limit that counts days."""
        day, number = self.limit.from_date, 0
        yield _row(day, "start")
        while number < self.limit.day_count:
            day += DAY
            if self._is_open(day):
                yield self._open(day)
                return
            number += self._counts(day)
            yield self._counted_row(day, number) if self._counts(day) else self._uncounted_row(day, "rest")
        if self.calendar.is_rest(day):
            yield from self._rolling(day)

    def _rolling(self, last: date) -> Iterator[Row]:
        names = [self.calendar.rest_name(last)]
        for step in numbers(1):
            day = last + step * DAY
            if self._is_open(day):
                yield self._open(day)
                return
            if self._is_paused(day) or self.calendar.is_rest(day):
                names += [] if self._is_paused(day) else [self.calendar.rest_name(day)]
                yield self._uncounted_row(day, "passed")
            else:
                unlisted = day not in self.calendar.listed
                name = self._list_end() if unlisted else joined(names)
                yield _row(day, "rolled_unlisted" if unlisted else "rolled", name=name)
                return

    def at_once(self) -> Iterator[Row]:
        """The one row of a limit that counts no days."""
        if self.rule.hour_count:
            last = str(self.limit.statutory_due)
            yield _row(self.limit.from_date, "hours", name=(last, last), shown=self.rule.hour_count)
        else:
            yield _row(self.limit.from_date, "at_once")

    def _counts(self, day: date) -> bool:
        is_skipped = self.rule.kind == "working" and self.calendar.is_rest(day)
        return not is_skipped and not self._is_paused(day)

    def _is_paused(self, day: date) -> bool:
        return any(stretch.holds(day) for stretch in self.paused)

    def _is_open(self, day: date) -> bool:
        return any(stretch.to_date is None and stretch.holds(day) for stretch in self.paused)

    def _counted_row(self, day: date, number: int) -> Row:
        unlisted = day not in self.calendar.listed
        if number == self.limit.day_count:
            if self.calendar.is_rest(day):
                return _row(day, "last_rest", number, name=self.calendar.rest_name(day))
            return _row(day, "last_unlisted" if unlisted else "last", number, name=self._list_end())
        if self.rule.kind == "working" and unlisted:
            return _row(day, "unlisted", number)
        if number > self.rule.day_count:
            return _row(day, "extended", number)
        is_swapped = self.rule.kind == "working" and self.calendar.is_swapped(day)
        return _row(day, "worked" if is_swapped else "counted", number)

    def _uncounted_row(self, day: date, code: str) -> Row:
        if self._is_paused(day):
            return _row(day, "paused", name=self._pause_name())
        return _row(day, code, name=self.calendar.rest_name(day))

    def _open(self, day: date) -> Row:
        return replace(_row(day, "open", name=self._pause_name()), to_date=None)

    def _pause_name(self) -> Words:
        return joined(pause_name(reason) for reason in self.rule.pausable)

    def _list_end(self) -> Words:
        return str(self.calendar.last), str(self.calendar.last)


def _row(
    day: date, code: str, number: int | None = None, *, name: Words = ("", ""), shown: int | None = None
) -> Row:
    zh, en = why(code, name=name, number=shown if shown is not None else number or 0)
    return Row(day, day, number, number, code, zh, en)
