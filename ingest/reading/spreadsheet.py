"""A workbook (.xlsx, .xlsm, .xlsb, .xls, .et, .ods) as sheets of rows; formulas as the values they last had.

排查表.xlsx → Workbook(sheets=(Sheet("柳河村", …),), hidden_sheets=("草稿",), hidden_row_count=2)
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import python_calamine

from data.errors import BadFile
from ingest.cell import Cell
from ingest.reading.file_kind import has_password, not_a_spreadsheet
from ingest.reading.limits import MOST_MERGED, MOST_SHEETS
from ingest.reading.look import Look
from ingest.reading.look_ods import look_through_ods
from ingest.reading.look_xls import look_through_xls
from ingest.reading.look_xlsb import look_through_xlsb
from ingest.reading.look_xlsx import look_through_xlsx
from ingest.reading.shown import shown
from ingest.reading.workbook import NumberedRow, Sheet, Workbook

_LOOK: dict[str, Callable[[Path], dict[str, Look]]] = {
    "xlsb": look_through_xlsb,
    "xls": look_through_xls,
    "ods": look_through_ods,
}
_SUFFIXES = {"xlsx": (".xlsx", ".xlsm"), "xlsb": (".xlsb",), "xls": (".xls",), "ods": (".ods",)}


def read_spreadsheet(path: Path, kind: str, *, sheet: str | None) -> Workbook:
    """Open a workbook of a known kind; BadFile says what is wrong with it and what to do."""
    looks, book = _looked_through(path, kind)
    with _told_plainly(path):
        pages = [page for page in book.sheets_metadata if page.typ == python_calamine.SheetTypeEnum.WorkSheet]
    visible = [page.name for page in pages if page.visible == python_calamine.SheetVisibleEnum.Visible]
    names = visible if sheet is None else [_wanted(path, sheet, visible)]
    sheets = tuple(_sheet(path, book, name, looks.get(name, Look())) for name in names)
    concealed = tuple(shown(page.name) for page in pages if page.name not in visible)
    return Workbook(sheets, concealed, sum(each.hidden_row_count for each in sheets))


def _looked_through(path: Path, kind: str) -> tuple[dict[str, Look], python_calamine.CalamineWorkbook]:
    """What is known of its sheets, and the open book; an .xlsx is opened while its sheets are looked through."""
    opening: list[Future[python_calamine.CalamineWorkbook]] = []
    with ThreadPoolExecutor(1, "opening") as other:
        if kind == "xlsx":
            looks = look_through_xlsx(path, harmless=lambda: opening.append(other.submit(_open, path, kind)))
        else:
            looks = _LOOK[kind](path)
        if len(looks) > MOST_SHEETS:
            raise _too_many_sheets(path, len(looks))
    return looks, opening[0].result() if opening else _open(path, kind)


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """Whatever the reader stumbles over is told as a BadFile, even a fault of its own."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise has_password(path) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise not_a_spreadsheet(path) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise not_a_spreadsheet(path) from error


def _open(path: Path, kind: str) -> python_calamine.CalamineWorkbook:
    """By its path where the suffix is true; else from its bytes, whose kind is then found out."""
    with _told_plainly(path):
        if path.suffix.lower() in _SUFFIXES[kind]:
            return python_calamine.load_workbook(str(path))
        return python_calamine.load_workbook(io.BytesIO(path.read_bytes()))


def _wanted(path: Path, sheet: str, visible: list[str]) -> str:
    if sheet in visible:
        return sheet
    file, there = shown(path.name), [shown(name) for name in visible]
    raise BadFile(
        f"{file}：没有名为「{shown(sheet)}」的工作表。现有：{'、'.join(there)}",
        f"{file}: no sheet named {shown(sheet)!r}. There are: {', '.join(there)}",
    )


def _sheet(path: Path, book: python_calamine.CalamineWorkbook, name: str, look: Look) -> Sheet:
    with _told_plainly(path):
        page = book.get_sheet_by_name(name)
        merged = look.merged if look.merged is not None else tuple(page.merged_cell_ranges or ())
    return Sheet(shown(name), _rows(path, page, look.hidden), merged[:MOST_MERGED], len(look.hidden))


def _rows(path: Path, page: python_calamine.CalamineSheet, hidden: frozenset[int]) -> Iterator[NumberedRow]:
    if page.start is None:
        return
    left: list[Cell] = [""] * page.start[1]
    with _told_plainly(path):
        for number, row in enumerate(page.iter_rows(), start=1):
            if number not in hidden:
                cells: list[Cell] = row  # type: ignore[assignment]
                yield number, left + cells if left else cells


def _too_many_sheets(path: Path, count: int) -> BadFile:
    name = shown(path.name)
    return BadFile(
        f"{name}：有 {count} 个工作表，超过 {MOST_SHEETS} 个。请拆成几个文件。",
        f"{name}: has {count} sheets, more than {MOST_SHEETS}. Split it into several files.",
    )
