"""What is known of a workbook's sheets before any is read: hidden rows, merged cells, and that none reaches too far.

{"柳河村": Look(hidden={12, 13}, merged=None)}      rows a filter hides are hidden rows; hidden columns are read
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.errors import BadFile
from ingest.reading.limits import LONGEST_CELL, MOST_CELLS
from ingest.reading.shown import shown
from ingest.reading.workbook import MergedRange

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


@dataclass(frozen=True)
class Look:
    """One sheet: its hidden rows from 1, and its merged cells from 0 where calamine does not tell them."""

    hidden: frozenset[int] = frozenset()
    merged: tuple[MergedRange, ...] | None = None


def refuse_far(path: Path, name: str, *, rows: int, columns: int) -> None:
    """BadFile when a sheet up to its last filled cell is more than is read."""
    if columns <= MOST_COLUMNS and rows <= MOST_ROWS and rows * columns <= MOST_CELLS:
        return
    file, sheet = shown(path.name), shown(name)
    raise BadFile(
        f"{file}「{sheet}」：表格一直延伸到第 {rows} 行、第 {columns} 列，超过能读的 {MOST_CELLS:,} 格。"
        "多半是远处有一个误填的格子：按 Ctrl+End 找到它，删掉多余的行列，保存后再上传。",
        f"{file} [{sheet}]: reaches to row {rows}, column {columns}: more than the {MOST_CELLS:,} cells that are read. "
        "A stray cell far away is likely: press Ctrl+End, delete the rows and columns around it, save and resend it.",
    )


def same_name(path: Path, name: str) -> BadFile:
    """Two sheets of one name cannot be told apart on a receipt."""
    file, sheet = shown(path.name), shown(name)
    return BadFile(
        f"{file}：有两个工作表都叫「{sheet}」。请改名后再上传。",
        f"{file}: two sheets are called {sheet!r}. Rename one and send the file again.",
    )


def too_long(path: Path) -> BadFile:
    """A cell holds more than any program lets anyone write."""
    name = shown(path.name)
    return BadFile(
        f"{name}：有一个格子里的字超过 {LONGEST_CELL:,} 个，已拒绝。请删去或拆开后再上传。",
        f"{name}: a cell holds more than {LONGEST_CELL:,} characters, so it is refused. Shorten it and resend the file.",
    )
