"""A small .xls written by hand, for there is no package that writes one: BIFF8 records in a compound file.

header | sector 0: allocation table | sector 1: directory (Root Entry, Workbook) | sectors 2…: the workbook
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack

SECTOR = 512
_FREE, _END, _IS_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_GLOBALS, _SHEET = 0x0005, 0x0010
_LEAST_STREAM = 4096  # below it a stream would have to be in the small-sector table


def old_excel(name: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    """An .xls of one worksheet."""
    return _compound(_workbook(name, rows))


def _workbook(name: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    width = max(map(len, rows))
    start = _begin(_GLOBALS)
    end = _record(0x000A)
    told = pack("<BB", len(name), 1) + name.encode("utf-16-le")
    at = len(start) + len(_record(0x0085, bytes(6) + told)) + len(end)
    listed = _record(0x0085, pack("<IBB", at, 0, 0) + told)
    size = _record(0x0200, pack("<IIHHH", 0, len(rows), 0, width, 0))
    cells = [_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell != ""]
    return b"".join([start, listed, end, _begin(_SHEET), size, *cells, end])


def _begin(kind: int) -> bytes:
    return _record(0x0809, pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _cell(row: int, column: int, cell: str | float) -> bytes:
    where = pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        return _record(0x0204, where + pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _record(0x0203, where + pack("<d", cell))


def _record(number: int, body: bytes = b"") -> bytes:
    return pack("<HH", number, len(body)) + body


def _compound(stream: bytes) -> bytes:
    stream = stream.ljust(_LEAST_STREAM, b"\0")
    stream += bytes(-len(stream) % SECTOR)
    count = len(stream) // SECTOR
    chain = [_IS_TABLE, _END, *range(3, 2 + count), _END]
    table = b"".join(pack("<I", number) for number in chain).ljust(SECTOR, b"\xff")
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    return _header() + table + directory.ljust(SECTOR, b"\0") + stream


def _header() -> bytes:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += pack("<IIIIIIIII", 0, 1, 1, 0, _LEAST_STREAM, _END, 0, _END, 0)
    return (head + pack("<I", 0)).ljust(SECTOR, b"\xff")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    told = (name + "\0").encode("utf-16-le")
    links = pack("<HBBIII", len(told), kind, 1, _FREE, _FREE, child)
    return told.ljust(64, b"\0") + links + bytes(36) + pack("<IQ", start, size)
