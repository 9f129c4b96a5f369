"""The offsets of GCJ-02 (phones, 高德, 腾讯) and BD-09 (百度), both ways, on arrays of degrees.

WGS 84  ──wgs84_to_gcj02──▶  GCJ-02  ──gcj02_to_bd09──▶  BD-09
WGS 84  ◀──gcj02_to_wgs84──  GCJ-02  ◀──bd09_to_gcj02──  BD-09      no closed inverse: by iteration, < 0.01 m

Longitude comes before latitude. Both are defined inside CHINA only; outside it points stay as they are.
Source: the formula as published in eviltransform and coordtransform (MIT); a and e² are those of the Krasovsky 1940
ellipsoid. eviltransform's own BD-09 (sin(y·π), not sin(y·π·3000/180)) is off by 10 m and is not what we follow.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]

SEMI_MAJOR_M = 6378245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
BD09_PI = np.pi * 3000.0 / 180.0
CHINA = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north of the published formula
CLOSE_DEGREES = 1e-10  # about 0.01 mm
MOST_STEPS = 30  # each step shrinks the error some 200 times; this only stops NaN and the rim of CHINA


def wgs84_to_gcj02(lon: Floats, lat: Floats) -> Pair:
    """GCJ-02 degrees of WGS 84 points."""
    return _inside_china(lon, lat, lambda x, y: (x + _gcj02_shift(x, y)[0], y + _gcj02_shift(x, y)[1]))


def gcj02_to_wgs84(lon: Floats, lat: Floats) -> Pair:
    """WGS 84 degrees of GCJ-02 points, by iteration to better than 0.01 m."""
    return _inside_china(lon, lat, lambda x, y: _undo(x, y, _gcj02_shift))


def gcj02_to_bd09(lon: Floats, lat: Floats) -> Pair:
    """BD-09 degrees of GCJ-02 points."""
    return _inside_china(lon, lat, lambda x, y: (x + _bd09_shift(x, y)[0], y + _bd09_shift(x, y)[1]))


def bd09_to_gcj02(lon: Floats, lat: Floats) -> Pair:
    """GCJ-02 degrees of BD-09 points, by iteration to better than 0.01 m."""
    return _inside_china(lon, lat, lambda x, y: _undo(x, y, _bd09_shift))


def _inside_china(lon: Floats, lat: Floats, change: Callable[[Floats, Floats], Pair]) -> Pair:
    x, y = np.array(lon, dtype=np.float64), np.array(lat, dtype=np.float64)
    west, south, east, north = CHINA
    inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    x[inside], y[inside] = change(x[inside], y[inside])
    return x, y


def _undo(x: Floats, y: Floats, shift: Callable[[Floats, Floats], Pair]) -> Pair:
    from_x, from_y = x.copy(), y.copy()
    for _ in range(MOST_STEPS):
        dx, dy = shift(from_x, from_y)
        off_x, off_y = x - dx - from_x, y - dy - from_y
        from_x, from_y = from_x + off_x, from_y + off_y
        if max(np.abs(off_x).max(initial=0.0), np.abs(off_y).max(initial=0.0)) < CLOSE_DEGREES:
            break
    return from_x, from_y


def _gcj02_shift(lon: Floats, lat: Floats) -> Pair:
    x, y = lon - 105.0, lat - 35.0
    wave = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    root = np.sqrt(np.abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
    north += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
    east += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    phi = np.radians(lat)
    bend = 1.0 - ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    meridian_m = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQUARED) / (bend * np.sqrt(bend))
    parallel_m = SEMI_MAJOR_M / np.sqrt(bend) * np.cos(phi)
    return np.degrees(east / parallel_m), np.degrees(north / meridian_m)


def _bd09_shift(lon: Floats, lat: Floats) -> Pair:
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BD09_PI)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BD09_PI)
    return radius * np.cos(angle) + 0.0065 - lon, radius * np.sin(angle) + 0.006 - lat
