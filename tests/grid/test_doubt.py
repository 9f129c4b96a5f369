"""The grid named against the point: how far apart, and what is doubted."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from grid.gazetteer import Area, Gazetteer
from grid.locate import locate
from grid.polygon import PolygonSearch
from tests.grid.drawn_places import reports, spot, square

# a and b lie side by side, c is 3 steps (2.9 km) east of a; f overlaps a
CODES = ("a", "b", "c", "f")
SHAPES = np.array([square(0, 0), square(1, 0), square(4, 0), square(0.5, 0)], dtype=object)
NAMES = {"a": "第一网格", "b": "第二网格", "c": "第三网格", "f": "第四网格"}
VILLAGE = Area("v", "community", "东风村", None, None, None)
AREAS = {code: Area(code, "grid", name, None, *spot(0, 0)) for code, name in NAMES.items()}
GRIDS = Gazetteer("grid", CODES, PolygonSearch(SHAPES), AREAS)
METRE = 1 / 96_486  # degrees of longitude at 30°N

# step east of 120°E, words → area_code, located_by, trust, declared_code, metres, doubt_code
DRAWN = {
    "no words": ((0.2, {}), ("a", "point", 1, None, None, None)),
    "the same grid": ((0.2, {"grid_text": "第一网格"}), ("a", "point", 1, "a", 0, None)),
    "the next grid, 480 m": ((0.5, {"grid_text": "第二网格"}), ("a", "point", 1, "b", 482, None)),
    "the next grid, 580 m": ((0.4, {"grid_text": "第二网格"}), ("a", "point", 0.5, "b", 579, "grid_differs")),
    "by code": ((0.4, {"grid_text": "C"}), ("a", "point", 0.5, "c", 3473, "grid_differs")),
    "in both": ((0.8, {"grid_text": "第四网格"}), ("a", "point", 1, "f", 0, None)),
    "unknown words": ((0.4, {"grid_text": "第九网格"}), ("a", "point", 1, None, None, None)),
    "an address is not asked": ((0.4, {"place_text": "第三网格"}), ("a", "point", 1, None, None, None)),
    "near its grid": ((-0.1, {"grid_text": "第一网格"}), ("a", "point", 0.707, "a", 96, None)),
    "near another": ((-0.1, {"grid_text": "第三网格"}), ("a", "point", 0.5, "c", 3956, "grid_differs")),
    "far outside": ((-2, {"grid_text": "第三网格"}), ("c", "grid_name", 0.8, "c", 5789, None)),
}


@pytest.mark.parametrize(("row", "answer"), DRAWN.values(), ids=DRAWN)
def test_drawn(row, answer):
    step, words = row
    lon, lat = spot(step, 0.5)
    told = locate(reports({"lon": lon, "lat": lat, **words}), GRIDS).to_pylist()[0]
    metres = told["declared_m"]
    assert (
        told["area_code"],
        told["located_by"],
        round(told["location_confidence_share"], 3),
        told["declared_code"],
        None if metres is None else round(metres),
        told["doubt_code"],
    ) == answer


def test_a_village_alone_is_no_conflict():
    areas = AREAS | {"v": VILLAGE, "c": Area("c", "grid", "第三网格", "v", *spot(0, 0))}
    gazetteer = Gazetteer("grid", CODES, PolygonSearch(SHAPES), areas)
    lon, lat = spot(0.4, 0.5)
    told = locate(reports({"lon": lon, "lat": lat, "village_name": "东风村"}), gazetteer).to_pylist()[0]
    assert (told["declared_code"], told["doubt_code"], told["location_confidence_share"]) == ("c", None, 1)


# the point is a placeholder; step, words → area_code, located_by, trust, declared_code, is it shown at its point
PLACEHOLDERS = {
    "words go first": ((0.2, {"grid_text": "第三网格"}), ("c", "grid_name", 0.8, "c", False)),
    "an address too": ((0.2, {"place_text": "第三网格"}), ("c", "address", 0.8, "c", False)),
    "the same grid": ((0.2, {"grid_text": "第一网格"}), ("a", "grid_name", 0.8, "a", False)),
    "no words": ((0.2, {}), ("a", "point", 0.2, None, True)),
    "words nobody knows": ((0.2, {"village_name": "没有的村"}), ("a", "point", 0.2, None, True)),
    "outside all": ((9, {}), (None, "none", 0, None, True)),
}


@pytest.mark.parametrize(("row", "answer"), PLACEHOLDERS.values(), ids=PLACEHOLDERS)
def test_a_placeholder(row, answer):
    step, words = row
    at = spot(step, 0.5)
    rows = reports({"lon": at[0], "lat": at[1], **words})
    told = locate(rows, GRIDS, placeholders=frozenset({at})).to_pylist()[0]
    names = ("area_code", "located_by", "location_confidence_share", "declared_code")
    assert (*(told[name] for name in names), (told["lon"], told["lat"]) == at) == answer
    assert told["doubt_code"] == "placeholder"


def test_a_village_of_several_grids_goes_before_a_placeholder():
    areas = {code: Area(code, "grid", area.name, "v", *spot(0, 0)) for code, area in AREAS.items()}
    gazetteer = Gazetteer("grid", CODES, PolygonSearch(SHAPES), areas | {"v": VILLAGE})
    at = spot(0.2, 0.5)
    rows = reports({"lon": at[0], "lat": at[1], "village_name": "东风村"})
    told = locate(rows, gazetteer, placeholders=frozenset({at})).to_pylist()[0]
    assert (told["area_code"], told["located_by"], told["doubt_code"]) == (None, "village", "placeholder")


GEODESIC = pyproj.Geod(ellps="GRS80")


@settings(max_examples=60, deadline=None)
@given(st.floats(119.9, 120.1), st.floats(29.9, 30.1), st.integers(0, len(CODES) - 1))
def test_metres_are_those_of_the_ellipsoid(lon, lat, place):
    found = GRIDS.polygons.metres_to(np.array([place]), np.array([lon]), np.array([lat]))[0]
    west, south, east, north = SHAPES[place].bounds
    beside = (min(max(lon, west), east), min(max(lat, south), north))
    metres = GEODESIC.inv(lon, lat, *beside)[2]
    assert found == pytest.approx(metres, rel=0.01, abs=0.01)
    assert (found == 0) == bool(shapely.intersects_xy(SHAPES[place], lon, lat))
