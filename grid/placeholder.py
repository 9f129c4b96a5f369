"""Points that say nothing of the reports that carry them: a town hall, the middle of a county, a form's default.

point            reports   places they name                                    placeholder
120.01, 30.02    14        东风村, 石门村, 柳河村, 东风村委会                       yes: three villages
120.03, 30.02    300       东风村; 第一网格, 1网格                                no: a busy house of one village
120.05, 30.02    9         five villages                                       no: too few to tell
120.07, 30.02    12        no village, no grid; 人民路3号, 人民路28号, 建设路1号     no: two roads

Grids, villages, and the addresses of reports that name neither are counted apart; the most counts. Withdrawn reports do not
count. A point is judged by all reports held, so it does not matter in which order they came.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa

from data.db import Connection
from data.lend import execute_with
from grid import trust
from grid.addressing.key import text_key
from grid.placement import Spots
from grid.placename import grid_key, stem, village_key
from grid.query import statement

NUMBER_ON = re.compile(r"[0-9a-z].*")


@dataclass(frozen=True)
class Judged:
    """The placeholders among some points, and the reports (grid.locate.NEEDED) there whose place says otherwise."""

    spots: Spots
    to_renew: pa.Table


def find_placeholders(connection: Connection, points: pa.Table) -> Spots:
    """The placeholders among these points (columns lon, lat), judged by all reports held of each."""
    values = {"many_reports": trust.MANY_REPORTS}
    rows = execute_with(connection, statement("crowded_point"), values, {"judged_point": points}).fetchall()
    return frozenset((lon, lat) for lon, lat, *texts in rows if place_count(*texts) >= trust.MANY_PLACES)


def place_count(grid_texts: Iterable[str], village_names: Iterable[str], place_texts: Iterable[str]) -> int:
    """How many different places are named, each name in one form, an address without its numbers."""
    return max(
        _count(grid_texts, grid_key),
        _count(village_names, lambda name: stem(village_key(name))),
        _count(place_texts, lambda text: NUMBER_ON.sub("", text_key(text))),
    )


def _count(texts: Iterable[str], key: Callable[[str], str]) -> int:
    return len({key(text) for text in texts if text} - {""})


def judge_points(connection: Connection, report_ids: pa.Array | pa.ChunkedArray) -> Judged:
    """Judge the points that these reports carry, or carried in a version past."""
    lent = {"placed_report": pa.table({"report_id": report_ids})}
    points = execute_with(connection, statement("point_to_judge"), None, lent).to_arrow_table()
    spots = find_placeholders(connection, points)
    lent = {"judged_point": points, "placeholder_point": _table(spots)}
    return Judged(spots, execute_with(connection, statement("place_to_renew"), None, lent).to_arrow_table())


def _table(spots: Spots) -> pa.Table:
    schema = pa.schema([("lon", pa.float64()), ("lat", pa.float64())])
    return pa.Table.from_pylist([{"lon": lon, "lat": lat} for lon, lat in spots], schema)
