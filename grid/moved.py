"""Reports placed anew after areas changed, and what that moved: areas and counts, never a report or a person.

before = hold(connection)               areas as they are
…                                       new boundaries are stored, in the same transaction
place_moved(connection, before)         Moved(checked_count=1240, moves=(Move("1", "第一网格", "3", "第三网格", "point", 120), …))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from data.db import Connection, swap
from data.lend import execute_with
from grid.affected import affected_reports
from grid.change import Version, changes_between, read_versions
from grid.hierarchy import build_paths
from grid.place import BATCH, judge_shared, place_all, place_rows
from grid.place_stamp import is_placed, note_placed
from grid.query import statement
from grid.receipt import Move, Moved


@dataclass(frozen=True)
class Before:
    """The areas before a change, and whether the places were found by them."""

    versions: tuple[Version, ...]
    is_placed: bool


def hold(connection: Connection) -> Before:
    """The areas as they are, to be asked after they have changed."""
    return Before(read_versions(connection), is_placed(connection))


def place_moved(connection: Connection, before: Before) -> Moved:
    """Place anew what the change can have moved, all reports when that is more than half of them; paths follow."""
    after = read_versions(connection)
    changes = changes_between(before.versions, after)
    if before.is_placed and not changes:
        return Moved()
    affected = affected_reports(connection, changes)
    total = _report_count(connection)
    is_all = not before.is_placed or 2 * len(affected) > total
    lent = {"affected_report": pa.table({"report_id": affected})}
    former = execute_with(connection, statement("place_former"), {"is_all": is_all}, lent).to_arrow_table()
    if is_all:
        swap(connection, {"out_place": place_all(connection)})
    else:
        _place(connection, lent)
    swap(connection, {"out_area_path": build_paths(connection)})
    note_placed(connection)
    names = _names(before.versions) | _names(after)
    return Moved(total if is_all else len(affected), _moves(connection, former, names))


def _report_count(connection: Connection) -> int:
    row = connection.execute("SELECT count(*) FROM core_report").fetchone()
    return int(row[0]) if row else 0


def _place(connection: Connection, lent: Mapping[str, pa.Table]) -> None:
    """Place the affected reports by the boundaries held now, read exactly as when all are placed."""
    query = f"SELECT report.* FROM ({statement('report_to_place')}) AS report SEMI JOIN affected_report USING (report_id)"
    rows = execute_with(connection, query, None, lent).to_arrow_table()
    for start in range(0, len(rows), BATCH):
        place_rows(connection, rows.slice(start, BATCH))
    judge_shared(connection, rows["report_id"])


def _names(versions: Sequence[Version]) -> dict[str, str]:
    """The latest name of each area."""
    ordered = sorted(versions, key=lambda version: version.first)
    return {version.ground.code: version.ground.name for version in ordered}


def _moves(connection: Connection, former: pa.Table, names: Mapping[str, str]) -> tuple[Move, ...]:
    rows = execute_with(connection, statement("place_moved"), None, {"former_place": former}).fetchall()
    return tuple(
        Move(from_code, names.get(from_code), to_code, names.get(to_code), located_by, count)
        for from_code, to_code, located_by, count in rows
    )
