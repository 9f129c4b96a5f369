"""A workbook of ours that comes in again: which sheets to pass over, and the name the sheet first came under.

The name matters: 柳河镇2025年3月排查.xlsx tells town, month and year, 核对.xlsx tells nothing.
"""

from __future__ import annotations

from itertools import islice

from ingest.cell import text_of
from ingest.mark import SUMMARY_SHEETS, is_own_sheet
from ingest.sheet import Sheet

NAME_ROW, NAME_COLUMN = 2, 2
FILE = ("文件", "File")


def first_name(sheet: Sheet) -> str:
    """The file name on a summary sheet of ours; nothing on any other sheet."""
    if not is_own_sheet(sheet.name) or not sheet.name.startswith(SUMMARY_SHEETS):
        return ""
    row = next((row for number, row in islice(sheet.rows, NAME_ROW) if number == NAME_ROW), [])
    texts = [text_of(cell) for cell in row[:NAME_COLUMN]]
    return texts[1] if len(texts) == NAME_COLUMN and texts[0] in FILE else ""
