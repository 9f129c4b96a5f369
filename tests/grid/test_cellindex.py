"""The cell index against rational numbers and against shapely: inside, edges, corners, holes, slivers, overlaps."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import grid.cellindex as cellindex
from grid.cellindex import build_cell_index, hash_of
from grid.cells.orient import exact_side, side
from grid.cells.query import FIRST_RECORD, RECORD_HEAD, RECORD_STEP, SECTION_HEAD
from tests.grid.exact_twin import first_holding, jagged_tiles


def objects(shapes):
    return np.array([*shapes, None], dtype=object)[:-1]


def found(shapes, spots):
    x, y = (np.array(column, dtype=float) for column in zip(*spots, strict=True))
    return build_cell_index(objects(shapes)).find(x, y).tolist()


def twin(shapes, spots):
    return [first_holding(shapes, x, y) for x, y in spots]


ONE, TWO = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
RING = shapely.Polygon(shapely.box(0, 0, 4, 4).exterior, [shapely.box(1, 1, 3, 3).exterior])
APART = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)])


@pytest.mark.parametrize(
    ("shapes", "spot", "place"),
    [
        pytest.param([ONE, TWO], (0.5, 0.5), 0, id="inside"),
        pytest.param([ONE, TWO], (1.5, 0.5), 1, id="inside the other"),
        pytest.param([ONE, TWO], (1, 0.5), 0, id="a shared edge is the first one's"),
        pytest.param([TWO, ONE], (1, 0.5), 0, id="whichever comes first"),
        pytest.param([ONE, TWO], (2, 1), 1, id="an outer corner is inside"),
        pytest.param([ONE, TWO], (np.nextafter(2, 3), 0.5), -1, id="the next double is outside"),
        pytest.param([RING], (2, 2), -1, id="a hole"),
        pytest.param([RING], (1, 2), 0, id="the edge of a hole"),
        pytest.param([RING, shapely.box(1, 1, 3, 3)], (2, 2), 1, id="what fills the hole"),
        pytest.param([APART], (2.5, 2.5), 0, id="the second part"),
        pytest.param([APART], (1.5, 1.5), -1, id="between the parts"),
        pytest.param([shapely.box(0, 0, 9, 9), ONE], (0.5, 0.5), 0, id="an overlap is the first one's"),
        pytest.param([ONE, shapely.box(0, 0, 9, 9)], (0.5, 0.5), 0, id="in whatever order of sizes"),
        pytest.param([ONE], (float("nan"), 0.5), -1, id="no point"),
        pytest.param([ONE], (float("inf"), 0.5), -1, id="no end"),
        pytest.param([shapely.Polygon(), ONE], (0.5, 0.5), 1, id="an empty polygon holds nothing"),
    ],
)
def test_drawn(shapes, spot, place):
    assert found(shapes, [spot]) == [place]


def test_no_polygons_hold_nothing():
    assert found([], [(0, 0)]) == [-1]
    assert found([shapely.Polygon()], [(0, 0)]) == [-1]


halves = st.integers(0, 12).map(lambda n: n / 2)
near = st.tuples(halves, st.sampled_from([0.0, 1e-12, -1e-12, 1e-9, 5e-16, -5e-16])).map(sum)
spots = st.lists(
    st.tuples(st.one_of(halves, near, st.floats(-1, 7)), st.one_of(halves, near, st.floats(-1, 7))),
    min_size=1,
    max_size=25,
)
corners = st.tuples(st.integers(0, 6), st.integers(0, 6))
sizes = st.sampled_from([0.5, 1, 2])
boxes = st.builds(
    lambda x, y, w, h: shapely.box(x / 2, y / 2, x / 2 + w, y / 2 + h),
    st.integers(0, 9),
    st.integers(0, 9),
    sizes,
    sizes,
)
triangles = (
    st.lists(corners, min_size=3, max_size=3, unique=True)
    .map(shapely.Polygon)
    .filter(lambda one: one.area > 0)
)
slivers = (
    st.tuples(corners, corners)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: shapely.Polygon([pair[0], pair[1], (pair[1][0] + 1e-12, pair[1][1] + 1e-12)]))
    .filter(lambda one: one.is_valid and one.area > 0)
)
holed = st.builds(
    lambda x, y: shapely.Polygon(
        shapely.box(x, y, x + 3, y + 3).exterior, [shapely.box(x + 1, y + 1, x + 2, y + 2).exterior]
    ),
    st.integers(0, 3),
    st.integers(0, 3),
)
several = st.lists(boxes, min_size=2, max_size=3).map(shapely.MultiPolygon).filter(lambda one: one.is_valid)
shapes = st.lists(st.one_of(boxes, triangles, slivers, holed, several), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(shapes, spots, st.sampled_from([0.5, 4.0, 60.0]), st.sampled_from([1.0, 24.0]))
def test_agrees_with_rational_numbers(shapes, spots, cells_per_edge, edges_per_top):
    """Whatever the raster: overlaps, gaps, holes, slivers of 1e-12, points on corners and edges and a hair beside them."""
    on_corners = [tuple(corner) for shape in shapes for corner in shapely.get_coordinates(shape)[:3].tolist()]
    asked = spots + on_corners
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cellindex, "CELLS_PER_EDGE", cells_per_edge)
        patch.setattr(cellindex, "EDGES_PER_TOP", edges_per_top)
        assert found(shapes, asked) == twin(shapes, asked)


def test_points_along_jagged_shared_edges_agree_with_rational_numbers():
    tiles = jagged_tiles(25, seed=7)
    rng = np.random.default_rng(1)
    ends = np.vstack([shapely.get_coordinates(tile) for tile in tiles])
    at = rng.integers(0, len(ends) - 1, 400)
    along = rng.uniform(0, 1, (400, 1))
    on_lines = ends[at] + along * (ends[at + 1] - ends[at])  # rounded: a hair beside the edge, or on it
    hair = on_lines + rng.choice([1e-16, -1e-16, 1e-12], (400, 2))
    asked = [tuple(spot) for spot in np.vstack([ends[::7], on_lines, hair]).tolist()]
    assert found(tiles, asked) == twin(list(tiles), asked)


def test_a_line_through_a_corner_is_crossed_once():
    """Points exactly behind a corner, seen from the point of their cell that is known: the line meets two edges at once."""
    tiles = jagged_tiles(60, seed=11, between=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cellindex, "CELLS_PER_EDGE", 0.2)
        index = build_cell_index(tiles)
    records = index.cells.records
    asked = []
    places = np.unique((FIRST_RECORD - index.cells.codes[index.cells.codes < -1]) * RECORD_STEP)
    for at in places[:: len(places) // 300 + 1]:
        seen_from = records[at : at + 2]
        first = at + RECORD_HEAD + SECTION_HEAD
        for corner in records[first : first + 4 * int(records[at + RECORD_HEAD + 1])].reshape(-1, 2):
            for times in (2.0, 1.5, 1.25, 1.125):
                spot = seen_from + times * (corner - seen_from)
                if _is_in_line(seen_from, corner, spot):
                    asked.append(tuple(spot.tolist()))
    assert len(asked) > 100
    asked = asked[:: len(asked) // 400 + 1]  # rational numbers take their time
    x, y = (np.array(column) for column in zip(*asked, strict=True))
    assert index.find(x, y).tolist() == twin(list(tiles), asked)


def _is_in_line(one, two, three):
    (a, b), (c, d), (e, f) = ([Fraction(number) for number in spot.tolist()] for spot in (one, two, three))
    return (c - a) * (f - b) == (d - b) * (e - a)


def test_every_inner_point_has_exactly_one_tile_in_every_order():
    tiles = jagged_tiles(80, seed=3)
    rng = np.random.default_rng(2)
    x, y = rng.uniform(0.05, 0.95, (2, 200_000))
    index = build_cell_index(tiles)
    told = index.find(x, y)
    assert (told >= 0).mean() > 0.9
    point, tile = shapely.STRtree(tiles).query(shapely.points(x[:20_000], y[:20_000]), predicate="intersects")
    assert np.bincount(point, minlength=20_000).max() == 1
    by_shapely = np.full(20_000, -1)
    by_shapely[point] = tile
    assert (told[:20_000] == by_shapely).all()
    order = rng.permutation(len(x))
    assert (index.find(x[order], y[order]) == told[order]).all()
    assert (index.find(x, y, threads=1) == told).all()
    turned = build_cell_index(tiles[::-1].copy()).find(x, y)
    assert (np.where(turned < 0, -1, len(tiles) - 1 - turned) == told).all()


def test_arrow_in_arrow_out():
    index = build_cell_index(objects([ONE, TWO]))
    told = index.find_arrow(pa.array([0.5, None, 9.0, 1.5]), pa.chunked_array([[0.5, 0.5], [0.5, 0.5]]))
    assert told.equals(pa.array([0, None, None, 1], pa.int32()))


def test_polygons_of_a_city_take_little_memory():
    index = build_cell_index(jagged_tiles(2_000, seed=1, between=6))
    assert index.nbytes < 256e6 / 10


def test_the_hash_tells_polygons_and_their_order_apart():
    hashes = {hash_of(objects(each)) for each in ([ONE, TWO], [TWO, ONE], [ONE], [])}
    assert len(hashes) == 4
    assert hash_of(objects([ONE, TWO])) in hashes


doubles = st.one_of(
    st.floats(-200, 200, allow_subnormal=False).filter(lambda n: n == 0 or abs(n) > 1e-100),
    st.integers(-4, 4).map(float),
    st.tuples(st.integers(-4, 4), st.integers(-3, 3)).map(lambda n: n[0] + n[1] * 2.0**-52),
)


@settings(max_examples=500, deadline=None)
@given(doubles, doubles, doubles, doubles, doubles, doubles)
def test_the_side_of_an_edge_is_that_of_rational_numbers(x1, y1, x2, y2, x, y):
    a, b, c, d, e, f = map(Fraction, (x1, y1, x2, y2, x, y))
    told = (c - a) * (f - b) - (d - b) * (e - a)
    sign = (told > 0) - (told < 0)
    assert np.sign(side(x1, y1, x2, y2, x, y)) == sign
    assert np.sign(exact_side(x1, y1, x2, y2, x, y)) == sign
