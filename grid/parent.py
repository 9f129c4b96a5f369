"""The area above each area, found by its inner point when no column tells it.

core_boundary holds counties and towns; a grid's inner point lies in town 990101 → its parent is 990101 (the nearest
level above that has boundaries is asked, and no other).
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import shapely

from data.db import Connection
from grid.level import LEVELS, coarser_levels
from grid.offset import Floats
from grid.polygon import PolygonSearch
from grid.query import statement


def level_above(connection: Connection, level: str, on: date) -> str | None:
    """The nearest coarser level that has boundaries in force on that day; None when there is none."""
    held = {row[0] for row in connection.execute(statement("level_with_boundary"), {"on": on}).fetchall()}
    return next((above for above in coarser_levels(level) if above in held), None)


def find_parents(connection: Connection, above: str, on: date, lon: Floats, lat: Floats) -> list[str | None]:
    """The code of the area of level `above` each point lies in; None outside all of them."""
    table = connection.execute(statement("boundary_of_level"), {"level": above, "on": on}).to_arrow_table()
    codes: list[str] = table["area_code"].to_pylist()
    search = PolygonSearch(shapely.from_wkb(table["shape_wkb"].to_numpy()))
    return [codes[place] if place >= 0 else None for place in search.find_polygon(lon, lat).tolist()]


def adopt_orphans(connection: Connection, loaded: str, on: date) -> None:
    """Give a parent to the finer areas that had none, now that boundaries of level `loaded` have come."""
    for level in LEVELS[LEVELS.index(loaded) + 1 :]:
        if level_above(connection, level, on) != loaded:
            continue
        table = connection.execute(
            statement("boundary_of_level"), {"level": level, "on": on}
        ).to_arrow_table()
        table = table.filter(table["parent_code"].is_null())
        lon, lat = (table[name].to_numpy().astype(np.float64) for name in ("inner_lon", "inner_lat"))
        parents = pa.array(find_parents(connection, loaded, on, lon, lat), pa.string())
        connection.register(
            "adopted_area", pa.table({"area_code": table["area_code"], "parent_code": parents})
        )
        connection.execute(statement("area_adopt"), {"on": on})
        connection.unregister("adopted_area")
