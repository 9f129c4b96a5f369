"""The columns of the template, in order."""

from __future__ import annotations

from datetime import date

from data.codelist import read_list, read_words
from ingest.back.template_column import Column

_DAY = ("年-月-日，如 2025-03-05", "A whole date, such as 2025-03-05")
_CHOOSE = ("从下拉清单中选", "Choose from the list")


def columns() -> tuple[Column, ...]:
    """Every column, its choices from the reference lists."""
    return (*_who_and_what(), *_where(), *_handling())


def _first_words(kind: str) -> tuple[str, ...]:
    return tuple(words[0] for words in read_words("values")[kind].values())


def _who_and_what() -> tuple[Column, ...]:
    kinds = tuple(row["name"] for row in read_list("kinds"))
    number = (
        "本村（社区）自己的编号，不重复；没有可不填。改了再传时靠它认出是同一件",
        "Your own number, never twice; leave empty if none",
    )
    return (
        Column("编号", "No.", number, "示例001", 11, "text"),
        Column(
            "上报时间*",
            "Reported on",
            ("必填。" + _DAY[0], "Required. " + _DAY[1]),
            date(2025, 3, 5),
            13,
            "date",
        ),
        Column("信访形式", "Channel", _CHOOSE, "网格排查", 11, choices=_first_words("channel")),
        Column(
            "当事人",
            "Parties",
            ("多人用顿号隔开；姓名入保密库，台账不显示", "Several names: 、 between them"),
            "示例甲、示例乙",
            16,
        ),
        Column(
            "联系电话",
            "Phone",
            ("11 位手机号；这一列是文本格式，不会变成科学计数", "As text"),
            "00000000000",
            14,
            "text",
        ),
        Column(
            "被反映方",
            "About whom",
            ("单位名称，如某某物业公司", "An organisation"),
            "某某物业服务有限公司",
            20,
        ),
        Column(
            "涉及人数",
            "People",
            ("填数字；大约的写 约30，会提示一下，可选“是”继续", "A number"),
            5,
            9,
            "people",
            between=(1, 100_000),
        ),
        Column("纠纷类型", "Kind", _CHOOSE, "物业纠纷", 16, choices=kinds),
        Column(
            "纠纷简况*",
            "What happened",
            ("必填：什么事、诉求是什么", "Required: what happened and what is asked"),
            "小区电梯长期停运，要求尽快维修",
            46,
        ),
    )


def _where() -> tuple[Column, ...]:
    lon = ("经度，如 120.301200；在中国境内约 73 到 136", "Decimal degrees, about 73 to 136 in China")
    lat = ("纬度，如 29.712300；在中国境内约 3 到 54", "Decimal degrees, about 3 to 54 in China")
    return (
        Column(
            "地点",
            "Place",
            ("事情发生的地方，不是家庭住址", "Where it happened, not a home address"),
            "某某小区3幢",
            20,
        ),
        Column("村(社区)", "Village", ("村或社区的全名", "Its full name"), "", 14),
        Column("网格编号", "Grid", ("所在网格的编号", "The grid's code"), "", 18, "text"),
        Column("经度", "Longitude", lon, "", 12, "degrees", between=(73, 136)),
        Column("纬度", "Latitude", lat, "", 12, "degrees", between=(3, 54)),
    )


def _handling() -> tuple[Column, ...]:
    return (
        Column("责任单位", "Unit", ("负责办理的单位", "The unit that must act"), "某某街道办事处", 18),
        Column("责任人", "Officer", ("姓名入保密库", "Locked away"), "", 10),
        Column("化解时限", "Due", _DAY, date(2025, 4, 5), 13, "date"),
        Column("受理时间", "Accepted on", _DAY, "", 13, "date"),
        Column("答复时间", "Answered on", _DAY, "", 13, "date"),
        Column("办结时间", "Closed on", _DAY, "", 13, "date"),
        Column("是否化解", "Status", _CHOOSE, "化解中", 10, choices=_first_words("status")),
        Column("满意度", "Rated", _CHOOSE, "", 10, choices=_first_words("satisfaction")),
        Column(
            "化解情况",
            "Progress",
            ("做了什么、到哪一步", "What was done so far"),
            "已约物业公司与业主代表面谈",
            28,
        ),
        Column("备注", "Remark", ("", ""), "", 16),
    )
