"""The blank screening sheet: instructions, coloured required columns, drop-downs, notes, an example that is not read.

row 1  矛盾纠纷排查表 …… 填报单位：      填报周期：
row 2  填写说明 … 枫桥排查表 第2版
row 3  编号 | 上报时间* | …                (frozen, repeated on every printed page)
row 4  示例001 | 2025-03-05 | …           (passed over when it comes back)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ingest.back.template_column import Column
from ingest.back.template_columns import columns
from ingest.back.template_mark import MARK, VERSION
from ingest.mark import said

LISTS_SHEET = "下拉"
HEADER_ROW = 3
ROWS_PREPARED = 500
A3_PAPER = 8
_TITLE_COLUMNS = 9
_TITLE = ("矛盾纠纷排查表", "Dispute screening sheet  矛盾纠纷排查表")
_FILLED_BY = (
    "填报单位：　　　　　　　　填报周期：　　　　年　　月",
    "填报单位 (from):                  填报周期 (year, month):",
)
_HOW_TO = (
    "填写说明\n"
    "① 橙色列必填，蓝色列有就填、没有空着；一行写一件事。\n"
    "② 带下拉箭头的列从清单里选；日期写年-月-日，年份不能省。\n"
    "③ 灰色的示例行不会读入，从它下面一行填起；本期没有纠纷，空表交上来就是零报告。\n"
    "④ 只写事情和诉求，不给人贴标签；姓名、电话入库前即取下加密保存。　　　　　　　　",
    "How to fill in\n"
    "1. Orange columns are required, blue ones if known; one matter a row.\n"
    "2. Choose from the list where there is an arrow; write whole dates, year-month-day.\n"
    "3. The grey example is not read: start below it. Nothing to report? Send the empty sheet: it is a nil return.\n"
    "4. Write what happened and what is asked, never labels on people; names and phones are locked away.        ",
)
_COLOURS = {True: ("#F6C28B", "#7A3E00"), False: ("#DCE9F5", "#1F3B57")}


@dataclass
class _Looks:
    """The few looks of the sheet."""

    book: xlsxwriter.Workbook

    def __post_init__(self) -> None:
        made = self.book.add_format
        edge = {"border": 1, "border_color": "#B8C4CE"}
        self.title = made({"bold": True, "font_size": 18, "valign": "vcenter"})
        self.filled_by = made({"font_size": 12, "valign": "vcenter"})
        self.how_to = made(
            {"text_wrap": True, "valign": "vcenter", "bg_color": "#FFF9EC", "font_color": "#4A4A4A", **edge}
        )
        self.example = {
            "italic": True,
            "font_color": "#8A8A8A",
            "bg_color": "#F2F2F2",
            "valign": "top",
            **edge,
        }
        middle = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", **edge}
        self.head = {
            is_required: made({**middle, "bg_color": ground, "font_color": ink})
            for is_required, (ground, ink) in _COLOURS.items()
        }

    def body(self, column: Column) -> xlsxwriter.format.Format:
        """What a cell of the column looks like before anything is written in it."""
        return self.book.add_format(
            {"num_format": column.number_format, "valign": "top", "text_wrap": column.width > 20}
        )

    def of_example(self, column: Column) -> xlsxwriter.format.Format:
        """The same of the example row."""
        wrap = column.width > 14
        return self.book.add_format({**self.example, "num_format": column.number_format, "text_wrap": wrap})


def write_template(out: Path) -> None:
    """Write the template workbook, its notes in the language in force; headings are Chinese, English in brackets."""
    made = columns()
    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False}) as book:
        book.set_properties({"title": said(_TITLE), "comments": MARK, "author": "枫桥 Fengqiao"})
        sheet = book.add_worksheet("排查表")
        looks = _Looks(book)
        _write_above(sheet, looks, last=len(made) - 1)
        for position, column in enumerate(made):
            _write_column(sheet, looks, position, column)
        _write_lists(book, sheet, made)
        _lay_out_pages(sheet, last=len(made) - 1)


def _write_above(sheet: Worksheet, looks: _Looks, *, last: int) -> None:
    sheet.merge_range(0, 0, 0, _TITLE_COLUMNS - 1, said(_TITLE), looks.title)
    sheet.merge_range(0, _TITLE_COLUMNS, 0, last, said(_FILLED_BY), looks.filled_by)
    sheet.merge_range(1, 0, 1, _TITLE_COLUMNS - 1, said(_HOW_TO) + MARK, looks.how_to)
    sheet.set_row(0, 32)
    sheet.set_row(1, 84)
    sheet.set_row(HEADER_ROW - 1, 34)
    sheet.set_row(HEADER_ROW, 34)


def _write_column(sheet: Worksheet, looks: _Looks, position: int, column: Column) -> None:
    sheet.set_column(position, position, column.width, looks.body(column))
    sheet.write_string(HEADER_ROW - 1, position, column.title, looks.head[column.is_required])
    if isinstance(column.example, date):
        sheet.write_datetime(HEADER_ROW, position, column.example, looks.of_example(column))
    else:
        sheet.write(HEADER_ROW, position, column.example, looks.of_example(column))
    if said(column.note):
        size = {"x_scale": 1.6, "y_scale": 0.9, "author": "枫桥"}
        sheet.write_comment(HEADER_ROW - 1, position, said(column.note), size)
    if column.rule:
        told = {"ignore_blank": True, "error_type": "warning", "error_message": said(column.note)[:255]}
        _validate(sheet, position, {**column.rule, **told})


def _write_lists(book: xlsxwriter.Workbook, sheet: Worksheet, made: Sequence[Column]) -> None:
    """The choices on a hidden sheet, and each column's drop-down over them."""
    lists = book.add_worksheet(LISTS_SHEET)
    lists.hide()
    for position, column in enumerate(made):
        if column.choices:
            lists.write_column(0, position, column.choices)
            letter = xl_col_to_name(position)
            source = f"={LISTS_SHEET}!${letter}$1:${letter}${len(column.choices)}"
            told = said(("请从下拉清单中选择", "Please choose from the list"))
            _validate(
                sheet,
                position,
                {"validate": "list", "source": source, "error_type": "warning", "error_message": told},
            )


def _validate(sheet: Worksheet, position: int, rule: dict[str, Any]) -> None:
    sheet.data_validation(HEADER_ROW, position, HEADER_ROW + ROWS_PREPARED, position, rule)


def _lay_out_pages(sheet: Worksheet, *, last: int) -> None:
    sheet.freeze_panes(HEADER_ROW, 2)
    sheet.set_landscape()
    sheet.set_paper(A3_PAPER)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW - 1)
    sheet.set_footer(said(("&L" + MARK + "&R第 &P 页，共 &N 页", "&L" + MARK + "&RPage &P of &N")))
    sheet.set_selection(HEADER_ROW + 1, 0, HEADER_ROW + 1, 0)
    assert last >= _TITLE_COLUMNS, "the title leaves room for who filled the sheet in"


__all__ = ["HEADER_ROW", "LISTS_SHEET", "MARK", "VERSION", "columns", "write_template"]
