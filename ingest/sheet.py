"""A file of any kind as sheets of rows, each row with the number a person sees beside it.

排查表.xlsx → Sheet("柳河村", rows = (1, ["柳河村矛盾纠纷排查表", "", …]), (2, …), …)
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine

from data.errors import BadFile
from ingest.cell import Cell
from ingest.hidden import hidden_rows

NumberedRow = tuple[int, list[Cell]]
LARGEST_UNPACKED = 1 << 30
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Sheet:
    """One visible sheet; `merged` are cell ranges ((row, column), (row, column)), both from 0."""

    name: str
    rows: Iterator[NumberedRow]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = field(default=())


@dataclass(frozen=True)
class Workbook:
    """The visible sheets of a file, and what was left unread."""

    sheets: tuple[Sheet, ...]
    hidden_sheets: tuple[str, ...]
    hidden_row_count: int


def read_workbook(path: Path, *, sheet: str | None = None, encoding: str | None = None) -> Workbook:
    """Open a spreadsheet or delimited text file; BadFile says what is wrong with it and what to do."""
    if not path.is_file():
        raise BadFile(
            f"{path.name}：找不到这个文件。请检查路径。", f"{path.name}: no such file. Check the path."
        )
    if path.stat().st_size == 0:
        raise BadFile(
            f"{path.name}：文件是空的（0 字节）。请重新保存后再上传。",
            f"{path.name}: the file is empty (0 bytes). Save it again and resend it.",
        )
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return _read_spreadsheet(path, sheet)
    if suffix in TEXTS:
        return Workbook((Sheet(path.name, _text_rows(path, encoding)),), (), 0)
    raise _not_a_spreadsheet(path)


def _not_a_spreadsheet(path: Path) -> BadFile:
    return BadFile(
        f"{path.name}：不是能读的表格。请用 Excel 或 WPS 另存为 .xlsx 或 .csv 再上传。",
        f"{path.name}: not a spreadsheet we can read. Save it as .xlsx or .csv and send it again.",
    )


def _read_spreadsheet(path: Path, sheet: str | None) -> Workbook:
    refuse_bomb(path)
    try:
        book = python_calamine.load_workbook(str(path))
        hidden = hidden_rows(path)
        names, concealed = _split_sheets(book, sheet, path)
        sheets = tuple(_spreadsheet(book, name, hidden.get(name, frozenset())) for name in names)
    except python_calamine.PasswordError as error:
        raise BadFile(
            f"{path.name}：文件加了密码。请去掉密码后再上传。",
            f"{path.name}: the file has a password. Remove it and send the file again.",
        ) from error
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError) as error:
        raise _not_a_spreadsheet(path) from error
    return Workbook(sheets, concealed, sum(len(hidden.get(name, ())) for name in names))


def _split_sheets(
    book: python_calamine.CalamineWorkbook, wanted: str | None, path: Path
) -> tuple[list[str], tuple[str, ...]]:
    pages = [page for page in book.sheets_metadata if page.typ == python_calamine.SheetTypeEnum.WorkSheet]
    shown = [page.name for page in pages if page.visible == python_calamine.SheetVisibleEnum.Visible]
    if wanted is not None:
        if wanted not in shown:
            raise BadFile(
                f"{path.name}：没有名为「{wanted}」的工作表。现有：{'、'.join(shown)}",
                f"{path.name}: no sheet named {wanted!r}. There are: {', '.join(shown)}",
            )
        shown = [wanted]
    return shown, tuple(
        page.name for page in pages if page.visible != python_calamine.SheetVisibleEnum.Visible
    )


def _spreadsheet(book: python_calamine.CalamineWorkbook, name: str, hidden: frozenset[int]) -> Sheet:
    page = book.get_sheet_by_name(name)
    cells = page.to_python(skip_empty_area=False)
    rows = ((number, list[Cell](row)) for number, row in enumerate(cells, start=1) if number not in hidden)
    return Sheet(name, rows, tuple(page.merged_cell_ranges or ()))


def refuse_bomb(path: Path) -> None:
    """Refuse a packed file that says it unpacks to more than a gigabyte."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise BadFile(
            f"{path.name}：解压后有 {unpacked / 2**30:.1f} GB，超过 1 GB，已拒绝。请拆成几个文件。",
            f"{path.name}: unpacks to {unpacked / 2**30:.1f} GB, more than 1 GB, so it is refused. Split it.",
        )


def _text_rows(path: Path, encoding: str | None) -> Iterator[NumberedRow]:
    encoding = encoding or sniff_encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(1 << 16)
        if "\x00" in sample:
            raise _not_a_spreadsheet(path)
        file.seek(0)
        reader = csv.reader(file, delimiter=sniff_delimiter(sample))
        try:
            for number, row in enumerate(reader, start=1):
                yield number, list(row)
        except csv.Error as error:
            raise BadFile(
                f"{path.name} 第{reader.line_num}行：读不下去（{error}）。请用 Excel 另存为 .xlsx 再上传。",
                f"{path.name} line {reader.line_num}: cannot be read ({error}). Save it as .xlsx and resend it.",
            ) from error


def sniff_encoding(path: Path) -> str:
    """utf-16 by its mark; utf-8 when all of it decodes; else GB18030."""
    with path.open("rb") as file:
        head = file.read(4)
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        file.seek(0)
        return _ENCODINGS[0] if _decodes(file) else _ENCODINGS[1]


def _decodes(file: io.BufferedReader) -> bool:
    decoder = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        while decoder.read(1 << 20):
            pass
    except UnicodeDecodeError:
        return False
    finally:
        decoder.detach()
    return True


def sniff_delimiter(sample: str) -> str:
    """The most frequent of comma, tab, semicolon and bar in the first lines; comma when none."""
    head = "\n".join(sample.splitlines()[:20])
    counts = {mark: head.count(mark) for mark in (",", "\t", ";", "|")}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","
