"""Flexible Farrington: the weeks compared with, drawn counts, and what holds whatever the counts."""

import doctest
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import risk.signal.farrington.baseline
import risk.signal.farrington.setting
import risk.signal.farrington.threshold
import risk.signal.farrington.upper
from risk.signal.farrington.baseline import baseline
from risk.signal.farrington.setting import IMPROVED, ORIGINAL, Setting
from risk.signal.farrington.threshold import farrington

AT = 279
SHORT = Setting(years_back=3)


@pytest.mark.parametrize(
    "module",
    [
        risk.signal.farrington.baseline,
        risk.signal.farrington.setting,
        risk.signal.farrington.threshold,
        risk.signal.farrington.upper,
    ],
)
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_the_original_looks_at_the_same_weeks_of_each_year() -> None:
    found = baseline(AT, ORIGINAL)
    assert found is not None
    middles = [AT - 52 * year for year in (4, 3, 2, 1)]
    assert found.weeks.tolist() == [week + k for week in middles for k in range(-3, 4)]
    assert set(found.periods.tolist()) == {0}


def test_the_improved_cuts_the_year_in_ten() -> None:
    found = baseline(AT, IMPROVED)
    assert found is not None
    assert (found.weeks.min(), found.weeks.max()) == (AT - 4 * 52 - 3, AT - 27)
    year = found.periods[(found.weeks >= AT - 156) & (found.weeks < AT - 104)]
    assert np.bincount(year).tolist() == [5] * 9 + [7]


def test_a_short_past_gives_nothing_and_says_how_many_years_it_holds() -> None:
    counts = np.full((2, 120), 6)
    assert np.isnan(farrington(counts, at=119).upper).all()
    fewer = Setting().within(119)
    assert fewer.years_back == 2
    assert np.isfinite(farrington(counts, at=119, setting=fewer).upper).all()


def _level(count: int = 4) -> np.ndarray:
    return np.array([count + (week % 3) for week in range(AT + 1)])


def test_an_outbreak_in_the_past_hides_nothing() -> None:
    past, now = _level(), _level()
    past[100:106] += 60
    past[AT] = now[AT] = 14
    found = farrington(np.array([past, now]), at=AT)
    unweighted = farrington(np.array([past]), at=AT, setting=Setting(is_reweighted=False))
    assert found.is_alarm.tolist() == [True, True]
    assert unweighted.upper[0] > found.upper[0]


def test_few_reports_are_no_alarm_however_rare() -> None:
    counts = np.zeros((1, AT + 1), np.int64)
    counts[0, ::40], counts[0, AT - 3 :] = 1, [0, 0, 0, 4]
    found = farrington(counts, at=AT)
    assert found.upper[0] < 4
    assert found.has_enough.tolist() == found.is_alarm.tolist() == [False]


@pytest.mark.parametrize("missing", [AT, AT - 1, AT - 3])
def test_a_missing_return_of_late_is_never_an_alarm(missing: int) -> None:
    counts = _level()[None]
    counts[0, AT] = 40
    assert farrington(counts, at=AT).is_alarm.tolist() == [True]
    counts[0, missing] = -1
    assert farrington(counts, at=AT).is_alarm.tolist() == [False]


def test_twice_the_people_may_bring_twice_the_reports() -> None:
    people = np.ones((1, AT + 1))
    people[0, AT - 10 :] = 2.0
    counts = _level(6)[None]
    one, two = (farrington(counts, at=AT, population=given) for given in (np.ones((1, AT + 1)), people))
    assert two.expected[0] == pytest.approx(2 * one.expected[0], rel=1e-9)


def test_what_cannot_be_is_refused() -> None:
    counts = np.ones((1, 300), np.int64)
    with pytest.raises(ValueError):
        farrington(counts[0], at=4)
    with pytest.raises(ValueError):
        farrington(counts, at=300)
    with pytest.raises(ValueError):
        farrington(np.full((1, 300), math.nan), at=299)  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        farrington(counts, at=299, population=np.zeros((1, 300)))
    for wrong in ({"periods": 60}, {"alpha": 0.0}, {"years_back": 0}, {"method": "guess"}):
        with pytest.raises(ValueError):
            Setting(**wrong)  # type: ignore[arg-type]


counts_of = st.lists(st.lists(st.integers(-1, 30), min_size=180, max_size=180), min_size=1, max_size=6).map(
    np.array
)


@given(counts=counts_of, data=st.data())
@settings(max_examples=25, deadline=None)
def test_each_series_is_judged_by_itself(counts: np.ndarray, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(counts))))
    there, here = (farrington(given, at=179, setting=SHORT) for given in (counts, counts[order]))
    for name in ("expected", "upper", "dispersion", "score", "is_alarm"):
        np.testing.assert_array_equal(getattr(there, name)[order], getattr(here, name))


@given(
    method=st.sampled_from(["delta", "nb_plugin", "muan"]), years=st.integers(1, 5), cases=st.integers(0, 5)
)
@settings(max_examples=25, deadline=None)
def test_nothing_reported_is_never_an_alarm(method: str, years: int, cases: int) -> None:
    setting = Setting(years_back=years, method=method, least_cases=cases)  # type: ignore[arg-type]
    assert not farrington(np.zeros((3, AT + 1), np.int64), at=AT, setting=setting).is_alarm.any()


@given(counts=counts_of, more=st.integers(1, 20))
@settings(max_examples=25, deadline=None)
def test_a_higher_count_is_never_less_of_an_alarm(counts: np.ndarray, more: int) -> None:
    counts[:, 179] = np.maximum(counts[:, 179], 0)
    raised = counts.copy()
    raised[:, 179] += more
    before, after = (farrington(given, at=179, setting=SHORT) for given in (counts, raised))
    np.testing.assert_array_equal(before.upper, after.upper)
    assert not (before.is_alarm & ~after.is_alarm).any()
