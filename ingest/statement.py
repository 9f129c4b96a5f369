"""Statements of ingest/sql by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyarrow as pa

from data.db import Connection

SQL = Path(__file__).parent / "sql"


@cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: Connection, name: str, /, **values: object) -> Connection:
    """Execute ingest/sql/<name>.sql with its values."""
    return connection.execute(_text(name), values or None)


@contextmanager
def registered(connection: Connection, **tables: pa.Table) -> Iterator[None]:
    """Arrow tables that statements can read by name while this lasts."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)
