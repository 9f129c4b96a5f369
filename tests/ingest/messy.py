"""Workbooks drawn at random, as messy as they come, each row with the number a person sees and whether it is data.

柳河村  1  2025年3月排查台账                  above the header
        2  * 上报时间 | 当事人 | 纠纷简况 …   the header, its columns in any order
        3  2025.3.5  | 张三   | 3号楼漏水    data
        4  合计      |        |               not data
        5  3月6日    | 同上   | 4号楼噪音    data, perhaps rejected, never lost
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import xlsxwriter
from hypothesis import strategies as st

Cell = str | float | int | datetime
HEADINGS = {
    "no": ["编号", "* 编号", "编 号"],
    "date": ["上报时间", "*上报时间 ", "上报\n时间"],
    "who": ["当事人", "当事人（姓名）"],
    "phone": ["联系电话", "联系\n电话"],
    "kind": ["纠纷类型"],
    "told": ["纠纷简况", "★纠纷简况"],
    "village": ["村(社区)"],
    "people": ["涉及人数"],
    "remark": ["备注"],
}
DATES: list[Cell] = [
    "2025-03-05",
    "2025.3.6",
    "2025年3月7日",
    "20250308",
    "２０２５．３．９",
    "25.3.10",
    "2025/3/11 9:05",
]
DATES += ["二〇二五年三月五日", 45721.0, 45722.3958333333, datetime(2025, 3, 14, 16, 20), "3.5-3.7", "3月5日"]
BAD_DATES: list[Cell] = ["昨天", "2月30日", "", "1899-12-31", "2240-01-01", "—"]
PEOPLE = ["张三", "李四、王五", "赵六与钱七", "利远物业有限公司", "匿名", "", "无", " 孙 八 "]
PHONES: list[Cell] = ["13812345678", "138 1234 5678", 13912345678, "1.38E+10", "0571-88001234", "", "查无"]
KINDS = ["物业", "邻里", "02", "婚姻家庭纠纷", "城建_物业管理", "没听过的事", ""]
TOLD = [
    "{n}号楼电梯停运三个月无人维修",
    "1.{n}号楼电梯停运无人修。2.{n}号楼地下车库漏水",
    "张三（13812345678）称{n}号楼漏水\n要求赔偿",
    "=HYPERLINK({n})",
    "{n}号楼" + "噪音扰民，" * 40,
    "一、{n}号楼欠薪；二、拖欠工资 {n} 个月",
]
VILLAGES = ["柳河村", "青石镇柳河村", "", "无"]
COUNTS: list[Cell] = [5, "5人", "约30余人", "十三人", "很多", "", 3.0, -1]
DITTO = "同上"
LINES_BETWEEN: list[list[Cell]] = [
    [],
    ["", ""],
    ["合计", "", "12件"],
    ["注：以上属实"],
    ["审核人：王五"],
    ["小计", 3],
    ["无"],
]


@dataclass(frozen=True)
class Row:
    """One data row, by the names of its columns."""

    cells: dict[str, Cell]

    def under(self, columns: Sequence[str]) -> list[Cell]:
        """Its cells in the order of the columns."""
        return [self.cells[name] for name in columns]


@dataclass(frozen=True)
class Page:
    """One worksheet: what stands above, its header, its lines (no Row is no data), and the columns left empty before."""

    name: str
    above: list[list[Cell]]
    columns: tuple[str, ...]
    headings: list[Cell]
    lines: list[Row | list[Cell]]
    left: int = 0

    @property
    def cells(self) -> list[list[Cell]]:
        """Everything on the sheet."""
        told = [line.under(self.columns) if isinstance(line, Row) else line for line in self.lines]
        return [[""] * self.left + line for line in (*self.above, self.headings, *told)]

    @property
    def row_numbers(self) -> list[int]:
        """The numbers of its data rows as a person sees them."""
        first = len(self.above) + 2
        return [number for number, line in enumerate(self.lines, start=first) if isinstance(line, Row)]


Book = list[Page]


def write_book(path: Path, book: Book) -> Path:
    """The book as an .xlsx."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm"}) as file:
        file.strings_to_formulas = False
        for page in book:
            sheet = file.add_worksheet(page.name)
            for number, line in enumerate(page.cells):
                for column, cell in enumerate(line):
                    if cell != "":
                        sheet.write(number, column, cell)
    return path


def reordered(book: Book, order: Sequence[int]) -> Book:
    """The same data rows of each sheet in another order: that of the given numbers, round and round."""
    pages = []
    for page in book:
        keyed = sorted(enumerate(page.lines), key=lambda each: (order[each[0] % len(order)], -each[0]))
        pages.append(replace(page, lines=[line for _, line in keyed]))
    return pages


@st.composite
def rows(draw: st.DrawFn, serial: int, *, plain: bool) -> Row:
    """A row whose text and number no other serial has; plain: nothing in it depends on the rows around it."""
    cells: dict[str, Cell] = {
        "no": draw(st.sampled_from([f"P-{serial}", str(serial), ""])),
        "date": draw(st.sampled_from([*DATES, *DATES, *BAD_DATES])),
        "who": draw(st.sampled_from(PEOPLE)),
        "phone": draw(st.sampled_from(PHONES)),
        "kind": draw(st.sampled_from(KINDS)),
        "told": draw(st.sampled_from(TOLD)).format(n=serial),
        "village": draw(st.sampled_from(VILLAGES)),
        "people": draw(st.sampled_from(COUNTS)),
        "remark": draw(st.sampled_from(["", "联系人 13700001111", "已调解"])),
    }
    if not plain:
        for name in draw(st.lists(st.sampled_from(["date", "who", "phone", "village"]), max_size=2)):
            cells[name] = DITTO
        cells["no"] = draw(st.sampled_from([cells["no"], "1", "2"]))
    return Row(cells)


@st.composite
def pages(draw: st.DrawFn, name: str, serials: range, *, plain: bool) -> Page:
    """A sheet of up to len(serials) different rows, some repeated, with other lines between them."""
    optional = ["no", "phone", "kind", "village", "people", "remark"]
    chosen = draw(st.lists(st.sampled_from(optional), unique=True))
    columns = tuple(draw(st.permutations(["date", "who", "told", *chosen])))
    headings: list[Cell] = [draw(st.sampled_from(HEADINGS[column])) for column in columns]
    titles = [[], [["柳河村2025年3月排查台账"]], [["排查台账"], ["填表单位：柳河镇"], []], [[], [], ["台账"]]]
    lines: list[Row | list[Cell]] = []
    for serial in serials[: draw(st.integers(0, len(serials)))]:
        row = draw(rows(serial, plain=plain))
        lines += [row] * draw(st.sampled_from([1, 1, 1, 2]))
        lines += draw(st.lists(st.sampled_from([*LINES_BETWEEN, headings]), max_size=1))
    return Page(
        name, draw(st.sampled_from(titles)), columns, headings, lines, draw(st.sampled_from([0, 0, 2]))
    )


@st.composite
def books(draw: st.DrawFn, *, first_serial: int = 1, plain: bool = False) -> Book:
    """One to three sheets."""
    names = ["柳河村", "Sheet2", "附表"][: draw(st.integers(1, 3))]
    return [
        draw(pages(name, range(first_serial + at * 10, first_serial + at * 10 + 5), plain=plain))
        for at, name in enumerate(names)
    ]
