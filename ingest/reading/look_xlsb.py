"""An .xlsb looked through before it is read: its hidden rows and how far each sheet reaches.

row header of row 11 with the bit "hidden"  →  {"柳河村": Look(hidden={12})}
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ingest.reading.archive import read_part, unpacked
from ingest.reading.file_kind import not_a_spreadsheet
from ingest.reading.look import Look, refuse_far, same_name
from ingest.reading.look_xlsx import check_parts, related_parts

_INDEX, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_ROW, _FIRST_FILLED, _LAST_CELL, _SHEET = 0, 2, 11, 156
_HIDDEN_BIT = 0x10
_LONGEST_RECORD = 1 << 24


def look_through_xlsb(path: Path) -> dict[str, Look]:
    """What is known of each sheet; BadFile when a part lies about its size or a sheet reaches too far."""
    with zipfile.ZipFile(path) as archive:
        try:
            members = _members(path, archive)
            check_parts(path, archive, frozenset(members.values()))
            return {name: _look(path, archive.getinfo(member), name) for name, member in members.items()}
        except (struct.error, IndexError, KeyError) as error:
            raise not_a_spreadsheet(path) from error


def _members(path: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    parts = {name.lower(): name for name in archive.namelist()}
    targets = related_parts(path, archive, _RELATIONS)
    found: dict[str, str] = {}
    for kind, body in _records(iter((read_part(path, archive, _INDEX, is_text=False),))):
        if kind == _SHEET:
            relation, after = _wide(body, 8)
            name, _ = _wide(body, after)
            if name in found:
                raise same_name(path, name)
            found[name] = parts[f"xl/{targets[relation]}".lower()]
    if len(set(found.values())) != len(found):
        raise not_a_spreadsheet(path)
    return found


def _wide(body: bytes, at: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", body, at)[0]
    end = at + 4 + 2 * (0 if length == 0xFFFFFFFF else length)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _look(path: Path, member: zipfile.ZipInfo, name: str) -> Look:
    hidden, row, last_row, last_column = set(), 0, 0, 0
    for kind, body in _records(unpacked(path, member)):
        if kind == _ROW and len(body) >= 12:
            row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & _HIDDEN_BIT:
                hidden.add(row)
        elif _FIRST_FILLED <= kind <= _LAST_CELL and len(body) >= 4:
            last_row = max(last_row, row)
            last_column = max(last_column, struct.unpack_from("<I", body)[0] + 1)
    refuse_far(path, name, rows=last_row, columns=last_column)
    return Look(frozenset(hidden))


def _records(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """(kind, body) of each record; kind and size are numbers of seven bits a byte."""
    data, at = b"", 0
    for piece in pieces:
        data, at = data[at:] + piece, 0
        if len(data) > _LONGEST_RECORD:
            raise IndexError("a record longer than any")
        while (head := _head(data, at)) and head[2] + head[1] <= len(data):
            kind, size, start = head
            yield kind, data[start : start + size]
            at = start + size


def _head(data: bytes, at: int) -> tuple[int, int, int] | None:
    if at + 2 > len(data):
        return None
    kind = data[at]
    at += 1
    if kind & 0x80:  # the second byte is there: two were asked for
        kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
        at += 1
    size = 0
    for shift in range(0, 28, 7):
        if at >= len(data):
            return None
        size |= (data[at] & 0x7F) << shift
        at += 1
        if not data[at - 1] & 0x80:
            break
    return kind, size, at
