"""The sender's own workbook back: a verdict behind every row, cells at fault marked, a summary of what to do.

… | 上报时间 | 纠纷简况      … | 上报时间 | 纠纷简况 | 核对结果
… | 3月5日   | 楼上漏水   →  … | [red]    | 楼上漏水 | 退回：「上报时间」只有月日，没有年份…请写全年月日

Fixed and sent again it reads as the sheet it was: our column and our sheet are passed over, and a second round
takes the marks of the first off before it sets its own. How a long, odd or foreign file is handed back:

.xlsx, .xlsm     the file itself, formatting kept (openpyxl)       any other kind    its values as .xlsx
over 20,000 rows the rows to be mended and a list of verdicts
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.db import Connection
from ingest.back.finding import Finding, read_finding
from ingest.back.former_mark import Fills, keep_fills, take_off
from ingest.back.layout import Layout, read_layouts, without_mapping
from ingest.back.mark_sheet import MOST_COMMENTS, mark_sheet
from ingest.back.summary_line import summary_lines
from ingest.back.summary_sheet import add_summary
from ingest.back.workbook_lean import write_lean
from ingest.back.workbook_note import NO_DRAWINGS, NO_FORMATS, NO_LINKS, NO_MACROS, UNKEPT
from ingest.back.workbook_part import (
    SheetParts,
    outside_value,
    points_outside,
    put_values_back,
    read_parts,
    unpacked_bytes,
)
from ingest.back.workbook_plain import copy_values
from ingest.mapping import Mapping
from ingest.mark import said
from ingest.mask import mask
from ingest.reading.file_kind import kind_of

MOST_ROWS = 20_000
MOST_SHEET_BYTES = 60 << 20
MACROS = ".xlsm"


def suffix_of(workbook: Path) -> str:
    """The suffix Excel wants for a workbook: .xlsm when there are macros in it, else .xlsx."""
    if not zipfile.is_zipfile(workbook):
        return ".xlsx"
    with zipfile.ZipFile(workbook) as archive:
        return MACROS if "xl/vbaProject.bin" in archive.namelist() else ".xlsx"


def write_back(
    connection: Connection,
    source: Path,
    out: Path,
    *,
    submission_id: str,
    mapping: Mapping | None = None,
    keep_macros: bool = False,
) -> None:
    """Write the workbook of an upload to `out`; keep_macros: of an .xlsm, which are never run (see `suffix_of`)."""
    mapping = mapping or Mapping()
    finding = read_finding(connection, submission_id)
    layouts, came_as = read_layouts(source, mapping)
    layouts = [_with_header(layout, finding) for layout in _named(layouts, finding)]
    finding = replace(finding, file_name=came_as or finding.file_name)
    if finding.row_count > MOST_ROWS:
        write_lean(layouts, finding, out, mapping=mapping)
        return
    notes = _why_not_itself(source)
    if not notes:
        try:
            _mark_itself(source, layouts, finding, out=out, keep_macros=keep_macros)
            return
        except OSError:
            raise
        except Exception:  # openpyxl gives up on files Excel and WPS open: the values still come back
            notes = [said(UNKEPT)]
    only = [finding.file_name] if kind_of(source) == "text" else []
    book = copy_values(layouts, titles=only or [layout.sheet for layout in layouts])
    _mark(book, dict(zip(book.sheetnames, layouts, strict=True)), finding, notes)
    book.save(out)


def _named(layouts: Sequence[Layout], finding: Finding) -> list[Layout]:
    """The only sheet of a text file goes by the name it was received under."""
    if len(layouts) == 1 and len(finding.verdicts) == 1:
        return [replace(layouts[0], sheet=next(iter(finding.verdicts)))]
    return list(layouts)


def _with_header(layout: Layout, finding: Finding) -> Layout:
    """A sheet with verdicts has a header, though we may lack the mapping it was read by."""
    verdicts = finding.verdicts.get(mask(layout.sheet))
    if not verdicts or (layout.header_row and layout.header_row < min(verdicts)):
        return layout
    return without_mapping(layout, min(verdicts))


def _why_not_itself(source: Path) -> list[str]:
    """Nothing when the file itself can be marked; else what to say about the copy."""
    kind = kind_of(source)
    if kind != "xlsx":
        kind = source.suffix.lower().lstrip(".") or kind
        zh = f"原文件是 {kind} 格式，已转成 xlsx：带回的是可见内容，格式没有保留。"
        return [
            said((zh, f"The file was {kind}: its visible contents come back as xlsx, without formatting."))
        ]
    return [said(UNKEPT)] if unpacked_bytes(source) > MOST_SHEET_BYTES else []


def _mark_itself(
    source: Path, layouts: Sequence[Layout], finding: Finding, *, out: Path, keep_macros: bool
) -> None:
    parts, has_drawings = read_parts(source)
    has_macros = suffix_of(source) == MACROS
    with source.open("rb") as file:
        book = openpyxl.load_workbook(file, keep_vba=keep_macros and has_macros, keep_links=False)
    lost_links = _drop_outside(book, parts)
    notes = [
        said(words)
        for words, is_so in (
            (NO_MACROS, has_macros and not keep_macros),
            (NO_DRAWINGS, has_drawings),
            (NO_LINKS, lost_links),
            (NO_FORMATS, any(each.has_extended_formats for each in parts.values())),
        )
        if is_so
    ]
    for page in book.worksheets:
        for choice in parts[page.title].choices if page.title in parts else ():
            page.add_data_validation(choice)
    _mark(book, {layout.sheet: layout for layout in layouts}, finding, notes)
    book.save(out)
    put_values_back(out, {name: each.values for name, each in parts.items()})


def _drop_outside(book: Workbook, parts: dict[str, SheetParts]) -> bool:
    """Links to other files are not handed on: formulas that use them become values; whether there were any."""
    outside = [name for name, defined in book.defined_names.items() if points_outside(defined.value)]
    for name in outside:
        del book.defined_names[name]
    found = False
    for page in book.worksheets:
        kept = parts.get(page.title, SheetParts())
        for place in list(kept.values):
            if points_outside(page[place].value):
                found = True
                page[place].value = outside_value(kept.values.pop(place))
    return found


def _mark(book: Workbook, layouts: dict[str, Layout], finding: Finding, notes: list[str]) -> None:
    """Marks of an earlier round off, this round's on; layouts: sheet title → layout."""
    take_off(book, layouts)
    former: Fills = {}
    without_comment = 0
    for title, layout in layouts.items():
        page = book[title]
        if isinstance(page, Worksheet) and layout.header_row:
            without_comment += mark_sheet(page, layout, finding, former=former)
    if without_comment:
        zh = f"每张表最多写 {MOST_COMMENTS} 条批注，另有 {without_comment} 格只涂了颜色，怎么改见核对结果列。"
        en = f"{without_comment} more cells are only coloured: a sheet carries at most {MOST_COMMENTS} comments."
        notes = [*notes, said((zh, en))]
    keep_fills(add_summary(book, summary_lines(finding, notes)), former)
