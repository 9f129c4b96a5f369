"""Values as they are written, and what each means."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cell import text_of
from ingest.parse import (
    Count,
    Unknowable,
    chinese_number,
    parse_code,
    parse_count,
    parse_degrees,
    parse_kind,
    parse_moment,
    parse_pair,
    parse_subject,
    parse_year,
)

D = datetime


@pytest.mark.parametrize(
    ("written", "year", "meant"),
    [
        ("2024.3.5", None, D(2024, 3, 5)),
        ("2024年3月5日", None, D(2024, 3, 5)),
        ("２０２４．３．５", None, D(2024, 3, 5)),
        ("20240305", None, D(2024, 3, 5)),
        (20240305.0, None, D(2024, 3, 5)),
        ("24.3.5", None, D(2024, 3, 5)),
        ("2020/1/6 12:09:38", None, D(2020, 1, 6, 12, 9, 38)),
        ("2024-01-01 02:57:13", None, D(2024, 1, 1, 2, 57, 13)),
        ("2024年3月5日 14时30分", None, D(2024, 3, 5, 14, 30)),
        ("二〇二四年三月五日", None, D(2024, 3, 5)),
        (42894.7300925926, None, D(2017, 6, 8, 17, 31, 20)),
        ("42894.7300925926", None, D(2017, 6, 8, 17, 31, 20)),
        (D(2024, 3, 5, 6, 7), None, D(2024, 3, 5, 6, 7)),
        (date(2024, 3, 5), None, D(2024, 3, 5)),
        ("3月5日", 2024, D(2024, 3, 5)),
        ("3.5-3.7", 2024, D(2024, 3, 5)),
        ("2024.3.5-2024.3.7", None, D(2024, 3, 5)),
        ("\n\t2024-03-05　", None, D(2024, 3, 5)),
        ("2024-03-05 24:00", None, D(2024, 3, 6)),
        ("", None, None),
        ("—", None, None),
        ("1899-12-31", None, None),
        (D(1899, 12, 31), None, None),
        ("3月5日", None, Unknowable("date_without_year")),
        ("3.5-3.7", None, Unknowable("date_without_year")),
        ("2月30日", 2024, Unknowable("date_unreadable")),
        ("下周", None, Unknowable("date_unreadable")),
        ("2240-01-01", None, Unknowable("date_out_of_range")),
    ],
)
def test_a_moment(written, year, meant):
    assert parse_moment(written, year=year) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5", Count(5, False)),
        (5.0, Count(5, False)),
        ("约30余人", Count(30, True)),
        ("十三人", Count(13, False)),
        ("３户", Count(3, False)),
        ("1,200", Count(1200, False)),
        ("", None),
        ("若干", Unknowable("count_unreadable")),
        (2.5, Unknowable("count_unreadable")),
        (-1.0, Unknowable("count_unreadable")),
    ],
)
def test_a_count_of_people(written, meant):
    assert parse_count(written) == meant


@pytest.mark.parametrize(
    ("word", "number"),
    [("十", 10), ("十三", 13), ("一百二十", 120), ("两千零五", 2005), ("二万", 20000), ("三百", 300)],
)
def test_a_chinese_number(word, number):
    assert chinese_number(word) == number


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("120.5", 120.5),
        (120.5, 120.5),
        ("120°30'36\"", 120.51),
        ("120度30分", 120.5),
        ("", None),
        ("东经", Unknowable("coordinate_unreadable")),
    ],
)
def test_degrees(written, meant):
    found = parse_degrees(written)
    assert found == pytest.approx(meant) if isinstance(meant, float) else found == meant


def test_a_point_in_one_cell():
    assert parse_pair("120.31，30.25") == (120.31, 30.25)
    assert parse_pair("120.31") == Unknowable("coordinate_unreadable")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("15", "15"),
        ("物业纠纷", "15"),
        ("物业", "15"),
        ("劳动和社会保障_工资", "18"),
        ("城乡建设_征地拆迁", "08"),
        ("生态环境_噪声", "09"),
        ("教育", "99"),
        ("1", "01"),
        ("完全没听过", None),
    ],
)
def test_a_kind(written, kind):
    assert parse_kind(written) == kind


def test_a_subject_is_the_first_level():
    assert parse_subject("劳动和社会保障_工资") == "06"
    assert parse_subject("没有这个") is None


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("channel", "来访", "visit"),
        ("channel", "集体来访", "visit"),
        ("satisfaction", "不满意", "dissatisfied"),
        ("satisfaction", "基本满意", "fair"),
        ("status", "未化解", "open"),
        ("status", "已化解", "settled"),
        ("level", "省", "province"),
        ("channel", "口哨", None),
    ],
)
def test_a_coded_word(kind, written, code):
    assert parse_code(written, kind=kind) == code


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青石镇2025年03月排查台账", 2025),
        ("2024年12月至2025年1月", None),
        ("排查台账", None),
        ("a_202503.xlsx", None),
    ],
)
def test_the_year_of_a_title_only_when_it_is_there(text, year):
    assert parse_year(text) == year


@given(st.datetimes(D(1991, 1, 1), D(2099, 1, 1)).map(lambda moment: moment.replace(microsecond=0)))
def test_every_moment_survives_being_written(moment):
    for shape in ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y-%m-%dT%H:%M:%S"):
        assert parse_moment(moment.strftime(shape), year=None) == moment


@given(st.text(max_size=30) | st.floats() | st.integers() | st.none() | st.booleans())
def test_no_cell_breaks_a_parser(cell):
    text_of(cell)
    parse_moment(cell, year=2024)
    parse_count(cell)
    parse_degrees(cell)
    parse_pair(cell)
