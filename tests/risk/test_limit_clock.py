"""Until acts can be entered two places count a limit: the clock of the refresh and the limit explained. They agree."""

from datetime import timedelta

import pytest

from risk.clock import due
from risk.limit.count import count
from risk.limit.rule import read_rules
from risk.limit.workdays import shipped_work_days


@pytest.mark.parametrize("code", ["XF15_NOTICE", "XF60_HANDLE", "RMTJ30"])
def test_every_listed_day(code):
    rule, calendar = read_rules()[code], shipped_work_days()
    days = sorted(calendar.listed)
    coming, following = {}, None
    for day in reversed(days):
        following = day if calendar.listed[day] else following
        coming[day] = following
    for day in days:
        ours, theirs = count(rule, day, calendar), due(day, rule.day_count, coming)
        assert (ours.conservative_due, ours.statutory_due, ours.is_past_calendar) == (
            theirs.conservative,
            theirs.statutory,
            theirs.is_past_calendar,
        )
    assert days[-1] - days[0] > timedelta(days=8000)
