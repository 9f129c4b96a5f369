"""Hostile files are refused or tamed: a clear error in both languages, in bounded memory and time."""

import os
import resource
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from data.errors import BadFile
from ingest.reading.limits import LARGEST_UNPACKED, LONGEST_CELL, MOST_MEMBERS
from ingest.reading.shown import shown
from ingest.sheet import read_workbook
from tests.ingest.drawn_files import (
    draw_compound,
    draw_ods,
    draw_xls,
    draw_xlsb,
    draw_xlsx,
    ods_row,
    root_relations,
    xlsx_cell,
)

MOST_MEMORY = 1_500_000_000
HEAD = ["编号", "上报时间", "纠纷简况"]
DATA = f'<sheetData><row r="1">{xlsx_cell("A1", "编号")}</row></sheetData>'


def refused(path: Path) -> BadFile:
    """The error a file is refused with; it names the file and speaks both languages."""
    with pytest.raises(BadFile) as caught:
        sum(1 for sheet in read_workbook(path).sheets for _ in sheet.rows)
    error = caught.value
    assert shown(path.name) in error.zh or "「" in error.zh
    assert error.zh != error.en
    return error


def read_in_a_small_room(path: Path) -> str:
    """What a process with little memory and time says: how many rows there are, or the error."""
    code = (
        "import sys; from pathlib import Path; from data.errors import BadFile; from ingest.sheet import read_workbook\n"
        "try: print(sum(1 for s in read_workbook(Path(sys.argv[1])).sheets for _ in s.rows))\n"
        "except BadFile as error: print(error.en)\n"
    )

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))

    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=small,
        env={**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "FENGQIAO_LANG": "en"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def lying(path: Path, member: str, body: bytes, *, told: int) -> Path:
    """A packed file one of whose parts claims to unpack to `told` bytes."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, body)
        real = archive.getinfo(member).file_size
    raw = path.read_bytes()
    at = raw.rfind(member.encode())
    size = at - 46 + 24
    assert struct.unpack_from("<I", raw, size)[0] == real
    path.write_bytes(raw[:size] + struct.pack("<I", told) + raw[size + 4 :])
    return path


def test_a_part_that_unpacks_to_more_than_it_claims(tmp_path):
    path = lying(
        draw_xlsx(tmp_path / "a.xlsx", DATA), "xl/sharedStrings.xml", b"<sst>" + bytes(1 << 24), told=100
    )
    assert "sharedStrings" in refused(path).en


def test_parts_that_claim_more_than_is_unpacked(tmp_path):
    path = lying(draw_xlsx(tmp_path / "a.xlsx", DATA), "xl/styles.xml", b"<a/>", told=LARGEST_UNPACKED + 1)
    assert "GB" in refused(path).zh


def test_a_packed_file_of_packed_files_is_not_unpacked(tmp_path):
    inner = draw_xlsx(tmp_path / "inner.zip", DATA).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("inner.xlsx", inner)
    refused(tmp_path / "a.xlsx")


def test_too_many_parts(tmp_path):
    path = draw_xlsx(tmp_path / "a.xlsx", DATA, parts={f"x/{each}": "" for each in range(MOST_MEMBERS)})
    assert str(MOST_MEMBERS) in refused(path).zh


def test_two_parts_of_one_name(tmp_path):
    path = draw_xlsx(tmp_path / "a.xlsx", DATA)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    refused(path)


BOMB = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"],
)
@pytest.mark.parametrize(
    "told",
    [f'<!DOCTYPE a [<!ENTITY e0 "x">{BOMB}]>', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ids=["bomb", "external"],
)
def test_entities(tmp_path, part, told):
    path = draw_xlsx(tmp_path / "a.xlsx", DATA, parts={part: f'<?xml version="1.0"?>{told}<a>&e11;&x;</a>'})
    assert "XML" in refused(path).zh


FAR = f'<sheetData><row r="1">{xlsx_cell("A1", "编号")}</row><row r="1048576">{xlsx_cell("XFD1048576", "远")}</row></sheetData>'
OTHER_WAYS = {
    "as excel writes it": FAR,
    "other quotes": FAR.replace('"', "'"),
    "another attribute first": FAR.replace('<c r="XFD', '<c s="0" r="XFD'),
    "a line break": FAR.replace('<c r="XFD', '<c\nr="XFD'),
    "a mark in an attribute": FAR.replace('<c r="XFD', '<c s="/>" r="XFD'),
    "an attribute after that ends like a tag": FAR.replace('XFD1048576"', 'XFD1048576" s="/>"'),
    "far down in column Y": FAR.replace("XFD", "Y").replace("A1", "A1"),
    "not said where": "<sheetData>"
    + f"<row>{'<c><v>1</v></c>' * 16_384}</row>"
    + "<row/>" * 2000
    + '<row r="1048576"><c><v>1</v></c></row></sheetData>',
}


@pytest.mark.parametrize("sheet", OTHER_WAYS.values(), ids=OTHER_WAYS.keys())
def test_a_cell_far_away(tmp_path, sheet):
    assert "Ctrl+End" in refused(draw_xlsx(tmp_path / "a.xlsx", sheet)).zh


def test_columns_beyond_any_spreadsheet(tmp_path):
    cells = "".join(xlsx_cell(f"{chr(65 + at % 26) * 4}1", "x") for at in range(26))
    assert (
        "Ctrl+End"
        in refused(draw_xlsx(tmp_path / "a.xlsx", f'<sheetData><row r="1">{cells}</row></sheetData>')).zh
    )


@pytest.mark.parametrize("far", [1 << 20, 1 << 30])
def test_a_cell_far_away_in_an_xlsb(tmp_path, far):
    assert "Ctrl+End" in refused(draw_xlsb(tmp_path / "a.xlsb", [HEAD, HEAD], far=far)).zh


def test_rows_and_cells_repeated_without_end_in_an_ods(tmp_path):
    row = ods_row(
        "x", row=' table:number-rows-repeated="1048576"', cell=' table:number-columns-repeated="16384"'
    )
    path = draw_ods(tmp_path / "a.ods", f'<table:table table:name="村">{row}</table:table>')
    assert "Ctrl+End" in refused(path).zh


def test_formatting_without_end_is_no_content(tmp_path):
    empty = "".join(f'<c r="{chr(65 + at // 26)}{chr(65 + at % 26)}1" s="1"/>' for at in range(26 * 26))
    rows = "".join(f'<row r="{each}"><c r="A{each}" s="1"/></row>' for each in range(2, 65_203))
    sheet = f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{xlsx_cell("A1", "编号")}{empty}</row>{rows}</sheetData>'
    path = draw_xlsx(tmp_path / "a.xlsx", sheet)
    assert [row for row in read_workbook(path).sheets[0].rows if any(row[1])] == [(1, ["编号"])]


@pytest.mark.parametrize("name", ["one far cell", "columns without end", "a stray cell", "long cell"])
def test_memory_stays_bounded(tmp_path, name):
    if name == "one far cell":
        sheet = f'<sheetData><row r="1048576">{xlsx_cell("XFD1048576", "远")}</row></sheetData>'
        assert "Ctrl+End" in read_in_a_small_room(draw_xlsx(tmp_path / "a.xlsx", sheet))
    elif name == "columns without end":
        sheet = f"<sheetData><row>{'<c><v>1</v></c>' * 100_000}</row></sheetData>"
        assert "Ctrl+End" in read_in_a_small_room(draw_xlsx(tmp_path / "a.xlsx", sheet))
    elif name == "a stray cell":
        rows = "".join(f'<row r="{at}">{xlsx_cell(f"A{at}", "1")}</row>' for at in range(2, 500))
        sheet = f'<sheetData><row r="1">{xlsx_cell("A1", "编号")}{xlsx_cell("XFD1", "远")}</row>{rows}</sheetData>'
        assert read_in_a_small_room(draw_xlsx(tmp_path / "a.xlsx", sheet)) == "499"
    else:
        path = tmp_path / "a.csv"
        path.write_bytes(b"1,2025-03-05," + b"x" * 100_000_000 + b"\n")
        assert "longer than" in read_in_a_small_room(path)


@pytest.mark.parametrize("text", ["1,2025-03-05,{}\n", '1,"{}\n', "{}"], ids=["cell", "open quote", "line"])
def test_a_cell_or_line_without_end_in_a_text_file(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text("编号,上报时间,纠纷简况\n" + text.format("x" * 10_000_000), encoding="utf-8")
    assert f"{LONGEST_CELL:,}" in refused(path).zh


def test_a_cell_without_end_in_an_xlsx(tmp_path):
    sheet = f'<sheetData><row r="1">{xlsx_cell("A1", "x" * 10_000_000)}</row></sheetData>'
    assert f"{LONGEST_CELL:,}" in refused(draw_xlsx(tmp_path / "a.xlsx", sheet)).zh


@pytest.mark.parametrize("body", [{"EncryptionInfo": b"", "EncryptedPackage": bytes(9000)}], ids=["xlsx"])
def test_an_encrypted_workbook(tmp_path, body):
    assert "密码" in refused(draw_compound(tmp_path / "a.xlsx", body)).zh


def test_an_encrypted_xls(tmp_path):
    assert "密码" in refused(draw_xls(tmp_path / "a.xls", {"村": [HEAD]}, coded=True)).zh


@pytest.mark.parametrize("keep", [4, 30, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "xlsb"])
def test_a_file_cut_short(tmp_path, kind, keep):
    path = tmp_path / f"a.{kind}"
    rows = [[f"{at}", "2025-03-05", "电梯"] for at in range(300)]
    if kind == "xlsx":
        draw_xlsx(path, "".join(xlsx_cell(f"A{at}", str(os.urandom(8))) for at in range(1, 300)))
    elif kind == "xls":
        draw_xls(path, {"村": rows})
    elif kind == "ods":
        draw_ods(path, f'<table:table table:name="村">{"".join(ods_row(*row) for row in rows)}</table:table>')
    else:
        draw_xlsb(path, rows)
    body = path.read_bytes()
    path.write_bytes(body[: keep if isinstance(keep, int) else int(len(body) * keep)])
    if kind == "xls" and keep in (0.9, 0.999):
        path.write_bytes(body[:4000])
    refused(path)


@pytest.mark.parametrize(
    "body",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        os.urandom(5000),
        bytes(range(256)) * 20,
        b"\x00" * 5000,
        b"MZ\x90\x00" + bytes(90),
    ],
    ids=["picture", "noise", "every byte", "zeros", "program"],
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".xls", ".et", ".txt"])
def test_what_is_no_text_and_no_workbook(tmp_path, suffix, body):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(body)
    refused(path)


def test_a_zero_byte_far_inside_a_text_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("编号,上报时间\n".encode() * 100_000 + b"1,\x002\n")
    refused(path)


def test_a_folder_a_pipe_and_a_link_to_nothing(tmp_path):
    folder, pipe, link = tmp_path / "夹.xlsx", tmp_path / "管.csv", tmp_path / "链.csv"
    folder.mkdir()
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "没有")
    assert "文件夹" in refused(folder).zh
    assert "管道" in refused(pipe).zh
    assert "找不到" in refused(link).zh
    assert "管道" in refused(Path("/dev/zero")).zh


def test_a_link_to_a_file_is_the_file(tmp_path):
    true, link = tmp_path / "真.csv", tmp_path / "链.csv"
    true.write_text("编号,上报时间\n", encoding="utf-8")
    link.symlink_to(true)
    assert list(read_workbook(link).sheets[0].rows) == [(1, ["编号", "上报时间"])]


def test_two_sheets_of_one_name(tmp_path):
    path = draw_xlsx(tmp_path / "a.xlsx", DATA, sheets=(("村", "rId1"), ("村", "rId1")))
    assert "改名" in refused(path).zh
    rows = ods_row(*HEAD)
    table = f'<table:table table:name="村">{rows}</table:table>'
    assert "改名" in refused(draw_ods(tmp_path / "a.ods", table * 2)).zh


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd", "..�..�etc�passwd"),
        ("台账\u202excod.exe", "台账�xcod.exe"),
        ("a\nb\x1b[31m", "a�b�[31m"),
        ("长" * 500, "长" * 120),
        ("柳河村", "柳河村"),
    ],
)
def test_names_are_shown_as_they_read(tmp_path, name, told):
    assert shown(name) == told
    book = read_workbook(
        draw_xlsx(tmp_path / "a.xlsx", DATA, sheets=((name.replace("\x1b", "\u202d"), "rId1"),))
    )
    assert book.sheets[0].name == told


def test_macros_and_links_to_elsewhere_are_left_where_they_are(tmp_path):
    parts = {
        "xl/vbaProject.bin": b"Attribute VB_Name",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": '<Relationships><Relationship Target="http://192.0.2.1/x"/></Relationships>',
    }
    path = draw_xlsx(tmp_path / "a.xlsm", DATA, parts=parts)
    assert list(read_workbook(path).sheets[0].rows) == [(1, ["编号"])]


def test_a_sheet_whose_part_is_outside_the_file(tmp_path):
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    away = f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Target="../../../etc/passwd"/></Relationships>'
    refused(draw_xlsx(tmp_path / "a.xlsx", DATA, parts={"xl/_rels/workbook.xml.rels": away}))


def test_too_many_sheets(tmp_path):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    told = "".join(f'<Relationship Id="r{at}" Type="{office}" Target="s{at}.xml"/>' for at in range(1001))
    parts = {f"xl/s{at}.xml": "<worksheet/>" for at in range(1001)}
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{told}</Relationships>"
    sheets = [(f"村{at}", f"r{at}") for at in range(1001)]
    assert (
        "1001"
        in refused(
            draw_xlsx(
                tmp_path / "a.xlsx", DATA, parts=parts | {"xl/worksheets/sheet1.xml": "<a/>"}, sheets=sheets
            )
        ).zh
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"_rels/.rels": root_relations("evil/workbook.xml"), "evil/workbook.xml": "<workbook/>"},
        {"evil/sheet1.xml": f"<worksheet>{DATA}</worksheet>"},
        {"xl/worksheets/Sheet1.xml": "<worksheet/>"},
        {"xl/xl/worksheets/sheet1.xml": "<worksheet/>"},
    ],
    ids=["another workbook", "a sheet nobody lists", "two spellings of a part", "two places of a part"],
)
def test_a_workbook_that_may_be_read_in_two_ways(tmp_path, parts):
    refused(draw_xlsx(tmp_path / "a.xlsx", DATA, parts=parts))


def test_two_sheets_in_one_part(tmp_path):
    refused(draw_xlsx(tmp_path / "a.xlsx", DATA, sheets=(("甲", "rId1"), ("乙", "rId1"))))
