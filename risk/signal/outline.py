"""The outline of each signal: its grids joined into one shape.

signal_grid        09-…-20260630  g1      →   signal_outline   09-…-20260630   POLYGON ((…))
                   09-…-20260630  g2
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
import pyarrow as pa
import shapely

from data.db import Connection
from data.lend import execute_with
from risk.query import statement


def write_outlines(connection: Connection, *, as_of: date) -> None:
    """Make the temporary table signal_outline, one row per signal with a grid whose boundary is known."""
    shapes: dict[str, list[bytes]] = defaultdict(list)
    for signal_id, wkb in connection.execute(statement("signal_shape"), {"as_of": as_of}).fetchall():
        shapes[signal_id].append(wkb)
    rows = {
        "signal_id": pa.array(list(shapes), pa.string()),
        "outline_wkb": pa.array([_joined(own) for own in shapes.values()], pa.binary()),
    }
    making = "CREATE OR REPLACE TEMP TABLE signal_outline AS SELECT * FROM outlined"
    execute_with(connection, making, None, {"outlined": pa.table(rows)})


def _joined(own: list[bytes]) -> bytes:
    return shapely.to_wkb(shapely.union_all(shapely.from_wkb(np.array(own, dtype=object))))
