"""Signals as the warehouse keeps them: those raised by a day with their looks and what people did, and today's looks written.

core_signal  one row a signal     core_signal_day  one row a signal and day looked at     core_signal_event  one row a human act
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from data.db import Connection
from risk.query import statement
from risk.signal.life import Day, Found, Known, Told


def read_known(connection: Connection, *, as_of: date, told_until: date | None = None) -> list[Known]:
    """Every signal raised by the end of `as_of`, in order of its id; what happened later has not happened yet.

    told_until: the day up to which human acts count, `as_of` when not given.
    """
    days: dict[str, list[Day]] = defaultdict(list)
    for row in connection.execute(statement("signal_day"), {"as_of": as_of}).fetchall():
        days[row[0]].append(Day(row[1], row[2], tuple(row[3]), *row[4:]))
    told: dict[str, list[Told]] = defaultdict(list)
    until = datetime.combine((told_until or as_of) + timedelta(days=1), datetime.min.time())
    for row in connection.execute(statement("signal_told"), {"until": until}).fetchall():
        told[row[0]].append(Told(row[1], row[2], row[3], row[4]))
    rows = connection.execute(statement("signal_known"), {"as_of": as_of}).fetchall()
    return [
        Known(signal_id, method, category, raised_on, tuple(days[signal_id]), tuple(told[signal_id]))
        for signal_id, method, category, raised_on in rows
        if days[signal_id]
    ]


def raise_signals(
    connection: Connection,
    fresh: Mapping[str, Found],
    areas: Mapping[str, str],
    *,
    as_of: date,
    now: datetime,
) -> None:
    """Keep the first row of each new signal; areas: signal → smallest area that holds it."""
    for signal_id, rise in fresh.items():
        values = [signal_id, rise.method, rise.category, areas[signal_id], as_of, now]
        connection.execute("INSERT OR IGNORE INTO core_signal VALUES (?, ?, ?, ?, ?, ?)", values)


def write_days(connection: Connection, today: Sequence[tuple[str, Day]], *, as_of: date) -> None:
    """Put today's looks in place of any taken before as at the same day."""
    connection.execute("DELETE FROM core_signal_day WHERE as_of_date = $as_of", {"as_of": as_of})
    for signal_id, day in today:
        connection.execute(
            "INSERT INTO core_signal_day VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(signal_id, day.as_of, day.is_found, list(day.places)),
                *(day.starts_on, day.observed, day.expected, day.recurrence_days),
            ],
        )
