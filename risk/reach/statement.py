"""Runs the statements of risk/reach/sql; their results go to temporary tables of the connection.

build(connection, "reach_token")   risk/reach/sql/reach_token.sql → temporary table reach_token
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from data.db import Connection
from risk.query import Array, Value

SQL = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """The text of risk/reach/sql/<name>.sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def build(connection: Connection, name: str, *, source: str | None = None, **values: Value) -> None:
    """Make the temporary table <name> from the statement of that name, or of the name `source`."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS\n{statement(source or name)}", values or None)


def rows(connection: Connection, name: str, **values: Value) -> list[tuple[object, ...]]:
    """The answer of risk/reach/sql/<name>.sql."""
    return connection.execute(statement(name), values or None).fetchall()


def columns(connection: Connection, name: str, **values: Value) -> dict[str, Array]:
    """The answer of risk/reach/sql/<name>.sql, which holds no NULL, as one array per column."""
    answer = connection.execute(statement(name), values or None).fetchnumpy()
    return {key: np.ma.getdata(array) for key, array in answer.items()}
