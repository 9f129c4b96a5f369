"""Damaged files: a good one of each kind, and what can go wrong with its bytes or with a part inside it.

flip      one byte becomes another                    truncate   the rest is gone
splice    a stretch is put in somewhere else          repeat     a stretch comes many times
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import xlsxwriter

from data.errors import BadFile
from ingest.ledger.table import find_table
from ingest.mapping import Mapping
from ingest.sheet import read_workbook
from tests.ingest.old_excel import old_excel

HEAD = ["编号", "上报时间", "当事人", "联系电话", "纠纷简况"]
ROWS: list[list[str | float]] = [
    ["1", "2025-03-05", "张三", "13812345678", "电梯停运"],
    ["2", 45721.5, "李四", 13912345678.0, '"漏水",\n三个月'],
]
SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")
HOWS = ("flip", "truncate", "splice", "repeat")
_ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="村">
{}</table:table></office:spreadsheet></office:body></office:document-content>"""

_MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


@dataclass(frozen=True)
class Damage:
    """One thing gone wrong: where and how far as shares of the bytes, and the byte that stands there then."""

    how: str
    at: float
    to: float
    byte: int

    def done_to(self, data: bytes) -> bytes:
        """The bytes with it."""
        first, last = sorted((int(self.at * len(data)), int(self.to * len(data))))
        stretch = data[first:last]
        if self.how == "flip":
            return data[:first] + bytes([self.byte]) + data[first + 1 :]
        if self.how == "truncate":
            return data[:first]
        if self.how == "splice":
            return data[: self.byte] + stretch + data[self.byte :]
        return data[:last] + stretch[:4096] * self.byte + data[last:]


@cache
def good(suffix: str) -> bytes:
    """A small good file of that kind."""
    if suffix == ".csv":
        lines = [
            ",".join(f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in row) for row in [HEAD, *ROWS]
        ]
        return "\r\n".join(lines).encode("gb18030")
    if suffix == ".xls":
        return old_excel("村", [HEAD, *ROWS])
    return _ods() if suffix == ".ods" else _xlsx()


def _xlsx() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet("村")
        for number, row in enumerate([HEAD, *ROWS, ["3", datetime(2025, 3, 6), "王五", "", "噪音"]]):
            page.write_row(number, 0, row)
        page.merge_range(4, 0, 5, 0, "4")
        page.write_formula(4, 1, "=A1", value="2025-03-07")
        page.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("旧").hide()
    return file.getvalue()


def _ods() -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ["".join(cell.format(str(each).replace('"', "")) for each in row) for row in [HEAD, *ROWS]]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return packed({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": _ODS.format(body).encode(),
        "META-INF/manifest.xml": _MANIFEST.encode(),
    })  # fmt: skip


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts in one .zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a .zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def damaged(data: bytes, damages: Sequence[Damage], *, part: int | None = None) -> bytes:
    """A file damaged as a whole, or in one of the parts it packs so that it still unpacks."""
    if part is None or not zipfile.is_zipfile(io.BytesIO(data)):
        for damage in damages:
            data = damage.done_to(data)
        return data
    parts = unpacked(data)
    name = sorted(parts)[part % len(parts)]
    return packed({**parts, name: damaged(parts[name], damages)})


def read_through(path: Path) -> int | None:
    """Read every row of every table; how many there are, None for a BadFile; whatever else is raised is a fault."""
    with suppress(BadFile):
        tables = [find_table(sheet, Mapping()) for sheet in read_workbook(path).sheets]
        return sum(1 for table in tables if table for _ in table.rows)
    return None
