"""Which polygon a point is in, against a slow twin that asks each polygon."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

import grid.polygon
from grid.polygon import PolygonSearch
from tests.grid.drawn_places import SOUTH, STEP, WEST, spot, square


def slow(shapes, lon, lat):
    """The first polygon that touches each point; -1 for none."""
    points = [shapely.Point(x, y) for x, y in zip(lon, lat, strict=True)]
    return [next((n for n, shape in enumerate(shapes) if shape.intersects(point)), -1) for point in points]


def search(*shapes):
    return PolygonSearch(np.array([*shapes, None], dtype=object)[:-1])


def ask(polygons, *spots):
    lon, lat = (np.array(column) for column in zip(*spots, strict=True))
    return polygons.find_polygon(lon, lat).tolist()


def test_inside_edge_corner_hole_and_outside():
    ring = shapely.Polygon(square(0, 1, width=3, height=3).exterior, [square(1, 2).exterior])
    polygons = search(square(0, 0), square(1, 0), ring)

    assert ask(polygons, spot(0.5, 0.5), spot(1.5, 0.5)) == [0, 1]
    assert ask(polygons, spot(1, 0.5), spot(1, 1), spot(1.5, 1)) == [0, 0, 1]  # shared: the smallest code
    assert ask(polygons, spot(0, 0), spot(3, 4)) == [0, 2]  # an outer edge is inside
    assert ask(polygons, spot(1.5, 2.5), spot(1, 2.5)) == [-1, 2]  # a hole, and its edge
    assert ask(polygons, spot(9, 9)) == [-1]
    assert ask(search(), spot(0, 0)) == [-1]


steps = st.integers(0, 12).map(lambda n: n / 2)
free = st.floats(0, 6, allow_subnormal=False)
tiles = st.lists(
    st.tuples(steps, steps, st.sampled_from([0.5, 1, 2]), st.sampled_from([0.5, 1, 2])), max_size=8
)
spots = st.lists(st.tuples(st.one_of(steps, free), st.one_of(steps, free)), min_size=1, max_size=30)


@settings(max_examples=30, deadline=None)
@given(tiles, spots)
def test_many_points_are_answered_as_a_few_are(tiles, spots):
    shapes = [square(x, y, width=w, height=h) for x, y, w, h in tiles]
    lon, lat = (np.array(column) for column in zip(*(spot(*one) for one in spots), strict=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid.polygon, "MANY_POINTS", 1)
        by_cells = search(*shapes)
        assert by_cells.find_polygon(lon, lat).tolist() == search(*shapes)._by_tree(lon, lat).tolist()
        assert by_cells._cells is not None


@settings(max_examples=60, deadline=None)
@given(tiles, spots, st.randoms())
def test_agrees_with_the_slow_twin_in_every_order(tiles, spots, random):
    shapes = [square(x, y, width=w, height=h) for x, y, w, h in tiles]
    lon, lat = (np.array(column) for column in zip(*(spot(*one) for one in spots), strict=True))
    found = search(*shapes).find_polygon(lon, lat)
    order = np.array(random.sample(range(len(spots)), len(spots)))

    assert found.tolist() == slow(shapes, lon, lat)
    assert search(*shapes).find_polygon(lon[order], lat[order]).tolist() == found[order].tolist()


def test_jagged_tiles_give_every_inner_point_exactly_one_polygon():
    rng = np.random.default_rng(5)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(rng.uniform(0, 1, (60, 2)))))
    lon, lat = rng.uniform(0.1, 0.9, 3000), rng.uniform(0.1, 0.9, 3000)
    found = search(*cells).find_polygon(lon, lat)

    assert found.tolist() == slow(list(cells), lon, lat)
    assert (found >= 0).all()


@pytest.mark.parametrize("metres", [1.0, 50.0, 199.0, 201.0, 5_000.0, 100_000.0])
@pytest.mark.parametrize("azimuth", [90.0, 45.0, 0.0])
def test_metres_to_the_nearest(metres, azimuth):
    polygons = search(square(0, 0), square(5, 0))
    east, north, _ = Geod(ellps="WGS84").fwd(WEST + STEP, SOUTH + STEP, azimuth, metres)
    lone = search(square(0, 0))
    found, apart = lone.find_nearest(np.array([east]), np.array([north]))

    assert found.tolist() == [0]
    if azimuth != 0.0 or metres < 50_000:
        assert apart[0] == pytest.approx(metres, rel=0.01)
    assert polygons.find_nearest(np.array([spot(4.9, 0.5)[0]]), np.array([spot(4.9, 0.5)[1]]))[
        0
    ].tolist() == [1]


def test_nearest_is_measured_in_metres_not_degrees():
    """At 60°N a degree of longitude is half a degree of latitude long."""
    west, north = shapely.box(9.0, 60.0, 10.0, 60.1), shapely.box(10.0, 60.21, 11.0, 60.5)
    found, _ = search(north, west).find_nearest(np.array([10.15]), np.array([60.1]))
    assert found.tolist() == [1]  # 0.15° west is 8.3 km, 0.11° north is 12.3 km


def test_equally_near_goes_to_the_smallest_code():
    found, _ = search(square(0, 0), square(2, 0)).find_nearest(
        np.array([spot(1.5, 0)[0]]), np.array([spot(1.5, 0.5)[1]])
    )
    assert found[0] in (0, 1)
    again, _ = search(square(0, 0), square(0, 0)).find_nearest(
        np.array([spot(1.5, 0)[0]]), np.array([spot(1.5, 0.5)[1]])
    )
    assert again.tolist() == [0]
    assert search().find_nearest(np.array([1.0]), np.array([1.0]))[0].tolist() == [-1]
