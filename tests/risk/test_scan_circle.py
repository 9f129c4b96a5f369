"""Circles as they are drawn: ties enter together, limits leave whole rings out, all cells as one more circle."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from risk.signal.scan import (
    circle,
    circles_of,
    climb,
    gumbel,
    likelihood,
    permutation,
    permutation_scan,
    poisson,
    poisson_scan,
)
from risk.signal.scan.whole import with_whole

CROSS = (np.array([0.0, 100, -100, 0, 0]), np.array([0.0, 0, 0, 100, -100]))  # a middle and four as near


@pytest.mark.parametrize(
    ("limits", "around_middle"),
    [
        ({}, [[0], [1, 2, 3, 4]]),
        ({"most_cells": 5}, [[0], [1, 2, 3, 4]]),
        ({"most_cells": 4}, [[0]]),
        ({"radius": 100.0}, [[0], [1, 2, 3, 4]]),
        ({"radius": 99.9}, [[0]]),
        ({"most_share": 0.5, "weight": np.ones(5)}, [[0]]),
        ({"most_share": 0.1, "weight": np.ones(5)}, []),
        ({"most_share": 0.5, "weight": np.array([0.0, 1, 1, 1, 9])}, [[0]]),
    ],
)
def test_a_ring_enters_whole_or_not_at_all(limits: dict[str, object], around_middle: list[list[int]]) -> None:
    assert circles_of(*CROSS, **limits).around(0) == around_middle  # type: ignore[arg-type]


def test_cells_at_one_place_enter_together() -> None:
    assert circles_of(np.zeros(3), np.zeros(3)).around(1) == [[0, 1, 2]]
    assert circles_of(np.zeros(3), np.zeros(3), most_cells=2).around(1) == []


def test_a_distance_equal_but_for_rounding_is_a_tie() -> None:
    turned = np.array([0.0, *(np.pi * np.arange(12) / 6)])
    far = np.array([0.0, *[1e5 / 3] * 12])
    assert [len(ring) for ring in circles_of(far * np.cos(turned), far * np.sin(turned)).around(0)] == [1, 12]


def test_the_order_of_cells_changes_no_circle() -> None:
    rng = np.random.default_rng(1)
    x, y = 100.0 * rng.integers(0, 6, (2, 40))
    order = rng.permutation(40)
    one, other = circles_of(x, y, most_cells=9), circles_of(x[order], y[order], most_cells=9)
    for cell in range(40):
        turned = [
            {int(order[each]) for each in ring}
            for ring in other.around(int(np.flatnonzero(order == cell)[0]))
        ]
        assert turned == [set(ring) for ring in one.around(cell)]


def test_the_whole_is_one_circle_around_its_middle() -> None:
    whole = with_whole(circles_of(np.array([0.0, 100, 200, 300, 1000]), np.zeros(5), most_cells=1))
    at = slice(whole.start[-2], whole.start[-1])
    assert (int(whole.centre[-1]), whole.neighbour[at].tolist()) == (3, [3, 2, 1, 0, 4])
    assert whole.closes[at].tolist() == [False, False, False, False, True]


def test_a_rise_of_the_whole_city_is_seen_by_the_poisson_scan_alone() -> None:
    """The permutation scan takes a rise everywhere for the days' own; the baseline knows better."""
    rng = np.random.default_rng(4)
    x, y = rng.uniform(0, 5000, (2, 50))
    circles = circles_of(x, y, most_cells=10)
    baseline = np.full((50, 30), 0.2)
    counts = rng.poisson(baseline * np.where(np.arange(30) >= 25, 2.0, 1.0))
    cell, day = (np.repeat(at, counts[np.nonzero(counts)]) for at in np.nonzero(counts))
    first, *_ = poisson_scan(counts, baseline, circles, replicates=99, rng=rng)
    assert (len(first.cells), first.first_day, first.recurrence_days > 365) == (50, 25, True)
    blind = permutation_scan(cell, day, circles, days=30, window_days=7, replicates=99, rng=rng)
    assert blind[0].p > 0.05


@pytest.mark.parametrize(
    ("cell", "day", "days", "window"),
    [([0], [10], 10, 3), ([5], [0], 10, 3), ([-1], [0], 10, 3), ([0], [0], 3, 3), ([0], [0], 3, 0)],
)
def test_what_lies_outside_is_refused(cell: list[int], day: list[int], days: int, window: int) -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(ValueError):
        permutation_scan(
            np.array(cell),
            np.array(day),
            circles_of(*CROSS),
            days=days,
            window_days=window,
            replicates=9,
            rng=rng,
        )


@pytest.mark.parametrize(
    ("counts", "baseline"),
    [
        (np.ones((4, 2)), np.ones((4, 2))),
        (np.ones((5, 2)), np.ones((5, 3))),
        (np.ones((5, 2)), np.zeros((5, 2))),
        (np.ones((5, 2)), np.full((5, 2), np.nan)),
        (-np.ones((5, 2)), np.ones((5, 2))),
    ],
)
def test_a_baseline_that_does_not_fit_is_refused(counts: np.ndarray, baseline: np.ndarray) -> None:
    with pytest.raises(ValueError):
        poisson_scan(counts, baseline, circles_of(*CROSS), replicates=9, rng=np.random.default_rng(1))


def test_a_place_that_is_none_and_a_share_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError):
        circles_of(np.array([np.nan]), np.zeros(1))
    with pytest.raises(ValueError):
        circles_of(np.zeros(1), np.zeros(1), most_share=0.5)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ([], []),
        ([0], [9]),
        ([0] * 9, list(range(1, 10))),
        ([0, 1, 2], [1, 1, 1]),
        ([0, 1, 2, 3], [9, 9, 9, 9]),
    ],
    ids=["no report", "one report", "one cell", "nothing lately", "one day"],
)
def test_empty_cases_have_no_cluster(cell: list[int], day: list[int]) -> None:
    scanned = permutation_scan(
        np.array(cell, np.int64), np.array(day, np.int64), circles_of(*CROSS), days=10, window_days=3,
        replicates=9, rng=np.random.default_rng(1),
    )  # fmt: skip
    assert scanned == []


def test_no_cells_no_cluster() -> None:
    none = circles_of(np.empty(0), np.empty(0))
    rng = np.random.default_rng(1)
    nothing = np.empty(0, np.int64)
    assert permutation_scan(nothing, nothing, none, days=9, window_days=2, replicates=9, rng=rng) == []
    assert poisson_scan(np.empty((0, 3), np.int64), np.empty((0, 3)), none, replicates=9, rng=rng) == []


@pytest.mark.parametrize("module", [circle, climb, gumbel, likelihood, permutation, poisson])
def test_what_the_docstrings_promise(module: object) -> None:
    told = doctest.testmod(module)  # type: ignore[arg-type]
    assert (told.attempted > 0, told.failed) == (True, 0)
