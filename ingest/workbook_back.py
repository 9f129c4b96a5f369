"""The sender's own workbook back, with a verdict behind every row and what to do.

… | 纠纷简况 | 核对结果                      … | 新增
                                      →       … | 退回：没有上报时间。请填上报时间，如 2025-03-05
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.db import Connection
from data.errors import language
from ingest.cell import text_of
from ingest.receipt import Receipt
from ingest.sheet import read_workbook

HEADING = ("核对结果", "Verdict")
WORDS = {
    "new": ("新增", "new"),
    "unchanged": ("未变", "unchanged"),
    "changed": ("变更", "changed"),
    "parked": ("待核", "parked"),
    "rejected": ("退回", "rejected"),
}
_COLOURS = {"rejected": "FFF4C7C3", "parked": "FFFCE8B2", "changed": "FFDCE9F5"}
_TITLE_CANNOT = re.compile(r"[\[\]:*?/\\]")
LONGEST_TITLE = 31
Verdicts = dict[str, dict[int, str]]


def write_back(connection: Connection, source: Path, receipt: Receipt, out: Path) -> None:
    """Write the workbook with a verdict column; .xlsx keeps its formatting, other kinds become .xlsx."""
    rows = connection.execute(
        "SELECT sheet_name, row_no, verdict_code FROM raw_row WHERE submission_id = $id",
        {"id": receipt.submission_id},
    ).fetchall()
    verdicts: Verdicts = defaultdict(dict)
    for sheet, row, verdict in rows:
        verdicts[sheet][row] = verdict
    keeps = source.suffix.lower() in (".xlsx", ".xlsm")
    book = (
        openpyxl.load_workbook(source, keep_vba=source.suffix.lower() == ".xlsm") if keeps else _plain(source)
    )
    told = _sentences(receipt)
    pages = (
        dict(zip([sheet.name for sheet in read_workbook(source).sheets], book.worksheets, strict=False))
        if not keeps
        else {}
    )
    for name, by_row in verdicts.items():
        page = pages.get(name) or (book[name] if name in book.sheetnames else None)
        if page is not None:
            _mark(page, by_row, told.get(name, {}))
    _summary(book, receipt)
    book.save(out)


def _plain(source: Path) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in read_workbook(source).sheets:
        page = book.create_sheet(_TITLE_CANNOT.sub("_", sheet.name)[:LONGEST_TITLE])
        for number, row in sheet.rows:
            for column, cell in enumerate(row, start=1):
                page.cell(number, column, text_of(cell)).data_type = "s"
    return book


def _sentences(receipt: Receipt) -> dict[str, dict[int, list[str]]]:
    told: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in receipt.problems:
        if each.row:
            where = f"「{each.column}」" if each.column else ""
            told[each.sheet][each.row].append(f"{where}{each.message.split(': ', 1)[-1]}。{each.remedy}")
    return told


def _mark(page: Worksheet, verdicts: dict[int, str], told: dict[int, list[str]]) -> None:
    which = 1 if language() == "en" else 0
    column = page.max_column + 1
    header = page.cell(max(1, min(verdicts) - 1), column, HEADING[which])
    header.font = Font(bold=True)
    for row, verdict in verdicts.items():
        words = [WORDS[verdict][which], *told.get(row, [])]
        cell = page.cell(
            row, column, "：".join(words[:1]) + ("：" + "；".join(words[1:]) if words[1:] else "")
        )
        if verdict in _COLOURS:
            cell.fill = PatternFill("solid", start_color=_COLOURS[verdict])


def _summary(book: Workbook, receipt: Receipt) -> None:
    page = book.create_sheet("核对汇总" if language() == "zh" else "Summary")
    which = 1 if language() == "en" else 0
    page.append(["共" if which == 0 else "rows", receipt.rows])
    for verdict, words in WORDS.items():
        page.append([words[which], getattr(receipt, verdict)])
    for dropped in receipt.dropped_columns:
        page.append([dropped["column"], dropped["why"]])
