"""An .xlsx looked through before it is read: every part's real size, each sheet's hidden rows and furthest cell.

<row r="12" hidden="1">  →  {"柳河村": Look(hidden={12})}
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from ingest.reading.archive import read_part, refuse_entities, unpacked
from ingest.reading.file_kind import not_a_spreadsheet
from ingest.reading.limits import MOST_CELLS
from ingest.reading.look import MOST_ROWS, Look, refuse_far, same_name, too_long
from ingest.reading.sheet_xml import Seen, whole_tags

_INDEX = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_ROOT = "_rels/.rels"
_LONGEST_MARK = 16


def look_through_xlsx(path: Path, *, harmless: Callable[[], object] = bool) -> dict[str, Look]:
    """What is known of each sheet; BadFile when a part lies about its size or a sheet reaches too far.

    harmless: called when the parts beside the sheets are known to be; then the book may be opened, but no sheet read.
    """
    with zipfile.ZipFile(path) as archive:
        members = sheet_members(path, archive)
        check_parts(path, archive, frozenset(members.values()))
        harmless()
        return {name: _look(path, archive.getinfo(member), name) for name, member in members.items()}


def check_parts(path: Path, archive: zipfile.ZipFile, sheets: frozenset[str]) -> None:
    """BadFile when a part beside the sheets is longer than it claims, declares entities or is a sheet in hiding."""
    for member in archive.infolist():
        if member.filename in sheets:
            continue
        tail = b""
        for piece in unpacked(path, member):
            text = tail + piece
            refuse_entities(path, text)
            if b"<sheetData" in text or b":sheetData" in text:
                raise not_a_spreadsheet(path)
            tail = text[-_LONGEST_MARK:]


def sheet_members(path: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part that holds it; BadFile when two sheets have one name, or a part is missing."""
    parts = {name.lower(): name for name in archive.namelist()}
    targets = related_parts(path, archive, _RELATIONS)
    found: dict[str, str] = {}
    for element in _parse(path, read_part(path, archive, _INDEX)).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            name = element.get("name", "")
            relation = next((value for key, value in element.items() if key.endswith("}id")), "")
            if name in found:
                raise same_name(path, name)
            found[name] = parts.get(f"xl/{targets.get(relation, '')}".lower(), "")
    if not all(found.values()) or len(set(found.values())) != len(found):
        raise not_a_spreadsheet(path)
    return found


def related_parts(path: Path, archive: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """Relation id → part, below xl/; BadFile when the workbook or a part of it stands anywhere else."""
    names = archive.namelist()
    if (
        _ROOT not in names
        or relations not in names
        or any(name.lower().startswith("xl/xl/") for name in names)
    ):
        raise not_a_spreadsheet(path)
    index = relations.replace("_rels/", "").removesuffix(".rels")
    for element in _parse(path, read_part(path, archive, _ROOT)).iter():
        if (
            element.get("Type", "").endswith("/officeDocument")
            and element.get("Target", "").lstrip("/") != index
        ):
            raise not_a_spreadsheet(path)
    elements = _parse(path, read_part(path, archive, relations)).iter()
    return {element.get("Id", ""): _below_xl(element.get("Target", "")) for element in elements}


def _below_xl(target: str) -> str:
    """A part's name below xl/; none for one that stands elsewhere, which then is missing."""
    plain = target.replace("\\", "/")
    if plain.startswith("/") and not plain.startswith("/xl/"):
        return ""
    return plain.removeprefix("/").removeprefix("xl/")


def _parse(path: Path, text: bytes) -> Element:
    try:
        return fromstring(text)
    except ParseError as error:
        raise not_a_spreadsheet(path) from error


def _look(path: Path, member: zipfile.ZipInfo, name: str) -> Look:
    seen = Seen()

    def look(text: bytes) -> None:
        refuse_entities(path, text)
        seen.look(text)

    if not whole_tags(unpacked(path, member), look):
        raise too_long(path)
    if seen.columns * MOST_ROWS > MOST_CELLS:
        whole_tags(unpacked(path, member), seen.look_deep)
    refuse_far(path, name, rows=seen.rows, columns=seen.columns)
    return Look(frozenset(seen.hidden))
