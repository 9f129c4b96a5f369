"""The scans again, slow and obvious: sets of cells, loops over circles and windows, no floors, no lanes.

Places are whole metres, so distances are compared as whole squares.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Count = Callable[[Sequence[int], int], float]  # cells, window → how many

SAME = 1e-9


@dataclass(frozen=True)
class TwinCluster:
    centre: int
    cells: frozenset[int]
    window: int
    observed: int
    expected: float
    llr: float


def rings(x: Sequence[int], y: Sequence[int], centre: int) -> list[list[int]]:
    squares = [(x[cell] - x[centre]) ** 2 + (y[cell] - y[centre]) ** 2 for cell in range(len(x))]
    return [[cell for cell in range(len(x)) if squares[cell] == square] for square in sorted(set(squares))]


def circles(
    x: Sequence[int], y: Sequence[int], *, most_cells: int | None = None, radius: float | None = None
) -> list[list[list[int]]]:
    """Of each centre its circles, the smallest first."""
    told: list[list[list[int]]] = []
    for centre in range(len(x)):
        held: list[int] = []
        nested: list[list[int]] = []
        for ring in rings(x, y, centre):
            far = math.hypot(x[ring[0]] - x[centre], y[ring[0]] - y[centre])
            if len(held) + len(ring) > (most_cells or len(x)) or (radius is not None and far > radius):
                break
            held = held + ring
            nested.append(held)
        told.append(nested)
    return told


def ratio(count: float, expected: float, total: float) -> float:
    if count <= expected:
        return 0.0
    inside = count * math.log(count / expected)
    if math.isinf(total):
        return inside - (count - expected)
    if count == total:
        return inside
    return inside + (total - count) * math.log((total - count) / (total - expected))


def all_clusters(
    nested: list[list[list[int]]], windows: int, observed: Count, expected: Count, total: float, least: int
) -> Iterator[TwinCluster]:
    for centre, around in enumerate(nested):
        for cells in around:
            for window in range(windows):
                count, mean = observed(cells, window), expected(cells, window)
                if count >= least and count > mean:
                    llr = ratio(count, mean, total)
                    yield TwinCluster(centre, frozenset(cells), window, int(count), mean, llr)


def largest(clusters: Iterator[TwinCluster]) -> float:
    return max((cluster.llr for cluster in clusters), default=0.0)


def without_overlap(clusters: list[TwinCluster]) -> list[float]:
    """The ratios of the likeliest cluster, of the likeliest that shares no cell with it, and so on."""
    told: list[float] = []
    while clusters:
        best = max(clusters, key=lambda cluster: cluster.llr)
        told.append(best.llr)
        clusters = [cluster for cluster in clusters if not cluster.cells & best.cells]
    return told
