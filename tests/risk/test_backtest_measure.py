"""The statistics of the backtest: published and hand-worked numbers, slow twins, every order of equal keys."""

from itertools import pairwise, permutations
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from risk.backtest.average_precision import average_precision
from risk.backtest.brier import brier
from risk.backtest.calibration_error import even_count, even_width
from risk.backtest.isotonic import calibrate, pooled
from risk.backtest.top import Top, count_of_share, top
from risk.backtest.wilson import wilson

CASES = st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=6)
Cases = list[tuple[int, bool]]
FORECASTS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30)
FEW = settings(max_examples=60, deadline=None, derandomize=True)


def split(cases: list[tuple[float, bool]] | Cases) -> tuple[np.ndarray, np.ndarray]:
    return np.array([key for key, _ in cases], float), np.array([flag for _, flag in cases], bool)


def every_order(cases: Cases) -> list[list[bool]]:
    """The flags in every order that never puts a lower key before a higher one."""
    ways = permutations(cases)
    return [[flag for _, flag in way] for way in ways if all(a[0] >= b[0] for a, b in pairwise(way))]


def plain_average_precision(flags: list[bool]) -> float:
    places = [k for k, flag in enumerate(flags, 1) if flag]
    return sum(hit / place for hit, place in enumerate(places, 1)) / len(places)


def test_top_by_hand() -> None:
    """9 | 7 7 7 | 3 of which 9, one 7 and 3 escalate; top 3 takes 9 and two of the sevens."""
    found = top(np.array([9.0, 7, 7, 7, 3]), np.array([1, 1, 0, 0, 1], bool), 3)
    assert (found.taken_count, found.escalated_count, found.matter_count) == (3, 3, 5)
    assert isclose(found.hit_count, 1 + 2 / 3)
    assert isclose(found.precision or 0, 5 / 9)
    assert isclose(found.recall or 0, 5 / 9)
    assert isclose(found.lift or 0, (5 / 9) / (3 / 5))


@FEW
@given(cases=CASES, count=st.integers(0, 8))
def test_top_is_the_mean_over_every_order_of_the_equal(cases: Cases, count: int) -> None:
    ways = [sum(flags[:count]) for flags in every_order(cases)]
    assert isclose(top(*split(cases), count).hit_count, sum(ways) / len(ways), abs_tol=1e-12)


def test_nothing_to_rank_and_nothing_that_escalates() -> None:
    nothing = top(np.zeros(0), np.zeros(0, bool), 3)
    assert (nothing.precision, nothing.recall, nothing.lift) == (None, None, None)
    quiet = top(np.ones(4), np.zeros(4, bool), 2)
    assert (quiet.precision, quiet.recall, quiet.lift) == (0.0, None, None)
    assert average_precision(np.ones(4), np.zeros(4, bool)) is None


def test_folds_add_up_as_counts() -> None:
    assert Top(10, 2.5, 5, 100) + Top(20, 1.5, 3, 200) == Top(30, 4.0, 8, 300)


@pytest.mark.parametrize(
    ("share", "count", "taken"), [(0.1, 336, 34), (0.15, 20, 3), (0.1, 0, 0), (1.0, 7, 7)]
)
def test_a_share_is_rounded_up(share: float, count: int, taken: int) -> None:
    assert count_of_share(share, count) == taken


def test_average_precision_published() -> None:
    """The example of scikit-learn's average_precision_score: 0.83."""
    found = average_precision(np.array([0.1, 0.4, 0.35, 0.8]), np.array([0, 0, 1, 1], bool))
    assert round(found or 0, 2) == 0.83


@FEW
@given(cases=CASES.filter(lambda cases: any(flag for _, flag in cases)))
def test_average_precision_is_the_mean_over_every_order_of_the_equal(cases: Cases) -> None:
    ways = [plain_average_precision(flags) for flags in every_order(cases)]
    assert isclose(average_precision(*split(cases)) or 0, sum(ways) / len(ways), rel_tol=1e-12)


