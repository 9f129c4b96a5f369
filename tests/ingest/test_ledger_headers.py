"""The header rows of real ledgers (data/reference/ledger_headers.csv), drawn as they stand, and which column is which."""

import csv
from pathlib import Path

import pytest

from ingest.ledger.not_ledger import NotALedger
from ingest.ledger.table import find_table
from ingest.mapping import Mapping
from ingest.sheet import Sheet

LEDGERS = {
    "突出矛盾纠纷台账": (
        [
            [
                "序号",
                "单位",
                "矛盾纠纷简要情况",
                "责任单位\n责任人",
                "化解时限",
                "化解情况",
                "交办督办情况",
                "销号情况",
            ]
        ],
        {"narrative": 2, "unit_officer": 3, "due_date": 4, "progress": (5, 6), "status": 7},
    ),
    "重大矛盾纠纷排查调处信息": (
        [
            ["柳河镇重大矛盾纠纷排查调处信息"],
            [
                "序号",
                "排查部门",
                "排查日期",
                "单位地点",
                "矛盾纠纷简况及原因",
                "责任单位",
                "责任领导",
                "调处情况",
            ],
        ],
        {"reported_at": 2, "place": 3, "narrative": 4, "unit": 5, "leader": 6, "progress": 7},
    ),
    "矛盾纠纷排查(网格APP)": (
        [["纠纷基本情况", "排查地点", "排查时间", "纠纷类型", "纠纷方名称", "纠纷方电话", "备注"]],
        {
            "narrative": 0,
            "place": 1,
            "reported_at": 2,
            "category": 3,
            "petitioner_name": 4,
            "petitioner_phone": 5,
            "remark": 6,
        },
    ),
    "村级矛盾纠纷台账": (
        [
            "排查日期|纠纷类型|来源|甲方姓名|甲方电话|乙方姓名|乙方电话|涉及人数|村组|所属网格|地点|纠纷简况|风险(一般/较大)|"
            "责任人|化解方式|化解结果|化解日期|销号日期|状态|调解档案号|备注".split("|")
        ],
        {
            "reported_at": 0,
            "category": 1,
            "channel": 2,
            "petitioner_name": 3,
            "petitioner_phone": 4,
            "other_party_name": 5,
            "other_party_phone": 6,
            "people_count": 7,
            "village": 8,
            "grid_name": 9,
            "place": 10,
            "narrative": 11,
            "officer": 13,
            "method": 14,
            "progress": 15,
            "closed_at": 16,
            "status": 18,
            "remark": 20,
        },
    ),
    "矛盾纠纷(导出)": (
        [
            "矛盾纠纷编号|矛盾纠纷名称|矛盾纠纷内容|发生时间|矛盾纠纷所在地网格编号|矛盾纠纷所在全地址|受理时间|涉及人员|涉及人员总数|"
            "发生地点|经纬度|矛盾纠纷类型|矛盾纠纷状态|管辖单位|责任单位|负责人员|协议（协商）方式|紧急程度|反馈内容".split(
                "|"
            )
        ],
        {
            "report_no": 0,
            "title": 1,
            "narrative": 2,
            "reported_at": 3,
            "grid_code": 4,
            "place": 5,
            "accepted_at": 6,
            "petitioner_name": 7,
            "people_count": 8,
            "lonlat": 10,
            "category": 11,
            "status": 12,
            "unit": 13,
            "officer": 15,
            "method": 16,
            "progress": 18,
        },
    ),
    "信访矛盾纠纷台账(村)": (
        [["反映人", "联系电话", "问题类型", "诉求内容", "处理人", "处理状态", "办结日期"]],
        {
            "petitioner_name": 0,
            "petitioner_phone": 1,
            "category": 2,
            "narrative": 3,
            "officer": 4,
            "status": 5,
            "closed_at": 6,
        },
    ),
    "信访件列表(导出)": (
        [
            "☐|操作|序号|信访件编号|信访日期|手机号码|身份证号|住址/属地|查阅|办理状态|x|y|内容分类|z|登记人||||概况".split(
                "|"
            )
        ],
        {
            "report_no": 3,
            "reported_at": 4,
            "petitioner_phone": 5,
            "petitioner_id_number": 6,
            "petitioner_address": 7,
            "status": 9,
            "petition_subject": 12,
            "officer": 14,
            "narrative": 18,
        },
    ),
}
STATISTICS = [
    ["司法行政矛盾纠纷排查化解基本情况统计表（3月）"],
    ["镇办", "本月矛盾\n纠纷总数", "本月未化解\n纠纷数", "纠纷类型", "", "", ""],
    ["", "", "", "婚姻家庭\n（共计：3 件）", "", "邻里\n（共计：2 件）", ""],
    ["", "", "", "化解数", "未化解数", "化解数", "未化解数"],
    ["合计", 5, 1, 2, 1, 2, 0],
    ["柳河镇", 5, 1, 2, 1, 2, 0],
]
STATISTICS_MERGED = [((0, 0), (0, 6)), ((1, 3), (1, 6)), ((2, 3), (2, 4)), ((2, 5), (2, 6))] + [
    ((1, at), (3, at)) for at in (0, 1, 2)
]
FORM = [
    ["信访矛盾排查记录表"],
    ["排查日期", "2025-03-05", "排查区域/单位", "柳河村"],
    ["排查人员", "李四", "", ""],
    ["矛盾事项信息", "电梯停运三个月无人维修", "", ""],
    ["备注", "", "", ""],
]


