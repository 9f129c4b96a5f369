"""What a file of any kind is read into: its visible sheets, each of numbered rows.

排查表.xlsx → Sheet("柳河村", rows = (1, ["柳河村矛盾纠纷排查表", "", …]), (2, …), …)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.cell import Cell

NumberedRow = tuple[int, list[Cell]]
MergedRange = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """One visible sheet; `merged` are cell ranges ((row, column), (row, column)), both from 0."""

    name: str
    rows: Iterator[NumberedRow]
    merged: tuple[MergedRange, ...] = field(default=())
    hidden_row_count: int = 0


@dataclass(frozen=True)
class Workbook:
    """The visible sheets of a file, and what was left unread."""

    sheets: tuple[Sheet, ...]
    hidden_sheets: tuple[str, ...]
    hidden_row_count: int
