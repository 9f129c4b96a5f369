"""out_place: where every report is.

place_all(connection)         all reports anew, into the temporary table built_place:
                              swap(connection, {"out_place": place_all(connection)})
place_new(connection, rows)   these reports, held already, straight into out_place, in the place of their former rows; and
                              the others at a point that becomes a placeholder with them, or ceases to be one
place_rows(…) many times,     the same in lots: the points are judged once, when all that will be held is held
then judge_shared(…)
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from data.db import Connection
from data.lend import execute_with
from grid.atlas import open_atlas
from grid.locate import NEEDED
from grid.placeholder import find_placeholders, judge_points
from grid.placement import Spots
from grid.query import statement

Progress = Callable[[int, int], None]
BATCH = 250_000


def place_all(connection: Connection, *, progress: Progress | None = None) -> str:
    """Place every row of core_report; the name of the temporary table that fits out_place.

    progress: called with (reports placed, reports in all). Without areas every report is placed by 'none'.
    """
    atlas = open_atlas(connection)
    rows = connection.execute(statement("report_to_place")).to_arrow_table()
    spots = find_placeholders(connection, rows.select(["lon", "lat"]))
    placed = []
    for start in range(0, max(len(rows), 1), BATCH):
        placed.append(atlas.locate(rows.slice(start, BATCH), connection, spots))
        if progress:
            progress(min(start + BATCH, len(rows)), len(rows))
    _with_rows(connection, pa.concat_tables(placed), "place_build")
    return "built_place"


def place_new(connection: Connection, rows: pa.Table) -> pa.Array:
    """Place these reports (columns of grid.locate.NEEDED), which core_report holds; ids of others placed anew with them."""
    place_rows(connection, rows)
    renewed = judge_shared(connection, rows["report_id"])
    return renewed.filter(pc.invert(pc.is_in(renewed, rows["report_id"].combine_chunks())))


def place_rows(connection: Connection, rows: pa.Table, *, former: pa.ChunkedArray | None = None) -> None:
    """Place these reports with no point taken for a placeholder; judge_shared must follow.

    former: the ids of those that may have a place already; all of them when not told.
    """
    _renew(connection, rows.select(NEEDED), frozenset(), former)


def judge_shared(connection: Connection, report_ids: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Judge the points these reports carry or have carried, and place anew every report whose place says otherwise.

    report_ids: all that were placed since. Returns the ids of the reports placed anew, which may be among them.
    """
    judged = judge_points(connection, report_ids)
    if len(judged.to_renew):
        _renew(connection, judged.to_renew, judged.spots)
    return judged.to_renew["report_id"].combine_chunks()


def _renew(
    connection: Connection, rows: pa.Table, spots: Spots, former: pa.ChunkedArray | None = None
) -> None:
    placed = open_atlas(connection).locate(rows, connection, spots)
    former = placed["report_id"] if former is None else former
    if len(former):
        _with_rows(connection, pa.table({"report_id": former}), "place_forget")
    _with_rows(connection, placed, "place_append")


def _with_rows(connection: Connection, placed: pa.Table, *queries: str) -> None:
    for query in queries:
        execute_with(connection, statement(query), None, {"placed_row": placed})
