"""Numbers of people as sheets write them, and what each means."""

from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.parse.count import Count, parse_count
from ingest.parse.numeral import chinese_number
from ingest.parse.unknowable import Unknowable

UNREADABLE = Unknowable("count_unreadable")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("5", 5),
        (5, 5),
        (5.0, 5),
        ("5.0", 5),
        ("５", 5),
        ("5人", 5),
        ("5名", 5),
        ("5 位", 5),
        ("5个人", 5),
        ("共5人", 5),
        ("涉及12名业主", 12),
        ("张某等5人", 5),
        ("5人（其中老人2人）", 5),
        ("3户12人", 12),
        ("3户、12人", 12),
        ("一家五口", 5),
        ("十三人", 13),
        ("两人", 2),
        ("叁拾人", 30),
        ("一百二十人", 120),
        ("1,200", 1200),
        ("1，200人", 1200),
        ("1.2万人", 12000),
        ("0", 0),
        (0.0, 0),
        ("1000000", 1_000_000),
    ],
)
def test_a_number_of_people(written, number):
    assert parse_count(written) == Count(number, is_approximate=False)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("约30余人", 30),
        ("约３０余人", 30),
        ("30多", 30),
        ("30多人", 30),
        ("30余", 30),
        ("30+", 30),
        ("近百人", 100),
        ("百余人", 100),
        ("上千人", 1000),
        ("至少5人", 5),
        ("30人左右", 30),
        ("30人以上", 30),
        (">30", 30),
        ("5-10人", 5),
        ("5～10", 5),
        ("5至10人", 5),
        ("5人-10人", 5),
        ("3、4人", 3),
        ("三四人", 3),
        ("三五人", 3),
        ("十三四人", 13),
        ("二三十人", 20),
        ("几十人", 20),
        ("数百人", 200),
        ("3户", 3),
        ("３户", 3),
        ("30人次", 30),
        ("50人/次", 50),
        ("大约三十来人", 30),
    ],
)
def test_about_at_least_and_between_are_the_lower_end_and_approximate(written, number):
    assert parse_count(written) == Count(number, is_approximate=True)


@pytest.mark.parametrize(
    "written",
    [
        "若干",
        "几人",
        "多人",
        "数人",
        "-1",
        "-5人",
        -1.0,
        2.5,
        "2.5",
        "1e9",
        1000000000.0,
        "1E+10",
        "1000001",
        "3万元",
        "2024年",
        "5号楼",
        "10-5人",
        "1、5人",
        "3,5人",
        "男3人女2人",
        "欠薪3万",
        "13812345678",
        "百姓",
        "9" * 5000,
        "一" + "万" * 5000,
        float("inf"),
        10**400,
        True,
        datetime(2024, 3, 5),
        "2024-03-05",
        "3.5万人民币",
    ],
    ids=lambda written: str(written)[:12],
)
def test_what_names_no_number_of_people_is_not_guessed(written):
    assert parse_count(written) == UNREADABLE


@pytest.mark.parametrize("written", ["", None, "无", "—", "N/A", "不详", " \u3000", float("nan")], ids=str)
def test_nothing_is_none(written):
    assert parse_count(written) is None


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("十", 10),
        ("十三", 13),
        ("廿五", 25),
        ("一百二十", 120),
        ("两千零五", 2005),
        ("二万", 20000),
        ("万", 10000),
        ("三百", 300),
        ("二〇二四", 2024),
        ("壹佰", 100),
    ],
)
def test_a_chinese_number(word, number):
    assert chinese_number(word) == number


@settings(deadline=None)
@given(
    st.text(max_size=40)
    | st.text("0123456789.,-+eE约余多人户名位一二三十百千万几数至、~ ", max_size=20)
    | st.floats()
    | st.integers()
    | st.datetimes()
    | st.booleans()
    | st.none()
)
@example("٣人")
@example("²人")
@example("一" * 5000)
def test_no_cell_breaks_the_parser(cell):
    meant = parse_count(cell)
    assert meant is None or isinstance(meant, Unknowable) or 0 <= meant.number <= 1_000_000


@settings(deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from(["{}", "{}人", " {} 人", "共{}人", "{}.0", "{:,}人"]))
def test_every_number_survives_being_written(number, shape):
    assert parse_count(shape.format(number)) == Count(number, is_approximate=False)
