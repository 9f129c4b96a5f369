"""Farrington's thresholds against those R gave, and how long 400,000 of them take.

signal.farrington_max_error   of expected, upper, dispersion, score and p over the stored series; none with fewer than 200
signal.farrington_seconds     4,000 series, each of 100 weeks, tested warm; beside it R, where Rscript and surveillance are
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

import numpy as np

from benchmarks.farrington_stored import STORED, compared
from benchmarks.figure import Figure
from risk.signal.farrington.threshold import farrington

FEWEST_SERIES = 200
MOST_ERROR = 1e-6
SERIES, FIRST_WEEK, WEEKS = 4_000, 270, 100
MOST_SECONDS = 60.0
R_SECONDS = 60


def figures() -> list[Figure]:
    """The error over the stored series, and the time."""
    worst, took = _worst(), _seconds()
    return [
        Figure("signal.farrington_max_error", worst, "1", MOST_ERROR, peer="R surveillance 1.20.3, stored"),
        Figure("signal.farrington_seconds", took, "s", MOST_SECONDS, peer=_peer()),
    ]


def _worst() -> float | None:
    stored = [one for one in compared() if one.outcome == "given"]
    series = {one.series for one in stored}
    worst = max((one.error for one in stored), default=None)
    _tell(f"{len(stored)} thresholds of {len(series)} stored series, largest error {worst}")
    return worst if len(series) >= FEWEST_SERIES else None


def _seconds() -> float:
    """Time of 100 weeks of 4,000 series with a season and a trend, 3 a week in the mean; kernels compiled before."""
    rng = np.random.default_rng(2013)
    week = np.arange(FIRST_WEEK + WEEKS)
    level, growth = rng.gamma(1, 3, (SERIES, 1)), rng.normal(0, 0.001, (SERIES, 1))
    counts = rng.poisson(level * np.exp(0.4 * np.sin(2 * np.pi * week / 52) + growth * week))
    farrington(counts, at=FIRST_WEEK)
    began = time.perf_counter()
    for at in range(FIRST_WEEK, FIRST_WEEK + WEEKS):
        farrington(counts, at=at)
    took = time.perf_counter() - began
    _tell(f"{SERIES * WEEKS:,} thresholds in {took:.1f} s")
    return took


def _peer() -> str | None:
    """How long R takes for as many, from a few of the stored series; None where it is not installed."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return None
    command = [rscript, "time.R"]
    try:
        done = subprocess.run(
            command, cwd=STORED, capture_output=True, text=True, timeout=R_SECONDS, check=True
        )
        version, each = done.stdout.split()
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    whole = float(each) * SERIES * WEEKS / 1000
    return f"R surveillance {version}: {float(each):.1f} ms each, {whole:,.0f} s"


def _tell(line: str) -> None:
    print(f"farrington {line} (load average {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)
