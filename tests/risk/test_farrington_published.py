"""Flexible Farrington against R surveillance::farringtonFlexible 1.20.3, on 234 stored series under eight settings."""

import math

import pytest

from benchmarks.farrington_stored import Stored, compared


@pytest.fixture(scope="module")
def stored() -> list[Stored]:
    return list(compared())


def test_r_gave_enough_to_compare_with(stored: list[Stored]) -> None:
    given = [one for one in stored if one.outcome == "given"]
    assert len({one.series for one in given}) >= 200
    assert {one.setting for one in given} >= {"original", "improved", "delta", "plugin", "muan", "population"}
    assert sum(one.given["alarm"] for one in given) >= 50
    assert sum(one.given["trend"] for one in given) >= 50


def test_numbers_are_those_of_r(stored: list[Stored]) -> None:
    assert [(one.series, one.setting) for one in stored if one.error > 1e-9] == []


def test_alarms_and_trends_are_those_of_r(stored: list[Stored]) -> None:
    """But for counts that never change: their slope is rounding, there and here."""
    for one in stored:
        if one.outcome == "given":
            assert bool(one.ours.is_alarm[0]) == bool(one.given["alarm"]), (one.series, one.setting)
            if not one.series.startswith("constant"):
                assert bool(one.ours.has_trend[0]) == bool(one.given["trend"]), (one.series, one.setting)


def test_where_r_has_no_result_there_is_none(stored: list[Stored]) -> None:
    """Where R stopped the past is too short or without a return; but counts that never change are answered."""
    for one in stored:
        if one.outcome != "given" and not one.series.startswith("constant"):
            assert math.isnan(one.ours.expected[0]), (one.series, one.setting)
            assert not one.ours.is_alarm[0]
