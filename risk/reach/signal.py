"""Signals after a change: looked for in all matters, as the derived tables hold them now."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from data.config import Signal
from data.db import Connection, swap
from risk.locate import show_places
from risk.reach.statement import build
from risk.signal.find import SIGNALS, find_signals


def find_signals_near(connection: Connection, config: Signal, *, as_of: date, now: datetime) -> None:
    """Look for signals and put them in place."""
    until = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
    show_places(connection)
    build(connection, "live_matter", source="matter_laid")
    build(connection, "live_report", source="report_laid")
    build(connection, "matter_group", source="group_laid")
    days = config.history_days + config.window_days + 7
    since = datetime.combine(as_of - timedelta(days=days), datetime.min.time())
    build(connection, "screened_report", source="screened_report_kept", since=since, until=until)
    find_signals(connection, config, as_of=as_of, now=now)
    swap(connection, SIGNALS)
