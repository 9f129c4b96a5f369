"""The blank screening sheet: frozen header, drop-downs, a note on every column, an example row that is not read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from data.codelist import read_list, read_words

VERSION = "枫桥排查表 第1版"
LISTS_SHEET = "下拉"
HEADER_ROW = 3
ROWS_PREPARED = 500


@dataclass(frozen=True)
class Column:
    """One column of the template: heading, note, example, width in characters, and its drop-down if any."""

    heading: str
    note: str
    example: str
    width: int = 12
    choices: tuple[str, ...] = ()
    is_text: bool = False


def _first_words(kind: str) -> tuple[str, ...]:
    return tuple(words[0] for words in read_words("values")[kind].values())


def columns() -> tuple[Column, ...]:
    """The template's columns in order."""
    kinds = tuple(row["name"] for row in read_list("kinds"))
    return (
        Column("编号", "本村（社区）自己的编号，不重复；没有可不填", "示例001", 12, is_text=True),
        Column("上报时间*", "必填，年月日，如 2025-03-05", "2025-03-05", 13),
        Column("信访形式", "从下拉中选，网格排查可不填", "网格排查", 11, _first_words("channel")),
        Column("当事人", "多人用顿号隔开；姓名存入保密库，台账中不显示", "示例甲、示例乙", 16),
        Column("联系电话", "文本格式，不要写成科学计数", "00000000000", 15, is_text=True),
        Column("被反映方", "单位名称，如某某物业公司", "某某物业服务有限公司", 20),
        Column("涉及人数", "数字，如 5；大约的写 约30", "5", 9),
        Column("纠纷类型", "从下拉中选", "物业纠纷", 16, kinds),
        Column("纠纷简况*", "必填：什么事、诉求是什么", "小区电梯长期停运，要求尽快维修", 48),
        Column("地点", "事情发生的地方，不是家庭住址", "某某小区3幢", 20),
        Column("村(社区)", "村或社区名称", "", 14),
        Column("网格编号", "所在网格的编号或名称", "", 18, is_text=True),
        Column("经度", "十进制度数，没有可不填", "", 12),
        Column("纬度", "十进制度数，没有可不填", "", 12),
        Column("责任单位", "负责办理的单位", "某某街道办事处", 18),
        Column("责任人", "姓名存入保密库", "", 10),
        Column("化解时限", "年月日", "2025-04-05", 13),
        Column("受理时间", "年月日", "", 13),
        Column("答复时间", "年月日", "", 13),
        Column("办结时间", "年月日", "", 13),
        Column("是否化解", "从下拉中选", "化解中", 10, _first_words("status")),
        Column("满意度", "从下拉中选", "", 10, _first_words("satisfaction")),
        Column("化解情况", "做了什么、到哪一步", "已约物业公司与业主代表面谈", 30),
        Column("备注", "", "", 16),
    )


def write_template(out: Path) -> None:
    """Write the template workbook."""
    book = xlsxwriter.Workbook(str(out))
    sheet = book.add_worksheet("排查表")
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    made = columns()
    sheet.merge_range(0, 0, 0, len(made) - 1, "矛盾纠纷排查表", title)
    sheet.write(1, 0, f"{VERSION}　带 * 的必填；只填事，不给人贴标签。第一行是示例，不会读入。")
    for position, column in enumerate(made):
        _write_column(book, sheet, position, column)
    sheet.freeze_panes(HEADER_ROW, 2)
    sheet.set_row(HEADER_ROW - 1, 28)
    book.close()


def _write_column(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, position: int, column: Column
) -> None:
    head = book.add_format(
        {"bold": True, "bg_color": "#DCE9F5", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    example = book.add_format({"italic": True, "font_color": "#888888"})
    body = book.add_format({"num_format": "@"} if column.is_text else {})
    sheet.set_column(position, position, column.width, body)
    sheet.write_string(HEADER_ROW - 1, position, column.heading, head)
    sheet.write_string(HEADER_ROW, position, column.example, example)
    if column.note:
        sheet.write_comment(HEADER_ROW - 1, position, column.note, {"x_scale": 1.5, "y_scale": 0.7})
    if column.choices:
        _offer(book, sheet, position, column)


def _offer(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, position: int, column: Column
) -> None:
    lists = book.get_worksheet_by_name(LISTS_SHEET) or book.add_worksheet(LISTS_SHEET)
    lists.hide()
    lists.write_column(0, position, column.choices)
    letter = xlsxwriter.utility.xl_col_to_name(position)
    source = f"={LISTS_SHEET}!${letter}$1:${letter}${len(column.choices)}"
    rule = {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_message": "请从下拉清单中选择",
    }
    sheet.data_validation(HEADER_ROW, position, HEADER_ROW + ROWS_PREPARED, position, rule)
