"""Statements of ingest/sql by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from data.db import Connection
from data.lend import execute_with

SQL = Path(__file__).parent / "sql"
_lent: ContextVar[Mapping[str, pa.Table]] = ContextVar("lent", default=MappingProxyType({}))


@cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: Connection, name: str, /, **values: object) -> Connection:
    """Execute ingest/sql/<name>.sql with its values; it may read the tables that are lent."""
    return execute_with(connection, _text(name), values, _lent.get())


@contextmanager
def lent(**tables: pa.Table) -> Iterator[None]:
    """Arrow tables that statements can read by name while this lasts."""
    token = _lent.set({**_lent.get(), **tables})
    try:
        yield
    finally:
        _lent.reset(token)
