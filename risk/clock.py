"""Limits on matters: the last day of each, rolled and not, and how it stands on a day.

The start day is not counted; a last day that is no working day rolls to the next one for `statutory`, not for
`conservative`, on which warnings are given (by analogy with 民法典 200–203; DOMAIN.md §3).

    from 2024-01-26 + 15 days   conservative 2024-02-10 (Spring Festival)   statutory 2024-02-18 (a worked Sunday)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.config import Clock
from data.db import Connection
from risk.acted import count_acted
from risk.calendar import load_calendar
from risk.query import build, number
from risk.rules import load_rules


@dataclass(frozen=True)
class Due:
    """The last day of a limit: rolled, not rolled, and whether the holiday list ends before it."""

    statutory: date
    conservative: date
    is_past_calendar: bool


def due(from_date: date, day_count: int, next_working: Mapping[date, date | None]) -> Due:
    """The last day of a limit of so many calendar days; past the list's end nothing is rolled and that is said."""
    conservative = from_date + timedelta(days=day_count)
    rolled = next_working.get(conservative)
    return Due(rolled or conservative, conservative, rolled is None)


def state(limit: Due, met: date | None, *, as_of: date, due_soon_days: int) -> str:
    """met, late, overdue, due_soon or running."""
    if met is not None:
        return "met" if met <= limit.statutory else "late"
    if limit.statutory < as_of:
        return "overdue"
    return "due_soon" if (limit.conservative - as_of).days <= due_soon_days else "running"


def run_clocks(connection: Connection, config: Clock, *, as_of: date) -> None:
    """Make the temporary tables deadline (one row per matter and limit) and matter_clock (one per open matter)."""
    if number(connection, "SELECT count(*) FROM core_rule_pack") == 0:
        load_rules(connection, valid_from=date.fromisoformat(config.rules_valid_from))
    if number(connection, "SELECT count(*) FROM core_calendar") == 0:
        load_calendar(connection)
    build(connection, "deadline_start", screening_default=config.screening_default)
    build(connection, "deadline", as_of=as_of, due_soon_days=config.due_soon_days)
    count_acted(connection, config, as_of=as_of)
    build(connection, "matter_clock")
