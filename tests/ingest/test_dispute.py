"""Several disputes in one cell, and what only looks like it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parse.dispute import split_disputes

TWO = ["欠薪三万元。", "宿舍漏水。"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. 欠薪三万元。2. 宿舍漏水。", TWO),
        ("1.欠薪三万元。\n2.宿舍漏水。", TWO),
        ("1、欠薪三万元。 2、宿舍漏水。", TWO),
        ("１．欠薪三万元。２．宿舍漏水。", TWO),
        ("1）欠薪三万元。2）宿舍漏水。", TWO),
        ("（1）欠薪三万元。（2）宿舍漏水。", TWO),
        ("(1)欠薪三万元。(2)宿舍漏水。", TWO),
        ("一、欠薪三万元。二、宿舍漏水。", TWO),
        ("（一）欠薪三万元。（二）宿舍漏水。", TWO),
        ("第一，欠薪三万元。第二，宿舍漏水。", TWO),
        ("①欠薪三万元。②宿舍漏水。", TWO),
        ("①欠薪三万元；②宿舍漏水", ["欠薪三万元", "宿舍漏水"]),
        ("1.2024年3月欠薪。2.2024年5月漏水。", ["2024年3月欠薪。", "2024年5月漏水。"]),
        ("柳河村：1. 欠薪三万元。2. 宿舍漏水。", ["柳河村：欠薪三万元。", "柳河村：宿舍漏水。"]),
        (
            "一、欠薪三万元：1. 三月份。2. 四月份。二、宿舍漏水。",
            ["欠薪三万元：1. 三月份。2. 四月份。", "宿舍漏水。"],
        ),
        (
            " ".join(f"{number}. 第{number}户宿舍漏水" for number in range(1, 12)),
            [f"第{number}户宿舍漏水" for number in range(1, 12)],
        ),
    ],
)
def test_numbered_disputes_are_taken_apart(text, parts):
    assert split_disputes(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "欠薪三万元。",
        "1. 只有一个",
        "1.5万元工资未付，2.3万元押金未退",
        "3.2号楼漏水，3.3号楼停电",
        "1、2号楼漏水",
        "2024.1.5欠薪，2024.2.5仍未支付",
        "涉及一、二、三组村民",
        "2. 宿舍漏水。3. 欠薪三万元。",
        "1. 欠薪三万元。3. 宿舍漏水。",
        "1. 欠薪三万元。2. 宿舍漏水。1. 停水停电。",
        "1. 欠薪。2. 漏水。",
        "第一次欠薪三万元，第二次宿舍漏水",
        "张某反映物业公司多年不修电梯，要求：1. 修好电梯恢复运行。2. 退还三年费用。",
    ],
)
def test_what_is_no_list_of_disputes_stays_whole(text):
    assert split_disputes(text) == [text]


NUMBERS = {
    "arabic": "{}. ".format,
    "bracketed": "（{}）".format,
    "chinese": lambda number: "一二三四五"[number - 1] + "、",
    "circled": lambda number: "①②③④⑤"[number - 1],
    "spoken": lambda number: f"第{'一二三四五'[number - 1]}，",
}
DISPUTE = st.text("欠薪漏水停电噪音扰民占地", min_size=4, max_size=12)


@pytest.mark.parametrize("shape", NUMBERS)
@settings(deadline=None)
@given(
    disputes=st.lists(DISPUTE, min_size=2, max_size=5),
    before=st.sampled_from(["", "柳河村：", "反映问题：\n"]),
)
def test_what_was_numbered_comes_back(shape, disputes, before):
    text = before + "；".join(NUMBERS[shape](n) + told for n, told in enumerate(disputes, start=1))
    assert split_disputes(text) == [before.strip() + told for told in disputes]


MARKS = re.compile(r"[\s\d;；.、．,，:：()（）①-⑩一二三四五六七八九十第]")


def is_within(short, long):
    """Whether every character of `short` stands in `long`, in that order."""
    rest = iter(long)
    return all(character in rest for character in short)


@settings(deadline=None)
@given(st.text("12①②③一二第（）().、，。；： \n欠薪漏水2024年", max_size=60) | st.text(max_size=60))
def test_no_character_of_substance_is_lost(text):
    parts = split_disputes(text)
    assert parts
    assert is_within(MARKS.sub("", text), MARKS.sub("", "".join(parts)))
    assert len(parts) == 1 or all(len(part) >= 4 for part in parts)
