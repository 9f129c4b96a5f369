"""Where each report is: its point first, then the grid it names, then the words of its address, then its village.

report_id  lon, lat          words                  →  area_code  located_by  trust  distance_m  declared      doubt
R1         inside 9901       –                         9901       point       1.0    –           –             –
R2         40 m outside      –                         9901       point       0.82   40          –             –
R3         3 km outside      grid 9902                 9902       grid_code   0.95   3000        9902, 2800 m  –
R4         0, 0 or none      第一网格, 东风村             9901       grid_name   0.9    –           9901          –
R5         none              东风村金桂苑3幢             9901       address     0.65   –           9901          –
R6         none              东风村                     –          village     0.3    –           –             –
R7         inside 9901       grid 9905                 9901       point       0.5    –           9905, 620 m   grid_differs
R8         a town hall's     grid 9902                 9902       grid_code   0.95   –           9902, 900 m   placeholder
R9         a town hall's     –                         9901       point       0.2    –           –             placeholder
R10        none              –                         –          none        0      –           –             –

One row out per row in, in the same order. Degrees are CGCS2000; area codes are of the finest level with boundaries. A report is
shown at its point where that placed it (or nothing did), else at the inner point of the area its words prove.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from grid import trust
from grid.doubt import doubt_rows, measure_declared
from grid.gazetteer import Gazetteer, is_point, read_gazetteer
from grid.offset import Floats
from grid.placement import HOW, Index, Placement, Spots, nothing_yet, placed_table
from grid.row_words import TEXTS, read_words

__all__ = ["Gazetteer", "Spots", "locate", "read_gazetteer"]

NEEDED = ("report_id", "reported_at", "lon", "lat", *TEXTS)
BESIDE_POINT = TEXTS[:3]  # a hundred thousand addresses need not be read beside points


def locate(rows: pa.Table, gazetteer: Gazetteer, *, placeholders: Spots = frozenset()) -> pa.Table:
    """Place each row in the gazetteer; columns in: NEEDED; columns out: those of out_place.

    placeholders: points that say nothing of the reports that carry them.
    """
    missing = [name for name in NEEDED if name not in rows.column_names]
    assert not missing, f"locate needs the columns {missing}"
    lon, lat = _points(rows)
    is_placeholder = _stands_at(lon, lat, placeholders)
    answer = nothing_yet(lon, lat)
    _place_points(answer, gazetteer, np.flatnonzero(~np.isnan(lon) & ~is_placeholder))
    by_point = np.flatnonzero(answer.how == HOW["point"])
    _place_words(answer, gazetteer, rows)
    left = np.flatnonzero(is_placeholder & (answer.how == HOW["none"]))
    _place_points(answer, gazetteer, left)
    answer.trust[left] = np.minimum(answer.trust[left], trust.PLACEHOLDER)
    beside = read_words(_taken(rows, BESIDE_POINT, by_point), gazetteer)
    answer.declared[by_point] = beside.place
    measure_declared(answer, gazetteer, lon, lat)
    doubt_rows(answer, is_placeholder, by_point[beside.names_grid])
    return placed_table(rows["report_id"], answer, gazetteer.codes)


def _points(rows: pa.Table) -> tuple[Floats, Floats]:
    """The points of the rows, NaN for what is none."""
    lon, lat = (_numbers(rows[name]) for name in ("lon", "lat"))
    there = is_point(lon, lat)
    return np.where(there, lon, np.nan), np.where(there, lat, np.nan)


def _numbers(column: pa.ChunkedArray) -> Floats:
    return np.asarray(pc.fill_null(column.cast(pa.float64()), np.nan).to_numpy(), dtype=np.float64)


def _stands_at(lon: Floats, lat: Floats, spots: Spots) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    if not spots:
        return np.zeros(len(lon), dtype=np.bool_)
    wanted = np.array([complex(*spot) for spot in spots])
    return np.asarray(np.isin(lon + 1j * lat, wanted), dtype=np.bool_)


def _place_points(answer: Placement, gazetteer: Gazetteer, rows: Index) -> None:
    if not gazetteer.codes or not len(rows):
        return
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


def _place_words(answer: Placement, gazetteer: Gazetteer, rows: pa.Table) -> None:
    """Fill in the rows no point has placed."""
    waiting = np.flatnonzero(answer.place < 0)
    words = read_words(_taken(rows, TEXTS, waiting), gazetteer)
    answer.doubt[waiting] = words.doubt
    is_found = words.how != HOW["none"]
    at = waiting[is_found]
    answer.declared[at] = words.place[is_found]
    for name in ("place", "how", "trust", "lon", "lat"):
        getattr(answer, name)[at] = getattr(words, name)[is_found]


def _taken(rows: pa.Table, names: tuple[str, ...], wanted: Index) -> pa.Table:
    texts = rows.select(names)
    return texts if len(wanted) == len(rows) else texts.take(pa.array(wanted))
