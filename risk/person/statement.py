"""Runs the statements of risk/person/sql; their results go to temporary tables of the connection.

build(connection, "person_record")   risk/person/sql/person_record.sql → temporary table person_record
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from data.db import Connection
from risk.query import Array, Value

SQL = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """The text of risk/person/sql/<name>.sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def build(connection: Connection, name: str, *, source: str | None = None, **values: Value) -> None:
    """Make the temporary table <name> from the statement of that name, or of the name `source`."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS\n{statement(source or name)}", values or None)


def columns(connection: Connection, name: str) -> dict[str, Array]:
    """The answer of risk/person/sql/<name>.sql, which holds no NULL, as one array per column."""
    answer = connection.execute(statement(name)).fetchnumpy()
    return {key: np.asarray(array) for key, array in answer.items()}


def column_of_text(connection: Connection, name: str, column: str) -> pa.Array:
    """One text column of the answer of risk/person/sql/<name>.sql."""
    chunks = connection.execute(statement(name)).to_arrow_table().column(column).chunks
    return pa.concat_arrays(
        [chunk.cast(pa.large_string()) for chunk in chunks] or [pa.array([], pa.large_string())]
    )
