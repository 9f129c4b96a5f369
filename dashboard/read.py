"""The only door from a face to the warehouse: first who may see what, then small counts.

    with Door(store, COMMAND_CENTRE, config).open() as view:
        view.rows("worklist", area_code="990001", limit=200)   →  list of dicts
        view.table("export_reports")                            →  Arrow table

A query is dashboard/sql/<name>.sql with its values as $name. It reads people's facts only through the views in
dashboard/sql/view/ (seen_matter, seen_report …), which leave out what nobody here may see (accusations and
other special kinds), so no face can forget to. Of a viewer confined to an area or unit they and the tables themselves hold his
part alone (dashboard/scope.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyarrow as pa

from dashboard.access import Viewer
from dashboard.scope import confining
from dashboard.suppress import Row, hide_small_counts, is_count
from data.config import Config
from data.db import Connection, Store

SQL = Path(__file__).parent / "sql"


@cache
def _statement(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


@cache
def views() -> tuple[str, ...]:
    """The statements that make the views all faces read through."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((SQL / "view").glob("*.sql")))


@dataclass
class View:
    """One moment of the warehouse as one viewer may see it; every query of a page uses the same one."""

    connection: Connection
    viewer: Viewer
    smallest_shown: int
    hidden_count: int = field(default=0)

    def rows(self, query: str, **values: object) -> list[Row]:
        """The rows of dashboard/sql/<query>.sql, small counts hidden from those who may not open the matters."""
        answer = self.connection.execute(_statement(query), values or None)
        names = [column[0] for column in answer.description]
        rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        return self._hidden(rows) if any(is_count(name) for name in names) else rows

    def table(self, query: str, **values: object) -> pa.Table:
        """The same as an Arrow table; only for viewers who may open the matters (exports)."""
        assert self.viewer.may_open_matters, "tables are not suppressed"
        return self.connection.execute(_statement(query), values or None).to_arrow_table()

    def lay_out(self, query: str, **values: object) -> None:
        """Keep the rows of a query under its name for the queries after it, until this moment ends; they see no more by it.

        In any order, which takes half the time.
        """
        self.connection.execute("SET SESSION preserve_insertion_order = false")
        try:
            self.connection.execute(
                f"CREATE OR REPLACE TEMP TABLE {query} AS {_statement(query)}", values or None
            )
        finally:
            self.connection.execute("RESET SESSION preserve_insertion_order")

    def names(self, query: str, table: str) -> bool:
        """Whether a query reads a table of that name."""
        return table in _statement(query)

    def _hidden(self, rows: list[Row]) -> list[Row]:
        if self.viewer.may_open_matters:
            return rows
        shown, hidden = hide_small_counts(rows, smallest_shown=self.smallest_shown)
        self.hidden_count += hidden
        return shown


@dataclass(frozen=True)
class Door:
    """The door of one viewer to one warehouse."""

    store: Store
    viewer: Viewer
    config: Config

    @contextmanager
    def open(self) -> Iterator[View]:
        """A view of one moment; it stays the same until it is closed, whatever is refreshed meanwhile."""
        prepare = (*views(), *confining(self.viewer))
        keep = self.viewer if self.viewer.is_confined else "everybody"
        with self.store.reading(prepare=prepare, keep=keep) as connection:
            yield View(connection, self.viewer, self.config.disclosure.smallest_shown_count)
