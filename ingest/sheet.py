"""A file of any kind as sheets of rows, each row with the number a person sees beside it.

排查表.xlsx → Sheet("柳河村", rows = (1, ["柳河村矛盾纠纷排查表", "", …]), (2, …), …)
"""

from __future__ import annotations

import stat
from pathlib import Path

from data.errors import BadFile
from ingest.reading.delimited import read_delimited
from ingest.reading.file_kind import kind_of, not_a_spreadsheet
from ingest.reading.shown import shown
from ingest.reading.spreadsheet import read_spreadsheet
from ingest.reading.workbook import NumberedRow, Sheet, Workbook

__all__ = ["NumberedRow", "Sheet", "Workbook", "read_workbook"]


def read_workbook(path: Path, *, sheet: str | None = None, encoding: str | None = None) -> Workbook:
    """Open a spreadsheet or delimited text file by what it holds; BadFile says what is wrong and what to do."""
    _refuse_no_file(path)
    try:
        kind = kind_of(path)
        if kind != "text":
            return read_spreadsheet(path, kind, sheet=sheet)
        return Workbook((Sheet(shown(path.name), read_delimited(path, encoding=encoding)),), (), 0)
    except OSError as error:
        raise not_a_spreadsheet(path) from error


def _refuse_no_file(path: Path) -> None:
    """BadFile before anything is opened: a pipe or a device would never end. A link counts as what it leads to."""
    name = shown(path.name)
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise BadFile(
            f"{name}：找不到这个文件。请检查路径。", f"{name}: no such file. Check the path."
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise BadFile(
            f"{name}：不是文件（是文件夹、管道或设备）。请选择表格文件。",
            f"{name}: not a file but a folder, pipe or device. Choose the spreadsheet itself.",
        )
    if status.st_size == 0:
        raise BadFile(
            f"{name}：文件是空的（0 字节）。请重新保存后再上传。",
            f"{name}: the file is empty (0 bytes). Save it again and resend it.",
        )
