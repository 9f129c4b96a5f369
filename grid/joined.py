"""The shapes of wider areas that came without boundaries: those of the areas inside them, joined.

community C1 ⊃ grids 1, 2      →   C1  their union, inner sides gone
community C2 ⊃ nothing drawn   →   no row
town T ⊃ C1, C2                →   T   C1 (of the nearest level below that has shapes)
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from data.db import Connection
from data.lend import execute_with
from grid.level import LEVELS
from grid.query import statement

SAME_AREA = 1e-9  # of the whole: more than rounding loses, less than any overlap that could be seen
STAMP = "joined_shapes"
Shapes = NDArray[np.object_]


def keep_joined(connection: Connection, *, as_of: date, paths: str = "out_area_path") -> int:
    """Bring out_area_shape up to date with the boundaries in force at as_of; the rows it holds. Nothing is done twice.

    paths: the table of area paths to go by.
    """
    ground = connection.execute(statement("shape_ground"), {"as_of": as_of}).fetchall()
    stamp = hashlib.sha256(repr(ground).encode()).hexdigest()
    if stamp != _stamp(connection):
        _join_levels(connection, as_of, paths)
        connection.execute("DELETE FROM core_setting WHERE name = $name", {"name": STAMP})
        connection.execute("INSERT INTO core_setting VALUES ($name, $stamp)", {"name": STAMP, "stamp": stamp})
    row = connection.execute("SELECT count(*) FROM out_area_shape").fetchone()
    return int(row[0]) if row else 0


def _stamp(connection: Connection) -> str | None:
    row = connection.execute("SELECT value FROM core_setting WHERE name = $name", {"name": STAMP}).fetchone()
    return None if row is None else str(row[0])


def _join_levels(connection: Connection, as_of: date, paths: str) -> None:
    """Level by level upwards, so that a county is joined from its towns and not from ten thousand grids."""
    drawn = connection.execute(statement("shape_drawn"), {"as_of": as_of}).to_arrow_table()
    climbed = connection.execute(
        f"SELECT area_code, ancestor_level_code, ancestor_code FROM {paths}"
    ).fetchall()
    above_of = {(code, level): above for code, level, above in climbed}
    levels = np.array(drawn["level_code"].to_pylist(), dtype=object)
    codes = np.array(drawn["area_code"].to_pylist(), dtype=object)
    shapes = shapely.from_wkb(np.array(drawn["shape_wkb"].to_pylist(), dtype=object))
    below: dict[str, shapely.Geometry] = {}
    made: dict[str, shapely.Geometry] = {}
    for level in reversed(LEVELS):
        is_here = levels == level
        if is_here.any():
            below = dict(zip(codes[is_here].tolist(), shapes[is_here].tolist(), strict=True))
            continue
        above = [above_of.get((code, level)) for code in below]
        joined = join_shapes(np.array(list(below.values()), dtype=object), above)
        made.update(joined)
        below = joined or below
    rows = pa.table(
        {
            "area_code": pa.array(list(made), pa.string()),
            "shape_wkb": pa.array([shapely.to_wkb(shape) for shape in made.values()], pa.binary()),
        }
    )
    connection.execute("DELETE FROM out_area_shape")
    execute_with(
        connection, "INSERT INTO out_area_shape SELECT * FROM joined_area", None, {"joined_area": rows}
    )


def join_shapes(shapes: Shapes, codes: Sequence[str | None]) -> dict[str, shapely.Geometry]:
    """The union of the shapes of each code."""
    members: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for shape, code in zip(shapes, codes, strict=True):
        if code is not None:
            members[code].append(shape)
    return {code: _union(own) for code, own in sorted(members.items())}


def _union(shapes: list[shapely.Geometry]) -> shapely.Geometry:
    """Without their inner sides; where neighbours do not share every corner, overlaid (a hundred times slower)."""
    with suppress(shapely.GEOSException):  # of shapes that overlap
        joined = shapely.coverage_union_all(shapes)
        area = float(np.sum(shapely.area(shapes)))
        if abs(joined.area - area) <= SAME_AREA * area and shapely.is_valid(joined):
            return joined
    return shapely.union_all(shapely.make_valid(shapes))
