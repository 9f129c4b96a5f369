"""Working days: which days are, and the next one, as far as the State Council's lists go.

day_date     is_working  next_working_date      holiday of Spring Festival 2025, then the worked Saturday
2025-02-04   false       2025-02-05
2025-02-08   true        2025-02-08
2027-01-01   not listed: a limit that ends there is not rolled and says so

Source: the package chinesecalendar, then data/reference/holidays.csv, which checks and extends it.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from data.db import Connection

REFERENCE = Path(__file__).parent.parent / "data" / "reference"
FIRST_YEAR = 2004
Day = tuple[date, bool, str]


def load_calendar(connection: Connection) -> int:
    """Fill core_calendar from the lists that ship with the product; how many days it holds."""
    days = calendar_days()
    table = pa.table(
        {
            "day_date": [day for day, _, _ in days],
            "is_working": [working for _, working, _ in days],
            "next_working_date": pa.array(next_working(days), pa.date32()),
            "source_code": [source for _, _, source in days],
        }
    )
    connection.register("calendar_days", table)
    connection.execute("DELETE FROM core_calendar")
    connection.execute("INSERT INTO core_calendar SELECT * FROM calendar_days")
    connection.unregister("calendar_days")
    return len(days)


def calendar_days() -> list[Day]:
    """Every listed day with whether it is worked and by which list, in order, without gaps."""
    import chinese_calendar

    last = max(chinese_calendar.constants.holidays).year
    known: dict[date, tuple[bool, str]] = {}
    day = date(FIRST_YEAR, 1, 1)
    while day.year <= last:
        known[day] = (bool(chinese_calendar.is_workday(day)), "chinesecalendar")
        day += timedelta(days=1)
    for row in _rows("holidays"):
        known[date.fromisoformat(row["day_date"])] = (row["is_working"] == "true", row["source"])
    return _without_gaps(known)


def _without_gaps(known: dict[date, tuple[bool, str]]) -> list[Day]:
    """The days from the first on, up to the first that no list speaks about: nothing is guessed."""
    days = []
    day = date(FIRST_YEAR, 1, 1)
    while day in known:
        days.append((day, *known[day]))
        day += timedelta(days=1)
    return days


def next_working(days: list[Day]) -> list[date | None]:
    """For each day itself when worked, else the next worked day; None when the list ends before one."""
    answer: list[date | None] = []
    following: date | None = None
    for day, is_working, _ in reversed(days):
        following = day if is_working else following
        answer.append(following)
    return answer[::-1]


def weeks_to_spring_festival(as_of: date) -> int | None:
    """Whole weeks from a day to the next Spring Festival; None when it is not listed."""
    coming = [
        day for row in _rows("spring_festival") if (day := date.fromisoformat(row["day_date"])) >= as_of
    ]
    return (min(coming) - as_of).days // 7 if coming else None


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