def test_brier_by_hand() -> None:
    assert isclose(brier(np.array([0.1, 0.9, 0.8, 0.3]), np.array([0, 1, 1, 0], bool)) or 0, 0.0375)
    assert brier(np.zeros(0), np.zeros(0, bool)) is None


def test_brier_of_the_base_share_is_its_variance() -> None:
    happened = np.arange(100) < 30
    assert isclose(brier(np.full(100, 0.3), happened) or 0, 0.3 * 0.7)


def test_calibration_error_by_hand() -> None:
    """Two at 0.05 of which none, two at 0.35 of which one: 2/4 · 0.05 + 2/4 · 0.15."""
    foretold, happened = np.array([0.05, 0.05, 0.35, 0.35]), np.array([0, 0, 1, 0], bool)
    assert isclose(even_width(foretold, happened) or 0, 0.1)
    assert isclose(even_count(foretold, happened) or 0, 0.1)
    assert even_width(np.zeros(0), np.zeros(0, bool)) is None
    assert even_count(np.zeros(0), np.zeros(0, bool)) is None


def test_even_count_sees_what_one_wide_bin_hides() -> None:
    """90 at 0.01 of which none and 10 at 0.09 of which one: all in the first wide bin, 0.001 apart; by tenths 0.01."""
    foretold = np.repeat([0.01, 0.09], [90, 10])
    happened = np.arange(100) == 99
    assert isclose(even_width(foretold, happened) or 0, abs(1 - 1.8) / 100)
    assert isclose(even_count(foretold, happened) or 0, (0.9 + 0.1) / 100)


@FEW
@given(cases=FORECASTS)
def test_calibration_error_by_bins_in_plain_python(cases: list[tuple[float, bool]]) -> None:
    wide: dict[int, list[tuple[float, bool]]] = {}
    for share, flag in cases:
        wide.setdefault(min(int(share * 10), 9), []).append((share, flag))
    gaps = [
        abs(sum(f for _, f in rows) / len(rows) - sum(s for s, _ in rows) / len(rows))
        * len(rows)
        / len(cases)
        for rows in wide.values()
    ]
    assert isclose(even_width(*split(cases)) or 0, sum(gaps), abs_tol=1e-12)


def test_isotonic_as_r_shows_it() -> None:
    """The example of R's isoreg: 1 0 4 3 3 5 4 2 0."""
    found = pooled(np.array([1.0, 0, 4, 3, 3, 5, 4, 2, 0]), np.ones(9))
    assert found.tolist() == [0.5, 0.5, 3, 3, 3, 3, 3, 3, 3]


@FEW
@given(cases=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 9)), min_size=1, max_size=20))
def test_isotonic_agrees_with_scipy(cases: list[tuple[float, int]]) -> None:
    value, weight = np.array([v for v, _ in cases]), np.array([float(w) for _, w in cases])
    assert np.allclose(pooled(value, weight), isotonic_regression(value, weights=weight).x)


def test_a_score_never_seen_lies_between_its_neighbours() -> None:
    learned = calibrate(np.array([0.0, 5, 5, 9, 20]), np.array([0, 1, 0, 0, 1], bool))
    assert learned is not None
    assert np.allclose(learned.shares(np.array([-3.0, 0, 5, 14.5, 20, 99])), [0, 0, 1 / 3, 2 / 3, 1, 1])
    assert calibrate(np.zeros(0), np.zeros(0, bool)) is None


NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("hits", "count", "low", "high"), NEWCOMBE)
def test_wilson_as_newcombe_shows_it(hits: int, count: int, low: float, high: float) -> None:
    """Newcombe 1998, table I, method 3."""
    rate = wilson(hits, count)
    assert rate is not None
    assert (round(rate.low, 4), round(rate.high, 4)) == (low, high)


def test_none_of_none_has_no_interval() -> None:
    assert wilson(0, 0) is None
