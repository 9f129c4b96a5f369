"""Whether points look shifted: given in another coordinate system than they are said to be in.

taken as      declared grids hold    as GCJ-02    as BD-09    shift_hint
EPSG:4490     12 % of the points     96 %         9 %         ShiftHint("gcj02", metres=508, direction="E", …)
EPSG:4490     91 %                   15 %         4 %         None
EPSG:4490     34 %                   38 %         31 %        None: the grids declared are wrong, not the points
gcj02         9 %                    –            12 %        91 % as WGS 84: ShiftHint("EPSG:4326", …)

A grid holds a point no farther than TOLERANCE_M from it. Correct points are never blamed while seven in ten declarations are
right. Where grids are four times as wide as the offset (100 to 700 m), seven in ten points stay in theirs anyway, and nothing
is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from grid.boundary import Objects
from grid.crs import SAME_AS_CGCS2000, to_cgcs2000
from grid.offset import CHINA, Floats, Pair, gcj02_to_bd09, wgs84_to_gcj02

TOLERANCE_M = 50.0  # a phone under a roof, a border drawn by hand
LEAST_POINTS = 20  # different ones
MOST_HELD = 0.7  # as they are taken; above it nothing is said
LEAST_BETTER = 0.2  # more of them held by another reading …
LEAST_HELD = 0.6  # … which holds most of them
METRES_PER_DEGREE = 111_320.0
DIRECTIONS = ("E", "NE", "N", "NW", "W", "SW", "S", "SE")


@dataclass(frozen=True)
class ShiftHint:
    """What the points are most likely in, and how far and where to they lie from where they should be."""

    crs_code: str
    metres: float
    direction: str  # one of DIRECTIONS
    point_count: int
    held_share: float
    held_then_share: float  # when they are read in crs_code


def shift_hint(
    lon: Floats, lat: Floats, declared: Objects, *, crs_code: str = "EPSG:4490"
) -> ShiftHint | None:
    """What points were given in when not in `crs_code`, as they were taken; None when nothing says so.

    lon, lat: CGCS2000 degrees; declared: the shape of the grid each row declares; never points of homes.
    """
    lon, lat, declared = _usable(lon, lat, declared)
    if len(set(zip(lon.tolist(), lat.tolist(), strict=True))) < LEAST_POINTS:
        return None
    held = _held_share((lon, lat), declared)
    readings = _readings(lon, lat, crs_code)
    shares = {code: _held_share(points, declared) for code, points in readings.items()}
    best = max(shares, key=lambda code: shares[code], default=None)
    if best is None or held >= MOST_HELD or shares[best] < max(LEAST_HELD, held + LEAST_BETTER):
        return None
    metres, direction = _median_offset((lon, lat), readings[best])
    return ShiftHint(best, metres, direction, len(lon), held, shares[best])


def _usable(lon: Floats, lat: Floats, declared: Objects) -> tuple[Floats, Floats, Objects]:
    """Points inside the box where the offsets are defined, with a grid."""
    west, south, east, north = CHINA
    there = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north) & ~shapely.is_missing(declared)
    return lon[there], lat[there], declared[there]


def _readings(lon: Floats, lat: Floats, crs_code: str) -> Mapping[str, Pair]:
    """Where the points are if they were given in each of the other systems; none for a system that is never mixed up."""
    as_given: dict[str, Callable[[Floats, Floats], Pair]] = {
        **dict.fromkeys(SAME_AS_CGCS2000, lambda x, y: (x, y)),
        "gcj02": wgs84_to_gcj02,
        "bd09": lambda x, y: gcj02_to_bd09(*wgs84_to_gcj02(x, y)),
    }
    if crs_code not in as_given:
        return {}
    own = "EPSG:4326" if crs_code in SAME_AS_CGCS2000 else crs_code
    given = as_given[crs_code](lon, lat)
    return {code: to_cgcs2000(*given, code) for code in ("gcj02", "bd09", "EPSG:4326") if code != own}


def _held_share(points: Pair, declared: Objects) -> float:
    return float(np.mean(_metres_to(points, declared) <= TOLERANCE_M))


def _metres_to(points: Pair, declared: Objects) -> Floats:
    """Metres from each point to its grid, to 1 % at these distances: measured in a plane of its own latitude."""
    lon, lat = points
    shapes, which = _distinct(declared)
    middle = float(np.median(lat))
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(middle)), METRES_PER_DEGREE])
    flat = shapely.transform(shapes, lambda corners: corners * scale)
    return np.asarray(
        shapely.distance(shapely.points(lon * scale[0], lat * scale[1]), flat[which]), dtype=np.float64
    )


def _distinct(shapes: Objects) -> tuple[Objects, NDArray[np.int64]]:
    """Each shape once, and for each row its place among them."""
    places = {id(shape): shape for shape in shapes}
    order = {key: number for number, key in enumerate(places)}
    which = np.array([order[id(shape)] for shape in shapes], dtype=np.int64)
    return np.array([*places.values(), None], dtype=object)[:-1], which


def _median_offset(taken: Pair, better: Pair) -> tuple[float, str]:
    """The median way from where the points should be to where they are."""
    scale = METRES_PER_DEGREE * np.cos(np.radians(float(np.median(taken[1]))))
    east = float(np.median((taken[0] - better[0]) * scale))
    north = float(np.median((taken[1] - better[1]) * METRES_PER_DEGREE))
    eighth = round(np.degrees(np.arctan2(north, east)) / 45) % 8
    return float(np.hypot(east, north)), DIRECTIONS[eighth]
