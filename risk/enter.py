"""An act on a matter entered, or its entry withdrawn; nothing is deleted.

matter Q000123, extended on 2025-04-20, approved 04-20, told 04-21   →   one row of core_event, anchored to the founding report
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time

from data.db import Connection
from data.errors import BadArgument, NothingThere
from risk.limit.act import Act
from risk.limit.closure import need_basis
from risk.limit.rule import Extension
from risk.query import number, statement

ROUTES = frozenset({"31.1", "31.2", "31.3", "31.4", "31.5", "31.6"})


@dataclass(frozen=True)
class Entry:
    """What is entered: the act, a note (already masked) and who enters it when."""

    act: Act
    note: str
    actor: str
    now: datetime


def enter(connection: Connection, matter_id: str, entry: Entry) -> str:
    """Write the act; its id. NothingThere when there is no such matter, BadArgument for an act that cannot be.

    Told twice the same, it is the same entry.
    """
    act = entry.act
    _check(act, entry.now)
    need_basis(act)
    first = connection.execute(statement("first_report"), {"matter_id": matter_id}).fetchone()
    if first is None:
        raise NothingThere(
            f"没有事项 {matter_id}。请从清单复制事项编号。",
            f"There is no matter {matter_id}. Copy its id from the list.",
        )
    report_id, raised = first
    if act.act_date < raised:
        raise BadArgument(
            f"{act.act_date}：早于首次反映日 {raised}。请核对日期。",
            f"{act.act_date} is before the day it was first raised, {raised}. Check the day.",
        )
    extension = act.extension or Extension()
    values = {
        "event_id": _id_of(connection, report_id, act),
        "report_id": report_id,
        "event_code": act.code,
        "occurred_at": datetime.combine(act.act_date, time(12)),
        "actor_name": entry.actor,
        "note_text": entry.note or None,
        "route_code": act.route_code,
        "is_simple": act.is_simple,
        "approved_date": extension.approved_date,
        "told_date": extension.told_date,
        "extend_day_count": extension.day_count,
        "closure_code": act.closure_code,
    }
    names = ", ".join(f"${name} AS {name}" for name in values)
    connection.execute(f"INSERT OR IGNORE INTO core_event BY NAME SELECT {names}", values)
    return str(values["event_id"])


def withdraw_entry(connection: Connection, event_id: str, *, now: datetime) -> None:
    """Withdraw an entry; it stays in the record. NothingThere when none of that id stands."""
    found = connection.execute(
        "UPDATE core_event SET withdrawn_at = $now WHERE event_id = $event_id AND withdrawn_at IS NULL RETURNING event_id",
        {"now": now, "event_id": event_id},
    ).fetchall()
    if not found:
        raise NothingThere(
            f"没有在用的记录 {event_id}。用 fengqiao act list 查看。",
            f"No entry {event_id} stands. See fengqiao act list.",
        )


def _check(act: Act, now: datetime) -> None:
    if act.act_date > now.date():
        raise BadArgument(
            f"{act.act_date}：还没有到。请核对日期。", f"{act.act_date} has not come yet. Check the day."
        )
    if act.route_code is not None and act.route_code not in ROUTES:
        known = "、".join(sorted(ROUTES))
        raise BadArgument(
            f"--route {act.route_code}：应为 {known} 之一（条例第31条）。",
            f"--route {act.route_code}: must be one of {', '.join(sorted(ROUTES))}.",
        )
    if act.extension is not None and act.code != "extended":
        raise BadArgument(
            "只有 extended（延期）才写批准日、告知日和天数。",
            "Only extended takes an approval, a telling and days.",
        )


def _id_of(connection: Connection, report_id: str, act: Act) -> str:
    """The same for the same act on the same matter, so that a repeated entry is one; another after a withdrawal."""
    said = (
        f"{report_id} {act!r} {act.closure_code or ''}".rstrip()
    )  # without a basis as before bases were asked
    plain = f"E{uuid.uuid5(uuid.NAMESPACE_OID, said).hex[:12]}"
    gone = number(
        connection,
        "SELECT count(*) FROM core_event WHERE starts_with(event_id, $plain) AND withdrawn_at IS NOT NULL",
        plain=plain,
    )
    return f"{plain}-{gone + 1}" if gone else plain
