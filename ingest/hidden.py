"""Rows hidden in an .xlsx: calamine reads them like any other, so they are looked up in the sheet's own XML.

<row r="12" hidden="1">  →  {"柳河村": {12}}
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import iterparse

_ROW = re.compile(rb"<row\b[^>]*>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_CHUNK = 1 << 20


def hidden_rows(path: Path) -> dict[str, frozenset[int]]:
    """Sheet name → row numbers hidden in it; empty for anything but .xlsx and .xlsm."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        return {name: _hidden_in(archive, member) for name, member in _members(archive).items()}


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    targets = {}
    with archive.open("xl/_rels/workbook.xml.rels") as file:
        for _, element in iterparse(file):
            if element.tag.endswith("Relationship"):
                targets[element.get("Id", "")] = element.get("Target", "").removeprefix("/xl/")
    names = set(archive.namelist())
    found = {}
    with archive.open("xl/workbook.xml") as file:
        for _, element in iterparse(file):
            if element.tag.endswith("}sheet"):
                relation = next((value for key, value in element.items() if key.endswith("}id")), "")
                member = "xl/" + targets.get(relation, "")
                if member in names:
                    found[element.get("name", "")] = member
    return found


def _hidden_in(archive: zipfile.ZipFile, member: str) -> frozenset[int]:
    numbers = set()
    tail = b""
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            text = tail + chunk
            cut = text.rfind(b"<")
            for tag in _ROW.findall(text[:cut]):
                number = _NUMBER.search(tag)
                if number and _HIDDEN.search(tag):
                    numbers.add(int(number.group(1)))
            tail = text[cut:]
    return frozenset(numbers)
