"""The last day of one limit, rolled and not.

rule           from        pause             extension  conservative  statutory   why
XF15_NOTICE    2024-01-26  –                 –          2024-02-10    2024-02-18  春节; Sunday 18 is worked
XF5W_OBJECTION 2024-02-07  –                 –          2024-02-20    2024-02-20  8, 9, 18 (a worked Sunday), 19, 20
XF60_HANDLE    2025-08-02  –                 +30        2025-10-31    2025-10-31  one count of 90: 1 October is not the last
XF30_RECHECK   2025-03-03  听证 03-10..03-14  –          2025-04-07    2025-04-07  five days do not count
XF30_RECHECK   2025-03-03  听证 03-10..open   –          –             –           no last day while the hearing goes on

The start day is not counted. `is_past_calendar` says that the holiday list ends before the last day: days it does not
know are taken as worked, so both days are then the earliest they can be. Source: 条例 22–36; rolling by analogy with
民法典 200–203.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from risk.limit.pause import Pause, Stretch, stretches
from risk.limit.rule import APPROVED, TOLD, Extension, Rule
from risk.limit.workdays import DAY, EveryDay, WorkDays

NOT_EXTENDABLE = "not_extendable"
NOT_APPROVED = "not_approved"
NOT_TOLD = "not_told"
TOO_LATE = "too_late"


@dataclass(frozen=True)
class Limit:
    """One limit from one day: how many days it counts and its last day; no last day while a pause is open."""

    rule_code: str
    from_date: date
    day_count: int
    conservative_due: date | None
    statutory_due: date | None
    is_past_calendar: bool


class Axis(Protocol):
    """Days in a row: every day, or those worked."""

    def rank(self, day: date) -> int: ...

    def day(self, rank: int) -> date: ...


def count(
    rule: Rule,
    from_date: date,
    calendar: WorkDays,
    *,
    pauses: Iterable[Pause] = (),
    extension: Extension | None = None,
) -> Limit:
    """The limit that runs from a day, with the pauses its rule heeds and the extension if it stands."""
    paused = stretches(rule, pauses)
    plain = _counted(rule, from_date, rule.day_count, calendar, paused)
    if extension is None or flaw(rule, extension, plain.statutory_due):
        return plain
    return _counted(rule, from_date, rule.day_count + extra_days(rule, extension), calendar, paused)


def extra_days(rule: Rule, extension: Extension) -> int:
    """How many days an extension adds: what was approved, at most what the rule allows."""
    return min(extension.day_count or rule.extend_days, rule.extend_days)


def flaw(rule: Rule, extension: Extension, due: date | None) -> str | None:
    """Why an extension does not stand, None when it does; `due` is the statutory last day without it."""
    if not rule.extend_days:
        return NOT_EXTENDABLE
    if APPROVED in rule.extend_needs and extension.approved_date is None:
        return NOT_APPROVED
    if TOLD in rule.extend_needs and extension.told_date is None:
        return NOT_TOLD
    late = extension.approved_date is not None and due is not None and extension.approved_date > due
    return TOO_LATE if late else None


def _counted(
    rule: Rule, from_date: date, day_count: int, calendar: WorkDays, paused: tuple[Stretch, ...]
) -> Limit:
    if not rule.is_counted:
        hours = timedelta(days=rule.hour_count // 24), timedelta(days=-(-rule.hour_count // 24))
        return Limit(rule.code, from_date, 0, from_date + hours[0], from_date + hours[1], False)
    axis: Axis = calendar if rule.kind == "working" else EveryDay()
    conservative = _nth_day(from_date, day_count, axis, paused)
    statutory = None if conservative is None else _nth_day(conservative - DAY, 1, calendar, paused)
    first_asked = from_date + DAY if rule.kind == "working" else statutory
    is_past = statutory is not None and _is_past(calendar, first_asked, statutory)
    return Limit(rule.code, from_date, day_count, conservative, statutory, is_past)


def _nth_day(start: date, number: int, axis: Axis, paused: tuple[Stretch, ...]) -> date | None:
    """The day that is counted as this number, the start not counted; None when an open pause comes before it."""
    rank = axis.rank(start) + number
    for pause in paused:
        begin = max(pause.from_date, start + DAY)
        if begin > axis.day(rank):
            break
        if pause.to_date is None:
            return None
        rank += max(axis.rank(pause.to_date) - axis.rank(begin - DAY), 0)
    return axis.day(rank)


def _is_past(calendar: WorkDays, first_asked: date | None, due: date) -> bool:
    return due > calendar.last or (first_asked or due) < calendar.first