def table_of(rows, merged=()):
    numbered = iter([(number, list(row)) for number, row in enumerate(rows, start=1)])
    return find_table(Sheet("台账", numbered, tuple(merged)), Mapping())


@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger(name):
    head, expected = LEDGERS[name]
    data = [f"值{position}" for position in range(len(head[-1]))]
    table = table_of([*head, data])
    assert dict(table.header.columns) == {
        column: at if isinstance(at, tuple) else (at,) for column, at in expected.items()
    }
    assert list(table.rows) == [(len(head) + 1, data)]


def test_two_columns_of_a_ledger_that_mean_the_same_are_told():
    assert table_of(LEDGERS["村级矛盾纠纷台账"][0]).header.ambiguous == ("销号日期",)


@pytest.mark.parametrize("merged", [STATISTICS_MERGED, ()], ids=["merged", "as csv"])
def test_a_statistics_table_is_said_to_be_one(merged):
    with pytest.raises(NotALedger) as caught:
        table_of(STATISTICS, merged)
    assert caught.value.rule == "sheet_is_statistics"
    assert "统计表" in caught.value.zh
    assert "ledger" in caught.value.en


@pytest.mark.parametrize(
    "rows",
    [
        FORM,
        [[row[0], *[""] * (len(row) - 1)] for row in FORM],
        [[f"{row[0]}：{row[1]}"] if len(row) > 1 else row for row in FORM],
    ],
    ids=["filled", "blank", "with colons"],
)
def test_a_form_is_said_to_be_one(rows):
    with pytest.raises(NotALedger) as caught:
        table_of(rows)
    assert caught.value.rule == "sheet_is_form"
    assert "template" in caught.value.zh


def test_every_real_header_is_drawn_here():
    path = Path(__file__).parents[2] / "data" / "reference" / "ledger_headers.csv"
    with path.open(encoding="utf-8") as file:
        names = {row["sheet"] for row in csv.DictReader(file)}
    others = {"司法行政矛盾纠纷排查化解基本情况统计表(月)", "信访矛盾排查记录表"}
    assert names == LEDGERS.keys() | others


THREE_ROWS = [
    ["柳河村矛盾纠纷排查台账", "", "", "", "", "", ""],
    ["编号", "登记情况", "", "", "", "乙方", ""],
    ["", "登记\n时间*", "当事人", "", "纠纷简况\n（共计：2 件）", "姓名", "电话"],
    ["", "", "姓名", "联系电话", "", "", ""],
    ["合计", "", "", "", "2", "", ""],
    ["1", "2025-03-05", "张三", "138", "电梯", "李四", "139"],
    ["编号", "登记情况", "", "", "", "乙方", ""],
    ["", "登记\n时间*", "当事人", "", "纠纷简况\n（共计：2 件）", "姓名", "电话"],
    ["", "", "姓名", "联系电话", "", "", ""],
    ["2", "2025-03-06", "王五", "137", "噪音", "", ""],
]
THREE_ROWS_MERGED = [((1, 0), (3, 0)), ((1, 1), (1, 4)), ((1, 5), (1, 6)), ((2, 1), (3, 1)), ((2, 2), (2, 3))]


@pytest.mark.parametrize("merged", [THREE_ROWS_MERGED, ()], ids=["merged", "as csv"])
def test_a_header_of_three_rows_with_a_total_and_page_breaks(merged):
    table = table_of(THREE_ROWS, merged)
    assert dict(table.header.columns) == {
        "report_no": (0,),
        "reported_at": (1,),
        "petitioner_name": (2,),
        "petitioner_phone": (3,),
        "narrative": (4,),
        "other_party_name": (5,),
        "other_party_phone": (6,),
    }
    assert [number for number, _ in table.rows] == [6, 10]
    assert table.above == "柳河村矛盾纠纷排查台账"


def test_date_hour_and_minute_under_one_heading():
    rows = [
        ["编号", "发生时间", "", "", "纠纷简况"],
        ["", "日期", "时", "分", ""],
        ["1", "2025-03-05", "9", "30", "水"],
    ]
    table = table_of(rows, [((0, 1), (0, 3)), ((0, 0), (1, 0)), ((0, 4), (1, 4))])
    assert table.header.columns["reported_at"] == (1,)
    assert table.header.columns["reported_hour"] == (2,)
    assert table.header.columns["reported_minute"] == (3,)


def test_the_unit_has_a_phone_of_its_own_and_it_is_no_partys():
    rows = [
        ["编号", "当事人", "", "责任单位", "", "纠纷简况"],
        ["", "姓名", "电话", "名称", "电话", ""],
        ["1"] * 6,
    ]
    table = table_of(rows, [((0, 1), (0, 2)), ((0, 3), (0, 4)), ((0, 0), (1, 0)), ((0, 5), (1, 5))])
    assert table.header.columns["petitioner_phone"] == (2,)
    assert table.header.columns["unit"] == (3,)
    assert "责任单位电话" in table.header.unknown
