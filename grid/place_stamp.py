"""Whether every place was found by the areas, names and rules of placing that are held now, noted beside them.

load, then place what it affects, then note_placed             is_placed → True
new local names, new rules, or a home from before the note     is_placed → False: all reports are placed once
"""

from __future__ import annotations

from data.db import Connection
from grid.query import statement
from grid.trust import RULES_VERSION


def is_placed(connection: Connection) -> bool:
    """Whether out_place was last placed by what is held now; reports that came since were placed as they came."""
    return placed_by(connection)[0]


def placed_by(connection: Connection) -> tuple[bool, str]:
    """The same, and the stamp of what is held now: another as soon as an area, a boundary, a name or a rule changes."""
    row, stamp = connection.execute(statement("place_stamp")).fetchone(), _stamp(connection)
    return row is not None and row[0] == stamp, stamp


def note_placed(connection: Connection) -> None:
    """Note that out_place is placed by what is held now."""
    connection.execute(statement("place_stamp_note"), {"stamp": _stamp(connection)})


def _stamp(connection: Connection) -> str:
    parts = (RULES_VERSION, *connection.execute(statement("boundary_stamp")).fetchall()[0])
    return "/".join(str(part) for part in parts)
