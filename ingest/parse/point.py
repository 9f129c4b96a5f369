"""Points whose longitude and latitude stand in each other's column.

lon 30.25, lat 120.31, area (119, 29, 122, 31)  → swapped: only the other way round is it in the area
lon 30.25, lat 120.31, area in another province → as it is: no guess
lon 0, lat 0                                    → no point
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True)
class Points:
    """Longitudes and latitudes, NaN where there is no point, and which of them were turned round."""

    lon: Floats
    lat: Floats
    is_swapped: Flags


def swap_needed(lon: Floats, lat: Floats, within: Box | None) -> Flags:
    """Whether each point is outside the box (min lon, min lat, max lon, max lat) as given, and inside it turned.

    Without a box nothing is turned. Points and box must be of one coordinate system, the box with a margin for drift.
    """
    if within is None:
        return np.zeros(lon.shape, dtype=np.bool_)
    needed: Flags = ~_inside(lon, lat, within) & _inside(lat, lon, within)
    return needed


def _inside(lon: Floats, lat: Floats, box: Box) -> Flags:
    """NaN is never inside."""
    inside: Flags = (lon >= box[0]) & (lat >= box[1]) & (lon <= box[2]) & (lat <= box[3])
    return inside


def is_null_point(lon: Floats, lat: Floats) -> Flags:
    """Whether there is no point: an axis missing or infinite, or 0,0, which devices write without a fix."""
    is_null: Flags = ~(np.isfinite(lon) & np.isfinite(lat)) | ((lon == 0) & (lat == 0))
    return is_null


def settle_points(lon: Floats, lat: Floats, *, within: Box | None) -> Points:
    """Points turned where only that puts them in the area, and NaN where there is none."""
    is_null, is_swapped = is_null_point(lon, lat), swap_needed(lon, lat, within)
    return Points(
        lon=np.where(is_null, np.nan, np.where(is_swapped, lat, lon)),
        lat=np.where(is_null, np.nan, np.where(is_swapped, lon, lat)),
        is_swapped=is_swapped,
    )
