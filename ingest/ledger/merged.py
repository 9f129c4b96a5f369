"""Cells merged down a column all say what the first of them says; rows that say nothing of their own stay ghosts.

柳河村 | 2025-03-05 | 电梯        柳河村 | 2025-03-05 | 电梯
       | 2025-03-06 | 噪音   →    柳河村 | 2025-03-06 | 噪音
       |            |                    |            |
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ingest.cell import Cell, is_blank, text_of
from ingest.reading.workbook import MergedRange, NumberedRow


def filled(
    rows: Iterator[NumberedRow], merged: Sequence[MergedRange], wanted: Collection[int]
) -> Iterator[NumberedRow]:
    """The rows with their merged cells filled down, in the columns that are read."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in merged:
        if bottom > top and left in wanted:
            starts.setdefault(top + 1, []).append((bottom + 1, left))
    return _filled(rows, starts, sorted(wanted)) if starts else rows


def _filled(
    rows: Iterator[NumberedRow], starts: dict[int, list[tuple[int, int]]], wanted: Sequence[int]
) -> Iterator[NumberedRow]:
    held: dict[int, tuple[int, Cell]] = {}
    for number, row in rows:
        for bottom, column in starts.get(number, ()):
            held[column] = (bottom, row[column] if column < len(row) else None)
        if held:
            held = {column: kept for column, kept in held.items() if kept[0] >= number}
        yield number, _with_held(row, held, wanted) if held else row


def _with_held(row: list[Cell], held: dict[int, tuple[int, Cell]], wanted: Sequence[int]) -> list[Cell]:
    if not any(position < len(row) and not is_blank(text_of(row[position])) for position in wanted):
        return row
    row = row + [None] * (max(held) + 1 - len(row))
    for column, (_, cell) in held.items():
        if not text_of(row[column]):
            row[column] = cell
    return row
