"""What people do about a signal, kept with an audit line in one transaction with the signal's new state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dashboard.audit import write_line
from dashboard.home import Home
from ingest.mask import mask
from risk.signal.answer import Answer, answer, take_back
from risk.signal.restate import restate


def answer_about(home: Home, signal_id: str, given: Answer) -> str:
    """Keep an act on a signal, its words masked; the entry's id. UserError when it cannot be."""
    kept = replace(
        given, note=mask(given.note.strip()), owner=mask(given.owner.strip()) if given.owner else None
    )
    with home.warehouse.writing() as connection:
        event_id = answer(connection, signal_id, kept)
        restate(connection, home.config.signal)
    _note(home, given.actor, f"{signal_id} {given.code}")
    return event_id


def take_answer_back(home: Home, event_id: str, *, by: str) -> None:
    """Withdraw an act; it stays in the record. UserError when none of that id stands."""
    with home.warehouse.writing() as connection:
        signal_id = take_back(connection, event_id, now=home.now())
        restate(connection, home.config.signal)
    _note(home, by, f"{signal_id} withdraw")


def moment_of(home: Home) -> datetime:
    """Now; in the demo, whose last day lies in the past, the same time of that day."""
    now = home.now()
    if not home.is_demo:
        return now
    with home.warehouse.reading() as connection:
        row = connection.execute("SELECT max(as_of_date) FROM out_refresh").fetchone()
    return datetime.combine(row[0], now.time()) if row and row[0] else now


def _note(home: Home, actor: str, about: str) -> None:
    write_line(home.warehouse, home.path, actor=actor, event="signal", now=home.now(), object_id=about)
