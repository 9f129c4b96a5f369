"""Which areas touch and which are nearest, against a slow twin and the geodesic."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Geod

from grid.gazetteer import read_gazetteer
from grid.neighbour import nearest, nearest_areas, touching, touching_areas
from grid.shape import inner_points
from tests.grid.drawn_places import STEP, load_county, square
from tests.grid.exact_twin import jagged_tiles


def objects(*shapes: shapely.Geometry) -> np.ndarray:
    return np.array([*shapes, None], dtype=object)[:-1]


@pytest.mark.parametrize(
    ("shapes", "neighbours"),
    [
        pytest.param([square(0, 0), square(1, 0), square(2, 0)], [[1], [0, 2], [1]], id="a row"),
        pytest.param([square(0, 0), square(1, 1)], [[1], [0]], id="a corner is enough"),
        pytest.param([square(0, 0), square(3, 0)], [[], []], id="far apart"),
        pytest.param([square(0, 0), square(1.001, 0)], [[1], [0]], id="1 m apart touches"),
        pytest.param([square(0, 0), square(1.1, 0)], [[], []], id="100 m apart does not"),
        pytest.param([square(0, 0), square(0, 0)], [[1], [0]], id="one over the other"),
        pytest.param([square(0, 0)], [[]], id="alone"),
        pytest.param([], [], id="none"),
    ],
)
def test_touching(shapes, neighbours):
    told = touching(objects(*shapes))
    assert [told.of(place) for place in range(len(shapes))] == neighbours


def test_tiles_that_share_an_edge_touch():
    tiles = jagged_tiles(40, seed=2)
    told = touching(tiles, apart_m=0.001)
    slow = [
        [n for n, other in enumerate(tiles) if n != place and one.intersects(other)]
        for place, one in enumerate(tiles)
    ]
    assert [told.of(place) for place in range(len(tiles))] == slow


def test_the_nearest_are_those_of_the_geodesic():
    squares = objects(*(square(column * 1.5, row * 2) for column in range(5) for row in range(4)))
    places, metres = nearest(squares, count=3)
    lon, lat = inner_points(squares)
    earth = Geod(ellps="WGS84")
    for place in range(len(squares)):
        apart = np.array([earth.inv(lon[place], lat[place], x, y)[2] for x, y in zip(lon, lat, strict=True)])
        apart[place] = np.inf
        assert metres[place] == pytest.approx(np.sort(apart)[:3], rel=1e-6)
        assert apart[places[place]] == pytest.approx(np.sort(apart)[:3], rel=1e-6)


def test_fewer_than_asked_and_shapes_without_area():
    places, metres = nearest(objects(square(0, 0), shapely.Polygon(), square(1, 0)), count=2)
    assert places.tolist() == [[2, -1], [-1, -1], [0, -1]]
    assert metres[0, 0] == pytest.approx(STEP * 111_320 * np.cos(np.radians(30.005)), rel=2e-3)
    assert np.isnan(metres[:, 1]).all()
    assert nearest(objects(), count=2)[0].shape == (0, 2)


def test_those_of_a_gazetteer_are_worked_out_once(warehouse, tmp_path):
    load_county(warehouse, tmp_path)
    with warehouse.reading() as connection:
        gazetteer, same_again = (read_gazetteer(connection, on=None) for _ in range(2))
    shapes = gazetteer.polygons.shapes
    told = touching_areas(gazetteer)
    assert [told.of(n) for n in range(len(shapes))] == [touching(shapes).of(n) for n in range(len(shapes))]
    assert nearest_areas(gazetteer, 2)[0].tolist() == nearest(shapes, count=2)[0].tolist()
    assert touching_areas(gazetteer) is told
    assert nearest_areas(gazetteer, 2) is nearest_areas(gazetteer, 2)
    assert touching_areas(same_again) is not told  # read anew, as after a change of boundaries
