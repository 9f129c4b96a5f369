"""An upload taken back by its sender within a day: what it brought ends, what it changed comes back, nothing is deleted.

S000001  R1 v1 "漏水"                       →  withdraw S000002  →  R1 v3 "漏水", as S000001 had brought it
S000002  R1 v2 "漏水已修", R2 v1 "噪音"                              R2 withdrawn, its version kept
S000003  R3 changed after S000002 did       →                       R3 is left as S000003 has it

Sending the same file again loads it again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.db import Connection
from data.dictionary import tables
from data.errors import BadArgument, NothingThere
from grid.place import place_new
from ingest.statement import run

TEMPORARY = ("ended_version", "released_report")


@dataclass(frozen=True)
class Sender:
    """Who takes it back and when; may_any: an administrator, who may take back anybody's."""

    name: str
    now: datetime
    may_any: bool = False


@dataclass(frozen=True)
class Withdrawn:
    """What became of the reports of an upload: withdrawn, restored, left to a later upload; and others released.

    released: parked beside or decided to be one that is withdrawn now; they stand for themselves again.
    """

    submission_id: str
    withdrawn_count: int
    restored_count: int
    released_count: int
    left_count: int
    changed_ids: tuple[str, ...]


def withdraw(connection: Connection, submission_id: str, *, by: Sender, hours: int) -> Withdrawn:
    """Take an upload back; NothingThere or BadArgument, and nothing changed, when it cannot be any more."""
    _check(connection, submission_id, by, hours)
    run(connection, "withdraw_submission", submission_id=submission_id, now=by.now)
    run(connection, "ended_version", submission_id=submission_id)
    renewed_ids = _end_versions(connection, by.now)
    _release(connection, by.now)
    told = _count(connection, submission_id, renewed_ids)
    for name in TEMPORARY:
        connection.execute(f"DROP TABLE {name}")
    return told


def is_open(received_at: datetime, *, now: datetime, hours: int) -> bool:
    """Whether an upload received then may still be taken back."""
    return now - received_at <= timedelta(hours=hours)


def _check(connection: Connection, submission_id: str, by: Sender, hours: int) -> None:
    row = run(connection, "submission_sent", submission_id=submission_id).fetchone()
    if row is None:
        raise NothingThere(
            f"{submission_id}：没有这次报送。报送编号在回执上，如 S000001。",
            f"{submission_id}: there is no such upload. Its number is on the receipt, such as S000001.",
        )
    uploader, received_at, withdrawn_at = row
    if withdrawn_at is not None:
        raise BadArgument(
            f"{submission_id}：{withdrawn_at:%Y-%m-%d %H:%M} 已经撤回过了。需要恢复，请把原文件再报送一次。",
            f"{submission_id}: withdrawn already on {withdrawn_at:%Y-%m-%d %H:%M}. To have it back, send the file again.",
        )
    if not by.may_any and uploader != by.name:
        raise BadArgument(
            f"{submission_id}：不是您报送的，只能由报送人本人或管理员撤回。",
            f"{submission_id}: not an upload of yours. Only its sender or an administrator may withdraw it.",
        )
    if not is_open(received_at, now=by.now, hours=hours):
        raise BadArgument(
            f"{submission_id}：收到已超过 {hours} 小时，不能再撤回。请改正后重新报送，改过的行会形成新版本。",
            f"{submission_id}: received more than {hours} hours ago and cannot be withdrawn. "
            "Mend the sheet and send it again: its changed rows become new versions.",
        )


def _end_versions(connection: Connection, now: datetime) -> list[str]:
    """End what the upload brought; bring back what it had changed, parties and place too.

    Returns other reports placed anew: a point they share with these may be a placeholder no longer.
    """
    run(connection, "end_version", now=now)
    run(connection, "end_party")
    run(connection, "forget_party")
    run(connection, "withdraw_report")
    run(connection, "restore_report", shape=_report_shape(), now=now)
    run(connection, "restore_party")
    rows = run(connection, "ended_to_place").to_arrow_table()
    return list(place_new(connection, rows).to_pylist()) if len(rows) else []


def _report_shape() -> str:
    """core_report's columns and types, for reading a kept row: {"report_id": "VARCHAR", …}."""
    return json.dumps(
        {
            column.name: column.type.split()[0]  # without NOT NULL, PRIMARY KEY and the like
            for column in tables()["core_report"].columns
        }
    )


def _release(connection: Connection, now: datetime) -> None:
    """Let reports go that waited beside one that is withdrawn now: nothing may be lost with it."""
    run(connection, "released_report")
    run(connection, "lapse_judgement", now=now)
    run(connection, "release_report")


def _count(connection: Connection, submission_id: str, renewed_ids: list[str]) -> Withdrawn:
    ended = connection.execute("SELECT report_id, former_no FROM ended_version ORDER BY report_id").fetchall()
    released = connection.execute("SELECT report_id FROM released_report ORDER BY report_id").fetchall()
    left = run(connection, "left_version", submission_id=submission_id).fetchone()
    gone = sum(former is None for _, former in ended)
    return Withdrawn(
        submission_id=submission_id,
        withdrawn_count=gone,
        restored_count=len(ended) - gone,
        released_count=len(released),
        left_count=left[0] if left else 0,
        changed_ids=(*(report_id for report_id, *_ in [*ended, *released]), *renewed_ids),
    )
