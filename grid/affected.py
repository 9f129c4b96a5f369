"""Which reports a change of areas can move: always all of them, seldom many more.

change                                reports affected, of its days
the finest level is another           all
an area came, went, was renamed       those with words, and as below
a shape is another                    placed in it or declaring it; shown at a wider area's point; in doubt; with a point
                                      in its old or new ground, or outside all areas and no nearer to another one

Why it is enough. A point in none of the changed shapes, old and new, that lies in an area lies in the same ones after; one
that lies outside all is as near to its nearest as before unless a changed shape was that one or is nearer now. Words are read
by codes, names, parents and levels; where these stay, they mean the same area, and only its own ground says the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from data.db import Connection
from data.lend import execute_with
from grid.boundary import Objects
from grid.change import Change
from grid.locate import NEEDED
from grid.offset import Floats
from grid.polygon import PolygonSearch
from grid.query import statement

WORDS = ("grid_text", "village_name", "town_name", "place_text")  # those report_at_stake.sql asks for
NO_WORDS = ("report_id", "reported_at", "lon", "lat")
MORE = 1.001  # of a distance measured twice


def affected_reports(connection: Connection, changes: Sequence[Change]) -> pa.Array:
    """The ids of the reports that these changes can move."""
    assert set(NEEDED) <= {*NO_WORDS, *WORDS}, (
        "report_at_stake.sql must ask for every text that places a report"
    )
    if not changes:
        return pa.array([], pa.string())
    lent = {"changed_days": _days(changes), "changed_area": _codes(changes)}
    found = execute_with(connection, statement("report_at_stake"), None, lent).to_arrow_table()
    is_affected = found["is_sure"].to_numpy().copy()
    numbers = found["change_no"].to_numpy()
    for number, change in enumerate(changes):
        asked = np.flatnonzero((numbers == number) & ~is_affected)
        is_affected[asked] = _is_on(change, found.take(pa.array(asked)))
    return found["report_id"].filter(pa.array(is_affected)).combine_chunks()


def _is_on(change: Change, reports: pa.Table) -> NDArray[np.bool_]:
    """Whether each point lies on changed ground, or no nearer to any other."""
    if not len(change.shapes) or not len(reports):
        return np.zeros(len(reports), dtype=bool)
    lon, lat, apart = (_numbers(reports[name]) for name in ("lon", "lat", "distance_m"))
    search = PolygonSearch(change.shapes)
    is_on = search.find_polygon(lon, lat) >= 0
    outside = np.flatnonzero(~is_on & ~np.isnan(apart))
    _, metres = search.find_nearest(lon[outside], lat[outside])
    is_on[outside] = ~(metres > apart[outside] * MORE)
    return is_on


def _numbers(column: pa.ChunkedArray) -> Floats:
    return np.asarray(pc.fill_null(column, np.nan).to_numpy(), dtype=np.float64)


def _days(changes: Sequence[Change]) -> pa.Table:
    bounds = np.array([_bounds(change.shapes) for change in changes])
    sides = {name: pa.array(bounds[:, side]) for side, name in enumerate(("west", "south", "east", "north"))}
    return pa.table(
        {
            "change_no": pa.array(range(len(changes)), pa.int64()),
            "since_date": pa.array([change.since for change in changes], pa.date32()),
            "until_date": pa.array([change.until for change in changes], pa.date32()),
            "is_whole": pa.array([change.is_whole for change in changes]),
            "has_words": pa.array([change.has_words for change in changes]),
            **sides,
        }
    )


def _bounds(shapes: Objects) -> Floats:
    """West, south, east and north of all shapes; NaN, which no number reaches, without any."""
    return np.asarray(shapely.total_bounds(shapes) if len(shapes) else np.full(4, np.nan), dtype=np.float64)


def _codes(changes: Sequence[Change]) -> pa.Table:
    codes: set[str] = set().union(*(change.codes for change in changes))
    return pa.table({"area_code": pa.array(sorted(codes), pa.string())})
