"""Shapes as arcs that neighbours share: each side is simplified and sent once, so neighbours stay edge to edge.

two squares side by side      →  arcs [left ring, shared side, right ring], rings [[0, 1]], [[~1, 2]]   (~: backwards)
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

LEAST_POINTS = 4  # of a ring, its first again at its end
DIGITS = 7  # corners closer than this, in degrees, are one
Points = NDArray[np.float64]
Ring = list[int]


@dataclass(frozen=True)
class Topology:
    """arcs: points from end to end; shapes: polygons of rings of arc numbers, ~n for arc n backwards."""

    arcs: list[Points]
    shapes: list[list[list[Ring]]]

    def ring(self, numbers: Ring) -> Points:
        """The points of a ring, its first again at its end."""
        parts = [self.arcs[number] if number >= 0 else self.arcs[~number][::-1] for number in numbers]
        return np.vstack([*(part[:-1] for part in parts), parts[0][:1]])

    def geometries(self) -> list[BaseGeometry]:
        """The shapes again."""
        return [
            _geometry([[self.ring(ring) for ring in polygon] for polygon in shape]) for shape in self.shapes
        ]

    def merged(self, groups: Sequence[Sequence[int]]) -> Topology:
        """The shapes of each group as one: what is left are the arcs that only one of its shapes has."""
        return Topology(self.arcs, [self._merged(group) for group in groups]).without_spare_arcs()

    def _merged(self, group: Sequence[int]) -> list[list[Ring]]:
        own = [n for at in group for polygon in self.shapes[at] for ring in polygon for n in ring]
        left = set(own)
        walked = _walked([number for number in own if ~number not in left], self.arcs)
        rings = [(ring, self.ring(ring)) for ring in walked]
        return _nested([(ring, points) for ring, points in rings if len(points) >= LEAST_POINTS])

    def without_spare_arcs(self) -> Topology:
        """The same, with only the arcs that are used, numbered anew."""
        rings = [ring for shape in self.shapes for polygon in shape for ring in polygon]
        used = sorted({number if number >= 0 else ~number for ring in rings for number in ring})
        at = {number: place for place, number in enumerate(used)}

        def anew(ring: Ring) -> Ring:
            return [at[number] if number >= 0 else ~at[~number] for number in ring]

        shapes = [[[anew(ring) for ring in polygon] for polygon in shape] for shape in self.shapes]
        return Topology([self.arcs[number] for number in used], shapes)


def _walked(numbers: list[int], arcs: list[Points]) -> list[Ring]:
    """Directed arcs put together end to start."""

    def ends(number: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
        first, last = tuple(arcs[max(number, ~number)][0]), tuple(arcs[max(number, ~number)][-1])
        return (first, last) if number >= 0 else (last, first)

    leaving: dict[tuple[float, ...], list[int]] = {}
    for number in numbers:
        leaving.setdefault(ends(number)[0], []).append(number)
    rings = []
    while leaving:
        start = next(iter(leaving))
        ring: Ring = []
        here = start
        while here in leaving:
            number = leaving[here].pop()
            if not leaving[here]:
                del leaving[here]
            ring.append(number)
            here = ends(number)[1]
        rings.append(ring)
    return rings


def _nested(rings: list[tuple[Ring, Points]]) -> list[list[Ring]]:
    """Rings that run left round an inside as polygons, the others as holes of the first one they lie in."""
    outer = [(ring, points) for ring, points in rings if _doubled_area(points) > 0]
    holes = [(ring, points) for ring, points in rings if _doubled_area(points) <= 0]
    polygons = [[ring] for ring, _ in outer]
    for ring, points in holes:
        inside = [shapely.Polygon(around).covers(shapely.Point(points[0])) for _, around in outer]
        if any(inside):
            polygons[inside.index(True)].append(ring)
    return polygons


def _doubled_area(points: Points) -> float:
    x, y = (points - points[0]).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def _geometry(polygons: list[list[Points]]) -> BaseGeometry:
    made = [shapely.Polygon(rings[0], rings[1:]) for rings in polygons]
    return made[0] if len(made) == 1 else shapely.MultiPolygon(made)


def topology(shapes: Sequence[BaseGeometry], *, step: float) -> Topology:
    """The arcs of polygons, each without the corners that move it by less than a step."""
    parts = [list(shapely.get_parts(shape)) for shape in shapes]
    flat = shapely.orient_polygons(np.array([part for some in parts for part in some], dtype=object))
    points, (ring_at, polygon_at) = shapely.to_ragged_array(flat)[1:]
    corners = np.rint(points[:, :2] * 10**DIGITS) / 10**DIGITS  # one place, one pair of numbers
    names = _names(corners)
    is_end = _ends(names, ring_at)
    arcs = _Arcs(corners, names)
    rings = [arcs.cut(int(a), int(b) - 1, is_end) for a, b in itertools.pairwise(ring_at)]
    polygons = [rings[a:b] for a, b in itertools.pairwise(polygon_at)]
    made = iter(polygons)
    nested = [[next(made) for _ in some] for some in parts]
    return Topology(_simplified(arcs.kept, rings, step), nested)


def _names(corners: Points) -> NDArray[np.int64]:
    """A number for each place a corner stands at."""
    whole = np.rint(corners * 10**DIGITS).astype(np.int64)
    return np.unique(whole[:, 0] * 4 * 10 ** (DIGITS + 2) + whole[:, 1], return_inverse=True)[1].ravel()


def _ends(names: NDArray[np.int64], ring_at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which corners have not exactly two neighbours: sides end there."""
    inner = np.ones(len(names), bool)
    inner[ring_at[1:] - 1] = False  # a ring's last point is its first again
    one, other = names[:-1][inner[:-1]], names[1:][inner[:-1]]
    size = int(names.max()) + 1
    pairs = np.unique(np.minimum(one, other) * size + np.maximum(one, other))
    low, high = np.divmod(pairs, size)
    is_side = low != high
    degree = np.bincount(low[is_side], minlength=size) + np.bincount(high[is_side], minlength=size)
    return np.asarray(degree != 2)


