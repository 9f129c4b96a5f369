"""The sender's own workbook back: marked, told, and read again as if it had never been marked."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.worksheet import Worksheet as Page

import ingest.back.workbook_back
import ingest.mark
from data.errors import NothingThere, speaking
from ingest.back.workbook_back import suffix_of, write_back
from ingest.load import Intake
from ingest.mapping import read_mapping
from ingest.mark import AMBER, RED, is_own_sheet, is_verdict, sheet_title
from ingest.receipt import VERDICTS, Receipt
from tests.ingest.conftest import counts

HEAD = ["编号", "上报时间", "当事人", "纠纷类型", "纠纷简况", "涉及人数"]
GOOD = ["1", "2025-03-01", "张三", "物业纠纷", "小区电梯停运三个月无人修", 5]
YEARLESS = ["2", "3月5日", "李四", "物业纠纷", "楼上漏水泡坏天花板", 2]
DATELESS = ["3", "", "王五", "没有这种", "夜间噪音扰民", 3]
TWIN = ["", "2025-03-02", "赵六", "物业纠纷", "电梯停运三个月没有人来修理，业主着急", 1]
TWIN_AGAIN = ["", "2025-03-03", "赵六", "物业纠纷", "电梯停运三个月没有人来修理，业主很着急", 1]
SUMMARY = "枫桥核对汇总"
Back = Callable[..., Path]


@pytest.fixture
def back(intake: Intake, tmp_path: Path) -> Back:
    """back(receipt, path, "b.xlsx") gives the workbook of an upload."""

    def give(receipt: Receipt, source: Path, name: str = "back.xlsx", **how: Any) -> Path:
        out = tmp_path / name
        with intake.warehouse.reading() as connection:
            write_back(connection, source, out, submission_id=receipt.submission_id, **how)
        return out

    return give


@contextmanager
def drawing(path: Path, *rows: Sequence[object]) -> Iterator[tuple[xlsxwriter.Workbook, Page]]:
    """A workbook with these rows on its page 柳河村, open for what else is to stand in it."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("柳河村")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        yield book, page


def _page(path: Path, sheet: str = "柳河村") -> Worksheet:
    page = openpyxl.load_workbook(path)[sheet]
    assert isinstance(page, Worksheet)
    return page


def _colour(page: Worksheet, place: str) -> str | None:
    fill = page[place].fill
    return str(fill.fgColor.rgb) if fill.fill_type else None


def _note(page: Worksheet, place: str) -> str:
    return page[place].comment.text if page[place].comment else ""


def _values(path: Path) -> dict[str, list[list[object]]]:
    """What a reader without Excel sees on the sheets that are the sender's own."""
    book = python_calamine.load_workbook(str(path))
    return {
        name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names if not is_own_sheet(name)
    }


# --- verdicts, colours, comments ---


