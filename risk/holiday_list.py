"""A new holiday list: the days a year's notice names, the whole year made of them, and the limits that move.

date,kind        2027-01-01 rest, 2027-01-02 work      →   2027 whole: weekends rest, Friday 1 rests, Saturday 2 is worked
limits           XF15_NOTICE from 2026-12-18           →   2027-01-02 flagged → 2027-01-02 certain

A notice names only the exceptions of its year; every other day of that year is as the week has it. Years must follow each other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pyarrow as pa

from data.db import Connection
from data.errors import BadFile
from data.lend import execute_with
from risk.calendar import Day, next_working
from risk.limit.given import Given, given_again
from risk.limit.moved import Move, moved
from risk.limit.rule import Rule
from risk.limit.workdays import named_work_days
from risk.query import statement
from risk.rule_pack import RuleBook, versions

REST = frozenset({"rest", "休", "休息", "放假", "否", "false", "0"})
WORK = frozenset({"work", "班", "上班", "补班", "是", "true", "1"})
WEEKEND = 5
Key = tuple[str, str, date]


@dataclass(frozen=True)
class Taken:
    """What a list changed: the years it speaks about, days that differ, and the limits that move."""

    years: tuple[int, ...]
    changed_count: int
    moves: tuple[Move[Key], ...]


def read_holidays(path: Path) -> dict[date, bool]:
    """Each day a notice names with whether it is worked; BadFile names the line that cannot be read."""
    told: dict[date, bool] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.reader(stream), start=1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or (number == 1 and not cells[0][:1].isdigit()):
                continue
            told[_day(path, number, cells)] = _is_worked(path, number, cells)
    if not told:
        raise BadFile(
            f"{path.name}：里面没有日子。每行写 日期,休 或 日期,班，如 2027-01-01,休。",
            f"{path.name}: it names no day. Each line: date,rest or date,work, such as 2027-01-01,rest.",
        )
    return told


def take_holidays(connection: Connection, told: Mapping[date, bool], *, source: str) -> Taken:
    """Put a list in place; inside the writer's transaction. BadFile when a year between is missing."""
    before = _held(connection)
    years = sorted({day.year for day in told})
    last = max(before)
    if years[0] > last.year + 1 or any(b - a > 1 for a, b in pairwise(years)):
        raise BadFile(
            f"节假日表已排到 {last}，这份从 {years[0]} 年起，中间缺年份。请把缺的年份一并列入。",
            f"The list held ends on {last} and this one begins in {years[0]}: a year between is missing. Add it.",
        )
    after = {**before, **{day: is_worked for year in years for day, is_worked in _whole_year(year, told)}}
    given = _running(connection)
    _write(connection, before, after, source=source)
    changed = sum(1 for day in after if before.get(day) != after[day])
    return Taken(tuple(years), changed, moved(given, named_work_days(before), named_work_days(after)))


def _whole_year(year: int, told: Mapping[date, bool]) -> Iterable[tuple[date, bool]]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day, told.get(day, day.weekday() < WEEKEND)
        day += timedelta(days=1)


def _held(connection: Connection) -> dict[date, bool]:
    return dict(
        connection.execute("SELECT day_date, is_working FROM core_calendar ORDER BY day_date").fetchall()
    )


def _running(connection: Connection) -> dict[Key, Given]:
    """The limits still open, by matter, limit and start, with all they are counted from."""
    book, found = RuleBook(versions(connection)), dict[Key, Given]()
    for matter, code, start, due, text in connection.execute(statement("limit_running")).fetchall():
        held = book.rule(code, start)
        if held:
            found[matter, code, start] = given_again(held, start, text)
        elif due > start:  # a last day the sheet itself sets
            rule = Rule(code, code, (due - start).days, "calendar", "sheet", "", "local")
            found[matter, code, start] = Given(rule, start)
    return found


def _write(
    connection: Connection, before: Mapping[date, bool], after: Mapping[date, bool], *, source: str
) -> None:
    sources = dict(connection.execute("SELECT day_date, source_code FROM core_calendar").fetchall())
    days: list[Day] = [
        (day, after[day], sources[day] if before.get(day) == after[day] else source) for day in sorted(after)
    ]
    table = pa.table(
        {
            "day_date": [day for day, _, _ in days],
            "is_working": [is_worked for _, is_worked, _ in days],
            "next_working_date": pa.array(next_working(days), pa.date32()),
            "source_code": [told for _, _, told in days],
        }
    )
    connection.execute("DELETE FROM core_calendar")
    execute_with(
        connection, "INSERT INTO core_calendar BY NAME SELECT * FROM listed_day", None, {"listed_day": table}
    )


def _day(path: Path, number: int, cells: list[str]) -> date:
    try:
        year, month, day = map(int, cells[0].replace("/", "-").split("-"))
        return date(year, month, day)
    except ValueError as error:
        raise BadFile(
            f"{path.name} 第 {number} 行：「{cells[0]}」不是日期，请写成 2027-01-01。",
            f"{path.name} line {number}: {cells[0]!r} is not a date; write 2027-01-01.",
        ) from error


def _is_worked(path: Path, number: int, cells: list[str]) -> bool:
    word = cells[1].lower() if len(cells) > 1 else ""
    if word not in REST | WORK:
        raise BadFile(
            f"{path.name} 第 {number} 行：第二列应写 休 或 班，现在是「{word}」。",
            f"{path.name} line {number}: the second column must say rest or work, not {word!r}.",
        )
    return word in WORK
