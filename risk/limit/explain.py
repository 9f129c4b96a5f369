"""How a limit was counted, day by day, so that anyone can check it with a calendar.

XF15_NOTICE from 2024-01-26, folded:
from        to          number  code       why
2024-01-26  2024-01-26  –       start      起算当日不计
2024-01-27  2024-02-09  1–14    counted    计入
2024-02-10  2024-02-10  15      last_rest  第15日，逢春节，顺延
2024-02-11  2024-02-17  –       passed     春节，顺延
2024-02-18  2024-02-18  –       rolled     春节后第一个工作日，法定到期日

Unfolded, one row a day. The rows walk the calendar; `risk.limit.count` reckons: they agree by test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from risk.limit.count import Limit, count, flaw
from risk.limit.pause import Pause, stretches
from risk.limit.reason import NOTES, Words, unheeded
from risk.limit.rule import Extension, Rule
from risk.limit.walk import Row, Walk
from risk.limit.workdays import WorkDays

ALONE = frozenset({"start", "last", "last_rest", "last_unlisted", "rolled", "rolled_unlisted", "open"})


@dataclass(frozen=True)
class Explanation:
    """A limit, the rows that count it, and what was given but does not count."""

    limit: Limit
    rows: tuple[Row, ...]
    notes: tuple[Words, ...]


def explain(
    rule: Rule,
    from_date: date,
    calendar: WorkDays,
    *,
    pauses: Iterable[Pause] = (),
    extension: Extension | None = None,
    is_folded: bool = True,
) -> Explanation:
    """The limit with the rows from its start day to its statutory last day."""
    given = tuple(pauses)
    limit = count(rule, from_date, calendar, pauses=given, extension=extension)
    paused = stretches(rule, given)
    walk = Walk(rule, limit, calendar, paused)
    rows = tuple(walk.rows() if rule.is_counted else walk.at_once())
    return Explanation(
        limit, fold(rows) if is_folded else rows, _notes(rule, from_date, calendar, given, extension)
    )


def fold(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The same rows with days in a row of one kind and reason made one; marked days stay alone."""
    folded: list[Row] = []
    for row in rows:
        before = folded[-1] if folded else None
        if before and row.code not in ALONE and (before.code, before.zh) == (row.code, row.zh):
            folded[-1] = replace(before, to_date=row.to_date, last_number=row.last_number)
        else:
            folded.append(row)
    return tuple(folded)


def _notes(
    rule: Rule, from_date: date, calendar: WorkDays, pauses: tuple[Pause, ...], extension: Extension | None
) -> tuple[Words, ...]:
    others = sorted({pause.reason for pause in pauses} - set(rule.pausable))
    notes = [unheeded(reason) for reason in others]
    if extension is not None:
        plain = count(rule, from_date, calendar, pauses=pauses)
        fault = flaw(rule, extension, plain.statutory_due)
        notes += [NOTES[fault]] if fault else []
    return tuple(notes)
