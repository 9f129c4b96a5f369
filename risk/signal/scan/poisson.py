"""The expectation-based Poisson scan: where, and since when, more is reported than a baseline expects.

cell   counts of the last 3 days   baseline           circle    days       observed  expected  llr
0      1 2 4                       1.1 1.0 0.9         0, 1      the last 2  11        3.9       4.31
1      0 2 3                       1.0 1.0 1.0         whole     …

Null hypothesis: each cell's count of each day is Poisson with its baseline. A rise everywhere at once, which the permutation scan
takes for the new normal, is seen here: `whole` adds all cells together as one more circle, around no cell. The baseline must know
weekdays, seasons and who screened; where it is too low, everything is a signal.

Ratio c ln(c/B) − (c − B) for c > B. Neill, Moore, Sabhnani & Daniel 2005, KDD; Neill 2006, PhD thesis CMU-CS-06-142, §2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from risk.signal.scan.arrange import arrange, order_of
from risk.signal.scan.circle import Circles, Floats, Longs
from risk.signal.scan.cluster import Cluster, weigh
from risk.signal.scan.field import Drawn, Field
from risk.signal.scan.find import find_clusters
from risk.signal.scan.maxima import maxima_of
from risk.signal.scan.whole import with_whole


@dataclass(frozen=True)
class _Baseline:
    """What is expected, day by day: [day, cell that counts], the last day first."""

    expected: Floats

    def draw(self, rng: np.random.Generator, lanes: int) -> Drawn:
        """So many reports as a Poisson of all gives, each falling to a cell by its share: the same as a Poisson for each."""
        parts = [self._of_day(rng, day, lanes) for day in range(len(self.expected))]
        day_start = np.cumsum([0, *(len(cell) for cell, _ in parts)])
        return Drawn(
            np.concatenate([cell for cell, _ in parts]),
            np.concatenate([lane for _, lane in parts]),
            day_start,
        )

    def _of_day(self, rng: np.random.Generator, day: int, lanes: int) -> tuple[Longs, Longs]:
        below = np.cumsum(self.expected[day])
        counts = rng.poisson(below[-1], lanes)
        cell = np.searchsorted(below, rng.uniform(0.0, below[-1], int(counts.sum())), side="right")
        return np.minimum(cell, len(below) - 1), np.repeat(np.arange(lanes), counts)


def poisson_scan(  # noqa: PLR0913  each is a setting of the scan
    counts: Longs,
    baseline: Floats,
    circles: Circles,
    *,
    replicates: int,
    rng: np.random.Generator,
    most_clusters: int = 10,
    least_reports: int = 2,
    whole: bool = True,
    enough: int | None = None,
) -> list[Cluster]:
    """The clusters that last until the last day, the likeliest first; counts and baseline: [cell, day of the window].

    Days are numbered within the window; whole: look at all cells together too. A report where the baseline is 0 is refused.

    >>> from risk.signal.scan.circle import circles_of
    >>> circles = circles_of(np.array([0.0, 1000.0]), np.zeros(2))
    >>> counts, baseline = np.array([[1, 2, 4], [0, 2, 3]]), np.ones((2, 3))
    >>> first, *_ = poisson_scan(counts, baseline, circles, replicates=99, rng=np.random.default_rng(1))
    >>> first.cells, first.first_day, first.observed, first.expected, round(first.llr, 6)
    ((0, 1), 1, 11, 4.0, 4.12761)
    >>> poisson_scan(0 * counts, baseline, circles, replicates=99, rng=np.random.default_rng(1))
    []
    """
    counts, baseline = np.asarray(counts).astype(np.int64), np.asarray(baseline, np.float64)
    if counts.shape != baseline.shape or len(counts) != circles.count:
        raise ValueError(
            f"counts {counts.shape}, baseline {baseline.shape}, {circles.count} cells: must be the same"
        )
    if not (np.isfinite(baseline).all() and (baseline >= 0).all() and (counts >= 0).all()):
        raise ValueError("counts and baseline must be numbers from 0 on")
    if ((counts > 0) & (baseline <= 0)).any():
        raise ValueError("a report where the baseline is 0: give the cell a baseline or leave the report out")
    if not counts.any():
        return []
    is_expected = baseline.sum(axis=1) > 0
    arranged = arrange(with_whole(circles) if whole else circles, is_expected)
    chosen = order_of(circles, is_expected)
    daily = baseline[chosen, ::-1].T
    lately = np.cumsum(counts[chosen, ::-1], axis=1)
    source = _Baseline(np.ascontiguousarray(daily))
    field = Field(arranged, np.cumsum(daily, axis=0), np.inf, least_reports, source.draw)
    found = find_clusters(field, lately, most_clusters=most_clusters)
    if not found:
        return []
    maxima = maxima_of(field, replicates=replicates, rng=rng, ratio=found[0].llr, enough=enough)
    return weigh(found, maxima, last_day=counts.shape[1] - 1, enough=enough)
