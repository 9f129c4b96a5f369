"""The header is found by looking, and columns by what they are called."""

import csv
from pathlib import Path

import pytest

from ingest.ledger.heading import canonical, find_header, refusal

REFERENCE = Path(__file__).parents[2] / "data" / "reference"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("上报时间", "reported_at"),
        ("* 排查\n日期 ", "reported_at"),
        ("纠纷简况（必填）", "narrative"),
        ("矛盾纠纷简要情况", "narrative"),
        ("村(社区)", "village"),
        ("村（社区）", "village"),
        ("涉及人员总数", "people_count"),
        ("责任单位\n责任人", "unit_officer"),
        ("包案领导", "leader"),
        ("序号", "ignore"),
        ("完全没听过", None),
        ("纠纷当事人联系电话", "petitioner_phone"),
        ("乙方联系电话", "other_party_phone"),
        ("当事人（乙方）姓名", "other_party_name"),
        ("责任人电话", None),
        ("责任单位联系电话", None),
        ("网格员姓名", None),
        ("乙方身份证号", None),
        ("排查人员姓名", None),
        ("信访人反映内容", "narrative"),
        ("纠纷简况及诉求", "narrative"),
        ("排查时间年月日", "reported_at"),
        ("办结日期是否超期", None),
        ("来访人数", None),
        ("★纠纷简况\n（共计：3 件）*", "narrative"),
    ],
)
def test_a_heading(heading, column):
    assert canonical(heading) == column


@pytest.mark.parametrize(
    "heading", ["民族", "是否重点人员", "关注程度", "稳控措施", "是否扬言", "进京访次数", "政治面貌"]
)
def test_a_heading_that_is_refused(heading):
    assert refusal(heading)


def numbered(*rows):
    return list(enumerate((list(row) for row in rows), start=1))


def test_the_header_stands_under_title_organisation_and_notes():
    rows = numbered(
        ["柳河村矛盾纠纷排查台账", "", ""],
        ["填表单位：柳河村", "", ""],
        ["", "", ""],
        ["编号", "*排查时间 ", "纠纷简况"],
        ["1", "2025-03-05", "噪音"],
    )
    header = find_header(rows, mapped={})
    assert header.last_row_no == 4
    assert dict(header.columns) == {"report_no": (0,), "reported_at": (1,), "narrative": (2,)}


def test_a_header_of_two_merged_rows():
    rows = numbered(
        ["编号", "当事人", "", "上报时间", "纠纷简况"],
        ["", "姓名", "联系电话", "", ""],
        ["1", "张三", "1381", "2025-03-05", "噪音"],
    )
    header = find_header(rows, mapped={})
    assert header.last_row_no == 2
    assert header.columns["petitioner_name"] == (1,)
    assert header.columns["petitioner_phone"] == (2,)
    assert header.columns["reported_at"] == (3,)


def test_the_header_printed_again_is_known():
    header = find_header(numbered(["编号", "排查时间", "纠纷简况"]), mapped={})
    assert header.is_repeat(["编号", "排查时间", "纠纷简况"])
    assert not header.is_repeat(["1", "2025-03-05", "噪音"])


def test_two_columns_that_mean_the_same_are_said():
    header = find_header(numbered(["编号", "排查时间", "上报时间", "纠纷简况"]), mapped={})
    assert header.columns["reported_at"] == (1,)
    assert header.ambiguous == ("上报时间",)


def test_a_heading_of_its_own_goes_before_one_that_only_contains_it():
    header = find_header(numbered(["时间", "村级上报时间", "上报时间", "姓名", "当事人"]), mapped={})
    assert header.columns == {"reported_at": (2,), "petitioner_name": (4,)}
    assert header.ambiguous == ("时间", "村级上报时间", "姓名")


def test_a_line_of_the_organisation_is_not_the_header():
    rows = numbered(
        ["填报单位：柳河村", "联系电话：138", "填报时间：2025年3月"],
        ["编号", "上报时间", "纠纷简况"],
        ["1", "2025-03-05", "噪音"],
    )
    assert find_header(rows, mapped={}).last_row_no == 2


def test_a_mapping_names_its_own_columns_and_no_others():
    mapped = {
        "reported_at": ("opened",),
        "narrative": ("type", "what"),
        "place": ("where",),
        "petitioner_address": ("where",),
    }
    header = find_header(numbered(["opened", "type", "what", "where", "状态"]), mapped=mapped)
    assert header.columns["narrative"] == (1, 2)
    assert header.columns["place"] == header.columns["petitioner_address"] == (3,)
    assert "status" not in header.columns


def test_every_heading_of_the_real_ledgers_is_known():
    with (REFERENCE / "ledger_headers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    tables = [
        row
        for row in rows
        if "form" not in row["header_rows"] and "{" not in row["columns"] and "|" in (row["columns"] or "")
    ]
    headings = {heading.replace("⏎", "\n") for row in tables for heading in row["columns"].split("|")}
    unknown = {heading for heading in headings if canonical(heading) is None}
    assert unknown == set()
