"""The sheets of ours in a workbook that is handed back short: every row's verdict, and the summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import xlsxwriter

from ingest.back.finding import Finding
from ingest.back.summary_line import Line
from ingest.back.summary_sheet import WIDTHS
from ingest.mark import HEADINGS, LIST_SHEETS, RED, SUMMARY_SHEETS, WORDS, clean, said

ROWS_A_LIST = 1_000_000


@dataclass
class Pen:
    """A workbook being written, and the few looks it uses."""

    book: xlsxwriter.Workbook

    def __post_init__(self) -> None:
        self.bold = self.book.add_format({"bold": True})
        self.head = self.book.add_format({"bold": True, "bg_color": "#E4EFEC"})
        self.title = self.book.add_format({"bold": True, "font_size": 16})
        self.red = self.book.add_format({"bg_color": f"#{RED[2:]}"})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = self.book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})


def write_list(pen: Pen, finding: Finding) -> None:
    """Every row's verdict, a million to a sheet."""
    every = (
        (sheet, row, verdict) for sheet, rows in finding.verdicts.items() for row, verdict in rows.items()
    )
    words = {name: said(pair) for name, pair in WORDS.items()}
    for count in range(-(-finding.row_count // ROWS_A_LIST)):
        page = pen.book.add_worksheet(said(LIST_SHEETS) + (f" {count + 1}" if count else ""))
        page.set_column(0, 0, 24)
        titles = (("工作表", "Sheet"), ("行号", "Row"), HEADINGS)
        for column, title in enumerate(titles):
            page.write_string(0, column, said(title), pen.head)
        for at, (sheet, row, verdict) in enumerate(islice(every, ROWS_A_LIST), start=1):
            page.write_string(at, 0, sheet)
            page.write_number(at, 1, row)
            page.write_string(at, 2, words[verdict])


def write_summary(pen: Pen, lines: Sequence[Line]) -> None:
    """The summary, as the sheet the workbook opens at."""
    page = pen.book.add_worksheet(said(SUMMARY_SHEETS))
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    for at, line in enumerate(lines):
        look = {"head": pen.head, "step": pen.bold, "title": pen.title}.get(line.look)
        for column, value in enumerate(line.cells):
            if isinstance(value, int):
                page.write_number(at, column, value)
            else:
                page.write_string(at, column, clean(value), look)
    page.activate()
