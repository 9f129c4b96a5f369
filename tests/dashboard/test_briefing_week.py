"""Weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing import Week
from data.errors import BadArgument


@pytest.mark.parametrize(
    ("text", "monday", "sunday", "code"),
    [
        ("2024-W20", date(2024, 5, 13), date(2024, 5, 19), "2024-W20"),
        ("2024w1", date(2024, 1, 1), date(2024, 1, 7), "2024-W01"),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), "2020-W53"),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 5), "2025-W01"),
    ],
)
def test_a_week_by_its_code(text: str, monday: date, sunday: date, code: str) -> None:
    week = Week.parse(text)
    assert (week.monday, week.sunday, week.code) == (monday, sunday, code)


@pytest.mark.parametrize(
    "text", ["2024-W54", "2024-W00", "2021-W53", "2024-20", "", "W20", "2024-W20-1", "0000-W01"]
)
def test_what_is_no_week(text: str) -> None:
    with pytest.raises(BadArgument, match="2024-W20"):
        Week.parse(text)


@given(st.dates(date(1990, 1, 8), date(2100, 1, 1)))
def test_the_last_full_week_is_over_and_the_next_is_not(as_of: date) -> None:
    week = Week.last_full(as_of)
    assert week.sunday <= as_of < week.sunday + timedelta(days=7)
    assert Week.parse(week.code) == week
