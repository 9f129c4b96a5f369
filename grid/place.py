"""out_place: where every report is.

place_all(connection)         all reports anew, into the temporary table built_place:
                              swap(connection, {"out_place": place_all(connection)})
place_new(connection, rows)   these reports, held already, straight into out_place, in the place of their former rows; and
                              the others at a point that becomes a placeholder with them, or ceases to be one
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from data.db import Connection
from data.lend import execute_with
from grid.atlas import open_atlas
from grid.locate import NEEDED
from grid.placeholder import find_placeholders, judge_points
from grid.placement import Spots
from grid.query import statement

Progress = Callable[[int, int], None]
BATCH = 250_000


@dataclass(frozen=True)
class Placed:
    """How many of the reports given are in an area, and the ids of others that were placed anew with them."""

    in_area_count: int
    renewed_ids: pa.Array


def place_all(connection: Connection, *, progress: Progress | None = None) -> str:
    """Place every row of core_report; the name of the temporary table that fits out_place.

    progress: called with (reports placed, reports in all). Without areas every report is placed by 'none'.
    """
    atlas = open_atlas(connection)
    rows = connection.execute(statement("report_to_place")).to_arrow_table()
    spots = find_placeholders(connection, rows)
    placed = []
    for start in range(0, max(len(rows), 1), BATCH):
        placed.append(atlas.locate(rows.slice(start, BATCH), connection, spots))
        if progress:
            progress(min(start + BATCH, len(rows)), len(rows))
    _with_rows(connection, pa.concat_tables(placed), "place_build")
    return "built_place"


def place_new(connection: Connection, rows: pa.Table) -> Placed:
    """Place these reports (columns of grid.locate.NEEDED), which core_report holds, into out_place."""
    rows = rows.select(NEEDED)
    spots, others = judge_points(connection, rows)
    placed = _renew(connection, pa.concat_tables([rows, others.cast(rows.schema)]), spots)
    own = placed["area_code"].slice(0, len(rows))
    return Placed(len(rows) - int(own.null_count), others["report_id"].combine_chunks())


def place_homes(connection: Connection, rows: pa.Table) -> None:
    """The same for reports whose points are homes: a point that will be forgotten is not judged, and judges no other."""
    _renew(connection, rows.select(NEEDED), frozenset())


def _renew(connection: Connection, rows: pa.Table, spots: Spots) -> pa.Table:
    placed = open_atlas(connection).locate(rows, connection, spots)
    _with_rows(connection, placed, "place_forget", "place_append")
    return placed


def _with_rows(connection: Connection, placed: pa.Table, *queries: str) -> None:
    for query in queries:
        execute_with(connection, statement(query), None, {"placed_row": placed})
