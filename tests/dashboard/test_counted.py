"""How a limit was counted, as the drawer tells it: only where it is the limit shown."""

from datetime import date

import pytest

from dashboard.pages.counted import counted
from dashboard.present import Speech
from risk.limit.workdays import shipped_work_days
from tests.dashboard.test_lower_part import told

ROW = {
    "rule_code": "XF15_NOTICE",
    "from_date": date(2024, 1, 26),
    "conservative_due_date": date(2024, 2, 10),
    "statutory_due_date": date(2024, 2, 18),
}


def test_over_the_spring_festival():
    texts = " ".join(told(counted(ROW, shipped_work_days(), Speech("zh", {}))))
    for part in (
        "怎么算的",
        "起算当日不计",
        "第 1–14 日",
        "第15日，逢春节，顺延",
        "春节后第一个工作日，法定到期日",
    ):
        assert part in texts


def test_in_english():
    texts = " ".join(told(counted(ROW, shipped_work_days(), Speech("en", {}))))
    assert "the start day is not counted" in texts
    assert "day 1–14" in texts


@pytest.mark.parametrize(
    "change",
    [{"conservative_due_date": date(2024, 2, 11)}, {"rule_code": "LOCAL_SHEET_DUE"}],
    ids=["a day of the site's own", "a day a sheet tells"],
)
def test_what_is_counted_otherwise_is_not_explained(change):
    assert counted(ROW | change, shipped_work_days(), Speech("zh", {})) == []


def test_without_a_holiday_list_nothing_is_said():
    assert counted(ROW, None, Speech("zh", {})) == []
