"""A named measure on a matter set, ended or withdrawn (交办, 包案, 提级, 挂牌, 联席会议); nothing is deleted.

matter Q000123, assign to the housing office, due 2025-05-09   →   one row of core_measure, anchored to the founding report

A measure says who carries a matter and until when. It moves no limit of the law; only an assignment changes something
derived: the unit that holds the matter.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time

from data.db import Connection
from data.errors import BadArgument, NothingThere
from risk.query import statement

MEASURES = ("assign", "lead", "raise_level", "supervise", "joint_meeting")


@dataclass(frozen=True)
class Measure:
    """What is set: the code, the unit or the post that carries it, its first day and its limit, a note (already masked)."""

    code: str
    start: date
    unit_id: str | None = None
    carrier: str = ""
    due: date | None = None
    note: str = ""


def set_measure(
    connection: Connection, matter_id: str, measure: Measure, *, actor: str, now: datetime
) -> str:
    """Write a measure; its id. NothingThere when there is no such matter, BadArgument for one that cannot be.

    Set twice the same while it stands, it is the same entry.
    """
    _check(connection, measure, now)
    first = connection.execute(statement("first_report"), {"matter_id": matter_id}).fetchone()
    if first is None:
        raise NothingThere(
            f"没有事项 {matter_id}。请从清单复制事项编号。",
            f"There is no matter {matter_id}. Copy its id from the list.",
        )
    report_id, raised = first
    if measure.start < raised:
        raise BadArgument(
            f"{measure.start}：早于首次反映日 {raised}。请核对日期。",
            f"{measure.start} is before the day it was first raised, {raised}. Check the day.",
        )
    values = {
        "report_id": report_id,
        "measure_code": measure.code,
        "unit_id": measure.unit_id,
        "due_date": measure.due,
        "started_at": datetime.combine(measure.start, time(12)),
        "carrier_name": measure.carrier or None,
        "note_text": measure.note or None,
    }
    return _standing(connection, values) or _written(connection, {**values, "actor_name": actor})


def end_measure(connection: Connection, measure_id: str, *, on: date) -> None:
    """Let a measure end on a day; NothingThere when none of that id is under way."""
    _one(
        connection.execute(
            "UPDATE core_measure SET ended_at = $ended WHERE measure_id = $id AND ended_at IS NULL "
            "AND withdrawn_at IS NULL AND CAST(started_at AS DATE) <= $on RETURNING measure_id",
            {"ended": datetime.combine(on, time(12)), "id": measure_id, "on": on},
        ).fetchall(),
        measure_id,
    )


def withdraw_measure(connection: Connection, measure_id: str, *, now: datetime) -> None:
    """Withdraw an entry made in error; it stays in the record. NothingThere when none of that id stands."""
    _one(
        connection.execute(
            "UPDATE core_measure SET withdrawn_at = $now WHERE measure_id = $id AND withdrawn_at IS NULL RETURNING measure_id",
            {"now": now, "id": measure_id},
        ).fetchall(),
        measure_id,
    )


def _check(connection: Connection, measure: Measure, now: datetime) -> None:
    if measure.code not in MEASURES:
        raise BadArgument(
            f"没有「{measure.code}」这种措施。可以是：{'、'.join(MEASURES)}。",
            f"There is no measure {measure.code!r}. Measures: {', '.join(MEASURES)}.",
        )
    if measure.start > now.date():
        raise BadArgument(
            f"{measure.start}：还没有到。请核对日期。", f"{measure.start} has not come yet. Check the day."
        )
    if measure.due is not None and measure.due < measure.start:
        raise BadArgument(
            f"期限 {measure.due} 早于开始日 {measure.start}。请核对日期。",
            f"The limit {measure.due} is before the first day {measure.start}. Check the days.",
        )
    if measure.code == "lead" and not measure.carrier:
        raise BadArgument("请写明包案领导的职务。", "Name the post of the leader who takes it on.")
    if measure.code != "lead" and measure.unit_id is None:
        raise BadArgument("请选责任单位。", "Choose the unit.")
    known = "SELECT count(*) FROM core_unit WHERE unit_id = $unit_id"
    if measure.unit_id is not None and connection.execute(known, {"unit_id": measure.unit_id}).fetchone() == (
        0,
    ):
        raise NothingThere("没有这个单位。请从名单中选。", "There is no such unit. Choose one of the list.")


def _standing(connection: Connection, values: dict[str, object]) -> str | None:
    """The id of the same entry, when it stands and has not ended."""
    same = " AND ".join(f"{name} IS NOT DISTINCT FROM ${name}" for name in values)
    found = connection.execute(
        f"SELECT measure_id FROM core_measure WHERE withdrawn_at IS NULL AND ended_at IS NULL AND {same}",
        values,
    ).fetchone()
    return str(found[0]) if found else None


def _written(connection: Connection, values: dict[str, object]) -> str:
    measure_id = f"M{uuid.uuid4().hex[:12]}"
    names = ", ".join(f"${name} AS {name}" for name in values)
    connection.execute(
        f"INSERT INTO core_measure BY NAME SELECT $measure_id AS measure_id, {names}",
        {**values, "measure_id": measure_id},
    )
    return measure_id


def _one(found: list[tuple[object]], measure_id: str) -> None:
    if not found:
        raise NothingThere(
            f"没有在用的措施 {measure_id}。可能已经结束或撤回。",
            f"No measure {measure_id} stands; it may have ended or been withdrawn.",
        )
