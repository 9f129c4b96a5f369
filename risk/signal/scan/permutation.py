"""The prospective space-time permutation scan: where and since when reports come closer together than by chance.

reports    cell  day                    circle       days       observed  expected  llr     p
           3     21                     3, 4, 7      21 … 23    4         0.67      3.85    0.21
           4     23
           …     …

Null hypothesis: within a stratum (weekday) the days belong to the cells by chance. Expected of a circle and window are its
reports of all days × those of the window everywhere / all, summed over strata; replicates shuffle the days. Only the reports are
used, so an area's own level and a rise of the whole city cannot raise it. Every window ends on the last day.

Kulldorff, Heffernan, Hartman, Assunção & Mostashari 2005, PLoS Med 2(3):e59. Reports, days and metres are the units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk.signal.scan.arrange import Arranged, arrange
from risk.signal.scan.circle import Circles, Floats, Longs
from risk.signal.scan.cluster import Cluster, weigh
from risk.signal.scan.field import Drawn, Field
from risk.signal.scan.find import find_clusters
from risk.signal.scan.maxima import maxima_of

IntArray = NDArray[np.integer]
LEAST_REPORTS = 2  # in a cluster


@dataclass(frozen=True)
class _Strata:
    """The reports by stratum. cells: of all its reports; ago: days before the last of those in the window."""

    cells: list[Longs]
    ago: list[Longs]
    windows: int

    def draw(self, rng: np.random.Generator, lanes: int) -> Drawn:
        """In each replicate every report of the window falls to another report's cell, none taken twice."""
        drawn = [
            np.stack([rng.choice(cells, len(ago), replace=False) for _ in range(lanes)], axis=1)
            for cells, ago in zip(self.cells, self.ago, strict=True)
        ]
        ago = np.concatenate(self.ago)
        order = np.argsort(ago, kind="stable")
        cell = np.concatenate(drawn)[order]
        day_start = np.searchsorted(ago[order], np.arange(self.windows + 1)) * lanes
        return Drawn(cell.ravel(), np.tile(np.arange(lanes), len(ago)), day_start)


def permutation_scan(  # noqa: PLR0913  each is a setting of the scan
    cell: IntArray,
    day: IntArray,
    circles: Circles,
    *,
    days: int,
    window_days: int,
    replicates: int,
    rng: np.random.Generator,
    weekday: IntArray | None = None,
    most_clusters: int = 10,
    least_reports: int = LEAST_REPORTS,
    enough: int | None = None,
) -> list[Cluster]:
    """The clusters that last until day `days` − 1, the likeliest first; one entry of cell and day per report.

    days: how many there are, from 0 on; window_days: the longest window; weekday: the stratum of each report, of its day alone;
    least_reports: of a cluster; enough: stop when so many replicates are as large as the likeliest.

    >>> from risk.signal.scan.circle import circles_of
    >>> circles = circles_of(np.array([0.0, 1000.0, 2000.0]), np.zeros(3), most_cells=2)
    >>> cell, day = np.array([0, 1, 1, 2, 2, 2, 0, 0]), np.array([0, 1, 2, 3, 4, 5, 9, 9])
    >>> first, *_ = permutation_scan(
    ...     cell, day, circles, days=10, window_days=3, replicates=99, rng=np.random.default_rng(1))
    >>> first.cells, first.first_day, first.observed, first.expected, round(first.llr, 6)
    ((0,), 9, 2, 0.75, 0.826207)
    >>> permutation_scan(cell[:0], day[:0], circles, days=10, window_days=3, replicates=99, rng=np.random.default_rng(1))
    []
    """
    cell, day = (np.asarray(each).astype(np.int64) for each in (cell, day))
    if not 1 <= window_days < days:
        raise ValueError(f"window_days {window_days}: at least one day, fewer than the {days} days looked at")
    if not _are_below(cell, circles.count) & _are_below(day, days):
        raise ValueError("a report lies outside the days or cells: leave it out")
    if not len(cell):
        return []
    arranged = arrange(circles, np.bincount(cell, minlength=circles.count) > 0)
    number, ago = arranged.number[cell], days - 1 - day
    stratum = np.zeros(len(cell), np.int64) if weekday is None else np.asarray(weekday, np.int64)
    strata = _strata(number, ago, stratum, window_days)
    field = Field(arranged, _expected(arranged, strata), float(len(cell)), least_reports, strata.draw)
    found = find_clusters(field, _counts(arranged, number, ago, window_days), most_clusters=most_clusters)
    if not found:
        return []
    maxima = maxima_of(field, replicates=replicates, rng=rng, ratio=found[0].llr, enough=enough)
    return weigh(found, maxima, last_day=days - 1, enough=enough)


def _are_below(numbers: Longs, end: int) -> bool:
    return bool((numbers >= 0).all() and (numbers < end).all())


def _strata(number: Longs, ago: Longs, stratum: Longs, windows: int) -> _Strata:
    chosen = [stratum == each for each in np.unique(stratum)]
    return _Strata([number[at] for at in chosen], [ago[at & (ago < windows)] for at in chosen], windows)


def _expected(arranged: Arranged, strata: _Strata) -> Floats:
    """[window, cell]: reports of a cell on all days × those of the window everywhere / all, summed over strata."""
    expected = np.zeros((strata.windows, arranged.count))
    for cells, ago in zip(strata.cells, strata.ago, strict=True):
        in_window = np.cumsum(np.bincount(ago, minlength=strata.windows))
        expected += in_window[:, None] * np.bincount(cells, minlength=arranged.count)[None, :] / len(cells)
    return expected


def _counts(arranged: Arranged, number: Longs, ago: Longs, windows: int) -> Longs:
    """[cell, window]: the reports of a cell in windows of one day, two days and so on."""
    counts = np.zeros((arranged.count, windows), np.int64)
    lately = ago < windows
    np.add.at(counts, (number[lately], ago[lately]), 1)
    return np.cumsum(counts, axis=1)
