"""What people do on a matter or about a pair of reports, each one transaction and one audit line; what is derived follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from dashboard.audit import write_line
from dashboard.home import Home
from ingest.mask import mask
from risk.enter import Entry, enter, withdraw_entry
from risk.judge import Decision, Pair, judge, undo
from risk.limit.act import Act
from risk.measure import Measure, end_measure, set_measure, withdraw_measure


def enter_act(home: Home, matter_id: str, act: Act, *, note: str, by: str, now: datetime) -> str:
    """Enter an act on a matter, its note masked; the entry's id. UserError when it cannot be."""
    with home.warehouse.writing() as connection:
        event_id = enter(connection, matter_id, Entry(act, mask(note.strip()), by, now))
    _note(home, by, "act", event_id)
    return event_id


def take_act_back(home: Home, event_id: str, *, by: str) -> None:
    """Withdraw an entry; it stays in the record. UserError when none of that id stands."""
    with home.warehouse.writing() as connection:
        withdraw_entry(connection, event_id, now=home.now())
    _note(home, by, "act_withdraw", event_id)


def judge_pair(home: Home, pair: Pair, decision: Decision | None, *, by: str) -> None:
    """Keep a decision whether two reports are one matter, or withdraw the one that stands when none is given."""
    now = home.now()
    with home.warehouse.writing() as connection:
        if decision is None:
            undo(connection, pair, now=now)
        else:
            judge(connection, pair, decision, by=by, now=now)
    _note(home, by, "matter", f"{pair.one_id} {pair.other_id} {decision or 'undo'}")


def set_measures(
    home: Home, matter_ids: Sequence[str], measure: Measure, *, by: str, now: datetime
) -> tuple[str, ...]:
    """Set one measure on some matters, all or none, its words masked; the entries' ids. UserError when it cannot be."""
    kept = replace(measure, carrier=mask(measure.carrier.strip()), note=mask(measure.note.strip()))
    with home.warehouse.writing() as connection:
        entries = tuple(set_measure(connection, one, kept, actor=by, now=now) for one in matter_ids)
    for entry in entries:
        _note(home, by, "measure", entry)
    return entries


def step_measure(
    home: Home, measure_ids: Sequence[str], step: Literal["end", "withdraw"], *, by: str, on: date
) -> None:
    """End measures or withdraw their entries, all or none. UserError when one does not stand."""
    with home.warehouse.writing() as connection:
        for one in measure_ids:
            if step == "end":
                end_measure(connection, one, on=on)
            else:
                withdraw_measure(connection, one, now=home.now())
    for one in measure_ids:
        _note(home, by, f"measure_{step}", one)


def _note(home: Home, actor: str, event: str, about: str) -> None:
    write_line(home.warehouse, home.path, actor=actor, event=event, now=home.now(), object_id=about)
