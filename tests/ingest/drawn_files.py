"""Files of kinds no library here writes, drawn byte by byte: .xls, .xlsb, .ods, and a compound file of any streams."""

import html
import struct
import zipfile
from pathlib import Path

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def draw_compound(path: Path, streams: dict[str, bytes]) -> Path:
    """A compound file that holds these streams, each padded to 4,096 bytes so that none is small."""
    bodies = {
        name: body.ljust(max(4096, -(-len(body) // SECTOR) * SECTOR), b"\0") for name, body in streams.items()
    }
    sectors, fat, starts = [], [], {}
    for name, body in bodies.items():
        starts[name] = len(sectors)
        pieces = [body[at : at + SECTOR] for at in range(0, len(body), SECTOR)]
        fat += [*range(len(sectors) + 1, len(sectors) + len(pieces)), END]
        sectors += pieces
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    names = list(bodies)
    entries += [
        _entry(name, 2, starts[name], len(bodies[name]), right=at + 2 if at + 1 < len(names) else FREE)
        for at, name in enumerate(names)
    ]
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * SECTOR, b"\0")
    first_directory = len(sectors)
    pieces = [directory[at : at + SECTOR] for at in range(0, len(directory), SECTOR)]
    fat += [*range(len(sectors) + 1, len(sectors) + len(pieces)), END]
    sectors += pieces
    count = 1
    while (len(fat) + count) > count * (SECTOR // 4):
        count += 1
    first_fat = len(sectors)
    fat += [FAT] * count
    fat += [FREE] * (count * (SECTOR // 4) - len(fat))
    sectors += [struct.pack("<128I", *fat[at * 128 : at * 128 + 128]) for at in range(count)]
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, count, first_directory, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *([first_fat + at for at in range(count)] + [FREE] * (109 - count)))
    path.write_bytes(head + b"".join(sectors))
    return path


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    body = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
    return body + bytes(36) + struct.pack("<IQ", start, size)


def draw_xls(
    path: Path, sheets: dict[str, list[list[object]]], *, hidden=(), concealed=(), coded=False
) -> Path:
    """An .xls of Excel 97; `hidden` are (sheet, row from 1), `concealed` are hidden sheets."""
    pages = {
        name: _xls_sheet(rows, {row for at, row in hidden if at == name}) for name, rows in sheets.items()
    }
    bound = [(name, name.encode("utf-16-le"), name in concealed) for name in pages]
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    start += _record(0x002F, bytes(6)) if coded else b""
    offset = len(start) + sum(4 + 8 + len(text) for _, text, _ in bound) + 4
    body = start
    for name, text, is_concealed in bound:
        body += _record(0x0085, struct.pack("<IBBBB", offset, is_concealed, 0, len(name), 1) + text)
        offset += len(pages[name])
    return draw_compound(path, {"Workbook": body + _record(0x000A, b"") + b"".join(pages.values())})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _xls_sheet(rows: list[list[object]], hidden: set[int]) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for number, row in enumerate(rows):
        flags = 0x0120 if number + 1 in hidden else 0x0100
        body += _record(0x0208, struct.pack("<HHHHHHHH", number, 0, len(row), 255, 0, 0, flags, 15))
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", number, column, 15)
            if isinstance(cell, float | int):
                body += _record(0x0203, place + struct.pack("<d", cell))
            elif cell:
                body += _record(
                    0x0204, place + struct.pack("<HB", len(cell), 1) + str(cell).encode("utf-16-le")
                )
    return body + _record(0x000A, b"")


def draw_ods(path: Path, tables: str) -> Path:
    """An .ods with these tables, in its own XML."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = f"<office:document-content{spaces}><office:body><office:spreadsheet>{tables}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def ods_row(*cells: str, row: str = "", cell: str = "") -> str:
    """One row of an .ods; `row` and `cell` are further attributes."""
    inner = "".join(
        f'<table:table-cell office:value-type="string"{cell}><text:p>{html.escape(text)}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
        for text in cells
    )
    return f"<table:table-row{row}>{inner}</table:table-row>"


def draw_xlsx(
    path: Path, sheet: str, *, parts: dict[str, str | bytes] | None = None, sheets=(("台账", "rId1"),)
) -> Path:
    """An .xlsx whose one sheet is this XML; `parts` are further parts, or others in place of ours."""
    spaces = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "".join(
        f'<sheet name="{html.escape(name)}" sheetId="{at}" r:id="{relation}"/>'
        for at, (name, relation) in enumerate(sheets, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    told = {
        "[Content_Types].xml": kinds,
        "_rels/.rels": root_relations("xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {spaces} xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {spaces}>{sheet}</worksheet>",
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in told.items():
            archive.writestr(name, body)
    return path


def root_relations(workbook: str) -> str:
    """Where a packed file says its workbook is."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="{workbook}"/></Relationships>'
    )


def xlsx_cell(place: str, text: str) -> str:
    """<c r="A1"> with a text written into the cell itself."""
    return f'<c r="{place}" t="inlineStr"><is><t>{html.escape(text)}</t></is></c>'


def draw_xlsb(path: Path, rows: list[list[str]], *, hidden=(), far: int | None = None) -> Path:
    """An .xlsb of one sheet 台账; `far` is the column of one more cell in the last row."""

    def record(kind: int, body: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = len(body)
        return head + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + body

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    index = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("台账"))
    index += record(144) + record(132)
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows), 0, 3)) + record(145)
    for number, row in enumerate(rows):
        flags = 0x10 if number + 1 in hidden else 0
        sheet += record(0, struct.pack("<IIHBB", number, 0, 255, 0, flags) + bytes(5))
        for column, text in enumerate(row):
            sheet += record(6, struct.pack("<II", column, 0) + wide(text))
        if far and number == len(rows) - 1:
            sheet += record(6, struct.pack("<II", far, 0) + wide("远"))
    sheet += record(146) + record(130)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", root_relations("xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", index)
        archive.writestr("xl/_rels/workbook.bin.rels", relations)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path
