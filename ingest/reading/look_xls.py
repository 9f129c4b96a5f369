"""An .xls looked through before it is read: its hidden rows. It holds 65,536 × 256 cells at most, which are few enough.

ROW record of row 11 with the bit "hidden"  →  {"柳河村": Look(hidden={12})}
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from data.errors import BadFile
from ingest.reading.compound import open_compound
from ingest.reading.file_kind import has_password, not_a_spreadsheet
from ingest.reading.limits import LARGEST_OLD_WORKBOOK
from ingest.reading.look import Look, same_name
from ingest.reading.shown import shown

_SHEET, _ROW, _END, _CODED = 0x0085, 0x0208, 0x000A, 0x002F
_STREAMS = ("Workbook", "WORKBOOK", "Book", "BOOK")
_HIDDEN_BIT = 0x20
Record = tuple[int, bytes]


def look_through_xls(path: Path) -> dict[str, Look]:
    """What is known of each sheet; BadFile when the workbook is encrypted or damaged."""
    if path.stat().st_size > LARGEST_OLD_WORKBOOK:
        raise _too_large(path)
    with open_compound(path) as book:
        name = next((name for name in _STREAMS if book and name in book.names()), None)
        if book is None or name is None:
            raise not_a_spreadsheet(path)
        try:
            data = book.stream(name)
        except (ValueError, IndexError, struct.error) as error:
            raise not_a_spreadsheet(path) from error
    found: dict[str, Look] = {}
    for sheet, start in _sheets(path, data):
        if sheet in found:
            raise same_name(path, sheet)
        found[sheet] = Look(frozenset(_hidden(data, start)))
    return found


def _sheets(path: Path, data: bytes) -> list[tuple[str, int]]:
    found = []
    for kind, body in _records(data, 0):
        if kind == _CODED:
            raise has_password(path)
        if kind == _SHEET and len(body) >= 8:
            found.append((_name(body[6:]), struct.unpack_from("<I", body)[0]))
        if kind == _END:
            break
    return found


def _name(body: bytes) -> str:
    """A name with its length before it: two bytes a sign, or one; GB18030 in a workbook older than Excel 97."""
    if len(body) > 1 and body[1] == 1:
        return body[2 : 2 + 2 * body[0]].decode("utf-16-le", "replace")
    if len(body) > 1 and body[1] == 0:
        return body[2 : 2 + body[0]].decode("latin-1")
    return body[1 : 1 + body[0]].decode("gb18030", "replace")


def _hidden(data: bytes, start: int) -> Iterator[int]:
    depth = 0
    for kind, body in _records(data, start):
        depth += (kind == 0x0809) - (kind == _END)
        if kind == _ROW and len(body) >= 16 and body[12] & _HIDDEN_BIT:
            yield struct.unpack_from("<H", body)[0] + 1
        if depth <= 0:
            break


def _records(data: bytes, at: int) -> Iterator[Record]:
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def _too_large(path: Path) -> BadFile:
    name = shown(path.name)
    return BadFile(
        f"{name}：旧格式 .xls 超过 {LARGEST_OLD_WORKBOOK >> 20} MB，已拒绝。请另存为 .xlsx 再上传。",
        f"{name}: an .xls of more than {LARGEST_OLD_WORKBOOK >> 20} MB, so it is refused. Save it as .xlsx and resend it.",
    )
