"""Every area with every area above it.

core_area                          built_area_path
990101001 grid → 990101            990101001  990101001  grid
990101 town → 9901                 990101001  990101     town
9901 county                        990101001  9901       county
                                   990101     990101     town
                                   990101     9901       county
                                   9901       9901       county

A parent that is not held is left out. A cycle ends where it began: UNION keeps each pair once.
"""

from __future__ import annotations

from data.db import Connection
from grid.query import statement


def build_paths(connection: Connection) -> str:
    """Make the temporary table built_area_path, which fits out_area_path, and return its name for data.db.swap."""
    connection.execute(statement("area_path"))
    return "built_area_path"
