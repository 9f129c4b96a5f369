"""Quiet hours: when a notice may leave."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.notice.quiet import next_allowed, read_quiet
from data.errors import BadArgument

ZONE = "Asia/Shanghai"
NIGHT = read_quiet("22:00-07:00", zone=ZONE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("hours", "now", "then"),
    [
        ("22:00-07:00", "2024-06-30 21:59", "2024-06-30 21:59"),
        ("22:00-07:00", "2024-06-30 22:00", "2024-07-01 07:00"),
        ("22:00-07:00", "2024-07-01 00:00", "2024-07-01 07:00"),
        ("22:00–07:00", "2024-07-01 06:59", "2024-07-01 07:00"),
        ("22:00至07:00", "2024-07-01 07:00", "2024-07-01 07:00"),
        ("12:00-14:00", "2024-07-01 13:00", "2024-07-01 14:00"),
        ("12:00-14:00", "2024-07-01 11:59", "2024-07-01 11:59"),
        ("", "2024-07-01 03:00", "2024-07-01 03:00"),
        ("07:00-07:00", "2024-07-01 07:00", "2024-07-01 07:00"),
    ],
)
def test_when_it_may_leave(hours: str, now: str, then: str) -> None:
    assert next_allowed(at(now), read_quiet(hours, zone=ZONE)) == at(then)


def test_hours_are_those_of_the_site_whatever_the_zone_of_the_clock() -> None:
    assert next_allowed(datetime(2024, 6, 30, 18, 0, tzinfo=UTC), NIGHT) == at("2024-07-01 07:00")


@pytest.mark.parametrize(("passes", "then"), [(True, "2024-07-01 02:00"), (False, "2024-07-01 07:00")])
def test_the_urgent_passes_where_it_may(passes: bool, then: str) -> None:
    quiet = read_quiet("22:00-07:00", zone=ZONE, urgent_passes=passes)
    assert next_allowed(at("2024-07-01 02:00"), quiet, is_urgent=True) == at(then)
    assert next_allowed(at("2024-07-01 02:00"), quiet) == at("2024-07-01 07:00")


@pytest.mark.parametrize("hours", ["22-7", "25:00-07:00", "22:00", "10pm-7am"])
def test_hours_nobody_understands_are_refused(hours: str) -> None:
    with pytest.raises(BadArgument, match="quiet_hours"):
        read_quiet(hours, zone=ZONE)


def test_a_moment_without_a_zone_is_our_mistake() -> None:
    with pytest.raises(ValueError):
        next_allowed(datetime(2024, 7, 1, 2, 0), NIGHT)


minutes = st.integers(0, 24 * 60 - 1)


@given(start=minutes, end=minutes, moment=st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)))
def test_it_never_leaves_in_quiet_hours_and_waits_less_than_a_day(
    start: int, end: int, moment: datetime
) -> None:
    first, last = (f"{each // 60:02}:{each % 60:02}" for each in (start, end))
    quiet = read_quiet(f"{first}-{last}", zone=ZONE)
    now = moment.replace(tzinfo=UTC)
    then = next_allowed(now, quiet)
    assert then not in quiet
    assert timedelta(0) <= then - now < timedelta(days=1)
    assert next_allowed(then, quiet) == then
