"""The answers of locate() while they are filled in: one array per column of out_place.

report_id  place  how  trust  distance_m  lon, lat  declared  declared_m  doubt
R1         0      0    0.5    NaN         as given  2         620.5       0          point, and grid_differs
R2         -1     5    0      NaN         NaN       -1        NaN         -1         none, no doubt
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from grid import trust
from grid.offset import Floats

Index = NDArray[np.int64]
Spots = frozenset[tuple[float, float]]
HOW = {name: number for number, name in enumerate(trust.LOCATED_BY)}
DOUBT = {name: number for number, name in enumerate(trust.DOUBTS)}


@dataclass(frozen=True)
class Placement:
    """One element per row: places in Gazetteer.codes (-1 none), in LOCATED_BY, in DOUBTS (-1 none); degrees, metres."""

    place: Index
    how: NDArray[np.int8]
    trust: Floats
    distance_m: Floats
    lon: Floats
    lat: Floats
    declared: Index
    declared_m: Floats
    doubt: NDArray[np.int8]


def nothing_yet(lon: Floats, lat: Floats) -> Placement:
    """Rows not placed yet, shown at their points; NaN where there is none."""
    size = len(lon)
    return Placement(
        place=np.full(size, -1, dtype=np.int64),
        how=np.full(size, HOW["none"], dtype=np.int8),
        trust=np.full(size, trust.NOTHING),
        distance_m=np.full(size, np.nan),
        lon=lon.copy(),
        lat=lat.copy(),
        declared=np.full(size, -1, dtype=np.int64),
        declared_m=np.full(size, np.nan),
        doubt=np.full(size, -1, dtype=np.int8),
    )


def placed_table(report_ids: pa.ChunkedArray, answer: Placement, codes: tuple[str, ...]) -> pa.Table:
    """The rows of out_place."""
    areas = pa.array(codes, pa.string())
    return pa.table(
        {
            "report_id": report_ids,
            "area_code": _named(areas, answer.place),
            "located_by": _named(pa.array(trust.LOCATED_BY), answer.how),
            "location_confidence_share": pa.array(answer.trust),
            "distance_m": _nullable(answer.distance_m),
            "lon": _nullable(answer.lon),
            "lat": _nullable(answer.lat),
            "declared_code": _named(areas, answer.declared),
            "declared_m": _nullable(answer.declared_m),
            "doubt_code": _named(pa.array(trust.DOUBTS), answer.doubt),
        }
    )


def _named(names: pa.Array, places: NDArray[np.int64] | NDArray[np.int8]) -> pa.Array:
    return names.take(pa.array(places, mask=places < 0))


def _nullable(values: Floats) -> pa.Array:
    return pa.array(values, mask=np.isnan(values))
