"""The filled home with everything an account's scope must cut: co-held matters, parked pairs, doubts, acts, signals, uploads.

Town staff of 枫桥镇 (990101100000), of the unit 县住建局, of both; li and wang each sent a sheet.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from pathlib import Path

from dashboard.account_row import Scope
from data.db import Connection, Store
from tests.dashboard.filling import AS_OF, make_filled_home, rows
from tests.dashboard.filling_matter import _insert as insert

TOWN, OTHER_TOWN = "990101100000", "990101101000"
UNIT = "县住建局"
SCOPES = {
    "town": Scope(TOWN),
    "community": Scope("990101101002"),
    "unit": Scope(None, UNIT),
    "both": Scope(TOWN, UNIT),
    "nowhere": Scope("no such area"),
    "nobody": Scope(None, "没有这个单位"),
}
AT = datetime(2026, 3, 20, 9)
PARKED = (
    # id    place of matter n, or none   unit        sent in     beside
    ("P1", 3, None, "S000002", "R00003"),
    ("P2", 3, UNIT, "S000003", "R00007"),
    ("P3", None, None, "S000002", "R00003"),
    ("P4", None, UNIT, "S000002", "P3"),
    ("P5", 11, UNIT, "S000003", "R00011"),
    ("P6", 11, None, "S000003", "R00012"),
)


def make_scope_home(home: Path) -> Store:
    """Its warehouse, open."""
    store = make_filled_home(home)
    with store.writing() as connection:
        _write_uploads(connection)
        _write_parked(connection)
        _write_held_together(connection)
        _write_acts(connection)
        _write_signals(connection)
        connection.execute(
            "INSERT INTO core_report_party BY NAME SELECT report_id, 1 AS party_no, 'petitioner' AS role_code, "
            "md5(report_id)::UUID AS name_token FROM core_report"
        )
    return store


def _write_uploads(connection: Connection) -> None:
    for number, sender in ((2, "li"), (3, "wang")):
        submission_id = f"S{number:06d}"
        counts = (9, 9, 0, 0, 3, 1, 9)
        head = (submission_id, f"{sender}的排查表.xlsx", f"{number}" * 64, sender, sender, None, AT, 1)
        rows(connection, "raw_submission", [(*head, *counts, [], None)])
        rows(connection, "raw_row", [(submission_id, "Sheet1", 5, "new", "{}")])
        issue = (submission_id, "Sheet1", 7, "纠纷类型", "x", f"kind.{sender}", "warning", "m", "r")
        rows(connection, "core_issue", [issue])


def _write_parked(connection: Connection) -> None:
    for number, (report_id, near, unit, submission_id, beside) in enumerate(PARKED):
        insert(connection, "core_report", _report(report_id, submission_id, unit, number))
        if near is not None:
            connection.execute(
                "INSERT INTO out_place SELECT ?, * EXCLUDE (report_id) FROM out_place WHERE report_id = ?",
                [report_id, f"R{near:05d}"],
            )
        rows(connection, "core_parked", [(report_id, beside, 0.9, AT)])
    decided = ("J1", "report", "P2", "R00007", "later", "wang", AT, None)
    rows(connection, "core_judgement", [decided])


def _report(report_id: str, submission_id: str, unit: str | None, number: int) -> dict[str, object]:
    return {
        "report_id": report_id, "version_no": 1, "state_code": "parked", "submission_id": submission_id,
        "sheet_name": "Sheet1", "row_no": number + 5, "part_no": 1, "source_code": "default",
        "content_hash": report_id, "reported_at": AT, "channel_code": "visit", "level_code": "community",
        "category_code": "15", "legal_category_code": "appeal", "narrative": f"{report_id}的诉求",
        "is_people_approximate": False, "party_count": 1, "unit_id": unit, "has_safety_concern": False,
        "loaded_at": AT,
    }  # fmt: skip


def _write_held_together(connection: Connection) -> None:
    connection.execute(
        "UPDATE core_report SET unit_id = ? WHERE report_id IN ('R00010', 'R00014-2', 'R00040')", [UNIT]
    )
    for number, (report_id, ended_at) in enumerate((("R00020", None), ("R00021", AT))):
        measure = {
            "measure_id": f"M{number}",
            "report_id": report_id,
            "measure_code": "lead",
            "unit_id": UNIT,
        }
        insert(
            connection,
            "core_measure",
            {**measure, "started_at": AT, "ended_at": ended_at, "actor_name": "chen"},
        )


def _write_acts(connection: Connection) -> None:
    ids = [f"R{number:05d}" for number in range(0, 300, 3)]
    for report_id in ids:
        insert(
            connection,
            "core_event",
            {
                **{"event_id": f"E-{report_id}", "report_id": report_id, "event_code": "told"},
                **{"occurred_at": AT, "actor_name": "chen", "note_text": "已告知"},
            },
        )
    for one, other in pairwise(ids):
        rows(connection, "out_doubt", [(one, other, "phone", 0.4, False, True)])
    for one in ids[::4]:
        rows(connection, "out_link", [(one, f"{one}-2", "phone", 0.6, False, "machine")])
        rows(connection, "out_list", [("reduce_stock", one, UNIT, AS_OF, "久未办结", "long open")])


def _write_signals(connection: Connection) -> None:
    connection.execute("UPDATE out_signal SET owner_name = ? WHERE signal_id LIKE '15-%'", [UNIT])
    connection.execute(
        "INSERT INTO out_signal SELECT * REPLACE ('site' AS signal_id, '990101000000' AS area_code, 'site' AS method_code) "
        "FROM out_signal WHERE signal_id LIKE '15-%'"
    )
    connection.execute(
        "INSERT INTO out_signal_matter SELECT s.signal_id, m.matter_id FROM out_signal AS s, out_matter AS m "
        "WHERE m.category_code = '15' AND m.is_open"
    )
    for (signal_id,) in connection.execute("SELECT signal_id FROM out_signal").fetchall():
        rows(connection, "out_signal_week", [(signal_id, AS_OF, 3, 1.0)])
        event = (f"V-{signal_id}", signal_id, "verify", AT, "chen", None, None, "去看过", None)
        rows(connection, "core_signal_event", [event])
