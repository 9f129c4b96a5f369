"""Each mess that DOMAIN.md §7 names in a cell, drawn once: as it is written, and what is made of it."""

from datetime import datetime

import pytest

from ingest.check import RULES
from ingest.parse.clock import join_clock
from ingest.parse.code import parse_code
from ingest.parse.count import Count, parse_count
from ingest.parse.degrees import parse_degrees, parse_pair
from ingest.parse.dispute import split_disputes
from ingest.parse.kind import parse_kind, parse_subject
from ingest.parse.moment import parse_moment
from ingest.parse.unknowable import Unknowable
from ingest.parse.year import parse_year


def read_with_title(cell):
    """A date under a title that states the year."""
    return parse_moment(cell, year=parse_year("青石镇2024年3月矛盾纠纷排查台账"))


def read_without_title(cell):
    """A date under a title that states none."""
    return parse_moment(cell, year=parse_year("青石镇矛盾纠纷排查台账"))


def read_three_columns(cells):
    """A date, an hour and a minute."""
    day, hour, minute = cells
    return join_clock(read_without_title(day), hour, minute)


def read_status(cell):
    """A state word."""
    return parse_code(cell, kind="status")


@pytest.mark.parametrize(
    ("parse", "written", "meant"),
    [
        (read_without_title, 42894.7300925926, datetime(2017, 6, 8, 17, 31, 20)),
        (read_without_title, "42894.7300925926", datetime(2017, 6, 8, 17, 31, 20)),
        (read_without_title, "2020/1/6 12:09:38", datetime(2020, 1, 6, 12, 9, 38)),
        (read_without_title, "1899-12-31", None),
        (read_without_title, "\u3000\n\t2024-03-05\n\t\u3000", datetime(2024, 3, 5)),
        (read_without_title, "2024.3.5", datetime(2024, 3, 5)),
        (read_without_title, "2024年3月5日", datetime(2024, 3, 5)),
        (read_without_title, "20240305", datetime(2024, 3, 5)),
        (read_without_title, "24.3.5", datetime(2024, 3, 5)),
        (read_without_title, "２０２４．３．５", datetime(2024, 3, 5)),
        (read_without_title, "二〇二四年三月五日", datetime(2024, 3, 5)),
        (read_with_title, "3月5日", datetime(2024, 3, 5)),
        (read_without_title, "3月5日", Unknowable("date_without_year")),
        (read_with_title, "3.5-3.7", datetime(2024, 3, 5)),
        (read_without_title, "3.5-3.7", Unknowable("date_without_year")),
        (read_without_title, "无", None),
        (read_without_title, "—", None),
        (read_three_columns, ("2024-03-05", 14, 30), datetime(2024, 3, 5, 14, 30)),
        (read_three_columns, ("2024.3.5", "十四时", "三十分"), datetime(2024, 3, 5, 14, 30)),
        (read_three_columns, ("2024.3.5", 25, 0), Unknowable("clock_unreadable")),
        (parse_count, "约30余人", Count(30, is_approximate=True)),
        (parse_count, "十三人", Count(13, is_approximate=False)),
        (parse_count, "３户１２人", Count(12, is_approximate=False)),
        (parse_count, "若干", Unknowable("count_unreadable")),
        (parse_count, "无", None),
        (parse_pair, "120.31，30.25", (120.31, 30.25)),
        (parse_pair, "E120°30′0″ N30°15′0″", (120.5, 30.25)),
        (parse_degrees, "120°30′0″", 120.5),
        (parse_degrees, "柳河村东", Unknowable("coordinate_unreadable")),
        (parse_kind, " 1 5", "15"),
        (parse_kind, "物业纠纷", "15"),
        (parse_kind, "物业管理", "15"),
        (parse_kind, "城乡建设_征地拆迁", "08"),
        (parse_subject, "城乡建设_征地拆迁", "03"),
        (read_status, "已 化解\n", "settled"),
        (read_status, "否", "open"),
        (split_disputes, "1. 欠薪三万元。2. 宿舍漏水。", ["欠薪三万元。", "宿舍漏水。"]),
    ],
    ids=lambda value: getattr(value, "__name__", None) or str(value),
)
def test_a_mess_of_the_domain(parse, written, meant):
    assert parse(written) == meant


@pytest.mark.parametrize(
    "rule",
    [
        "date_without_year",
        "date_without_day",
        "date_relative",
        "date_unreadable",
        "date_out_of_range",
        "clock_unreadable",
        "count_unreadable",
        "coordinate_unreadable",
        "coordinate_swapped",
    ],
)
def test_every_rule_of_a_value_has_its_sentence_and_its_remedy(rule):
    sentences = RULES[rule]
    assert all((sentences.zh, sentences.en, sentences.remedy_zh, sentences.remedy_en))