class _Arcs:
    """Arcs met so far, by their first two corners in the direction they were first met in."""

    def __init__(self, corners: Points, names: NDArray[np.int64]) -> None:
        self._corners = corners
        self._names = names
        self._found: dict[tuple[int, int], int] = {}
        self.kept: list[Points] = []

    def cut(self, first: int, last: int, is_end: NDArray[np.bool_]) -> Ring:
        """A ring from its first point to its last, which is the first again, as arcs."""
        own = self._names[first:last]
        ends = np.flatnonzero(is_end[own])
        start = int(ends[0]) if len(ends) else int(own.argmin())
        order = np.append((np.arange(len(own)) + start) % len(own), start) + first
        cuts = [*(ends - start).tolist(), len(own)] if len(ends) else [0, len(own)]
        return [self._number(order[a : b + 1]) for a, b in itertools.pairwise(cuts)]

    def _number(self, at: NDArray[np.int64]) -> int:
        names = self._names[at]
        forward, backward = (int(names[0]), int(names[1])), (int(names[-1]), int(names[-2]))
        if forward in self._found:
            return self._found[forward]
        if backward in self._found:
            return ~self._found[backward]
        self._found[forward] = len(self.kept)
        self.kept.append(self._corners[at])
        return len(self.kept) - 1


def _simplified(arcs: list[Points], rings: list[Ring], step: float) -> list[Points]:
    """Fewer corners; the arcs of a ring that would lose its inside stay as they are."""
    lines = shapely.linestrings(
        np.vstack(arcs), indices=np.repeat(np.arange(len(arcs)), [len(arc) for arc in arcs])
    )
    short = shapely.simplify(lines, step, preserve_topology=False)
    points, at = shapely.get_coordinates(short, return_index=True)
    found = np.split(points, np.flatnonzero(np.diff(at)) + 1)
    sizes = [len(arc) - 1 for arc in found]
    for ring in rings:
        if sum(sizes[number if number >= 0 else ~number] for number in ring) < 3:
            for number in ring:
                own = number if number >= 0 else ~number
                found[own], sizes[own] = arcs[own], len(arcs[own]) - 1
    return found
