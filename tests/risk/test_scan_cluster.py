"""How often chance shows a cluster as likely: ranks, the Gumbel tail, recurrence intervals, and that quiet days stay quiet."""

from __future__ import annotations

import os

import numpy as np
import pytest
from scipy.stats import gumbel_r

from risk.signal.scan import circles_of, permutation_scan
from risk.signal.scan.cluster import weigh
from risk.signal.scan.find import Found
from risk.signal.scan.gumbel import Gumbel, fit_gumbel
from risk.signal.scan.likelihood import likelihood

SOAK = bool(os.environ.get("FENGQIAO_SOAK"))
MAXIMA = np.arange(1.0, 100.0)  # 99 replicates: 1, 2 … 99


def found(llr: float) -> Found:
    return Found(centre=0, cells=(0, 1), radius_m=100.0, window=2, observed=4, expected=1.0, llr=llr)


@pytest.mark.parametrize(
    ("llr", "p"),
    [(0.5, 1.0), (1.0, 1.0), (1.5, 0.99), (90.0, 0.11), (99.0, 0.02), (99.0 + 1e-10, 0.02), (120.0, 0.01)],
)
def test_p_is_the_rank_among_the_replicates(llr: float, p: float) -> None:
    cluster, *_ = weigh([found(llr)], MAXIMA, last_day=20, enough=None)
    assert cluster.p == pytest.approx(p)
    assert (cluster.first_day, cluster.last_day) == (18, 20)


def test_the_recurrence_interval_is_by_rank_until_few_are_as_large() -> None:
    common, rare = weigh([found(90.0), found(150.0)], MAXIMA, last_day=20, enough=None)
    assert common.recurrence_days == pytest.approx(1 / 0.11)
    assert rare.recurrence_days == pytest.approx(1 / rare.p_tail)
    assert rare.p_tail < rare.p == 0.01


@pytest.mark.parametrize(("llr", "p"), [(50.0, 10 / 59), (95.0, 0.06), (1.0, 1.0)])
def test_a_sequential_p_ends_with_the_replicate_that_was_enough(llr: float, p: float) -> None:
    cluster, *_ = weigh([found(llr)], MAXIMA, last_day=20, enough=10)
    assert cluster.p == pytest.approx(p)


def test_without_replicates_p_is_one() -> None:
    cluster, *_ = weigh([found(9.0)], np.empty(0), last_day=20, enough=None)
    assert (cluster.p, cluster.p_tail, cluster.recurrence_days) == (1.0, 1.0, 1.0)


def test_a_gumbel_fit_finds_the_distribution_back() -> None:
    drawn = gumbel_r(loc=10.0, scale=0.9).rvs(200_000, random_state=1)
    fit = fit_gumbel(drawn)
    assert fit is not None
    assert (fit.mode, fit.scale) == pytest.approx((10.0, 0.9), abs=0.01)
    assert Gumbel(10.0, 0.9).tail(17.0) == pytest.approx(gumbel_r(loc=10.0, scale=0.9).sf(17.0))


def test_the_tail_of_maxima_that_are_all_the_same() -> None:
    fit = fit_gumbel(np.full(9, 2.0))
    assert fit is not None
    assert (fit.tail(1.9), fit.tail(2.0), fit.tail(2.1)) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("count", "expected", "total", "ratio"),
    [
        (4.0, 130 / 194, 194.0, 3.845418),  # the published example
        (4.0, 130 / 194, np.inf, 4 * np.log(4 * 194 / 130) - 4 + 130 / 194),
        (2.0, 2.0, 194.0, 0.0),
        (1.0, 2.0, 194.0, 0.0),
        (194.0, 97.0, 194.0, 194 * np.log(2)),
    ],
)
def test_the_likelihood_ratio(count: float, expected: float, total: float, ratio: float) -> None:
    assert likelihood(count, expected, total) == pytest.approx(ratio, abs=5e-7)


def quiet_p(seed: int) -> float:
    """p of the likeliest cluster where days and cells have nothing to do with each other."""
    rng = np.random.default_rng(seed)
    x, y = np.divmod(np.arange(100), 10)
    cell = rng.choice(100, 500, p=rng.dirichlet(np.full(100, 3.0)))
    day = rng.choice(
        60, 500, p=np.where(np.arange(60) % 7 < 5, 1.0, 0.4) / np.where(np.arange(60) % 7 < 5, 1.0, 0.4).sum()
    )
    clusters = permutation_scan(
        cell, day, circles_of(500.0 * x, 500.0 * y, most_cells=20), days=60, window_days=10, replicates=59,
        rng=rng, weekday=day % 7, most_clusters=1,
    )  # fmt: skip
    return clusters[0].p if clusters else 1.0


def test_quiet_days_are_called_rare_as_often_as_they_should() -> None:
    """Of 1,000 quiet days p ≤ 0.05 on 36 to 64; of the seeded tenth on as many as a coin of 0.05 would (± 2.03 σ)."""
    count = 1000 if SOAK else 100
    share = np.mean([quiet_p(seed) <= 0.05 for seed in range(count)])
    error = 2.03 * np.sqrt(0.05 * 0.95 / count)
    assert 0.05 - error <= share <= 0.05 + error
