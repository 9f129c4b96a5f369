"""What is to be expected of a whole site: days of rest, seasons, dispersion; and weeks laid out by town."""

import doctest
from datetime import date

import numpy as np
import pytest

import risk.signal.site
import risk.signal.town_week
from risk.signal.site import past_of
from risk.signal.town_week import laid_out

AS_OF = date(2026, 6, 30)  # a Tuesday


@pytest.mark.parametrize("module", [risk.signal.site, risk.signal.town_week])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def days(*spans: tuple[int, int, int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """(first age, last age, how many a day)"""
    return np.array(
        [age for first, last, count in spans for age in range(first, last + 1) for _ in range(count)]
    )


def test_what_lies_in_the_window_is_no_past() -> None:
    quiet = past_of(days((30, 393, 1)), window=30, day_count=394, as_of=AS_OF)
    risen = past_of(days((0, 29, 9), (30, 393, 1)), window=30, day_count=394, as_of=AS_OF)
    assert np.array_equal(quiet.expected, risen.expected)


def test_days_of_rest_have_a_past_of_their_own() -> None:
    """Two on every working day, none on weekends: nothing is expected of a weekend but the prior."""
    working = days((30, 393, 2))
    working = working[(AS_OF.weekday() - working) % 7 < 5]
    expected = past_of(working, window=30, day_count=394, as_of=AS_OF).expected
    weekday = [(AS_OF.weekday() - age) % 7 for age in range(29, -1, -1)]
    assert all(expected[k] == pytest.approx(2, rel=0.03) for k in range(30) if weekday[k] < 5)
    assert all(expected[k] < 0.01 for k in range(30) if weekday[k] >= 5)


def test_a_season_that_came_a_year_ago_is_expected_again() -> None:
    """One a day, and three a day in the same month a year ago."""
    plain = past_of(days((30, 393, 1)), window=30, day_count=394, as_of=AS_OF)
    seasonal = past_of(days((30, 363, 1), (364, 393, 3)), window=30, day_count=394, as_of=AS_OF)
    mean = (334 + 90) / 364
    assert seasonal.expected[-1] == pytest.approx(mean * (90 + 20) / (mean * 30 + 20), rel=0.01)
    assert plain.expected[-1] == pytest.approx(1)


def test_a_season_is_not_asked_of_a_past_shorter_than_a_year() -> None:
    assert past_of(days((30, 199, 1)), window=30, day_count=200, as_of=AS_OF).expected[-1] == pytest.approx(1)


def test_bunches_make_weeks_vary_more_than_a_poisson() -> None:
    assert past_of(days((30, 393, 1)), window=30, day_count=394, as_of=AS_OF).dispersion == 1.0
    bunched = np.repeat(np.arange(30, 394, 28), 28)
    assert past_of(bunched, window=30, day_count=394, as_of=AS_OF).dispersion > 10


def test_a_past_of_nothing_expects_a_little() -> None:
    past = past_of(np.empty(0, np.int64), window=30, day_count=394, as_of=AS_OF)
    assert past.expected.tolist() == pytest.approx([0.5 / 364] * 30)


def test_weeks_without_any_matter_of_a_town_are_unknown() -> None:
    """Town a was silent in week 1 (−1 for each of its kinds); a kind that did not come in a week that something came is 0."""
    weeks = laid_out(
        ["a", "a", "b"], ["02", "18", "02"], np.array([0, 2, 1]), np.array([3, 1, 5]), week_count=3
    )
    assert weeks.town == ("a", "a", "b")
    assert weeks.kind == ("02", "18", "02")
    assert weeks.counts.tolist() == [[0, -1, 3], [1, -1, 0], [-1, 5, -1]]
    assert laid_out([], [], np.empty(0, np.int64), np.empty(0, np.int64), week_count=3).counts.shape == (0, 3)
