"""Limits of matters on which acts were entered, counted by the whole procedure instead of by their sheets alone.

entered   accepted 01-10 (31.6), extended approved 03-03 told 03-04   →   XF60_HANDLE 01-10 … 04-10, with the extension
sheet     visit 01-06, answered 04-02                                 →   met 04-02; a notice of receipt is still owed

A matter nobody has entered anything on keeps the limits its sheets set (risk/clock.py); the two agree where both can speak
(tests/risk/test_acted.py). What a sheet sets itself, LOCAL_SHEET_DUE, stays beside these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby

import pyarrow as pa

from data.config import Clock
from data.db import Connection
from data.lend import execute_with
from risk.limit.act import Act
from risk.limit.given import Given
from risk.limit.ladder import Running, running
from risk.limit.rule import Extension, read_rules
from risk.limit.state import state
from risk.limit.step import STEPS, in_force
from risk.limit.workdays import WorkDays, named_work_days
from risk.query import number, statement
from risk.rule_pack import RuleBook, versions

Row = dict[str, object]
SCHEMA = pa.schema(
    [
        ("matter_index", pa.int32()),
        ("rule_code", pa.string()),
        ("from_date", pa.date32()),
        ("statutory_due_date", pa.date32()),
        ("conservative_due_date", pa.date32()),
        ("met_date", pa.date32()),
        ("state_code", pa.string()),
        ("overdue_days", pa.int32()),
        ("is_past_calendar", pa.bool_()),
        ("basis", pa.string()),
        ("ended_date", pa.date32()),
        ("is_right", pa.bool_()),
        ("counted_with", pa.string()),
    ]
)
LADDER = tuple(step.rule_code for step in STEPS if step.rule_code != "RMTJ30")


def count_acted(connection: Connection, config: Clock, *, as_of: date) -> int:
    """Put the limits of matters with acts into the temporary table deadline, in place of those of their sheets; how many."""
    if number(connection, "SELECT count(*) FROM core_event") == 0:
        return 0
    until = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
    answer = connection.execute(statement("act"), {"until": until}).fetchall()
    if not answer:
        return 0
    rules = in_force(read_rules(), adopted=config.adopted_rules)
    calendar, book = work_days(connection), RuleBook(versions(connection))
    found = [
        _row(matter, _by_book(run, book), calendar, as_of=as_of, due_soon_days=config.due_soon_days)
        for matter, acts in _matters(answer)
        for run in running(acts, rules, as_of=as_of)
    ]
    _replace(connection, sorted({row[0] for row in answer}), pa.Table.from_pylist(found, SCHEMA))
    return len(found)


def _by_book(run: Running, book: RuleBook) -> Running:
    """The same limit by the rule in force here for what begins on its day."""
    rule = book.rule(run.given.rule.code, run.given.from_date)
    return replace(run, given=replace(run.given, rule=rule or run.given.rule))


def _matters(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[int, list[Act]]]:
    for matter, told in groupby(rows, key=lambda row: row[0]):
        yield int(str(matter)), [_act(row) for row in told]


def _act(row: tuple[object, ...]) -> Act:
    _, code, day, route, is_simple, approved, told, days = row
    extension = Extension(approved, told, days) if code == "extended" else None  # type: ignore[arg-type]
    return Act(str(code), day, route, bool(is_simple), extension)  # type: ignore[arg-type]


def work_days(connection: Connection) -> WorkDays:
    """The holiday list the warehouse holds."""
    rows = connection.execute("SELECT day_date, is_working FROM core_calendar ORDER BY day_date").fetchall()
    return named_work_days(dict(rows))


def _row(matter: int, run: Running, calendar: WorkDays, *, as_of: date, due_soon_days: int) -> Row:
    """One limit as the table deadline holds it; one whose hearing goes on has the earliest last day it can have."""
    limit = run.given.limit(calendar)
    told = state(run, limit, as_of=as_of, due_soon_days=due_soon_days)
    shown = limit if limit.statutory_due else _ended_today(run.given, as_of).limit(calendar)
    due = shown.statutory_due
    assert due is not None
    is_late = told in ("late", "overdue")
    return {
        "matter_index": matter,
        "rule_code": limit.rule_code,
        "from_date": limit.from_date,
        "statutory_due_date": due,
        "conservative_due_date": shown.conservative_due or due,
        "met_date": run.met_date,
        "state_code": told,
        "overdue_days": max(((run.met_date or run.ended_date or as_of) - due).days, 0) if is_late else 0,
        "is_past_calendar": shown.is_past_calendar,
        "basis": run.given.rule.basis,
        "ended_date": run.ended_date,
        "is_right": run.is_right,
        "counted_with": run.given.text,
    }


def _ended_today(given: Given, as_of: date) -> Given:
    return replace(
        given,
        pauses=tuple(
            pause if pause.to_date else replace(pause, to_date=max(as_of, pause.from_date))
            for pause in given.pauses
        ),
    )


def _replace(connection: Connection, matters: list[int], found: pa.Table) -> None:
    """The sheets' limits of these matters go, but for those only a sheet sets; a mediation entered replaces the presumed one."""
    acted = {
        "acted_limit": found,
        "acted_matter": pa.table({"matter_index": pa.array(matters, pa.int32())}),
        "ladder_rule": pa.table({"rule_code": pa.array(LADDER, pa.string())}),
    }
    text = "CREATE OR REPLACE TEMP TABLE deadline AS\n" + statement("deadline_acted")
    execute_with(connection, text, None, acted)
