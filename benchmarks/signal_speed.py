"""How long the scan of a whole city takes, and how much memory: each in a process of its own, its kernels warm.

20,000 cells, 50,000 reports in 365 days, windows to 30 days, 999 replicates; circles of 95 cells, then of 520; from the
points to the clusters, the circles included. The night: 20 kinds in the volumes of the synthetic city (1,290 matters a day),
each within weekdays, all 999 replicates of each.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.memory import Watch
from benchmarks.satscan import permutation_by_satscan
from risk.signal.scan import Circles, circles_of, permutation_scan
from risk.signal.scan.circle import Floats, Longs

CELLS, REPORTS, DAYS, WINDOW_DAYS, REPLICATES = 20_000, 50_000, 365, 30, 999
CITY_CELLS, WIDE_CELLS = 95, 520
CITY_METRES = 100_000.0
CITY_VOLUME = 1_290.0  # matters a day
WARM_RUNS = 3


@dataclass(frozen=True)
class Speed:
    """Seconds of the quickest warm run, what the processors worked in it, and the most memory of the process."""

    seconds: float
    processor_seconds: float
    mb: float


@dataclass(frozen=True)
class Beside:
    """SaTScan's seconds, and how far our likeliest ratio is from its own on the same reports."""

    seconds: float
    llr_off: float | None


def scan_city(most_cells: int) -> Speed:
    """Reports drawn evenly over cells drawn evenly: the circles are as full as they get."""
    at, cell, day = _city()
    with Watch() as watch:
        took = [
            _timed(lambda: _scan(cell, day, circles_of(*at, most_cells=most_cells)))
            for _ in range(1 + WARM_RUNS)
        ]
    return Speed(*min(took[1:]), watch.peak_mb)


def beside_satscan(program: str) -> Beside:
    """Both on the same reports, circles by the radius that holds 95 cells in the mean."""
    at, cell, day = _city()
    radius = math.sqrt(CITY_CELLS / CELLS / math.pi) * CITY_METRES
    ours = _scan(cell, day, circles_of(*at, radius=radius))
    theirs = permutation_by_satscan(
        program, at, cell, day, radius=radius, days=DAYS, window_days=WINDOW_DAYS, replicates=REPLICATES
    )
    return Beside(theirs.seconds, None if theirs.llr is None else abs(theirs.llr - ours))


def _city() -> tuple[tuple[Floats, Floats], Longs, Longs]:
    rng = np.random.default_rng(0)
    x, y = rng.uniform(0, CITY_METRES, (2, CELLS))
    return (x, y), rng.integers(0, CELLS, REPORTS), rng.integers(0, DAYS, REPORTS)


def _scan(cell: Longs, day: Longs, circles: Circles) -> float:
    """The ratio of the likeliest cluster."""
    clusters = permutation_scan(
        cell,
        day,
        circles,
        days=DAYS,
        window_days=WINDOW_DAYS,
        replicates=REPLICATES,
        rng=np.random.default_rng(1),
    )
    return clusters[0].llr if clusters else 0.0


def scan_night(shares: tuple[float, ...]) -> Speed:
    """One scan for each kind, in so many reports a year as its share of the city's volume."""
    rng = np.random.default_rng(0)
    x, y = rng.uniform(0, CITY_METRES, (2, CELLS))
    weight = rng.lognormal(0, 0.45, CELLS)
    with Watch() as watch:
        _night(rng, (x, y), weight / weight.sum(), shares[:1])
        took = _timed(lambda: _night(rng, (x, y), weight / weight.sum(), shares))
    return Speed(*took, watch.peak_mb)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of the processors."""
    began, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - worked


def _night(
    rng: np.random.Generator, at: tuple[Floats, Floats], weight: Floats, shares: tuple[float, ...]
) -> None:
    circles = circles_of(*at, most_cells=CITY_CELLS)
    for share in shares:
        count = rng.poisson(share * CITY_VOLUME * DAYS)
        day = rng.integers(0, DAYS, count)
        permutation_scan(
            rng.choice(CELLS, count, p=weight),
            day,
            circles,
            days=DAYS,
            window_days=WINDOW_DAYS,
            replicates=REPLICATES,
            rng=rng,
            weekday=day % 7,
        )
