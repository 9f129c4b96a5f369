"""The group on a matter's page: what is shared, who holds its parts, how it may be handled, each with basis and standing."""

from __future__ import annotations

import pytest

from dashboard.pages.group_part import group_part
from dashboard.present import Speech
from tests.dashboard.test_lower_part import told

GROUP = {
    "shared_cause": "同一被反映方：甲置业",
    "cause_code": "respondent",
    "matter_count": 14,
    "open_matter_count": 2,
    "people_count": 25,
    "unit_count": 2,
    "growth_count": 0,
}
UNITS = [
    {"unit_name": "县住建局", "matter_count": 9, "open_matter_count": 2},
    {"unit_name": None, "matter_count": 5, "open_matter_count": 0},
]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            (
                "同一被反映方：甲置业",
                "县住建局 9 件（未结 2）",
                "尚未明确 5 件（未结 0）",
                "开一次联席会议",
                "不超过5人",
                "信访工作条例第20条 · 法规",
                "做法",
            ),
        ),
        ("en", ("县住建局: 9 (2 open)", "one joint meeting", "five at most", "· law", "· practice")),
    ],
)
def test_what_is_shared_and_what_may_be_done(language: str, words: tuple[str, ...]) -> None:
    text = " ".join(told(group_part(GROUP, UNITS, Speech(language, {}))))
    assert [word for word in words if word not in text] == []


def test_once_all_is_settled_nothing_is_proposed() -> None:
    text = " ".join(told(group_part(GROUP | {"open_matter_count": 0}, UNITS, Speech("zh", {}))))
    assert "合并办理" not in text
