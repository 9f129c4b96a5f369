"""One sheet marked: a verdict behind every row, cells at fault red or amber with a comment.

编号 | 上报时间 | 纠纷简况 | 核对结果
7    | [red]    | 楼上漏水 | 退回：「上报时间」没有上报时间。请填上报时间，如 2025-03-05
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ingest.back.finding import Finding, Told
from ingest.back.former_mark import Fills, describe_fill
from ingest.back.layout import Layout
from ingest.mark import AMBER, AUTHOR, HEADINGS, RED, RULED_OFF, VERDICT_COLOURS, WORDS, clean, said
from ingest.mask import mask

MOST_COMMENTS = 2000  # a sheet with more opens slowly; the verdict column says it all anyway
VERDICT_WIDTH = 46
HOW_TO_READ = (
    "红色格：必须改。黄色格：请看一眼。把鼠标停在格上看怎么改。改好后原样再传这个文件；这一列不用管，不会读入。",
    "Red cells must be fixed, amber ones looked at; hover to see how. Then send this very file again: "
    "this column is not read.",
)
_TOP = Alignment(wrap_text=True, vertical="top")
_PAINT = {
    colour: PatternFill("solid", start_color=colour) for colour in (RED, AMBER, *VERDICT_COLOURS.values())
}


def mark_sheet(page: Worksheet, layout: Layout, finding: Finding, *, former: Fills) -> int:
    """Mark one sheet; fills that were painted over go into `former`; how many comments were left out."""
    told = finding.by_row(mask(layout.sheet))
    _write_heading(page, layout)
    verdicts = finding.verdicts.get(mask(layout.sheet), {})
    twins = {row: words for (sheet, row), words in finding.twins.items() if sheet == layout.sheet}
    for row, verdict in verdicts.items():
        _write_verdict(page.cell(row, layout.verdict_column), verdict, told.get(row, []), twins.get(row, []))
    about_headings = [
        each for each in finding.problems if each.sheet == layout.sheet and not each.row and each.column
    ]
    wrong = {row: problems for row, problems in told.items() if row in verdicts}
    cells = _cells_at_fault(layout, wrong, about_headings)
    for count, ((row, column), problems) in enumerate(cells.items()):
        cell = _written_cell(page, row, column)
        _paint(cell, RED if any(each.is_error for each in problems) else AMBER, former)
        if count < MOST_COMMENTS:
            _comment(cell, [each.whole for each in problems])
    for row in list(twins)[:MOST_COMMENTS]:
        words = said(("可能是同一件：", "May be the same as:"))
        _comment(page.cell(row, layout.verdict_column), [words, *twins[row]])
    return max(0, len(cells) - MOST_COMMENTS)


def _write_heading(page: Worksheet, layout: Layout) -> None:
    column = layout.verdict_column
    cell = page.cell(layout.header_row, column)
    beside = page.cell(layout.header_row, max(1, column - 1))
    for look in ("font", "fill", "border"):
        setattr(cell, look, copy(getattr(beside, look)))
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    _write_text(cell, said(HEADINGS))
    _comment(cell, [said(HOW_TO_READ)])
    page.column_dimensions[get_column_letter(column)].width = VERDICT_WIDTH
    page.column_dimensions[get_column_letter(column)].hidden = False


def verdict_text(verdict: str, told: Iterable[Told], twins: Iterable[str]) -> str:
    """退回：「上报时间」没有上报时间。请填上报时间，如 2025-03-05"""
    sentences = [
        (said((f"「{each.column}」", f"[{each.column}] ")) if each.column else "") + each.whole
        for each in told
    ]
    sentences += [said((f"可能同：{twin}", f"like: {twin}")) for twin in twins]
    return said(WORDS[verdict]) + (
        said(("：", ": ")) + said(("；", "; ")).join(sentences) if sentences else ""
    )


def _write_verdict(cell: Cell | MergedCell, verdict: str, told: list[Told], twins: list[str]) -> None:
    _write_text(cell, verdict_text(verdict, told, twins))
    cell.alignment = _TOP
    if verdict in VERDICT_COLOURS:
        cell.fill = _PAINT[VERDICT_COLOURS[verdict]]


def _cells_at_fault(
    layout: Layout, told: dict[int, list[Told]], about_headings: Iterable[Told]
) -> dict[tuple[int, int], list[Told]]:
    """(row, column) → what is wrong there; errors come first, so that they have their comments."""
    cells: dict[tuple[int, int], list[Told]] = {}
    on_rows = [(row, each) for row, problems in told.items() for each in problems]
    for row, each in sorted(on_rows, key=lambda pair: not pair[1].is_error):
        column = layout.column(each.column)
        if column:
            cells.setdefault((row, column), []).append(each)
    for each in about_headings:
        column = layout.column(each.column)
        if column:
            cells.setdefault((layout.header_row, column), []).append(each)
    return cells


def _written_cell(page: Worksheet, row: int, column: int) -> Cell:
    """The cell, or the one that stands for it when it is merged away."""
    cell = page.cell(row, column)
    if isinstance(cell, Cell):
        return cell
    for merged in page.merged_cells.ranges:
        if cell.coordinate in merged:
            cell = page.cell(merged.min_row, merged.min_col)
    assert isinstance(cell, Cell), "the first cell of a merged range is never merged away"
    return cell


def _paint(cell: Cell, colour: str, former: Fills) -> None:
    place = (cell.parent.title, cell.coordinate)
    if place not in former and cell.fill.fill_type:
        former[place] = describe_fill(cell)
    cell.fill = _PAINT[colour]


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    cell.value = clean(text)
    cell.data_type = "s"  # never a formula, whatever it begins with


def _comment(cell: Cell | MergedCell, lines: list[str]) -> None:
    own = cell.comment
    text = clean("\n".join([*([own.text, RULED_OFF] if own else []), *lines]))
    height = min(400, 40 + 20 * (len(text) // 20 + len(lines)))
    cell.comment = Comment(text, own.author if own else AUTHOR, width=320, height=height)
