"""Runs the statements of risk/sql: each file is one SELECT, its results go to temporary tables of the writer.

build(connection, "live_report", until=…)   risk/sql/live_report.sql → temporary table live_report
put(connection, "matter_root", report_index=…, matter_index=…)   arrays → temporary table
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from data.db import Connection

SQL = Path(__file__).parent / "sql"
Value = str | int | float | bool | date | datetime | None
Array = np.ndarray[tuple[int], np.dtype[np.generic]]


@cache
def statement(name: str) -> str:
    """The text of risk/sql/<name>.sql."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def build(connection: Connection, name: str, **values: Value) -> None:
    """Make the temporary table <name> from risk/sql/<name>.sql."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS\n{statement(name)}", values or None)


def columns(connection: Connection, name: str, **values: Value) -> dict[str, Array]:
    """The answer of risk/sql/<name>.sql as one array per column, NULL as NaN where the column is a float."""
    answer = connection.execute(statement(name), values or None).fetchnumpy()
    return {key: _plain(array) for key, array in answer.items()}


def _plain(array: Array) -> Array:
    if not isinstance(array, np.ma.MaskedArray):
        return array
    if array.dtype.kind == "f":
        return array.filled(np.nan)
    assert not np.ma.is_masked(array), "only float columns may be NULL here"
    return array.data


def put(connection: Connection, name: str, **arrays: Array) -> None:
    """Make the temporary table <name> from arrays of equal length."""
    table = pa.table({key: pa.array(array) for key, array in arrays.items()})
    connection.register("arrays_to_put", table)
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM arrays_to_put")
    finally:
        connection.unregister("arrays_to_put")


def number(connection: Connection, query: str, **values: Value) -> int:
    """The single whole number a query gives."""
    row = connection.execute(query, values or None).fetchone()
    assert row is not None
    return int(row[0] or 0)
