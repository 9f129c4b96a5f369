"""An .ods looked through before it is read: hidden rows, cells merged down, and how far each sheet reaches.

<table:table-row table:visibility="filter" table:number-rows-repeated="2">  →  {"柳河村": Look(hidden={4, 5})}
"""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from ingest.reading.archive import read_part, refuse_entities, unpacked
from ingest.reading.file_kind import has_password, not_a_spreadsheet
from ingest.reading.limits import MOST_MERGED
from ingest.reading.look import Look, refuse_far, same_name, too_long
from ingest.reading.sheet_xml import whole_tags
from ingest.reading.workbook import MergedRange

_VALUES = rb"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b(?!-)(" + _VALUES + rb")>")
_VALUE = re.compile(rb"""table:([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"


@dataclass
class _Page:
    name: str
    hidden: set[int] = field(default_factory=set)
    merged: list[MergedRange] = field(default_factory=list)
    row: int = 0
    next_row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0


@dataclass
class _Seen:
    pages: list[_Page] = field(default_factory=list)

    def look(self, text: bytes) -> None:
        for kind, rest in _TAG.findall(text):
            told = {key: one or other for key, one, other in _VALUE.findall(rest)}
            if kind == b"table":
                self.pages.append(_Page(html.unescape(told.get(b"name", b"").decode("utf-8", "replace"))))
            elif self.pages and kind == b"table-row":
                _note_row(self.pages[-1], told)
            elif self.pages:
                _note_cell(self.pages[-1], told, filled=not rest.endswith(b"/") or b"value-type" in rest)


def _note_row(page: _Page, told: dict[bytes, bytes]) -> None:
    count = _number(told, b"number-rows-repeated")
    page.row, page.next_row, page.column = page.next_row, page.next_row + count, 0
    if told.get(b"visibility") in (b"collapse", b"filter") and page.row < 1 << 20:
        page.hidden.update(range(page.row + 1, min(page.next_row, 1 << 20) + 1))


def _note_cell(page: _Page, told: dict[bytes, bytes], *, filled: bool) -> None:
    left = page.column
    page.column += _number(told, b"number-columns-repeated")
    if filled:
        page.last_column = max(page.last_column, page.column)
        page.last_row = max(page.last_row, page.next_row)
    down, across = _number(told, b"number-rows-spanned"), _number(told, b"number-columns-spanned")
    if (down > 1 or across > 1) and len(page.merged) < MOST_MERGED:
        page.merged.append(((page.row, left), (page.row + down - 1, left + across - 1)))


def _number(told: dict[bytes, bytes], key: bytes) -> int:
    said = told.get(key, b"1")
    return int(said) if said.isdigit() and len(said) < 10 else 1 << 30 if said.isdigit() else 1


def look_through_ods(path: Path) -> dict[str, Look]:
    """What is known of each sheet; BadFile when it is encrypted, lies about its size or reaches too far."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if _CONTENT not in names:
            raise not_a_spreadsheet(path)
        if _MANIFEST in names and b"encryption-data" in read_part(path, archive, _MANIFEST):
            raise has_password(path)
        content = archive.getinfo(_CONTENT)
    seen = _Seen()

    def look(text: bytes) -> None:
        refuse_entities(path, text)
        seen.look(text)

    if not whole_tags(unpacked(path, content), look):
        raise too_long(path)
    names_seen = set[str]()
    for page in seen.pages:
        if page.name in names_seen:
            raise same_name(path, page.name)
        names_seen.add(page.name)
        refuse_far(path, page.name, rows=page.last_row, columns=page.last_column)
    return {page.name: Look(frozenset(page.hidden), tuple(page.merged)) for page in seen.pages}
