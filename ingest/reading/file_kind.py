"""What a file is by its first bytes, whatever its name says.

排查表.xls holding 编号<TAB>上报时间…  → "text"        台账.csv starting PK\\x03\\x04 with xl/workbook.xml → "xlsx"
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from data.errors import BadFile
from ingest.reading.archive import read_part, refuse_bomb
from ingest.reading.compound import open_compound
from ingest.reading.shown import shown

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".ett", ".xlt", ".xltx", ".xltm"})
TEXTS = frozenset({".csv", ".tsv", ".txt", ".tab"})
_LOOK = 4096
_PACKED, _COMPOUND = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_WEB = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"mime-version:", b"<script")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(path: Path) -> str:
    """xlsx, xlsb, ods, xls or text; BadFile says what else it is and what to do."""
    with path.open("rb") as file:
        head = file.read(_LOOK)
    if head.startswith(_PACKED) or (head.startswith(b"PK") and zipfile.is_zipfile(path)):
        return _packed_kind(path)
    if head.startswith(_COMPOUND):
        return _compound_kind(path)
    if head.startswith(_OLD_EXCEL):
        raise save_as_xlsx(path, "是 Excel 4.0 或更早的格式", "is of Excel 4.0 or older")
    _refuse_markup(path, head)
    if path.suffix.lower() not in WORKBOOKS | TEXTS:
        raise not_a_spreadsheet(path)
    return "text"


def _packed_kind(path: Path) -> str:
    names = refuse_bomb(path)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and "mimetype" in names:
        with zipfile.ZipFile(path) as archive:
            if read_part(path, archive, "mimetype").startswith(_ODS):
                return "ods"
    if any(name.startswith("word/") for name in names):
        raise save_as_xlsx(path, "是 Word 文档，不是表格", "is a Word document, not a spreadsheet")
    raise not_a_spreadsheet(path)


def _compound_kind(path: Path) -> str:
    with open_compound(path) as book:
        if book is None:
            raise not_a_spreadsheet(path)
        names = book.names()
    if "EncryptedPackage" in names:
        raise has_password(path)
    if {"Workbook", "Book", "WORKBOOK", "BOOK"} & names:
        return "xls"
    if path.suffix.lower() == ".et":
        raise save_as_xlsx(path, "是 WPS 自有格式的 .et", "is an .et of WPS's own format")
    if "WordDocument" in names:
        raise save_as_xlsx(path, "是 Word 文档，不是表格", "is a Word document, not a spreadsheet")
    raise not_a_spreadsheet(path)


def _refuse_markup(path: Path, head: bytes) -> None:
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith(_WEB) or (text.startswith(b"<?xml") and b"<html" in text):
        raise save_as_xlsx(
            path, "其实是网页（HTML），只是改了后缀名", "is really a web page (HTML) under another suffix"
        )
    if text.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise save_as_xlsx(path, "是 XML 表格 2003", "is an XML Spreadsheet 2003")
    if text.startswith((b"%pdf", b"{\\rtf")):
        raise save_as_xlsx(
            path, "是 PDF 或 RTF 文档，不是表格", "is a PDF or RTF document, not a spreadsheet"
        )


def save_as_xlsx(path: Path, what_zh: str, what_en: str) -> BadFile:
    """The file is something known that is not read."""
    name = shown(path.name)
    return BadFile(
        f"{name}：这个文件{what_zh}。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。",
        f"{name}: this file {what_en}. Open it in Excel or WPS, save it as .xlsx and send it again.",
    )


def not_a_spreadsheet(path: Path) -> BadFile:
    """The file is nothing that is known, or is damaged."""
    name = shown(path.name)
    return BadFile(
        f"{name}：不是能读的表格，或者文件已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 或 .csv 再上传。",
        f"{name}: not a spreadsheet we can read, or damaged. Open it, save it as .xlsx or .csv and send it again.",
    )


def has_password(path: Path) -> BadFile:
    """The file is encrypted."""
    name = shown(path.name)
    return BadFile(
        f"{name}：文件加了密码。请去掉密码后再上传。",
        f"{name}: the file has a password. Remove it and send the file again.",
    )
