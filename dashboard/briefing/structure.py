"""二、结构与分布: the week's reports by channel, kind, place, people, first or again, level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.block import Bar, Bars, Block, Text
from dashboard.briefing.number import change, count, share
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.briefing.words import Words
from dashboard.suppress import Row

BY_REPORTS = ("channel", "category", "raised_level", "first", "legal")
LAST = ("rest", "none")


@dataclass(frozen=True)
class Structure:
    """Each breakdown, largest part first."""

    compared_level: str
    total: Row
    reports: dict[str, Sequence[Row]]
    people: Sequence[Row]
    areas: Sequence[Row]


def read(reading: Reading, scope: Scope) -> Structure:
    """Ask for every breakdown, protected against its total."""
    monday = scope.week.monday
    weeks = {row["which_code"]: row for row in reading.rows("brief_week", monday=monday)}
    this, before = weeks["this"], weeks["previous"]
    reports = {"report_count": this["report_count"], "previous_count": before["report_count"]}
    matters = {"matter_count": this["matter_count"], "previous_count": before["matter_count"]}
    now = reading.one("brief_open")
    standing = {"open_count": now["open_count"], "overdue_count": now["overdue_count"]}
    level = scope.compared_level
    return Structure(
        compared_level=level,
        total=this,
        reports={name: reading.parts(f"brief_{name}", reports, monday=monday) for name in BY_REPORTS},
        people=reading.parts("brief_people", matters, monday=monday),
        areas=reading.parts("brief_area", reports | standing, monday=monday, level_code=level),
    )


def show(own: Structure, words: Words) -> list[Block]:
    """Bars, each with its numbers."""
    blocks: list[Block] = [
        _bars(name, rows, own.total, words) for name, rows in own.reports.items() if name != "legal"
    ]
    blocks.append(_bars("people", sorted(own.people, key=_code), own.total, words, column="matter_count"))
    blocks.append(_bars("legal", own.reports["legal"], own.total, words))
    return [*blocks, _areas(own, words), Text(words("structure.note"), "note")]


def _code(row: Row) -> str:
    return str(row["part_code"])


def _bars(name: str, rows: Sequence[Row], total: Row, words: Words, *, column: str = "report_count") -> Block:
    caption = words(f"structure.{name}")
    if not rows:
        return Text(
            words("structure.too_small" if total[column] != 0 else "structure.nothing", what=caption), "note"
        )
    longest = _longest(rows, column)
    bars = [
        Bar(
            words.of(name, row),
            _length(row[column], longest),
            [
                count(row[column]),
                share(row[column], total[column]),
                change(row[column], row["previous_count"]),
            ],
        )
        for row in _rest_last(rows)
    ]
    heads = [words("column.part"), words(f"column.{column}"), words("column.share"), words("column.change")]
    return Bars(caption, heads, bars)


def _areas(own: Structure, words: Words) -> Block:
    level = words(f"level.{own.compared_level or 'none'}")
    caption = words("structure.area", level=level)
    if not own.areas:
        return Text(
            words(
                "structure.too_small" if own.total["report_count"] != 0 else "structure.nothing", what=caption
            ),
            "note",
        )
    longest = _longest(own.areas, "report_count")
    bars = [
        Bar(
            words.of("area", row),
            _length(row["report_count"], longest),
            [
                count(row["report_count"]),
                change(row["report_count"], row["previous_count"]),
                count(row["open_count"]),
                count(row["overdue_count"]),
            ],
        )
        for row in _rest_last(own.areas)
    ]
    names = ("report_count", "change", "open_count", "overdue_count")
    return Bars(caption, [level, *(words(f"column.{name}") for name in names)], bars, is_half=False)


def _rest_last(rows: Sequence[Row]) -> list[Row]:
    kept = [row for row in rows if row["part_code"] != "none" or any(_numbers(row))]
    return sorted(kept, key=lambda row: row["part_code"] in LAST)


def _numbers(row: Row) -> list[object]:
    return [value is None or value for name, value in row.items() if name.endswith("_count")]


def _longest(rows: Sequence[Row], column: str) -> int:
    return max([1, *(value for row in rows if isinstance(value := row[column], int))])


def _length(value: object, longest: int) -> float:
    return value / longest if isinstance(value, int) else 0.0
