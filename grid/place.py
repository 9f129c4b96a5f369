"""out_place: where every report is.

place_all(connection)         all reports anew, into the temporary table built_place:
                              swap(connection, {"out_place": place_all(connection)})
place_new(connection, rows)   these reports only, straight into out_place, in the place of their former rows
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

from data.db import Connection
from data.lend import execute_with
from grid.atlas import open_atlas
from grid.query import statement

Progress = Callable[[int, int], None]
BATCH = 250_000


def place_all(connection: Connection, *, progress: Progress | None = None) -> str:
    """Place every row of core_report; the name of the temporary table that fits out_place.

    progress: called with (reports placed, reports in all). Without areas every report is placed by 'none'.
    """
    atlas = open_atlas(connection)
    rows = connection.execute(statement("report_to_place")).to_arrow_table()
    placed = []
    for start in range(0, max(len(rows), 1), BATCH):
        placed.append(atlas.locate(rows.slice(start, BATCH), connection))
        if progress:
            progress(min(start + BATCH, len(rows)), len(rows))
    _with_rows(connection, pa.concat_tables(placed), "place_build")
    return "built_place"


def place_new(connection: Connection, rows: pa.Table) -> int:
    """Place these reports (columns of grid.locate.NEEDED) into out_place; how many are in an area."""
    placed = open_atlas(connection).locate(rows, connection)
    _with_rows(connection, placed, "place_forget", "place_append")
    return len(placed) - int(placed["area_code"].null_count)


def _with_rows(connection: Connection, placed: pa.Table, *queries: str) -> None:
    for query in queries:
        execute_with(connection, statement(query), None, {"placed_row": placed})
