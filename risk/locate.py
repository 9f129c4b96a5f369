"""Where reports and areas are: places reports anew when boundaries changed, and gives every area its path upwards.

After locate() the views place_now and path_now stand for out_place and out_area_path of this refresh.
"""

from __future__ import annotations

import hashlib

from data.db import Connection
from grid.hierarchy import build_paths
from grid.place import place_all
from risk.query import build, number, statement

FINGERPRINT = "boundary_fingerprint"


def locate(connection: Connection, *, everything: bool) -> dict[str, str]:
    """Place what must be placed; derived table → temporary table that is to replace it.

    everything: place all reports even when boundaries are as they were.
    """
    build_from = {"out_area_path": build_paths(connection)}
    fingerprint = _fingerprint(connection)
    if everything or fingerprint != _known(connection) or number(connection, statement("unplaced_count")):
        build_from["out_place"] = place_all(connection)
        connection.execute("DELETE FROM core_setting WHERE name = $name", {"name": FINGERPRINT})
        connection.execute(
            "INSERT INTO core_setting VALUES ($name, $value)", {"name": FINGERPRINT, "value": fingerprint}
        )
    _show(connection, "path_now", build_from["out_area_path"])
    _show(connection, "place_now", build_from.get("out_place", "out_place"))
    build(connection, "area_home")
    build(connection, "home_name")
    return build_from


def boundaries_changed(connection: Connection) -> bool:
    """Whether areas or boundaries are not those of the last refresh."""
    return _fingerprint(connection) != _known(connection)


def _fingerprint(connection: Connection) -> str:
    rows = connection.execute(statement("boundary_state")).fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _known(connection: Connection) -> str | None:
    row = connection.execute(
        "SELECT value FROM core_setting WHERE name = $name", {"name": FINGERPRINT}
    ).fetchone()
    return None if row is None else str(row[0])


def _show(connection: Connection, name: str, table: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {table}")
