"""Shapes as shared arcs: the same shapes again, neighbours edge to edge, levels joined from below."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from benchmarks.jagged import polygons
from dashboard.web.arcs import topology
from dashboard.web.sheet import make_sheet

RING = Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(3, 3), (3, 6), (6, 6), (6, 3)]])


def test_two_squares_share_one_side() -> None:
    drawn = topology([box(0, 0, 1, 1), box(1, 0, 2, 1)], step=0)
    assert len(drawn.arcs) == 3
    assert [shape.area for shape in drawn.geometries()] == [1, 1]


def test_an_island_in_a_hole_keeps_its_shore() -> None:
    drawn = topology([RING, box(3, 3, 6, 6)], step=0)
    assert [shape.area for shape in drawn.geometries()] == [72, 9]
    whole = drawn.merged([[0, 1]])
    assert shapely.area(whole.geometries()).tolist() == [81]
    assert len(whole.shapes[0][0]) == 1  # the hole is filled


def test_a_ring_alone_keeps_its_hole_when_joined() -> None:
    far = box(20, 20, 21, 21)
    (joined,) = topology([RING, far], step=0).merged([[0, 1]]).geometries()
    assert joined.area == pytest.approx(73)
    assert sorted(len(part.interiors) for part in joined.geoms) == [0, 1]


@settings(max_examples=20, deadline=None)
@given(st.integers(20, 120), st.integers(1, 50))
def test_jagged_cells_come_back_and_still_tile(count: int, seed: int) -> None:
    shapes = polygons(count, seed=seed)
    exact = topology(list(shapes), step=0).geometries()
    assert np.allclose(shapely.area(exact), shapely.area(shapes))
    coarse = topology(list(shapes), step=0.002)
    assert sum(len(arc) for arc in coarse.arcs) < sum(shapely.get_num_coordinates(shapes))
    assert sum(shape.area for shape in coarse.geometries()) == pytest.approx(
        shapely.area(shapes).sum(), rel=0.02
    )


def test_levels_are_joined_without_gaps() -> None:
    shapes = list(polygons(200, seed=3))
    drawn = topology(shapes, step=0)
    halves = drawn.merged([list(range(100)), list(range(100, len(shapes)))]).geometries()
    wanted = [shapely.union_all(shapes[:100]).area, shapely.union_all(shapes[100:]).area]
    assert [shape.area for shape in halves] == pytest.approx(wanted, rel=1e-6)


def test_a_sheet_says_where_everything_is() -> None:
    shapes = list(polygons(60, seed=5))
    drawn = topology(shapes, step=0)
    codes = [f"G{at}" for at in range(len(shapes))]
    sheet = make_sheet(codes, codes, drawn, [(0.0, 0.0)] * len(codes))
    told = json.loads(gzip.decompress(sheet.packed))
    west, south, cell = told["scale"]
    arcs = [np.cumsum(np.reshape(steps, (-1, 2)), axis=0) * cell + [west, south] for steps in told["arcs"]]
    for rings, shape in zip(told["shapes"], shapes, strict=True):
        points = [arcs[n][:-1] if n >= 0 else arcs[~n][::-1][:-1] for n in rings[0][0]]
        assert Polygon(np.vstack(points)).symmetric_difference(shape).area < 5 * cell


def test_neighbours_whose_corners_differ_in_the_last_digit_are_joined_whole() -> None:
    """Five squares in a row, drawn by adding a hundredth again and again: 120.02 here is 120.02000000000001 there."""
    squares = [shapely.box(120 + at * 0.01, 30, 120 + at * 0.01 + 0.01, 30.01) for at in range(5)]
    (joined,) = topology(squares, step=1e-5).merged([range(5)]).geometries()
    assert joined.geom_type == "Polygon"
    assert joined.symmetric_difference(shapely.box(120, 30, 120.05, 30.01)).area < 1e-9
