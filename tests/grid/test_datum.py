"""Points that look shifted: said when they are, and never of correct points."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.db import swap
from grid.datum import DIRECTIONS, LEAST_POINTS, MOST_HELD, TOLERANCE_M, shift_hint
from grid.datum_hint import datum_hint
from grid.offset import gcj02_to_bd09, wgs84_to_gcj02
from grid.place import place_all
from tests.grid.drawn_places import load, reports, write_geojson
from tests.grid.test_place import hold_reports

METRES = 111_320.0
CITIES = {
    "北京": (116.40, 39.90),
    "上海": (121.47, 31.23),
    "广州": (113.26, 23.13),
    "成都": (104.07, 30.67),
    "乌鲁木齐": (87.60, 43.80),
    "哈尔滨": (126.60, 45.80),
    "诸暨": (120.23, 29.71),
}
WIDTHS = (300, 500, 800)
TOWNS = [(city, width) for city in CITIES for width in WIDTHS if (city, width) != ("乌鲁木齐", 800)]


def town(city, *, width_m, across=6):
    """across × across square grids around a city."""
    lon, lat = CITIES[city] if isinstance(city, str) else city
    step = width_m / METRES
    wide = step / np.cos(np.radians(lat))
    columns, rows = np.divmod(np.arange(across * across), across)
    west, south = lon + columns * wide, lat + rows * step
    return shapely.box(west, south, west + wide, south + step)


def scattered(grids, count, rng):
    """Points in the grids, and the place of the grid each is in."""
    which = rng.integers(0, len(grids), count)
    west, south, east, north = shapely.bounds(grids[which]).T
    return west + (east - west) * rng.random(count), south + (north - south) * rng.random(count), which


def in_gcj02(lon, lat):
    return wgs84_to_gcj02(lon, lat)


def in_bd09(lon, lat):
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def slow_held_share(lon, lat, declared):
    """The twin: each point to its grid by itself, in metres around that very point."""
    held = 0
    for x, y, shape in zip(lon, lat, declared, strict=True):
        scale = np.array([METRES * np.cos(np.radians(y)), METRES])
        near = shapely.transform(shape, lambda corners, s=scale, at=(x, y): (corners - at) * s)
        held += near.distance(shapely.Point(0, 0)) <= TOLERANCE_M
    return held / len(lon)


@pytest.mark.parametrize(("city", "width_m"), TOWNS)
@pytest.mark.parametrize(("code", "convert"), [("gcj02", in_gcj02), ("bd09", in_bd09)])
def test_points_left_in_another_system_are_told(city, width_m, code, convert):
    grids = town(city, width_m=width_m)
    lon, lat, which = scattered(grids, 60, np.random.default_rng(1))
    moved = convert(lon, lat)
    hint = shift_hint(*moved, grids[which])

    assert hint is not None
    assert hint.crs_code == code
    assert hint.held_then_share == 1.0
    assert hint.held_share == pytest.approx(slow_held_share(*moved, grids[which]), abs=0.02)
    east = float(np.median((moved[0] - lon) * METRES * np.cos(np.radians(CITIES[city][1]))))
    north = float(np.median((moved[1] - lat) * METRES))
    assert hint.metres == pytest.approx(np.hypot(east, north), rel=0.02)
    angle = 45 * DIRECTIONS.index(hint.direction)
    assert abs((np.degrees(np.arctan2(north, east)) - angle + 180) % 360 - 180) <= 23


@pytest.mark.parametrize(
    ("said", "really", "convert"),
    [
        ("gcj02", "EPSG:4326", lambda lon, lat: (lon, lat)),
        ("bd09", "EPSG:4326", lambda lon, lat: (lon, lat)),
        ("gcj02", "bd09", in_bd09),
        ("bd09", "gcj02", in_gcj02),
    ],
)
def test_the_reverse_is_told_as_well(said, really, convert):
    """Given in `really`, said to be in `said`, and so taken back from there though they never were."""
    from grid.crs import to_cgcs2000

    grids = town("诸暨", width_m=400)
    lon, lat, which = scattered(grids, 60, np.random.default_rng(2))
    hint = shift_hint(*to_cgcs2000(*convert(lon, lat), said), grids[which], crs_code=said)
    assert hint is not None
    assert hint.crs_code == really


shares = st.floats(0, 1 - MOST_HELD)
places = st.tuples(st.floats(80, 130), st.floats(20, 48))


@settings(max_examples=60, deadline=None)
@given(places, st.sampled_from([150, 300, 800, 5000]), st.integers(1, 150), shares, st.integers(0, 2**32 - 1))
def test_correct_points_are_never_blamed(place, width_m, count, share, seed):
    """Up to three in ten declare another grid: any, or the one their point would be in after a shift."""
    rng = np.random.default_rng(seed)
    grids = town(place, width_m=width_m)
    lon, lat, which = scattered(grids, count, rng)
    wrong = rng.permutation(count)[: int(share * count)]
    if seed % 2:
        which[wrong] = rng.integers(0, len(grids), len(wrong))
    else:
        lon[wrong], lat[wrong] = in_gcj02(lon[wrong], lat[wrong])
    assert shift_hint(lon, lat, grids[which]) is None


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(TOWNS),
    st.integers(60, 150),
    st.floats(0, 0.2),
    st.integers(0, 2**32 - 1),
)
def test_shifted_points_are_told_beside_wrong_declarations(place, count, share, seed):
    rng = np.random.default_rng(seed)
    grids = town(place[0], width_m=place[1])
    lon, lat, which = scattered(grids, count, rng)
    wrong = rng.permutation(count)[: int(share * count)]
    which[wrong] = rng.integers(0, len(grids), len(wrong))
    hint = shift_hint(*in_gcj02(lon, lat), grids[which])
    assert hint is not None
    assert hint.crs_code == "gcj02"


def test_a_small_offset_in_wide_grids_says_nothing():
    """乌鲁木齐, 265 m in grids of a kilometre: seven in ten points are in their grid all the same."""
    grids = town("乌鲁木齐", width_m=1000)
    lon, lat, which = scattered(grids, 200, np.random.default_rng(8))
    assert shift_hint(*in_gcj02(lon, lat), grids[which]) is None


def test_too_few_points_say_nothing():
    """The same points many times are few as well."""
    grids = town("诸暨", width_m=300)
    lon, lat, which = scattered(grids, LEAST_POINTS - 1, np.random.default_rng(3))
    moved = in_gcj02(lon, lat)
    assert shift_hint(*moved, grids[which]) is None
    assert shift_hint(*(np.tile(axis, 9) for axis in moved), np.tile(grids[which], 9)) is None


def test_what_cannot_be_shifted_says_nothing():
    """A place outside China, a projected system, grids that are not known, grids all declared wrongly."""
    rng = np.random.default_rng(4)
    boston = town((-71.06, 42.36), width_m=400)
    lon, lat, which = scattered(boston, 200, rng)
    assert shift_hint(lon + 0.006, lat + 0.002, boston[which]) is None
    grids = town("诸暨", width_m=400)
    lon, lat, which = scattered(grids, 200, rng)
    assert shift_hint(*in_gcj02(lon, lat), grids[which], crs_code="EPSG:4547") is None
    assert shift_hint(*in_gcj02(lon, lat), np.full(200, None, dtype=object)) is None
    assert shift_hint(lon, lat, grids[rng.permutation(which)]) is None


def uploaded(warehouse, tmp_path, points, which, grids, **more):
    """Reports of one submission that declare their grids by code, held and placed."""
    features = [({"code": f"G{n}", "name": f"第{n}网格"}, shape) for n, shape in enumerate(grids)]
    load(warehouse, write_geojson(tmp_path / "g.geojson", features), "grid", valid_from=date(2020, 1, 1))
    rows = [
        {"lon": x, "lat": y, "grid_text": f"G{n}", **more}
        for x, y, n in zip(*(axis.tolist() for axis in points), which.tolist(), strict=True)
    ]
    with warehouse.writing() as connection:
        hold_reports(connection, reports(*rows))
        swap(connection, {"out_place": place_all(connection)})


def test_an_upload_in_gcj02_is_told(warehouse, tmp_path):
    grids = town("诸暨", width_m=400)
    lon, lat, which = scattered(grids, 80, np.random.default_rng(5))
    uploaded(warehouse, tmp_path, in_gcj02(lon, lat), which, grids)
    with warehouse.reading() as connection:
        hint = datum_hint(connection, "x")
        assert datum_hint(connection, "another") is None
    assert hint is not None
    assert (hint.crs_code, hint.point_count) == ("gcj02", 80)
    assert 480 < hint.metres < 560


def test_a_correct_upload_and_homes_say_nothing(warehouse, tmp_path):
    grids = town("诸暨", width_m=400)
    lon, lat, which = scattered(grids, 80, np.random.default_rng(6))
    uploaded(warehouse, tmp_path, (lon, lat), which, grids)
    with warehouse.trying() as connection:
        assert datum_hint(connection, "x") is None
        connection.execute("UPDATE core_report SET lon = lon + 0.0045, lat = lat - 0.0024")
        assert datum_hint(connection, "x") is not None
        connection.execute("UPDATE core_report SET lon = NULL, lat = NULL")  # what is left of homes
        assert datum_hint(connection, "x") is None
        assert datum_hint(connection, "y") is None


def test_the_boundaries_of_their_days_are_asked(warehouse, tmp_path):
    """Later versions are far away, an earlier report goes by the first."""
    grids = town("诸暨", width_m=400)
    lon, lat, which = scattered(grids, 60, np.random.default_rng(7))
    uploaded(warehouse, tmp_path, in_gcj02(lon, lat), which, grids)
    away = [
        ({"code": f"G{n}", "name": f"第{n}网格"}, shape) for n, shape in enumerate(town("北京", width_m=400))
    ]
    load(warehouse, write_geojson(tmp_path / "h.geojson", away), "grid", valid_from=date(2025, 1, 1))
    with warehouse.reading() as connection:
        assert datum_hint(connection, "x") is not None
