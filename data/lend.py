"""Arrow tables lent to one statement by their names, and given back when it ends.

execute_with(connection, "INSERT INTO core_report BY NAME FROM taken", {}, {"taken": table})

A registered table is a view, and a view that was dropped lives on, with all its rows, until its transaction ends: a long upload
then holds every row twice. Here the statement finds the table among the names of its own frame (a replacement scan).
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from data.db import Connection

_EXECUTE = compile("connection.execute(statement, values)", "<statement with lent tables>", "eval")
TAKEN = frozenset({"connection", "statement", "values"})


def execute_with(
    connection: Connection,
    statement: str,
    values: Mapping[str, object] | None,
    tables: Mapping[str, pa.Table],
) -> Connection:
    """Execute a statement that reads these tables; a table of the database goes before a lent one of its name."""
    assert TAKEN.isdisjoint(tables), f"a lent table may not be called any of {sorted(TAKEN)}"
    names = {"connection": connection, "statement": statement, "values": values or None, **tables}
    result: Connection = eval(_EXECUTE, names)
    return result
