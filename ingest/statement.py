"""Statements of ingest/sql by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data.db import Connection

SQL = Path(__file__).parent / "sql"


@cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: Connection, name: str, /, **values: object) -> Connection:
    """Execute ingest/sql/<name>.sql with its values."""
    return connection.execute(_text(name), values or None)
