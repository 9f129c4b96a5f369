"""Whether the points of an upload look shifted against the grids its rows declare, read from what is held of it.

core_report, out_place of S000007      datum_hint(connection, "S000007")
80 rows, 470 m east of their grids     ShiftHint("gcj02", metres=470, direction="E", point_count=80, …)
points of homes, placeholders          never asked: the former are not kept, the latter say nothing
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely

from data.db import Connection
from data.lend import execute_with
from grid.boundary import Objects
from grid.datum import ShiftHint, shift_hint
from grid.offset import Floats
from grid.query import statement

MOST_ASKED = 2_000  # reports of an upload: the others say the same


def datum_hint(connection: Connection, submission_id: str) -> ShiftHint | None:
    """What the points of an upload are most likely in; of several coordinate systems on its rows, the most used one's."""
    values = {"submission_id": submission_id, "most": MOST_ASKED}
    rows = connection.execute(statement("declared_point"), values).to_arrow_table()
    shapes = _shapes(connection, rows)
    lon, lat = (_numbers(rows, name) for name in ("lon", "lat"))
    systems = np.array(rows["crs_code"].to_pylist(), dtype=object)
    hints = []
    for code in sorted(set(systems.tolist())):
        mine = systems == code
        hints.append(shift_hint(lon[mine], lat[mine], shapes[mine], crs_code=code))
    return max((hint for hint in hints if hint), key=lambda hint: hint.point_count, default=None)


def _shapes(connection: Connection, rows: pa.Table) -> Objects:
    """The shape of each row's grid on its day, read once for all rows of the grid."""
    lent = {"declared": rows.select(["area_code", "valid_from_date"])}
    held = execute_with(connection, statement("declared_shape"), None, lent).fetchall()
    kept = {(code, start): shapely.from_wkb(wkb) for code, start, wkb in held}
    keys = zip(rows["area_code"].to_pylist(), rows["valid_from_date"].to_pylist(), strict=True)
    return np.array([*(kept[key] for key in keys), None], dtype=object)[:-1]


def _numbers(rows: pa.Table, name: str) -> Floats:
    return np.asarray(rows[name].to_numpy(), dtype=np.float64)
