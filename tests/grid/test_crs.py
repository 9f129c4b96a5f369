"""Coordinates: published pairs, there and back, and how large the shifts are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from data.errors import BadArgument
from grid import crs, offset

GEOD = Geod(ellps="WGS84")
MAINLAND_LON = st.floats(75.0, 134.0)
MAINLAND_LAT = st.floats(18.0, 53.0)


def metres(one: offset.Pair, other: offset.Pair) -> np.ndarray:
    return np.asarray(GEOD.inv(one[0], one[1], other[0], other[1])[2])


def pair(*lonlat: float) -> offset.Pair:
    return np.array([lonlat[0]]), np.array([lonlat[1]])


# lon, lat in WGS 84 → lon, lat in GCJ-02; test vectors of eviltransform (first three) and coordtransform
PUBLISHED_GCJ02 = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),  # Shanghai
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),  # Shenzhen
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),  # Beijing
    ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
    ((-104.9903, 39.7392), (-104.9903, 39.7392)),  # Denver: not shifted
]


@pytest.mark.parametrize(("wgs84", "gcj02"), PUBLISHED_GCJ02)
def test_gcj02_agrees_with_published_pairs(wgs84, gcj02):
    assert metres(offset.wgs84_to_gcj02(*pair(*wgs84)), pair(*gcj02))[0] < 0.02
    assert metres(crs.to_cgcs2000(*pair(*gcj02), "gcj02"), pair(*wgs84))[0] < 0.02


def test_bd09_agrees_with_published_pairs():
    assert (
        metres(offset.gcj02_to_bd09(*pair(116.404, 39.915)), pair(116.41036949371029, 39.92133699351021))[0]
        < 1e-4
    )
    # the published inverse is a one-step approximation, good to about a metre
    assert (
        metres(offset.bd09_to_gcj02(*pair(116.404, 39.915)), pair(116.39762729119315, 39.90865673957631))[0]
        < 1.5
    )


@given(MAINLAND_LON, MAINLAND_LAT)
def test_there_and_back_is_within_a_centimetre(lon, lat):
    start = pair(lon, lat)
    gcj02 = offset.wgs84_to_gcj02(*start)
    bd09 = offset.gcj02_to_bd09(*gcj02)

    assert metres(crs.to_cgcs2000(*gcj02, "gcj02"), start)[0] < 0.01
    assert metres(crs.to_cgcs2000(*bd09, "bd09"), start)[0] < 0.01


@given(MAINLAND_LON, MAINLAND_LAT)
def test_shifts_are_hundreds_of_metres(lon, lat):
    start = pair(lon, lat)
    gcj02 = offset.wgs84_to_gcj02(*start)

    assert 10 < metres(gcj02, start)[0] < 1500
    assert 500 < metres(offset.gcj02_to_bd09(*gcj02), gcj02)[0] < 1300


def test_many_points_agree_with_one_at_a_time():
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(75, 134, 500), rng.uniform(18, 53, 500)

    together = crs.to_cgcs2000(lon, lat, "bd09")
    alone = [crs.to_cgcs2000(lon[i : i + 1], lat[i : i + 1], "bd09") for i in range(500)]

    assert np.abs(together[0] - np.concatenate([x for x, _ in alone])).max() < 1e-9
    assert np.abs(together[1] - np.concatenate([y for _, y in alone])).max() < 1e-9


@pytest.mark.parametrize(
    ("code", "x", "y", "lon", "lat"),
    [
        ("EPSG:4490", 116.0, 39.0, 116.0, 39.0),
        ("epsg:4326", 116.0, 39.0, 116.0, 39.0),
        (
            "EPSG:4547",
            500000.0,
            4400000.0,
            114.0,
            39.73404955936662,
        ),  # CGCS2000 / 3-degree Gauss-Kruger CM 114E
        ("EPSG:3857", 12913060.932, 4721671.569, 116.0, 39.0),  # web Mercator
    ],
)
def test_codes(code, x, y, lon, lat):
    assert metres(crs.to_cgcs2000(*pair(x, y), code), pair(lon, lat))[0] < 0.01


def test_what_is_no_number_stays_none():
    lon, _ = crs.to_cgcs2000(np.array([np.nan, 116.4]), np.array([39.9, 39.9]), "gcj02")
    assert np.isnan(lon[0])
    assert abs(lon[1] - 116.394) < 0.01
    assert np.isnan(crs.to_cgcs2000(np.array([np.nan]), np.array([1.0]), "EPSG:3857")[0][0])


@pytest.mark.parametrize("code", ["mars", "EPSG:999999", "EPSG:", "EPSG:abc", "", "4490"])
def test_unknown_code_says_what_to_write(code):
    with pytest.raises(BadArgument) as caught:
        crs.to_cgcs2000(*pair(116.0, 39.0), code)
    assert "EPSG:4490" in caught.value.zh
    assert "gcj02" in caught.value.en


def test_a_datum_without_published_parameters_is_not_guessed():
    with pytest.raises(BadArgument) as caught:
        crs.to_cgcs2000(*pair(116.0, 39.0), "EPSG:4610")  # Xian 1980
    assert "没有公开的转换参数" in caught.value.zh
