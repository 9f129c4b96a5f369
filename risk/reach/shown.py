"""A few rows shown under the name of a large table, so that the statements of a full refresh read only these.

shown(connection, core_report="far_report")      core_report: a million reports → the thousand of far_report

Temporary names go before those of the file; what is written meanwhile must not be one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from data.db import Connection

ALWAYS = {"place_now": "out_place"}  # a temporary view at all times, of this table when nothing else is said


@contextmanager
def shown(connection: Connection, **tables: str) -> Iterator[None]:
    """Table of the file → temporary table shown in its place, until the block ends."""
    for name, source in tables.items():
        _show(connection, name, source)
    yield
    for name in tables:
        if name in ALWAYS:
            _show(connection, name, ALWAYS[name])
        else:
            connection.execute(f"DROP VIEW temp.{name}")


def _show(connection: Connection, name: str, source: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {source}")
