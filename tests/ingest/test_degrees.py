"""Coordinates as sheets write them, and which are the wrong way round."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.parse.degrees import parse_degrees, parse_pair
from ingest.parse.point import is_null_point, settle_points, swap_needed
from ingest.parse.unknowable import Unknowable

UNREADABLE = Unknowable("coordinate_unreadable")
EXACT = 1e-9


@pytest.mark.parametrize(
    ("written", "degrees"),
    [
        ("120.5", 120.5),
        (120.5, 120.5),
        (120, 120.0),
        ("１２０．５", 120.5),
        (" 120.5\n", 120.5),
        ("120。5", 120.5),
        ("-71.06", -71.06),
        ("−71.06", -71.06),
        ("120.5°", 120.5),
        ("120.5度", 120.5),
        ("1.205e+02", 120.5),
        ("120°30'36\"", 120.51),
        ("120°30′36″", 120.51),
        ("120º30’36”", 120.51),
        ("120˚30´36´´", 120.51),
        ("120° 30' 36''", 120.51),
        ("120°30＇36＂", 120.51),
        ("120度30分36秒", 120.51),
        ("120:30:36", 120.51),
        ("120度30分", 120.5),
        ("120°30.6'", 120.51),
        ("120°30.6'E", 120.51),
        ("E120°30'36\"", 120.51),
        ("东经120.51", 120.51),
        ("经度：120.51", 120.51),
        ("西经71.06", -71.06),
        ("71.06W", -71.06),
        ("33°30'S", -33.5),
        ("南纬33度30分", -33.5),
    ],
)
def test_degrees(written, degrees):
    assert parse_degrees(written) == pytest.approx(degrees, abs=EXACT)


@pytest.mark.parametrize(
    "written",
    [
        "东经",
        "120°61'",
        "120°30'60\"",
        "120.5°30'",
        "-71.06W",
        "120,5",
        "120.30.36",
        "120 30 36",
        "120..5",
        "12O.5",
        "1_0",
        "0x10",
        "120.31,30.25",
        "1e999",
        float("inf"),
        "柳河村",
        10**400,
    ],
    ids=lambda written: str(written)[:14],
)
def test_what_is_no_coordinate_is_not_guessed(written):
    assert parse_degrees(written) == UNREADABLE


@pytest.mark.parametrize("written", ["", None, "无", "—", "NaN", "null", float("nan")], ids=str)
def test_nothing_is_none(written):
    assert parse_degrees(written) is None
    assert parse_pair(written if isinstance(written, str) else None) is None


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("120.31,30.25", (120.31, 30.25)),
        ("120.31，30.25", (120.31, 30.25)),
        ("120.31、30.25", (120.31, 30.25)),
        ("120.31 30.25", (120.31, 30.25)),
        ("120.31;30.25", (120.31, 30.25)),
        ("120.31/30.25", (120.31, 30.25)),
        ("(120.31, 30.25)", (120.31, 30.25)),
        ("[120.31,30.25]", (120.31, 30.25)),
        ("30.25，120.31", (30.25, 120.31)),
        ("-71.06,42.36", (-71.06, 42.36)),
        ("E120°30'36\" N30°15'0\"", (120.51, 30.25)),
        ("E120°30′36″,N30°15′0″", (120.51, 30.25)),
        ("N30°15'0\" E120°30'36\"", (120.51, 30.25)),
        ("120°30'36\"E 30°15'0\"N", (120.51, 30.25)),
        ("30.25N, 120.31E", (120.31, 30.25)),
        ("42.36N 71.06W", (-71.06, 42.36)),
        ("120°30'36\",30°15'0\"", (120.51, 30.25)),
        ("经度120.31 纬度30.25", (120.31, 30.25)),
        ("纬度：30.25，经度：120.31", (120.31, 30.25)),
        ("东经120.31北纬30.25", (120.31, 30.25)),
        ("lng=120.31,lat=30.25", (120.31, 30.25)),
        ('{"lat":30.25,"lng":120.31}', (120.31, 30.25)),
        ("POINT(120 30)", (120.0, 30.0)),
        ("POINT (120.31 30.25)", (120.31, 30.25)),
        ("SRID=4490;POINT(120.31 30.25)", (120.31, 30.25)),
    ],
)
def test_a_point_in_one_cell(written, point):
    assert parse_pair(written) == pytest.approx(point, abs=EXACT)


@pytest.mark.parametrize(
    "written",
    [
        "120.31",
        "120.31,30.25,12",
        "120.31-30.25",
        "120.3130.25",
        "E120 E30",
        "N30 120",
        "东经 北纬",
        "POINT(120)",
        "POINT(120 30 5)",
        "柳河村3组12号",
        "1.2.3,4",
        120.31,
    ],
    ids=str,
)
def test_what_is_no_point_is_not_guessed(written):
    assert parse_pair(written) == UNREADABLE


@pytest.mark.parametrize("written", ["0,0", "0.0, 0.0", "POINT(0 0)", "E0 N0"])
def test_nought_is_no_point(written):
    assert parse_pair(written) is None


COUNTY = (119.9, 29.9, 120.9, 30.9)
SQUARE = (20.0, 20.0, 40.0, 40.0)


@pytest.mark.parametrize(
    ("lon", "lat", "within", "is_swapped"),
    [
        (120.31, 30.25, COUNTY, False),
        (30.25, 120.31, COUNTY, True),
        (120.9, 29.9, COUNTY, False),
        (29.9, 120.9, COUNTY, True),
        (116.4, 39.9, COUNTY, False),
        (39.9, 116.4, COUNTY, False),
        (np.nan, 120.31, COUNTY, False),
        (30.25, np.inf, COUNTY, False),
        (0.0, 0.0, COUNTY, False),
        (30.25, 120.31, None, False),
        (25.0, 35.0, SQUARE, False),
    ],
    ids=str,
)
def test_a_point_is_turned_only_when_that_alone_puts_it_in_the_area(lon, lat, within, is_swapped):
    points = settle_points(np.array([lon]), np.array([lat]), within=within)
    assert swap_needed(np.array([lon]), np.array([lat]), within).tolist() == [is_swapped]
    assert points.is_swapped.tolist() == [is_swapped]


def test_points_settled_together():
    points = settle_points(
        np.array([120.31, 30.25, 0.0, np.nan]), np.array([30.25, 120.31, 0.0, 30.0]), within=COUNTY
    )
    np.testing.assert_array_equal(points.lon, [120.31, 120.31, np.nan, np.nan])
    np.testing.assert_array_equal(points.lat, [30.25, 30.25, np.nan, np.nan])


ANY_FLOATS = st.lists(st.tuples(st.floats(), st.floats()), max_size=6)


@settings(deadline=None)
@given(ANY_FLOATS)
def test_settling_twice_is_settling_once(pairs):
    lon, lat = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    once = settle_points(lon, lat, within=COUNTY)
    twice = settle_points(once.lon, once.lat, within=COUNTY)
    np.testing.assert_array_equal(once.lon, twice.lon)
    np.testing.assert_array_equal(is_null_point(lon, lat), np.isnan(once.lon))
    assert not twice.is_swapped.any()


@settings(deadline=None)
@given(
    st.text(max_size=40)
    | st.text("0123456789.,-+°'\"′″度分秒东西经南北纬NSEW ()POINT:;", max_size=30)
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.none()
)
@example("1e999")
@example("٣")
@example("9" * 400)
def test_no_cell_breaks_a_parser(cell):
    degrees = parse_degrees(cell)
    assert degrees is None or isinstance(degrees, Unknowable) or np.isfinite(degrees)
    point = parse_pair(cell)
    assert point is None or isinstance(point, Unknowable) or np.isfinite(point).all()


@settings(deadline=None)
@given(st.floats(-180, 180, allow_subnormal=False), st.floats(-90, 90, allow_subnormal=False))
def test_every_point_survives_being_written(lon, lat):
    written = f"{lon:.7f},{lat:.7f}"
    expected = (float(f"{lon:.7f}"), float(f"{lat:.7f}"))
    assert parse_pair(written) == (None if expected == (0, 0) else expected)
