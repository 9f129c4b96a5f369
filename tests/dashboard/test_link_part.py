"""Why reports are one matter: both texts, days, distance, state and the waterfall; no name, no token, nothing behind the wall."""

from __future__ import annotations

from datetime import datetime

import pytest

from dashboard.pages.link_part import MOST_SHOWN, link_part
from dashboard.present import Speech
from risk.person.contribution import Contribution, Explained
from tests.dashboard.test_lower_part import told

ROW = {
    "report_id": "a",
    "other_report_id": "b",
    "reported_at": datetime(2025, 3, 1, 9),
    "other_reported_at": datetime(2025, 4, 1, 9),
    "story": "拖欠工资三个月",
    "other_story": "拖欠工资四个月",
    "replied_at": datetime(2025, 3, 10),
    "closed_at": None,
    "other_replied_at": None,
    "other_closed_at": None,
    "shown_lon": 120.0,
    "shown_lat": 30.0,
    "other_lon": 120.0,
    "other_lat": 30.01,
    "party_evidence_code": "phone",
    "likeness_share": 0.42,
    "is_same_respondent": True,
    "decided_by": "machine",
}
SAME = Explained(
    (
        Contribution("name", "姓名", "name", "读音相同", "sounds the same", 9.44),
        Contribution("place", "地点", "place", "别处", "elsewhere", -2.0),
    ),
    7.4,
    0.994,
    (),
    True,
)


def page(rows: list[dict[str, object]], explained: Explained | None = SAME, language: str = "zh") -> str:
    return " ".join(told(link_part(rows, lambda *_: explained, Speech(language, {}))))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            (
                "电话相同",
                "42%",
                "同一被反映方",
                "31 天",
                "1,109",
                "三",
                "四",
                "读音相同",
                "+9.4",
                "-2.0",
                "+7.4",
                "99%",
                "尚未答复",
            ),
        ),
        (
            "en",
            (
                "same phone",
                "42%",
                "same organisation",
                "31",
                "sounds the same",
                "+9.4",
                "99%",
                "not answered yet",
            ),
        ),
    ],
)
def test_everything_that_spoke_for_a_link_is_told(language: str, words: tuple[str, ...]) -> None:
    text = page([ROW], language=language)
    assert [word for word in words if word not in text] == []


def test_a_link_made_by_staff_says_so_alone() -> None:
    text = page([ROW | {"decided_by": "person", "party_evidence_code": "person"}])
    assert "由工作人员认定" in text
    assert "42%" not in text


def test_where_nobody_is_named_there_is_no_waterfall() -> None:
    text = page([ROW | {"party_evidence_code": "text"}], explained=None)
    assert "未具名" in text
    assert "合计" not in text


def test_a_rule_that_forbids_is_said() -> None:
    text = page([ROW], Explained(SAME.contributions, 7.4, 0.994, ("name_alone",), False))
    assert "同名者多" in text


def test_a_matter_without_a_place_has_no_distance() -> None:
    assert "米" not in page([ROW | {"other_lon": None, "other_lat": None}])


def test_of_many_links_the_latest_are_shown_and_the_rest_counted() -> None:
    rows = [ROW | {"other_reported_at": datetime(2025, 4, day)} for day in range(1, 10)]
    text = page(rows)
    assert f"另有 {9 - MOST_SHOWN} 件次" in text
    assert text.index("2025-04-09") < text.index("2025-04-04")
    assert "2025-04-03" not in text
