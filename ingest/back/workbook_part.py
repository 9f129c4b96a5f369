"""Parts of an .xlsx package that openpyxl does not carry over, read from the user's file beside it.

what a formula came to      B7 → ("str", "某某镇")          drop-downs whose list is on another sheet (x14)
pictures, charts, shapes    only whether there are any
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.worksheet.datavalidation import DataValidation

FormulaValues = dict[str, tuple[str | None, str]]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_DRAWN = re.compile(r"xl/(media/|charts/|drawings/drawing)")
_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f[^>]*?(?:/>|>.*?</f>))<v ?(?:/>|></v>)', re.DOTALL)
_CHOICE_WORDS = ("type", "operator", "errorStyle", "error", "errorTitle", "prompt", "promptTitle")
_OUTSIDE = re.compile(r"\[\d+\]")


@dataclass
class SheetParts:
    """What is kept of one sheet's own XML."""

    values: FormulaValues = field(default_factory=dict)
    choices: list[DataValidation] = field(default_factory=list)
    has_extended_formats: bool = False


def read_parts(path: Path) -> tuple[dict[str, SheetParts], bool]:
    """Each sheet's parts, and whether the file holds pictures, charts or shapes."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: _sheet_parts(archive, member) for name, member in sheet_members(archive).items()}
        return parts, any(_DRAWN.match(name) for name in archive.namelist())


def unpacked_bytes(path: Path) -> int:
    """How large the sheets of a package are unpacked."""
    with zipfile.ZipFile(path) as archive:
        return sum(
            part.file_size for part in archive.infolist() if part.filename.startswith("xl/worksheets/")
        )


def sheet_members(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its file in the package."""
    targets = {
        element.get("Id", ""): element.get("Target", "").removeprefix("/xl/")
        for element in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    members = {}
    for element in _elements(archive, "xl/workbook.xml", "sheet"):
        relation = next((value for key, value in element.items() if key.endswith("}id")), "")
        members[element.get("name", "")] = f"xl/{targets.get(relation, '')}"
    return {name: member for name, member in members.items() if member in archive.namelist()}


def _elements(archive: zipfile.ZipFile, member: str, tag: str) -> list[Element]:
    with archive.open(member) as file:
        return [element for _, element in iterparse(file) if element.tag.rpartition("}")[2] == tag]


def _sheet_parts(archive: zipfile.ZipFile, member: str) -> SheetParts:
    parts = SheetParts()
    xml = archive.read(member)
    parts.has_extended_formats = b"x14:conditionalFormatting" in xml
    if not re.search(rb"<f[ >/]", xml) and b"x14:dataValidation" not in xml:
        return parts
    del xml
    with archive.open(member) as file:
        for _, element in iterparse(file):
            if element.tag == f"{_MAIN}c":
                _note_value(element, parts.values)
                element.clear()
            elif element.tag == f"{_X14}dataValidation":
                parts.choices.append(_choice(element))
    return parts


def _note_value(cell: Element, values: FormulaValues) -> None:
    value = cell.find(f"{_MAIN}v")
    if cell.find(f"{_MAIN}f") is not None and value is not None and value.text is not None:
        values[cell.get("r", "")] = (cell.get("t"), value.text)


def _choice(element: Element) -> DataValidation:
    """A drop-down of the extended kind as one of the plain kind, which may point at another sheet too."""
    texts = {child.tag: (child.findtext(f"{_XM}f") or "") for child in element}
    told: dict[str, Any] = {name: element.get(name) for name in _CHOICE_WORDS}
    return DataValidation(
        formula1=texts.get(f"{_X14}formula1"),
        formula2=texts.get(f"{_X14}formula2"),
        allow_blank=element.get("allowBlank") == "1",
        showErrorMessage=element.get("showErrorMessage") == "1",
        showInputMessage=element.get("showInputMessage") == "1",
        sqref=element.findtext(f"{_XM}sqref") or "A1",
        **told,
    )


def points_outside(formula: object) -> bool:
    """Whether a formula asks another workbook: =[1]人员!A1."""
    return isinstance(formula, str) and bool(_OUTSIDE.search(formula))


def outside_value(kept: tuple[str | None, str] | None) -> str | float | None:
    """What such a formula came to when the file was last saved, to stand in its place."""
    if kept is None:
        return None
    kind, text = kept
    return float(text) if kind in (None, "n") else text


def put_values_back(path: Path, values: dict[str, FormulaValues]) -> None:
    """Write beside each formula of a saved workbook what it came to, so that a reader without Excel sees it too."""
    if not any(values.values()):
        return
    filled = path.with_name(f"{path.name}.filled")
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as out:
            members = {member: values.get(name, {}) for name, member in sheet_members(archive).items()}
            for part in archive.infolist():
                content = archive.read(part.filename)
                out.writestr(part, _filled(content, members.get(part.filename, {})))
        filled.replace(path)
    finally:
        filled.unlink(missing_ok=True)


def _filled(xml: bytes, values: FormulaValues) -> bytes:
    if not values:
        return xml

    def put(found: re.Match[bytes]) -> bytes:
        place, attributes, formula = found.groups()
        kind, text = values.get(place.decode(), (None, ""))
        if not text:
            return found.group(0)
        kept = b"" if kind is None else f' t="{kind}"'.encode()
        return b'<c r="%b"%b%b>%b<v>%b</v>' % (place, attributes, kept, formula, _escaped(text))

    return _FORMULA.sub(put, xml)


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
