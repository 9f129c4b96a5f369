"""Where reports and areas are: places reports anew when anything placing rests on changed, and gives every area its path.

After locate() the views place_now and path_now stand for out_place and out_area_path of this refresh.
"""

from __future__ import annotations

import hashlib

from data.db import Connection
from grid.gazetteer import read_kept_names
from grid.hierarchy import build_paths
from grid.place import place_all
from grid.place_stamp import is_placed, note_placed
from grid.trust import RULES_VERSION
from risk.query import build, number, statement

FINGERPRINT = "boundary_fingerprint"


def locate(connection: Connection, *, everything: bool) -> dict[str, str]:
    """Place what must be placed; derived table → temporary table that is to replace it.

    everything: place all reports even when boundaries, local names and the rules of placing are as they were.
    """
    build_from = {"out_area_path": build_paths(connection)}
    fingerprint = boundary_state(connection)
    is_as_before = fingerprint == _known(connection)
    is_asked = everything and is_as_before  # a load that changed anything has placed what it affects itself
    if is_asked or not is_placed(connection) or number(connection, statement("unplaced_count")):
        build_from["out_place"] = place_all(connection)
        note_placed(connection)
    if not is_as_before:
        connection.execute("DELETE FROM core_setting WHERE name = $name", {"name": FINGERPRINT})
        connection.execute(
            "INSERT INTO core_setting VALUES ($name, $value)", {"name": FINGERPRINT, "value": fingerprint}
        )
    show_places(
        connection, paths=build_from["out_area_path"], places=build_from.get("out_place", "out_place")
    )
    return build_from


def show_places(connection: Connection, *, paths: str = "out_area_path", places: str = "out_place") -> None:
    """Make path_now, place_now, area_home and home_name, of the last refresh when nothing else is said."""
    _show(connection, "path_now", paths)
    _show(connection, "place_now", places)
    build(connection, "area_home")
    build(connection, "home_name")


def boundaries_changed(connection: Connection) -> bool:
    """Whether areas, boundaries, local names or the rules of placing are not those of the last refresh."""
    return boundary_state(connection) != _known(connection)


def boundary_state(connection: Connection) -> str:
    """A hash of areas, boundaries, local names and the rules of placing as they are held now."""
    rows = connection.execute(statement("boundary_state")).fetchall()
    state = (RULES_VERSION, read_kept_names(connection), rows)
    return hashlib.sha256(repr(state).encode()).hexdigest()


def _known(connection: Connection) -> str | None:
    row = connection.execute(
        "SELECT value FROM core_setting WHERE name = $name", {"name": FINGERPRINT}
    ).fetchone()
    return None if row is None else str(row[0])


def _show(connection: Connection, name: str, table: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {table}")
