"""Copies of open stores as they stand at one moment, each encrypted with its own key; writers wait only until it begins.

with one_moment([Wanted(warehouse, path, key), Wanted(vault, other, other_key)]) as moments:
    moments[0].counts             →  {"audit_log": 812, "core_account": 12, …}      rows per table
    sum(moments[0].copy())        →  all of them, table by table
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.db import Connection, Store
from data.errors import Damaged
from data.system_error import explained

Counts = dict[str, int]


@dataclass(frozen=True)
class Wanted:
    """One store to be copied: the new file, and the key it is encrypted with."""

    store: Store
    path: Path
    key: str


@dataclass(frozen=True)
class Moment:
    """One store as it stood when the moment began; `connection` sees nothing later."""

    wanted: Wanted
    connection: Connection
    counts: Counts

    def copy(self) -> Iterator[int]:
        """Copy table by table; yields how many rows each had. DiskFull, NotAllowed or Damaged."""
        catalog = self.wanted.store.catalog
        with _told(self.wanted):
            self.connection.execute(f"COPY FROM DATABASE {catalog} TO beside (SCHEMA)")
        for table, expected in self.counts.items():
            with _told(self.wanted):
                row = self.connection.execute(
                    f"INSERT INTO beside.main.{table} SELECT * FROM {catalog}.main.{table}"
                ).fetchone()
            assert row, table
            assert row[0] == expected, table
            yield expected


@contextmanager
def one_moment(wanted: Sequence[Wanted]) -> Iterator[list[Moment]]:
    """Every store at the same moment; what was copied is in the new files when the block ends.

    Stores come in the order in which an upload locks them: it holds the first until it is over.
    """
    with ExitStack() as moments:
        with ExitStack() as locks:
            for each in wanted:
                locks.enter_context(each.store.alone())
            begun = [(each, moments.enter_context(_beside(each))) for each in wanted]
        yield [Moment(each, cursor, row_counts(cursor, each.store.catalog)) for each, cursor in begun]


def row_counts(connection: Connection, catalog: str) -> Counts:
    """How many rows each table of a store has, as the connection sees it."""
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary ORDER BY table_name",
        [catalog],
    ).fetchall()
    counts = {}
    for (table,) in tables:
        row = connection.execute(f"SELECT count(*) FROM {catalog}.main.{table}").fetchone()
        counts[str(table)] = int(row[0]) if row else 0
    return counts


@contextmanager
def _beside(wanted: Wanted) -> Iterator[Connection]:
    with _told(wanted), wanted.store.copying_to(wanted.path, key=wanted.key) as cursor:
        yield cursor


@contextmanager
def _told(wanted: Wanted) -> Iterator[None]:
    """What the system refuses is told of the folder written to; what is damaged is the store itself."""
    try:
        yield
    except duckdb.Error as error:
        said = explained(error, str(wanted.path.parent))
        if isinstance(said, Damaged):
            said = explained(error, wanted.store.file_name)
        if said is None:
            raise
        raise said from error