def test_each_row_has_its_verdict_and_each_cell_at_fault_its_colour_and_its_remedy(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    path = draw(
        "a.xlsx",
        柳河村=[
            ["柳河村排查台账"],
            ["填表单位：某镇"],
            HEAD,
            GOOD,
            YEARLESS,
            DATELESS,
            ["合计", "", "", "", "", 10],
        ],
    )
    page = _page(back(take(path), path))
    verdicts = [str(page.cell(row, 7).value or "").partition("：")[0] for row in range(1, 8)]
    assert verdicts == ["", "", "核对结果", "新增", "退回", "退回", ""]
    assert [_colour(page, place) for place in ("B4", "B5", "B6", "D6", "E6", "G5")] == [
        None,
        RED,
        RED,
        AMBER,
        None,
        RED,
    ]
    assert "没有年份" in _note(page, "B5")
    assert "请写全年月日" in _note(page, "B5")
    assert "「上报时间」" in str(page["G5"].value)
    assert "请从下拉清单中选择类型" in _note(page, "D6")
    assert _note(page, "D4") == ""
    assert page.column_dimensions["G"].width >= 40
    assert page["G5"].alignment.wrap_text


def test_a_parked_row_shows_the_report_it_looks_like_without_its_names(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    head = [*HEAD, "经度", "纬度"]
    rows = [
        [*TWIN[:4], "赵六家" + str(TWIN[4]), 1, 120.3, 29.7],
        [*TWIN_AGAIN[:4], "赵六家" + str(TWIN_AGAIN[4]), 1, 120.301, 29.7],
    ]
    path = draw("a.xlsx", 柳河村=[head, *rows])
    receipt = take(path)
    assert receipt.parked == 1
    page = _page(back(receipt, path))
    told = _note(page, "I3")
    assert str(page["I3"].value).startswith("待核")
    assert _colour(page, "I3") == AMBER
    for words in ("2025-03-02", "相距约97米", "待化解", "电梯停运三个月"):
        assert words in told
    assert "赵六" not in told + str(page["I3"].value)


def test_a_report_that_has_become_an_accusation_is_not_shown(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back, intake: Intake
) -> None:
    path = draw("a.xlsx", 柳河村=[HEAD, TWIN, TWIN_AGAIN])
    receipt = take(path)
    assert receipt.parked == 1
    with intake.warehouse.writing() as connection:
        connection.execute("UPDATE core_report SET legal_category_code = 'accusation' WHERE row_no = 2")
    page = _page(back(receipt, path))
    assert "受限事项" in _note(page, "G3")
    assert "电梯" not in _note(page, "G3") + str(page["G3"].value)


def test_rows_left_out_are_not_marked(tmp_path: Path, take: Callable[..., Receipt], back: Back) -> None:
    path = tmp_path / "a.xlsx"
    with drawing(path, HEAD, GOOD, YEARLESS, HEAD, ["注：本表一式两份"]) as (book, page):
        page.set_row(2, None, None, {"hidden": True})
        secret = book.add_worksheet("旧表")
        secret.write_row(0, 0, HEAD)
        secret.hide()
    given_back = back(take(path), path)
    marked = _page(given_back)
    assert [marked.cell(row, 7).value for row in range(1, 6)] == ["核对结果", "新增", None, None, None]
    assert _colour(marked, "B3") is None
    assert openpyxl.load_workbook(given_back)["旧表"].sheet_state == "hidden"


def test_a_cell_merged_away_has_its_mark_where_it_can_be_seen(
    tmp_path: Path, take: Callable[..., Receipt], back: Back
) -> None:
    path = tmp_path / "a.xlsx"
    same_day = ["4", "", "钱七", "物业纠纷", "垃圾无人清运", 1]
    with drawing(path, HEAD, GOOD, YEARLESS, same_day) as (_, page):
        page.merge_range("B3:B4", "3月5日")
    receipt = take(path)
    assert receipt.rejected == 2
    marked = _page(back(receipt, path))
    assert _colour(marked, "B3") == RED
    assert str(marked["G4"].value).startswith("退回")


def test_a_column_to_be_dropped_is_marked_at_its_heading_and_told_on_the_summary(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    path = draw("a.xlsx", 柳河村=[[*HEAD, "民族"], [*GOOD, "汉族"]])
    given_back = back(take(path), path)
    assert _colour(_page(given_back), "G1") == AMBER
    told = [[cell for cell in row if cell] for row in _page(given_back, SUMMARY).values]
    assert next(row for row in told if row[:1] == ["民族"])[1].startswith("属于受保护的个人特征")


def test_a_ghost_row_far_below_and_far_right_costs_nothing(
    tmp_path: Path, take: Callable[..., Receipt], back: Back
) -> None:
    path = tmp_path / "a.xlsx"
    with drawing(path, HEAD, YEARLESS) as (book, page):
        page.write_blank(1, 16_000, None, book.add_format({"bold": True}))
        page.write_blank(60_000, 3, None, book.add_format({"bold": True}))
    marked = _page(back(take(path), path))
    assert marked["G1"].value == "核对结果"
    assert marked.max_row == 60_001


def test_a_sheet_read_by_a_mapping_is_marked_without_it_too(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back, tmp_path: Path
) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\nreported_at = "opened"\nnarrative = "descr"\n', encoding="utf-8")
    path = draw(
        "a.xlsx", 甲=[["Complaints"], ["opened", "descr"], ["2025-03-01", "noise"], ["soon", "noise"]]
    )
    receipt = take(path, mapping=read_mapping(mapping))
    for how in ({"mapping": read_mapping(mapping)}, {}):
        page = _page(back(receipt, path, **how), "甲")
        assert [str(page.cell(row, 3).value)[:2] for row in (2, 3, 4)] == ["核对", "新增", "退回"]
        assert _colour(page, "A4") == RED


# --- the summary ---


def test_the_summary_adds_up_names_every_rule_and_says_what_to_do_next(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    path = draw("三月.xlsx", 柳河村=[HEAD, GOOD, YEARLESS, DATELESS, TWIN, TWIN_AGAIN])
    receipt = take(path)
    given_back = back(receipt, path)
    rows = [
        [cell for cell in row if cell is not None]
        for row in _page(given_back, SUMMARY).iter_rows(max_col=5, values_only=True)
    ]
    texts = {str(row[0]): row[1:] for row in rows if row}
    assert texts["文件"] == ["三月.xlsx"]
    assert texts["报送编号"] == [receipt.submission_id]
    assert texts["收到时间"] == ["2025-07-01 09:00"]
    assert "请改正退回的 2 行" in str(texts["下一步"][0])
    assert texts["每一行都有去处"] == ["共 5 行 = 新增 2 + 未变 0 + 变更 0 + 待核 1 + 退回 2"]
    assert [texts[word][0] for word in ("新增", "未变", "变更", "待核", "退回")] == [2, 0, 0, 1, 2]
    told = [row for row in rows if row and row[0] in ("必须改", "提醒")]
    assert sum(int(str(row[1])) for row in told) == len(receipt.problems)
    assert {row[2] for row in told} >= {"没有上报时间", "只有月日，没有年份，无法确定是哪一年"}
    assert "柳河村 第3行「上报时间」" in {row[4] for row in told}
    assert openpyxl.load_workbook(given_back).active.title == SUMMARY  # type: ignore[union-attr]


def test_every_problem_comes_from_the_warehouse_not_only_those_on_the_receipt(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    count = 1100
    path = draw(
        "a.xlsx",
        柳河村=[HEAD, *([str(n), "3月5日", "", "物业纠纷", f"第{n}户漏水", 1] for n in range(count))],
    )
    receipt = take(path)
    assert len(receipt.problems) < count
    page = _page(back(receipt, path))
    assert all(_colour(page, f"B{row}") == RED for row in range(2, count + 2))
    assert "没有年份" in _note(page, f"B{count + 1}")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([GOOD, YEARLESS], "请改正退回的 1 行"),
        ([TWIN, TWIN_AGAIN], "确认是不是同一件"),
        ([[*GOOD[:3], "没有这种", *GOOD[4:]]], "黄色格请看一眼"),
        ([GOOD], "没有要改的"),
    ],
    ids=["rejected", "parked", "warned", "clean"],
)
def test_the_next_step_fits(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back, rows: Sequence[object], words: str
) -> None:
    path = draw("a.xlsx", 柳河村=[HEAD, *rows])
    assert words in str(_page(back(take(path), path), SUMMARY)["B5"].value)


def test_in_english_it_is_english(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    path = draw("a.xlsx", 柳河村=[HEAD, YEARLESS])
    receipt = take(path)
    with speaking("en"):
        given_back = back(receipt, path)
    assert _page(given_back)["G1"].value == "Verdict"
    assert str(_page(given_back)["G2"].value).startswith("rejected: [上报时间] a day without a year. ")
    assert counts(take(given_back)) == (0, 0, 0, 0, 1)


# --- fixed and sent again ---


def test_fixed_and_sent_again_only_the_fixed_row_changes(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back, tmp_path: Path
) -> None:
    path = draw("a.xlsx", 柳河村=[["柳河村台账"], HEAD, GOOD, YEARLESS, DATELESS, TWIN, TWIN_AGAIN])
    first = take(path)
    assert counts(first) == (2, 0, 0, 1, 2)
    given_back = back(first, path)
    again = take(given_back)
    assert (counts(again), again.reports) == ((0, 3, 0, 0, 2), 0)
    assert [each.rule for each in again.problems] == [
        each.rule for each in first.problems if each.rule != "looks_like_another"
    ]
    book = openpyxl.load_workbook(given_back)
    book["柳河村"]["B4"] = "2025-03-05"
    book.save(tmp_path / "fixed.xlsx")
    assert counts(take(tmp_path / "fixed.xlsx")) == (1, 3, 0, 0, 1)
    book["柳河村"]["E3"] = "小区电梯停运四个月无人修"
    book.save(tmp_path / "mended.xlsx")
    assert counts(take(tmp_path / "mended.xlsx")) == (0, 3, 1, 0, 1)


def test_five_rounds_leave_one_set_of_marks_and_the_senders_own_colours(
    tmp_path: Path, take: Callable[..., Receipt], back: Back
) -> None:
    path = tmp_path / "a.xlsx"
    with drawing(path) as (book, page):
        yellow = book.add_format({"bg_color": "#FFFF00"})
        for number, row in enumerate([HEAD, GOOD, YEARLESS, DATELESS]):
            page.write_row(number, 0, row, yellow if number == 2 else None)
        page.write_comment("B3", "村里自己的批注", {"author": "老王"})
    for count in range(5):
        path = back(take(path), path, f"back{count}.xlsx")
    marked = openpyxl.load_workbook(path)
    assert marked.sheetnames == ["柳河村", SUMMARY]
    assert [cell.value for cell in marked["柳河村"][1]].count("核对结果") == 1
    assert marked["柳河村"].max_column == len(HEAD) + 1
    assert _note(marked["柳河村"], "B3").count("请写全年月日") == 1
    marked["柳河村"]["B3"] = "2025-03-05"
    marked["柳河村"]["B4"] = "2025-03-06"
    marked.save(tmp_path / "fixed.xlsx")
    clean = _page(back(take(tmp_path / "fixed.xlsx"), tmp_path / "fixed.xlsx", "clean.xlsx"))
    assert [_colour(clean, place) for place in ("B3", "B4", "A3")] == ["FFFFFF00", None, "FFFFFF00"]
    assert (_note(clean, "B3"), _note(clean, "B4")) == ("村里自己的批注", "")
    assert [str(clean.cell(row, 7).value)[:2] for row in range(2, 5)] == ["未变", "新增", "新增"]


def test_the_name_it_first_came_under_still_tells_its_year(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    path = draw("2025年3月排查.xlsx", 柳河村=[HEAD, YEARLESS])
    receipt = take(path)
    assert receipt.new == 1
    for count in range(3):
        path = back(receipt, path, f"回{count}.xlsx")
        receipt = take(path)
        assert counts(receipt) == (0, 1, 0, 0, 0)


def test_a_ragged_row_stays_ragged(tmp_path: Path, take: Callable[..., Receipt], back: Back) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "编号,上报时间,纠纷简况\n1,2025-03-01,电梯停运\n2,2025-03-02,漏水,多出来的\n", encoding="utf-8"
    )
    receipt = take(path)
    assert counts(receipt) == (1, 0, 0, 0, 1)
    again = take(back(receipt, path))
    assert (counts(again), [each.rule for each in again.problems]) == ((0, 1, 0, 0, 1), ["ragged_row"])


def test_a_column_of_the_senders_own_with_our_heading_is_left_alone(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    path = draw("a.xlsx", 柳河村=[[*HEAD, "核对结果"], [*GOOD, "属实"], [*YEARLESS, "不属实"]])
    path = back(take(path), path)
    page = _page(back(take(path), path, "second.xlsx"))
    assert [page.cell(2, column).value for column in (7, 8)] == ["属实", "未变"]
    assert page.max_column == 8


def test_a_formula_is_kept_and_so_is_what_it_came_to(
    tmp_path: Path, take: Callable[..., Receipt], back: Back
) -> None:
    path = tmp_path / "a.xlsx"
    with drawing(path) as (_, page):
        page.write_row(0, 0, [*HEAD, "地点"])
        page.write_row(1, 0, GOOD)
        page.write_formula("G2", '=CONCATENATE("幸福","小区<3>")', None, "幸福小区<3>")
        page.write_row(2, 0, YEARLESS)
        page.write_formula("F3", "=1+2", None, 3)
    given_back = back(take(path), path)
    marked = _page(given_back)
    assert (marked["G2"].value, marked["F3"].value) == ('=CONCATENATE("幸福","小区<3>")', "=1+2")
    assert counts(take(given_back)) == (0, 1, 0, 0, 1)
    assert [row[5:7] for row in _values(given_back)["柳河村"]][1:] == [[5.0, "幸福小区<3>"], [3.0, ""]]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(
                ["2025-03-01", "3月5日", "", 45_000.73, "乱写", datetime(2025, 3, 5, 17, 31, 20)]
            ),
            st.sampled_from(["物业纠纷", "怪", ""]),
            st.text(alphabet="电梯漏水=+-@<&\"'\n 　1２", max_size=12),
            st.sampled_from(["5", 7, "约30余人", "许多", ""]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_the_rows_a_workbook_sent_back_unchanged_changes_nothing(
    rows: list[tuple[Any, ...]],
    draw: Callable[..., Path],
    take: Callable[..., Receipt],
    back: Back,
) -> None:
    """Rows that were taken are unchanged, rows that were rejected are rejected for the same reasons."""
    drawn = [
        [f"N{number}", day, "", kind, told, people] for number, (day, kind, told, people) in enumerate(rows)
    ]
    path = draw("a.xlsx", 柳河村=[HEAD, *drawn])
    first = take(path, source="here")
    again = take(back(first, path), source="here")
    assert (again.rows, again.new, again.changed, again.parked) == (first.rows, 0, 0, 0)
    assert again.rejected == first.rejected
    assert [(each.rule, each.row, each.column) for each in again.problems] == [
        (each.rule, each.row, each.column) for each in first.problems
    ]


# --- formatting, other kinds, hostile contents ---


def test_the_formatting_is_the_senders(tmp_path: Path, take: Callable[..., Receipt], back: Back) -> None:
    path = tmp_path / "a.xlsx"
    with drawing(path) as (book, page):
        page.merge_range(
            "A1:F1", "柳河村台账", book.add_format({"bold": True, "font_size": 20, "bg_color": "#00FF00"})
        )
        page.write_row(1, 0, HEAD, book.add_format({"italic": True}))
        page.write_row(2, 0, YEARLESS)
        page.write_datetime("B4", datetime(2025, 3, 6), book.add_format({"num_format": "yyyy年m月d日"}))
        page.write_row("C4", ["孙八", "物业纠纷", "停车位纠纷", 4])
        page.set_column("E:E", 61)
        page.set_row(2, 45)
        page.freeze_panes(2, 1)
        page.data_validation("D3:D99", {"validate": "list", "source": ["物业纠纷", "邻里纠纷"]})
    marked = _page(back(take(path), path))
    assert (marked["A1"].font.sz, marked["A1"].font.b, _colour(marked, "A1")) == (20, True, "FF00FF00")
    assert [str(merged) for merged in marked.merged_cells.ranges] == ["A1:F1"]
    assert marked["A2"].font.i
    assert marked["G2"].font.i
    assert marked["B4"].number_format == "yyyy年m月d日"
    assert (marked.column_dimensions["E"].width, marked.row_dimensions[3].height) == (
        pytest.approx(61, abs=1),
        45,
    )
    assert marked.freeze_panes == "B3"
    assert [rule.formula1 for rule in marked.data_validations.dataValidation] == ['"物业纠纷,邻里纠纷"']


def test_a_drop_down_excel_saved_the_newer_way_is_kept(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back, tmp_path: Path
) -> None:
    """Excel writes a list that stands on another sheet as an extension, which openpyxl throws away."""
    plain = draw("plain.xlsx", 柳河村=[HEAD, GOOD], 清单=[["物业纠纷"]])
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1">'
        "<x14:formula1><xm:f>清单!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>D2:D99</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst></worksheet>"
    )
    path = _rewritten(
        plain,
        tmp_path / "a.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace("</worksheet>", extension),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        marked = _page(back(take(path), path))
    (rule,) = marked.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", "清单!$A$1:$A$9", "D2:D99")


def _rewritten(path: Path, out: Path, member: str, change: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, change(content.decode()).encode() if name == member else content)
    return out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_text_file_comes_back_as_a_workbook_of_its_texts(
    tmp_path: Path, take: Callable[..., Receipt], back: Back, encoding: str
) -> None:
    path = tmp_path / "data[1].csv"
    path.write_bytes("编号,上报时间,纠纷简况\n007,2025-03-01,=1+1\n8,,@SUM(A1)\n".encode(encoding))
    receipt = take(path)
    given_back = back(receipt, path)
    page = openpyxl.load_workbook(given_back).worksheets[0]
    assert [(page[place].value, page[place].data_type) for place in ("A2", "C2", "C3")] == [
        ("007", "s"),
        ("=1+1", "s"),
        ("@SUM(A1)", "s"),
    ]
    assert [str(page[f"D{row}"].value)[:2] for row in (1, 2, 3)] == ["核对", "新增", "退回"]
    assert "格式没有保留" in _all_text(given_back)
    assert counts(take(given_back)) == (0, 1, 0, 0, 1)


def _all_text(path: Path, sheet: str = SUMMARY) -> str:
    return "\n".join(str(cell) for row in _page(path, sheet).values for cell in row if cell is not None)


def test_a_workbook_openpyxl_gives_up_on_comes_back_as_its_values(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back, tmp_path: Path
) -> None:
    plain = draw("plain.xlsx", 柳河村=[HEAD, GOOD, YEARLESS])
    path = _rewritten(
        plain,
        tmp_path / "a.xlsx",
        "xl/styles.xml",
        lambda xml: xml.replace("gray125", "of another world"),
    )
    given_back = back(take(path), path)
    assert "格式没能保留" in _all_text(given_back)
    assert _colour(_page(given_back), "B3") == RED
    assert counts(take(given_back)) == (0, 1, 0, 0, 1)


def test_what_we_write_is_never_a_formula(
    draw: Callable[..., Path], take: Callable[..., Receipt], back: Back
) -> None:
    path = draw("=cmd.xlsx", **{"=1+1": [[*HEAD, "-民族"], [*YEARLESS, "汉"]]})
    given_back = back(take(path), path, "safe.xlsx")
    book = openpyxl.load_workbook(given_back)
    ours = [cell for row in book[SUMMARY].iter_rows() for cell in row] + [book["=1+1"]["H2"]]
    assert {cell.data_type for cell in ours if isinstance(cell.value, str)} == {"s"}
    assert "-民族" in _all_text(given_back)


def test_macros_come_back_only_when_asked_for_and_links_to_other_files_never(
    tmp_path: Path, take: Callable[..., Receipt], back: Back
) -> None:
    (tmp_path / "vba.bin").write_bytes(b"\xd0\xcf\x11\xe0 not a real project")
    path = tmp_path / "a.xlsm"
    with drawing(path, HEAD, GOOD, YEARLESS) as (book, page):
        book.add_vba_project(str(tmp_path / "vba.bin"))
        page.write_formula("C2", "=[1]人员!A1", None, "张三")
        page.write_comment("A1", "原有批注")
    receipt = take(path)
    kept, plain = back(receipt, path, "kept.xlsm", keep_macros=True), back(receipt, path, "plain.xlsx")
    assert (suffix_of(kept), suffix_of(plain), suffix_of(path)) == (".xlsm", ".xlsx", ".xlsm")
    for given_back in (kept, plain):
        with zipfile.ZipFile(given_back) as archive:
            assert not [name for name in archive.namelist() if "externalLink" in name]
        page = _page(given_back)
        assert page["C2"].value == "张三"
        assert _colour(page, "B3") == RED
        assert "没有年份" in _note(page, "B3")
        assert "换成它最后算出的值" in _all_text(given_back)
    assert "宏没有带回" in _all_text(plain)
    assert "宏没有带回" not in _all_text(kept)


def test_pictures_that_cannot_be_kept_are_spoken_of(
    tmp_path: Path, take: Callable[..., Receipt], back: Back
) -> None:
    path = tmp_path / "a.xlsx"
    with drawing(path, HEAD, GOOD) as (_, page):
        page.insert_textbox("I3", "盖章处")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        assert "图片、图表、文本框可能没有带回" in _all_text(back(take(path), path))


# --- long sheets ---


def test_a_long_sheet_comes_back_as_the_rows_to_be_mended(
    draw: Callable[..., Path],
    take: Callable[..., Receipt],
    back: Back,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ingest.back.workbook_back, "MOST_ROWS", 4)
    path = draw(
        "2025年.xlsx",
        柳河村=[["柳河村台账"], HEAD, GOOD, DATELESS, TWIN, TWIN_AGAIN, [*GOOD[:1], "2025-02-30", *GOOD[2:]]],
    )
    receipt = take(path)
    rejected = receipt.rejected
    given_back = back(receipt, path)
    page = _page(given_back)
    mended = [[page.cell(row, column).value for column in (1, 7, 8)] for row in range(3, page.max_row + 1)]
    assert [page.cell(2, column).value for column in (1, 7, 8)] == ["编号", "核对结果", "原行号"]
    assert [(str(verdict)[:2], row) for _, verdict, row in mended] == [("退回", 4), ("待核", 6), ("退回", 7)]
    assert _colour(page, "B3") == RED
    listed = list(_page(given_back, "枫桥逐行结果").values)
    assert listed[0] == ("工作表", "行号", "核对结果")
    assert len(listed) - 1 == receipt.rows
    assert "没有整份带回" in _all_text(given_back)
    assert counts(take(given_back)) == (0, 1, 0, 0, rejected)
    book = openpyxl.load_workbook(given_back)
    book["柳河村"]["B3"] = "2025-03-09"
    book.save(given_back)
    again = take(given_back)
    assert (counts(again), {each.rule for each in again.problems if not each.row}) == (
        (1, 1, 0, 0, rejected - 1),
        set(),
    )


# --- words ---


def test_an_upload_that_is_not_there_is_said_so(intake: Intake, tmp_path: Path) -> None:
    with intake.warehouse.reading() as connection, pytest.raises(NothingThere):
        write_back(connection, tmp_path / "a.xlsx", tmp_path / "b.xlsx", submission_id="S999999")


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        ("新增", True),
        ("退回：「上报时间」没有上报时间", True),
        ("rejected: [x] y", True),
        ("新增人口", False),
        ("属实", False),
        ("", False),
    ],
)
def test_a_verdict_of_ours_is_known_again(text: str, is_ours: bool) -> None:
    assert is_verdict(text) == is_ours


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        ("枫桥核对汇总", True),
        ("枫桥核对汇总1", True),
        ("枫桥核对汇总 (2)", True),
        ("Fengqiao summary", True),
        ("枫桥逐行结果 2", True),
        ("核对汇总", False),
        ("枫桥镇", False),
        ("枫桥核对汇总表", False),
    ],
)
def test_a_sheet_of_ours_is_known_again(name: str, is_ours: bool) -> None:
    assert is_own_sheet(name) == is_ours


def test_every_verdict_has_its_word() -> None:
    assert set(ingest.mark.WORDS) == set(ingest.mark.MEANINGS) == set(VERDICTS)


@pytest.mark.parametrize("name", ["a/b[1]:c*?", "'引号'", "长" * 40, "", "\x01"])
def test_any_name_makes_a_sheet_title(name: str) -> None:
    title = sheet_title(name)
    assert 1 <= len(title) <= 31
    assert not set(title) & set("[]:*?/\\\x01")
