"""A table of matters: number, kind, place, unit, dates, reasons. Never a person, never a word of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from dashboard.briefing.block import Block, Cell, Table, Text, chip, lines, short_id
from dashboard.briefing.number import NONE, count, day
from dashboard.briefing.reading import Reading
from dashboard.briefing.words import Words
from dashboard.suppress import Row

Reasons = Mapping[str, Sequence[str]]
MOST_REASONS = 3
NUMERIC = ("overdue_days", "people")


def read_reasons(reading: Reading, matters: Sequence[Row]) -> list[Row]:
    """The reasons of the listed matters."""
    return reading.rows("brief_reason", matter_ids=[str(row["matter_id"]) for row in matters])


def reasons_of(rows: Sequence[Row], words: Words) -> Reasons:
    """Matter → its weightiest reasons as sentences; what lowers a score is no reason to look at it."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        own = found[str(row["matter_id"])]
        if int(str(row["points"])) > 0 and len(own) < MOST_REASONS:
            own.append(words.pick(row, "sentence"))
    return found


def matter_table(
    words: Words,
    list_name: str,
    rows: Sequence[Row],
    *,
    columns: Sequence[str],
    smallest: int,
    reasons: Reasons | None = None,
) -> Block:
    """The table of a list; one sentence instead when it is empty or too short to be itemised."""
    if not rows:
        return Text(words(f"matter.{list_name}_none"), "note")
    if len(rows) < smallest:
        return Text(words("matter.few", what=words(f"matter.{list_name}_short"), smallest=smallest), "note")
    return Table(
        caption=words(f"matter.{list_name}", n=len(rows)),
        heads=[words("matter.no"), *(words(f"column.{column}") for column in columns)],
        rows=[_line(words, number, row, columns, reasons or {}) for number, row in enumerate(rows, 1)],
        numeric=[place for place, column in enumerate(columns, 1) if column in NUMERIC],
    )


def _due(words: Words, row: Row) -> str:
    if row["next_due_date"] is None and row["overdue_days"]:
        return words("matter.overdue_by", n=row["overdue_days"])
    return day(row["next_due_date"])


def _line(words: Words, number: int, row: Row, columns: Sequence[str], reasons: Reasons) -> list[Cell]:
    cells: dict[str, Callable[[], Cell]] = {
        "id": lambda: short_id(row["matter_id"]),
        "kind": lambda: words.of("category", row, code="category_code"),
        "place": lambda: str(row["place_name"] or words("area.none")),
        "band": lambda: chip(row["band_code"] or "blue", words(f"band.{row['band_code'] or 'blue'}")),
        "unit": lambda: str(row["unit_name"] or words("unit.none")),
        "due": lambda: _due(words, row),
        "overdue_days": lambda: str(row["overdue_days"] or NONE),
        "people": lambda: count(row["people_count"]),
        "first": lambda: day(row["first_date"]),
        "why": lambda: lines(reasons.get(str(row["matter_id"])) or [NONE]),
    }
    return [str(number), *(cells[column]() for column in columns)]
