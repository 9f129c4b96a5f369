"""Where each report is: its point first, then the grid it names, then its village.

report_id  lon, lat          grid_text   village_name  →  area_code     located_by  trust  distance_m  lon, lat shown
R1         inside 9901       –           –                9901          point       1.0    –           as given
R2         40 m outside      –           –                9901          point       0.82   40          as given
R3         3 km outside      9902        –                9902          grid_code   0.95   3000        inner point of 9902
R4         0, 0 or none      第一网格     东风村             9901          grid_name   0.9    –           inner point of 9901
R5         none              –           东风村             –             village     0.3    –           inner point of 东风村
R6         3 km outside      –           –                –             none        0      3000        as given
R7         none              –           –                –             none        0      –           –

One row out per row in, in the same order. Degrees are CGCS2000; area codes are of the finest level with boundaries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from grid import trust
from grid.declared import DeclaredPlaces
from grid.gazetteer import Gazetteer, is_point, read_gazetteer
from grid.offset import Floats

__all__ = ["Gazetteer", "locate", "read_gazetteer"]

TEXTS = ("grid_text", "village_name", "town_name")
NEEDED = ("report_id", "reported_at", "lon", "lat", *TEXTS)
HOW = {name: place for place, name in enumerate(trust.LOCATED_BY)}


@dataclass(frozen=True)
class Placement:
    """The answers being filled in, one element per row: place in Gazetteer.codes (-1 none), place in LOCATED_BY …"""

    place: NDArray[np.int64]
    how: NDArray[np.int8]
    trust: Floats
    distance_m: Floats
    lon: Floats
    lat: Floats


def locate(rows: pa.Table, gazetteer: Gazetteer) -> pa.Table:
    """Place each row in the gazetteer; columns in: NEEDED; columns out: those of out_place."""
    missing = [name for name in NEEDED if name not in rows.column_names]
    assert not missing, f"locate needs the columns {missing}"
    lon, lat = (_numbers(rows[name]) for name in ("lon", "lat"))
    answer = _nothing(lon, lat)
    if gazetteer.codes:
        _place_points(answer, gazetteer, np.flatnonzero(is_point(lon, lat)))
    _place_texts(answer, gazetteer, rows)
    return _table(rows["report_id"], answer, gazetteer)


def _numbers(column: pa.ChunkedArray) -> Floats:
    return np.asarray(pc.fill_null(column.cast(pa.float64()), np.nan).to_numpy(), dtype=np.float64)


def _nothing(lon: Floats, lat: Floats) -> Placement:
    there = is_point(lon, lat)
    return Placement(
        place=np.full(len(lon), -1, dtype=np.int64),
        how=np.full(len(lon), HOW["none"], dtype=np.int8),
        trust=np.full(len(lon), trust.NOTHING),
        distance_m=np.full(len(lon), np.nan),
        lon=np.where(there, lon, np.nan),
        lat=np.where(there, lat, np.nan),
    )


def _place_points(answer: Placement, gazetteer: Gazetteer, rows: NDArray[np.int64]) -> None:
    found = gazetteer.polygons.find_polygon(answer.lon[rows], answer.lat[rows])
    inside, outside = rows[found >= 0], rows[found < 0]
    answer.place[inside] = found[found >= 0]
    answer.trust[inside] = trust.INSIDE
    nearest, metres = gazetteer.polygons.find_nearest(answer.lon[outside], answer.lat[outside])
    answer.distance_m[outside] = metres
    is_near = metres <= trust.NEAR_M
    answer.place[outside[is_near]] = nearest[is_near]
    answer.trust[outside[is_near]] = trust.near_trust(metres[is_near])
    answer.how[rows[answer.place[rows] >= 0]] = HOW["point"]


def _place_texts(answer: Placement, gazetteer: Gazetteer, rows: pa.Table) -> None:
    """Fill in the rows no point has placed; each distinct combination of texts is resolved once."""
    waiting = np.flatnonzero(answer.place < 0)
    values, which = _distinct(rows.select(TEXTS).take(pa.array(waiting)))
    if not values:
        return
    places = _declared_places(gazetteer)
    found = [places.find(*texts) for texts in values]
    shown = [gazetteer.areas.get(one.shown_code or "") for one in found]
    put = _put(waiting, which, np.array([HOW[one.how] != HOW["none"] for one in found], dtype=bool))
    put(answer.place, [one.place for one in found])
    put(answer.how, [HOW[one.how] for one in found])
    put(answer.trust, [one.trust for one in found])
    put(answer.lon, [np.nan if area is None or area.inner_lon is None else area.inner_lon for area in shown])
    put(answer.lat, [np.nan if area is None or area.inner_lat is None else area.inner_lat for area in shown])


def _put(
    waiting: NDArray[np.int64], which: NDArray[np.int64], is_found: NDArray[np.bool_]
) -> Callable[[np.ndarray, list[float]], None]:
    """A function that writes one value per combination into the waiting rows whose combination was found."""
    rows = waiting[is_found[which]]
    chosen = which[is_found[which]]

    def put(column: np.ndarray, values: list[float]) -> None:
        column[rows] = np.array(values, dtype=column.dtype)[chosen]

    return put


def _distinct(texts: pa.Table) -> tuple[list[tuple[str | None, ...]], NDArray[np.int64]]:
    """The distinct combinations of the texts, and for each row the place of its own; rows without any text included."""
    key = np.zeros(len(texts), dtype=np.int64)
    for name in texts.column_names:
        codes = texts[name].cast(pa.string()).combine_chunks().dictionary_encode("encode").indices.to_numpy()
        _, key = np.unique(key * (codes.max(initial=0) + 1) + codes, return_inverse=True)
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    values = texts.take(pa.array(first)).to_pydict()
    return list(zip(*values.values(), strict=True)), which


@lru_cache(maxsize=4)
def _declared_places(gazetteer: Gazetteer) -> DeclaredPlaces:
    return DeclaredPlaces(gazetteer)


def _table(report_ids: pa.ChunkedArray, answer: Placement, gazetteer: Gazetteer) -> pa.Table:
    codes = pa.array(gazetteer.codes, pa.string())
    places = pa.array(answer.place, pa.int64(), mask=answer.place < 0)
    return pa.table(
        {
            "report_id": report_ids,
            "area_code": codes.take(places),
            "located_by": pa.array(trust.LOCATED_BY).take(pa.array(answer.how)),
            "location_confidence_share": pa.array(answer.trust),
            "distance_m": _nullable(answer.distance_m),
            "lon": _nullable(answer.lon),
            "lat": _nullable(answer.lat),
        }
    )


def _nullable(values: Floats) -> pa.Array:
    return pa.array(values, mask=np.isnan(values))
