"""Files of every kind are read by what they hold: encodings, delimiters, wrong suffixes, hidden rows and sheets."""

import shutil

import pytest
import xlsxwriter

from data.errors import BadFile
from ingest.reading.encoding import sniff_encoding
from ingest.sheet import read_workbook
from tests.ingest.drawn_files import draw_compound, draw_ods, draw_xls, draw_xlsb, ods_row

HEAD = ["编号", "上报时间", "纠纷简况"]
ROW = ["1", "2025-03-05", "电梯停运"]
TEXT = "编号,上报时间,纠纷简况\r\n1,2025-03-05,电梯停运\r\n"


def read(path, **how):
    """[(sheet name, [(row number, cells), …])] of the visible sheets."""
    return [(sheet.name, list(sheet.rows)) for sheet in read_workbook(path, **how).sheets]


def draw_xlsx(path, **pages):
    book = xlsxwriter.Workbook(str(path))
    for name, rows in pages.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    return path


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("gb18030", b""),
        ("utf-16", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_a_text_file_in_any_encoding(tmp_path, encoding, mark):
    path = tmp_path / "a.csv"
    path.write_bytes(mark + TEXT.encode(encoding))
    assert read(path) == [("a.csv", [(1, HEAD), (2, ROW)])]


def test_a_cut_or_spoiled_sign_does_not_make_utf_8_another_encoding(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes((TEXT * 50).encode()[:-5] + b"\xe7\x94")
    assert sniff_encoding(path) == "utf-8-sig"
    path.write_bytes((TEXT * 50).encode().replace(b"\xe7\x94\xb5", b"\xe7\x94\xff", 1))
    assert sniff_encoding(path) == "utf-8-sig"


@pytest.mark.parametrize("shift", range(4))
def test_a_sign_cut_between_two_blocks_is_still_utf_8(tmp_path, shift):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a" * shift + ("电𠀀" * 200_000).encode())
    assert sniff_encoding(path) == "utf-8-sig"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tab.tsv", "编号\t上报时间\t纠纷简况\n1\t2025-03-05\t电梯停运\n"),
        ("semicolon.csv", "编号;上报时间;纠纷简况\n1;2025-03-05;电梯停运\n"),
        ("bar.txt", "编号|上报时间|纠纷简况\n1|2025-03-05|电梯停运\n"),
        ("old-mac.csv", "编号,上报时间,纠纷简况\r1,2025-03-05,电梯停运\r"),
        ("no-end.csv", "编号,上报时间,纠纷简况\n1,2025-03-05,电梯停运"),
    ],
)
def test_a_text_file_with_any_delimiter(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert read(path) == [(name, [(1, HEAD), (2, ROW)])]


def test_delimiters_inside_quotes_do_not_count(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('编号;上报时间;纠纷简况\n1;2025-03-05;"电梯,水,电,气; 都停了"\n', encoding="utf-8")
    assert read(path)[0][1][1] == (2, ["1", "2025-03-05", "电梯,水,电,气; 都停了"])


def test_a_line_break_inside_quotes_stays_in_its_cell(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes('编号,上报时间,纠纷简况\r\n1,2025-03-05,"电梯\r\n停运"\r\n2,2025-03-06,水\r\n'.encode())
    assert read(path)[0][1][1:] == [(2, ["1", "2025-03-05", "电梯\n停运"]), (3, ["2", "2025-03-06", "水"])]


def test_excels_own_note_of_the_delimiter_is_no_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"sep=;\r\n" + TEXT.replace(",", ";").encode())
    assert read(path)[0][1] == [(2, HEAD), (3, ROW)]


def test_an_encoding_nobody_knows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadFile, match="klingon"):
        read(path, encoding="klingon")


@pytest.mark.parametrize("suffix", [".xls", ".et"])
def test_an_xls_with_hidden_rows_and_sheets(tmp_path, suffix):
    pages = {"柳河村": [HEAD, ROW, ["2", "2025-03-06", "水"]], "草稿": [HEAD, ROW]}
    path = draw_xls(tmp_path / f"a{suffix}", pages, hidden=[("柳河村", 2)], concealed=["草稿"])
    book = read_workbook(path)
    assert [(sheet.name, list(sheet.rows)) for sheet in book.sheets] == [
        ("柳河村", [(1, HEAD), (3, ["2", "2025-03-06", "水"])])
    ]
    assert (book.hidden_sheets, book.hidden_row_count) == (("草稿",), 1)


def test_an_xlsb_with_a_hidden_row(tmp_path):
    book = read_workbook(draw_xlsb(tmp_path / "a.xlsb", [HEAD, ROW, ROW], hidden=[2]))
    assert [(sheet.name, list(sheet.rows)) for sheet in book.sheets] == [("台账", [(1, HEAD), (3, ROW)])]
    assert book.hidden_row_count == 1


def test_an_ods_with_filtered_rows_and_cells_merged_down(tmp_path):
    rows = ods_row(*HEAD) + ods_row(*ROW, cell=' table:number-rows-spanned="2"') + ods_row("", "", "水")
    rows += ods_row(*ROW, row=' table:visibility="filter" table:number-rows-repeated="2"') + ods_row(*ROW)
    book = read_workbook(
        draw_ods(tmp_path / "a.ods", f'<table:table table:name="柳&amp;河">{rows}</table:table>')
    )
    sheet = book.sheets[0]
    assert (sheet.name, [number for number, _ in sheet.rows]) == ("柳&河", [1, 2, 3, 6])
    assert ((1, 0), (2, 0)) in sheet.merged
    assert book.hidden_row_count == 2


def test_an_xlsx_with_hidden_rows_columns_and_sheets(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page, draft = book.add_worksheet("柳河村"), book.add_worksheet("草稿")
    for number, row in enumerate([HEAD, ROW, ROW, ROW]):
        page.write_row(number, 0, row)
    page.set_row(1, None, None, {"hidden": True})
    page.autofilter(0, 0, 3, 2)
    page.set_row(3, options={"hidden": True})
    page.set_column(1, 1, None, None, {"hidden": True})
    draft.hide()
    book.close()
    read_back = read_workbook(path)
    assert [(sheet.name, list(sheet.rows)) for sheet in read_back.sheets] == [
        ("柳河村", [(1, HEAD), (3, ROW)])
    ]
    assert (read_back.hidden_sheets, read_back.hidden_row_count) == (("草稿",), 2)


def test_rows_and_columns_left_empty_before_the_table_keep_their_numbers(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("柳河村").write_row(3, 2, HEAD)
    book.close()
    assert [row for row in read(path)[0][1] if any(row[1])] == [(4, ["", "", *HEAD])]


def test_an_empty_sheet_has_no_rows(tmp_path):
    assert read(draw_xlsx(tmp_path / "a.xlsx", 空=[], 村=[HEAD])) == [("空", []), ("村", [(1, HEAD)])]


@pytest.mark.parametrize(
    ("held", "name"),
    [
        ("xlsx", "a.csv"),
        ("xlsx", "a.xls"),
        ("xlsx", "a.et"),
        ("xls", "a.xlsx"),
        ("text", "a.xls"),
        ("xlsx", "a"),
    ],
)
def test_a_suffix_that_is_wrong_does_not_matter(tmp_path, held, name):
    path = tmp_path / name
    if held == "xlsx":
        shutil.move(draw_xlsx(tmp_path / "true.xlsx", 村=[HEAD, ROW]), path)
    elif held == "xls":
        draw_xls(path, {"村": [HEAD, ROW]})
    else:
        path.write_bytes(TEXT.replace(",", "\t").encode("gb18030"))
    assert read(path)[0][1] == [(1, HEAD), (2, ROW)]


@pytest.mark.parametrize(
    ("name", "body", "what"),
    [
        ("网页.xls", "<html><table><tr><td>编号</td></tr></table></html>".encode(), "HTML"),
        ("网页.xls", "\ufeff\r\n<TABLE border=1><tr><td>编号".encode("utf-16-le"), "HTML"),
        (
            "旧.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "2003",
        ),
        ("四.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(50), "4.0"),
        ("扫描.xlsx", b"%PDF-1.7\n" + bytes(50), "PDF"),
    ],
)
def test_what_is_known_but_not_read_says_what_to_do(tmp_path, name, body, what):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(BadFile) as caught:
        read_workbook(path)
    assert name in caught.value.zh
    assert what in caught.value.zh
    assert ".xlsx" in caught.value.en


def test_an_et_of_wps_own_format(tmp_path):
    path = draw_compound(tmp_path / "台账.et", {"ETContent": bytes(5000)})
    with pytest.raises(BadFile, match="WPS"):
        read_workbook(path)


def test_a_sheet_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(BadFile, match="柳河村"):
        read_workbook(draw_xlsx(tmp_path / "a.xlsx", 柳河村=[HEAD]), sheet="青石村")


def test_formulas_are_the_values_they_last_had(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("村")
    page.write_row(0, 0, HEAD)
    page.write_formula(1, 0, '=HYPERLINK("http://x")', None, "7")
    book.close()
    assert read(path)[0][1][1][1][0] == "7"
