"""core_local_name: the names a site keeps beside those of its areas, replaced as a whole.

file                       held before     replace_local_names(connection, names)     held after
金桂苑, estate, 9901        石桥村, alias    Replaced(held_before=1, taken=1,           金桂苑
金桂苑, estate, 9901                                  unknown=())
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from data.db import Connection
from data.lend import execute_with
from grid.addressing.alias import LocalName, unknown_names
from grid.query import statement


@dataclass(frozen=True)
class Replaced:
    """How many names were held before, how many are now, and those of them whose area was never held."""

    held_before: int
    taken: int
    unknown: tuple[LocalName, ...]


def replace_local_names(connection: Connection, names: Sequence[LocalName]) -> Replaced:
    """Put these names, each once, in the place of all that were held; in the caller's transaction."""
    fresh = tuple(dict.fromkeys(names))
    before = len(held_local_names(connection))
    connection.execute(statement("local_name_clear"))
    execute_with(connection, statement("local_name_append"), None, {"local_name": _table(fresh)})
    codes = connection.execute(statement("area_code_known")).fetchall()
    return Replaced(before, len(fresh), unknown_names(fresh, {code: None for (code,) in codes}))


def held_local_names(connection: Connection) -> tuple[LocalName, ...]:
    """The names held, in the order of the names."""
    return tuple(LocalName(*row) for row in connection.execute(statement("local_name")).fetchall())


def _table(names: Sequence[LocalName]) -> pa.Table:
    return pa.table(
        {
            "name": pa.array([one.name for one in names], pa.string()),
            "kind_code": pa.array([one.kind for one in names], pa.string()),
            "area_code": pa.array([one.area_code for one in names], pa.string()),
        }
    )
