"""Dates as sheets write them, and what each means."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.parse.clock import join_clock, parse_clock
from ingest.parse.iso import is_iso, moments_of
from ingest.parse.moment import parse_moment
from ingest.parse.unknowable import Unknowable
from ingest.parse.year import parse_year

D = datetime
DAY = D(2024, 3, 5)
WITHOUT_YEAR, WITHOUT_DAY = Unknowable("date_without_year"), Unknowable("date_without_day")
UNREADABLE, OUT_OF_RANGE = Unknowable("date_unreadable"), Unknowable("date_out_of_range")
RELATIVE = Unknowable("date_relative")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (DAY, DAY),
        (D(2024, 3, 5, 6, 7), D(2024, 3, 5, 6, 7)),
        (date(2024, 3, 5), DAY),
        ("2024-03-05", DAY),
        ("2024-3-5", DAY),
        ("2024.3.5", DAY),
        ("2024.03.05", DAY),
        ("2024.3.5.", DAY),
        ("2024..3.5", DAY),
        ("2024/3/5", DAY),
        ("2024,3,5", DAY),
        ("2024、3、5", DAY),
        ("2024。3。5", DAY),
        ("2024—3—5", DAY),
        ("2024 3 5", DAY),
        ("2024 . 3 . 5", DAY),
        ("2024年3月5日", DAY),
        ("2024 年 3 月 5 日", DAY),
        ("2024年3月5号", DAY),
        ("2024年3月5", DAY),
        ("2024年3.5", DAY),
        ("'2024-03-05", DAY),
        ("20240305", DAY),
        (20240305, DAY),
        (20240305.0, DAY),
        ("202403051420", D(2024, 3, 5, 14, 20)),
        (20240305142030.0, D(2024, 3, 5, 14, 20, 30)),
        ("24.3.5", DAY),
        ("24-3-5", DAY),
        ("24年3月5日", DAY),
        ("98年3月5日", D(1998, 3, 5)),
        ("２０２４．３．５", DAY),
        ("２０２４年３月５日", DAY),
        ("２０２４０３０５", DAY),
        ("二〇二四年三月五日", DAY),
        ("二○二四年三月五日", DAY),
        ("二零二四年十二月三十一日", D(2024, 12, 31)),
        ("二〇二四年二月廿九日", D(2024, 2, 29)),
        ("\n\t2024-03-05\u3000", DAY),
        ("\u3000\u30002024年3月5日\n", DAY),
        ("2024-02-29", D(2024, 2, 29)),
    ],
)
def test_a_day(written, meant):
    assert parse_moment(written, year=None) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (42894.7300925926, D(2017, 6, 8, 17, 31, 20)),
        ("42894.7300925926", D(2017, 6, 8, 17, 31, 20)),
        (45356, DAY),
        (45356.0, DAY),
        ("45356", DAY),
        ("４５３５６", DAY),
        (45356.999999999, D(2024, 3, 6)),
        (43894.0, D(2020, 3, 4)),
        (3.5, UNREADABLE),
        (-45356.0, UNREADABLE),
        (float("inf"), UNREADABLE),
        (float("nan"), None),
        pytest.param(10**400, UNREADABLE, id="huge"),
        (1709600000000, UNREADABLE),
        (2024, WITHOUT_DAY),
        (202403.0, WITHOUT_DAY),
    ],
    ids=str,
)
def test_a_number_is_a_serial_to_the_second_or_a_packed_day_and_never_month_and_day(written, meant):
    assert parse_moment(written, year=2024) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2020/1/6 12:09:38", D(2020, 1, 6, 12, 9, 38)),
        ("2020/1/6  12:09:38", D(2020, 1, 6, 12, 9, 38)),
        ("2024-01-01 02:57:13", D(2024, 1, 1, 2, 57, 13)),
        ("2024-03-05 10:20:30.999", D(2024, 3, 5, 10, 20, 30)),
        ("2024-03-05 9:5", D(2024, 3, 5, 9, 5)),
        ("2024年3月5日 14时30分", D(2024, 3, 5, 14, 30)),
        ("2024年3月5日14时30分20秒", D(2024, 3, 5, 14, 30, 20)),
        ("2024年3月5日14点半", D(2024, 3, 5, 14, 30)),
        ("2024.3.5 14点", D(2024, 3, 5, 14)),
        ("2024-3-5 下午3:20", D(2024, 3, 5, 15, 20)),
        ("2024/3/5 下午 03:20:00", D(2024, 3, 5, 15, 20)),
        ("2024-3-5 上午9:05", D(2024, 3, 5, 9, 5)),
        ("2024-3-5 3:20 PM", D(2024, 3, 5, 15, 20)),
        ("2024-3-5 3:20:10 am", D(2024, 3, 5, 3, 20, 10)),
        ("2024-3-5 PM 3:20", D(2024, 3, 5, 15, 20)),
        ("2024-3-5 下午15:20", D(2024, 3, 5, 15, 20)),
        ("2024-3-5 12:05 AM", D(2024, 3, 5, 0, 5)),
        ("2024-3-5 12:05 PM", D(2024, 3, 5, 12, 5)),
        ("2024-3-5 上午12:05:00", D(2024, 3, 5, 0, 5)),
        ("2024-3-5 上午12点", D(2024, 3, 5, 12)),
        ("2024年3月5日晚上8点", D(2024, 3, 5, 20)),
        ("2024年3月5日晚12点", D(2024, 3, 6)),
        ("2024年3月5日夜里2点", D(2024, 3, 5, 2)),
        ("2024年3月5日凌晨12点", D(2024, 3, 5)),
        ("2024年3月5日中午1点", D(2024, 3, 5, 13)),
        ("2024-03-05 10.20", UNREADABLE),
        ("2024年3月5日下午三点二十分", D(2024, 3, 5, 15, 20)),
        ("2024/3/5 星期二 14:30", D(2024, 3, 5, 14, 30)),
        ("2024-03-05 24:00", D(2024, 3, 6)),
        ("2024.12.31 24:00:00", D(2025, 1, 1)),
        ("2024-03-05 24:30", UNREADABLE),
        ("2024-03-05 25:10", UNREADABLE),
        ("2024-03-05 10:60", UNREADABLE),
    ],
)
def test_the_time_behind_a_day(written, meant):
    assert parse_moment(written, year=None) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-03-05T06:00:00", D(2024, 3, 5, 6)),
        ("2024-03-05T06:00:00Z", D(2024, 3, 5, 14)),
        ("2024-03-05T06:00:00.000Z", D(2024, 3, 5, 14)),
        ("2024-03-05T22:00Z", D(2024, 3, 6, 6)),
        ("2024-03-05T06:00:00+08:00", D(2024, 3, 5, 6)),
        ("2024-03-05 06:00:00+08", D(2024, 3, 5, 6)),
        ("2024-03-05T06:00:00+0530", D(2024, 3, 5, 8, 30)),
        ("2024-03-05T06:00-05:00", D(2024, 3, 5, 19)),
        ("2024-03-05 06:00:00 UTC", D(2024, 3, 5, 14)),
        ("2024-03-05 10:20-11:00", D(2024, 3, 5, 10, 20)),
        (D(2024, 3, 5, 6, tzinfo=UTC), D(2024, 3, 5, 14)),
        ("2024-03-05T06:00:00+99:00", UNREADABLE),
    ],
    ids=str,
)
def test_an_offset_is_converted_to_local_time_and_a_range_of_hours_is_no_offset(written, meant):
    assert parse_moment(written, year=None) == meant


def test_the_site_may_have_another_local_time():
    assert parse_moment("2024-03-05T06:00:00Z", year=None, zone=timezone(timedelta(hours=-5))) == D(
        2024, 3, 5, 1
    )


@pytest.mark.parametrize(
    ("written", "known", "unknown"),
    [
        ("3月5日", DAY, WITHOUT_YEAR),
        ("３月５日", DAY, WITHOUT_YEAR),
        ("三月五日", DAY, WITHOUT_YEAR),
        ("3月5号下午", DAY, WITHOUT_YEAR),
        ("3.5", DAY, WITHOUT_YEAR),
        ("3-5", DAY, WITHOUT_YEAR),
        ("3.5-3.7", DAY, WITHOUT_YEAR),
        ("3.5—7", DAY, WITHOUT_YEAR),
        ("3月5日至7日", DAY, WITHOUT_YEAR),
        ("10.5-10.7", D(2024, 10, 5), WITHOUT_YEAR),
        ("12.30-1.2", D(2024, 12, 30), WITHOUT_YEAR),
        ("3.5、3.8", DAY, WITHOUT_YEAR),
        ("3月5日14:30", D(2024, 3, 5, 14, 30), WITHOUT_YEAR),
        ("2月29日", D(2024, 2, 29), WITHOUT_YEAR),
        ("2月30日", UNREADABLE, UNREADABLE),
        ("13.45", UNREADABLE, UNREADABLE),
        ("3.5万元", UNREADABLE, UNREADABLE),
        ("3-5-7", UNREADABLE, UNREADABLE),
        ("05.3.24", UNREADABLE, UNREADABLE),
    ],
)
def test_a_day_without_a_year_takes_the_years_of_the_title_and_is_never_guessed(written, known, unknown):
    assert parse_moment(written, year=2024) == known
    assert parse_moment(written, year=None) == unknown


def test_a_leap_day_of_a_common_year_is_no_day():
    assert parse_moment("2月29日", year=2023) == UNREADABLE
    assert parse_moment("2023-02-29", year=None) == UNREADABLE


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024.3.5-3.7", DAY),
        ("2024.3.5-7", DAY),
        ("2024.3.5-2024.3.7", DAY),
        ("2024-3-5-2024-3-7", DAY),
        ("2024-3-5-7", DAY),
        ("2024年3月5日—7日", DAY),
        ("2024年3月5—7日", DAY),
        ("2024年3月5日至2024年3月7日", DAY),
        ("2024.3.5 ~ 3.7", DAY),
        ("2024年3月5日、3月8日", DAY),
        ("24.12.30-25.1.2", D(2024, 12, 30)),
    ],
)
def test_a_range_is_its_first_day(written, meant):
    assert parse_moment(written, year=None) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-03-05走访发现", DAY),
        ("2024年3月5日（星期二）", DAY),
        ("2024年3月5日上午入户", DAY),
        ("2024年3月5日人民调解", DAY),
        ("2024.3.5左右", DAY),
        ("2024年3月5日前", DAY),
        ("24.3.5（走访）", DAY),
        ("2024年3月5日（农历正月廿五）", DAY),
        ("2024年3月5日后", UNREADABLE),
        ("2024年3月5日（农历）", UNREADABLE),
        ("农历三月初五", UNREADABLE),
        ("24.3.5走访", UNREADABLE),
        ("2024年3-5月", WITHOUT_DAY),
        ("2024年1-3季度", UNREADABLE),
        ("2024.3.5.6", UNREADABLE),
        ("2024.3.512", UNREADABLE),
        ("3/5/2024", UNREADABLE),
        ("03/25/2024", UNREADABLE),
        ("240305", UNREADABLE),
        ("13812345678", UNREADABLE),
    ],
)
def test_words_behind_a_whole_date_leave_it_and_doubt_is_refused(written, meant):
    assert parse_moment(written, year=None) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024年3月", WITHOUT_DAY),
        ("2024-03", WITHOUT_DAY),
        ("2024.3", WITHOUT_DAY),
        ("202403", WITHOUT_DAY),
        ("2024年", WITHOUT_DAY),
        ("2024", WITHOUT_DAY),
        ("3月", WITHOUT_DAY),
        ("24年3月", WITHOUT_DAY),
        ("2024年3月上旬", WITHOUT_DAY),
        ("2024年3月底", WITHOUT_DAY),
        ("2024.3-2024.5", WITHOUT_DAY),
        ("去年", RELATIVE),
        ("去年3月5日", RELATIVE),
        ("昨天", RELATIVE),
        ("上周三", RELATIVE),
        ("下周", RELATIVE),
        ("本月5日", RELATIVE),
        ("3天前", RELATIVE),
        ("年底", RELATIVE),
        ("待定", UNREADABLE),
        ("2024-13-05", UNREADABLE),
        ("2024-04-31", UNREADABLE),
        ("1900-2-30", UNREADABLE),
        ("2240-01-01", OUT_OF_RANGE),
        ("1970-01-01", OUT_OF_RANGE),
        (D(1850, 1, 1), OUT_OF_RANGE),
        (True, UNREADABLE),
        (time(14, 30), UNREADABLE),
        (timedelta(hours=3), UNREADABLE),
        ("#REF!", UNREADABLE),
    ],
    ids=str,
)
def test_what_names_no_day_says_why(written, meant):
    assert parse_moment(written, year=2024) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        None,
        "—",
        "――",
        "－",
        "/",
        "无",
        "N/A",
        "ｎ／ａ",
        "不详",
        "1899-12-31",
        "1899/12/30 00:00:00",
        "1900-01-00",
        "0000-00-00",
        "0001-01-01 00:00:00",
        "0",
        0,
        0.0,
        D(1899, 12, 31),
        D(1899, 12, 30, 8),
        D(1, 1, 1),
    ],
    ids=str,
)
def test_no_date_is_none(written):
    assert parse_moment(written, year=2024) is None


@pytest.mark.parametrize(
    ("hour", "minute", "meant"),
    [
        (14, 30, D(2024, 3, 5, 14, 30)),
        ("14", "05", D(2024, 3, 5, 14, 5)),
        ("１４时", "３０分", D(2024, 3, 5, 14, 30)),
        (14.0, None, D(2024, 3, 5, 14)),
        ("十四", "三十", D(2024, 3, 5, 14, 30)),
        ("下午3点", 20, D(2024, 3, 5, 15, 20)),
        ("14:30", None, D(2024, 3, 5, 14, 30)),
        (time(14, 30), None, D(2024, 3, 5, 14, 30)),
        (0.5, None, D(2024, 3, 5, 12)),
        (24, 0, D(2024, 3, 6)),
        (0, 0, DAY),
        (None, None, D(2024, 3, 5, 8)),
        ("—", "—", D(2024, 3, 5, 8)),
        (25, 0, Unknowable("clock_unreadable")),
        (14, 60, Unknowable("clock_unreadable")),
        (24, 30, Unknowable("clock_unreadable")),
        (-1, 0, Unknowable("clock_unreadable")),
        ("14", "若干", Unknowable("clock_unreadable")),
        ("上午", None, Unknowable("clock_unreadable")),
    ],
    ids=str,
)
def test_hour_and_minute_of_their_own_columns(hour, minute, meant):
    assert join_clock(D(2024, 3, 5, 8), hour, minute) == meant


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青石镇2025年03月排查台账", 2025),
        ("２０２５年排查台账", 2025),
        ("二〇二五年三月排查台账", 2025),
        ("25年3月排查台账", 2025),
        ("排查台账2025.xlsx", 2025),
        ("2025-03排查.xlsx", 2025),
        ("2025年3月（填报时间：2025-04-01）", 2025),
        ("青信〔2023〕5号 2024年3月台账", 2024),
        ("青信〔2023〕5号", None),
        ("2024年12月至2025年1月", None),
        ("2023年12月—2024年1月", None),
        ("2024-2025年度", None),
        ("共2024件", None),
        ("排查台账", None),
        ("a_202503.xlsx", None),
        ("13820241234", None),
    ],
)
def test_the_year_of_a_title_only_when_it_is_there(text, year):
    assert parse_year(text) == year


@pytest.mark.parametrize(
    ("title", "file_name", "year"),
    [
        ("青石镇2024年3月台账", "2025.xlsx", 2024),
        ("青石镇台账", "2025年台账.xlsx", 2025),
        ("2023年12月—2024年1月台账", "2024.xlsx", None),
        ("青石镇台账", "2024-2025.xlsx", None),
        ("", "", None),
    ],
)
def test_a_file_name_never_decides_between_the_years_of_a_title(title, file_name, year):
    assert parse_year(title, file_name) == year


MOMENTS = st.datetimes(D(1991, 1, 1), D(2099, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
ANYTHING = (
    st.text(max_size=40)
    | st.text("0123456789./-年月日号时分上下午:至—~ 一二三十〇T+Z三万", max_size=24)
    | st.floats()
    | st.integers()
    | st.datetimes(timezones=st.none() | st.timezones())
    | st.dates()
    | st.times()
    | st.timedeltas()
    | st.booleans()
    | st.none()
)


@settings(deadline=None)
@given(MOMENTS)
def test_every_moment_survives_being_written(moment):
    for shape in (
        "%Y-%m-%d %H:%M:%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y年%m月%d日 %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y.%m.%d %I:%M:%S %p",
        "%Y%m%d%H%M%S",
    ):
        assert parse_moment(moment.strftime(shape), year=None) == moment


@settings(deadline=None)
@given(MOMENTS)
def test_every_moment_survives_being_a_serial(moment):
    assert parse_moment((moment - D(1899, 12, 30)) / timedelta(days=1), year=None) == moment


@settings(deadline=None)
@given(ANYTHING, st.none() | st.integers(2000, 2099))
@example("9999-12-31 24:00", None)
@example(D.min.replace(tzinfo=timezone(timedelta(hours=9))), None)
@example(10**400, None)
@example("٢٠٢٤-٠٣-٠٥", None)
def test_no_cell_breaks_the_parser(cell, year):
    meant = parse_moment(cell, year=year)
    assert meant is None or isinstance(meant, Unknowable) or D(1990, 1, 1) <= meant < D(2100, 1, 1)
    if isinstance(meant, D):
        assert meant.tzinfo is None


@settings(deadline=None)
@given(ANYTHING, ANYTHING)
def test_no_hour_or_minute_breaks_the_clock(hour, minute):
    clock = parse_clock(hour, minute)
    assert clock is None or isinstance(clock, Unknowable) or timedelta() <= clock <= timedelta(days=1)


def as_texts(*values):
    return pa.array(values, pa.string())


def test_plain_dates_of_a_whole_column():
    texts = as_texts(
        "2024-03-05", "2024/03/05 10:20", "2000-02-29 23:59:59", "2099-12-31", "1990-01-01", None
    )
    assert moments_of(texts).to_pylist() == [
        DAY,
        D(2024, 3, 5, 10, 20),
        D(2000, 2, 29, 23, 59, 59),
        D(2099, 12, 31),
        D(1990, 1, 1),
        None,
    ]
    assert is_iso(texts).to_pylist() == [True] * 5 + [None]


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2024-04-31",
        "2024-13-01",
        "2024-00-10",
        "2024-03-00",
        "1989-12-31",
        "2100-01-01",
        "2024-3-5",
        "2024-03/05",
        "2024.03.05",
        "2024-03-05 24:00",
        "2024-03-05 10",
        "2024-03-05T10:20",
        "2024-03-05 ",
        "",
        "2024-03-05\n",
        "２０２４-０３-０５",
        "2024-03-05 10:60",
        "3月5日",
        "42894.73",
    ],
)
def test_what_is_not_certainly_a_plain_date_is_left(text):
    assert moments_of(as_texts(text)).to_pylist() == [None]


@settings(deadline=None)
@given(
    st.lists(
        st.from_regex(r"\A(19|20)\d\d[-/][013]\d[-/][0-3]\d( [012]\d:[0-6]\d(:[0-6]\d)?)?\n?\Z")
        | st.text(max_size=20)
    )
)
def test_where_the_column_answers_the_parser_answers_the_same(texts):
    for text, moment in zip(texts, moments_of(as_texts(*texts)).to_pylist(), strict=True):
        assert moment is None or moment == parse_moment(text, year=None)


def test_every_day_of_the_range_is_plain():
    days = [D(1990, 1, 1) + timedelta(days=number) for number in range((D(2100, 1, 1) - D(1990, 1, 1)).days)]
    assert moments_of(as_texts(*(day.strftime("%Y-%m-%d") for day in days))).to_pylist() == days
