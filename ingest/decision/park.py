"""Near misses: unnumbered new reports that are nearly the same as one held wait for a person's decision.

03-05 张三 物业 电梯停运三个月无人维修，要求尽快修好      held
03-06 张三 物业 电梯停运三个月无人维修，要求尽快修好。    new, no number of its own   →  parked beside the first

A report with its own number is never parked: its sender says that it is another one, and linking looks at it later.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pyarrow as pa

from data.db import Connection
from ingest.decision.likeness import likeness, pairs_of
from ingest.statement import run

LIKE_ENOUGH = 0.8  # two words rewritten, or a date and a comma, leave 0.8 of a story of 60 characters
DAYS_APART = 3  # a sheet entered again after a weekend
MOST_IN_BLOCK = 60  # a name or phone so common in a week and kind (群众, an agent) does not say who it is
TEMPORARY = ("unnumbered", "own_block", "same_token", "block_member", "look_alike")


class Pair(NamedTuple):
    """A new report, one it looks like, and how alike they are; is_held: the other came before this upload."""

    report_id: str
    candidate_report_id: str
    is_held: bool
    likeness_share: float


def park_look_alikes(connection: Connection, submission_id: str, now: datetime) -> list[tuple[str, int]]:
    """Park this upload's look-alikes, each beside the report it looks like; the sheets and rows they came from."""
    run(connection, "unnumbered", submission_id=submission_id)
    told = connection.execute("SELECT min(reported_date), max(reported_date) FROM unnumbered").fetchone()
    alike: list[Pair] = []
    if told and told[0] is not None:
        _block(connection, told[0], told[1])
        alike = _alike(connection)
    for name in TEMPORARY:
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    return _park(connection, _best(alike), submission_id, now) if alike else []


def _block(connection: Connection, first: date, last: date) -> None:
    """Bring together what may be alike: first who shares a petitioner's token, which few do, then kind and days."""
    apart = timedelta(days=DAYS_APART)
    run(connection, "own_block", after=_last_row_before(connection))
    run(connection, "same_token")
    run(
        connection,
        "block_member",
        days=DAYS_APART,
        first=first - apart,
        last=last + apart + timedelta(days=1),
    )
    run(connection, "look_alike", days=DAYS_APART, most=MOST_IN_BLOCK)


def _last_row_before(connection: Connection) -> int:
    """The last row of parties that others see: what this upload wrote lies behind it, and need not be looked for before."""
    with closing(connection.cursor()) as other:
        row = run(other, "last_party").fetchone()
    return row[0] if row and row[0] is not None else -1


def _alike(connection: Connection) -> list[Pair]:
    """The pairs whose texts are alike enough, in the order the new reports stand in the file."""
    pairs = connection.execute(
        "SELECT report_id, candidate_report_id, is_held FROM look_alike "
        "ORDER BY sheet_name, row_no, report_id, candidate_report_id"
    ).fetchall()
    told = {report_id: pairs_of(text) for report_id, text in run(connection, "alike_text").fetchall()}
    shared = (Pair(one, other, is_held, likeness(told[one], told[other])) for one, other, is_held in pairs)
    return [pair for pair in shared if pair.likeness_share >= LIKE_ENOUGH]


def _best(alike: list[Pair]) -> list[Pair]:
    """The one candidate of each report: one that is not parked itself, then the most alike."""
    by_report: dict[str, list[Pair]] = {}
    for pair in alike:
        by_report.setdefault(pair.report_id, []).append(pair)
    return [
        max(
            pairs,
            key=lambda pair: (
                pair.candidate_report_id not in by_report,
                pair.likeness_share,
                pair.is_held,
                pair.candidate_report_id,
            ),
        )
        for pairs in by_report.values()
    ]


def _park(
    connection: Connection, best: list[Pair], submission_id: str, now: datetime
) -> list[tuple[str, int]]:
    columns = {
        name: [getattr(pair, name) for pair in best]
        for name in ("report_id", "candidate_report_id", "likeness_share")
    }
    connection.register("parking", pa.table(columns))
    run(connection, "insert_parked", now=now)
    run(connection, "park", submission_id=submission_id)
    rows = run(connection, "parked_rows", submission_id=submission_id).fetchall()
    run(connection, "park_raw_row", submission_id=submission_id)
    connection.unregister("parking")
    return [(str(sheet), int(row)) for sheet, row in rows]
