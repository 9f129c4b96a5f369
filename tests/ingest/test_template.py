"""The template: friendly to fill in, read back without a problem, known again by its version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.errors import speaking
from ingest.back.template import HEADER_ROW, LISTS_SHEET, MARK, columns, write_template
from ingest.back.template_mark import VERSION, is_outdated, version_of
from ingest.ledger.heading import canonical
from ingest.load import Intake
from ingest.receipt import Receipt
from tests.ingest.conftest import counts

FIRST_ROW = HEADER_ROW + 2
ROWS = (
    {
        "编号": "A1",
        "上报时间*": date(2025, 5, 5),
        "信访形式": "来访",
        "当事人": "赵一明、孙丽",
        "联系电话": "13812340000",
        "涉及人数": 5,
        "纠纷类型": "物业纠纷",
        "纠纷简况*": "小区电梯停运三个月，要求尽快维修",
        "经度": 120.3012,
        "纬度": 29.7123,
        "化解时限": date(2025, 6, 5),
        "是否化解": "化解中",
        "满意度": "满意",
    },
    {
        "上报时间*": "2025-05-06",
        "涉及人数": "约30",
        "纠纷简况*": "楼上漏水泡坏天花板",
        "联系电话": "13912340000",
    },
    {"编号": "A3", "上报时间*": datetime(2025, 5, 7), "纠纷简况*": "噪音扰民", "受理时间": date(2025, 5, 8)},
)


def _made(folder: Path, language: str = "zh") -> tuple[Path, Worksheet]:
    path = folder / "空表.xlsx"
    with speaking(language):
        write_template(path)
    return path, openpyxl.load_workbook(path).worksheets[0]


def _filled(path: Path, rows: tuple[dict[str, object], ...]) -> None:
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    heads = {
        str(cell.value).partition("(")[0] if "*(" in str(cell.value) else str(cell.value): cell.column
        for cell in page[3]
    }
    for number, row in enumerate(rows, start=FIRST_ROW):
        for heading, value in row.items():
            at = next(
                column for head, column in heads.items() if head == heading or head.startswith(heading + "(")
            )
            page.cell(number, at, value)
    book.save(path)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_filled_in_it_comes_back_without_a_problem(
    tmp_path: Path, take: Callable[..., Receipt], intake: Intake, language: str
) -> None:
    path, _ = _made(tmp_path, language)
    _filled(path, ROWS)
    receipt = take(path)
    assert (counts(receipt), receipt.problems, receipt.dropped_columns) == ((3, 0, 0, 0, 0), (), ())
    with intake.warehouse.reading() as connection:
        told = connection.execute(
            "SELECT report_no, reported_at, channel_code, people_count, lon, status_code FROM core_report "
            "ORDER BY reported_at"
        ).fetchall()
    assert told == [
        ("A1", datetime(2025, 5, 5), "visit", 5, 120.3012, "handling"),
        (None, datetime(2025, 5, 6), "screening", 30, None, None),
        ("A3", datetime(2025, 5, 7), "screening", None, None, None),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_untouched_it_is_a_nil_return(
    tmp_path: Path, take: Callable[..., Receipt], intake: Intake, language: str
) -> None:
    path, _ = _made(tmp_path, language)
    receipt = take(path)
    assert (receipt.rows, receipt.problems) == (0, ())
    with intake.warehouse.reading() as connection:
        assert connection.execute("SELECT report_count FROM core_return").fetchall() == [(0,)]


def test_the_period_written_above_is_that_of_the_return(
    tmp_path: Path, take: Callable[..., Receipt], intake: Intake
) -> None:
    path, _ = _made(tmp_path)
    book = openpyxl.load_workbook(path)
    filled_by = book.worksheets[0]["J1"]
    filled_by.value = str(filled_by.value).replace("　　　　年　　月", "2025年5月")
    book.save(path)
    take(path)
    with intake.warehouse.reading() as connection:
        (period,) = connection.execute(
            "SELECT period_start_date, period_end_date FROM core_return"
        ).fetchall()
    assert period == (date(2025, 5, 1), date(2025, 5, 31))


def test_a_day_without_a_year_finds_none_in_the_instructions(
    tmp_path: Path, take: Callable[..., Receipt]
) -> None:
    path, _ = _made(tmp_path)
    _filled(path, ({"编号": "A1", "上报时间*": "5月5日", "纠纷简况*": "楼上漏水"},))
    receipt = take(path)
    assert (counts(receipt), [each.rule for each in receipt.problems]) == (
        (0, 0, 0, 0, 1),
        ["date_without_year"],
    )


@pytest.mark.parametrize(
    ("above", "version", "is_old"),
    [
        (f"矛盾纠纷排查表 {MARK}", VERSION, False),
        ("枫桥排查表 第1版　带 * 的必填", 1, True),
        ("枫桥排查表第 １ 版", 1, True),
        ("枫桥排查表 第99版", 99, False),
        ("柳河镇矛盾纠纷排查台账 第1版", None, False),
        ("", None, False),
    ],
    ids=["this", "former", "full-width", "to come", "another sheet", "nothing"],
)
def test_the_version_mark_is_known_again(above: str, version: int | None, is_old: bool) -> None:
    assert (version_of(above), is_outdated(above)) == (version, is_old)


def test_an_older_template_is_read_and_told_that_there_is_a_newer_one(
    tmp_path: Path, take: Callable[..., Receipt]
) -> None:
    path, _ = _made(tmp_path)
    _filled(path, ROWS)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A2"].value = "枫桥排查表 第1版　带 * 的必填"
    book.save(path)
    receipt = take(path)
    assert receipt.new == 3
    assert [(each.rule, each.severity) for each in receipt.problems] == [("template_outdated", "warning")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_heading_is_one_we_know_and_none_twice(language: str) -> None:
    with speaking(language):
        known = [canonical(column.title) for column in columns()]
    assert None not in known
    assert "ignore" not in known
    assert len(set(known)) == len(known)


def test_it_is_laid_out_for_an_untrained_hand(tmp_path: Path) -> None:
    path, page = _made(tmp_path)
    heads = {str(cell.value): cell for cell in page[HEADER_ROW]}
    required, optional = heads["上报时间*"], heads["当事人"]
    assert page.freeze_panes == "C4"
    assert required.fill.fgColor.rgb != optional.fill.fgColor.rgb
    assert required.comment
    assert "2025-03-05" in required.comment.text
    assert {each for each in heads if each.endswith("*")} == {"上报时间*", "纠纷简况*"}
    assert page.cell(HEADER_ROW + 1, 1).value == "示例001"
    assert "零报告" in str(page["A2"].value)
    assert MARK in str(page["A2"].value)
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.sheet_properties.pageSetUpPr
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$3:$3"
    assert openpyxl.load_workbook(path)[LISTS_SHEET].sheet_state == "hidden"


@pytest.mark.parametrize(
    ("heading", "kind", "number_format"),
    [
        ("上报时间*", "date", "yyyy-mm-dd"),
        ("化解时限", "date", "yyyy-mm-dd"),
        ("涉及人数", "whole", "0"),
        ("经度", "decimal", "0.000000"),
        ("纬度", "decimal", "0.000000"),
        ("纠纷类型", "list", "General"),
        ("是否化解", "list", "General"),
        ("联系电话", None, "@"),
        ("编号", None, "@"),
    ],
)
def test_a_column_says_what_may_be_written_in_it(
    tmp_path: Path, heading: str, kind: str | None, number_format: str
) -> None:
    _, page = _made(tmp_path)
    at = next(cell for cell in page[HEADER_ROW] if cell.value == heading)
    below = f"{at.column_letter}{FIRST_ROW + 7}"
    rules = [rule.type for rule in page.data_validations.dataValidation if below in rule.sqref]
    assert rules == ([kind] if kind else [])
    assert page.column_dimensions[at.column_letter].number_format == number_format


def test_the_choices_are_those_of_the_reference_lists(tmp_path: Path) -> None:
    path, _ = _made(tmp_path)
    lists = openpyxl.load_workbook(path)[LISTS_SHEET]
    offered = {
        column.heading: tuple(cell.value for cell in lists[letter] if cell.value)
        for column, letter in zip(
            columns(), (cells[0].column_letter for cells in lists.columns), strict=False
        )
        if column.choices
    }
    assert offered["纠纷类型"] == next(column.choices for column in columns() if column.heading == "纠纷类型")
    assert "拖欠农民工工资纠纷" in offered["纠纷类型"]
    assert offered["是否化解"][0] == "待化解"
