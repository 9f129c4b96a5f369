"""What happens to a ledger between two refreshes, written as intake and people write it: sheets, resends, withdrawals, acts.

Each returns the ids it touched, those of reports placed anew among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from data.db import Connection, Store
from grid.place import place_new
from grid.query import statement
from tests.risk.ledger import add

Row = dict[str, object]
PAST = (
    "INSERT INTO core_report_party_past SELECT report_id, 1, party_no, role_code, name_token, pinyin_token, phone_token, "
    "id_token, address_token, ref_token FROM core_report_party WHERE report_id = $id"
)


def take(store: Store, reports: Sequence[Row], parties: Sequence[Row]) -> set[str]:
    """A sheet: new reports, or others in the place of those held."""
    ids = {str(row["report_id"]) for row in reports}
    with store.writing() as connection:
        for report_id in sorted(ids):
            _end_parties(connection, report_id)
    add(store, "core_report", reports)
    add(store, "core_report_party", [row for row in parties if row["report_id"] in ids])
    return ids | _placed(store, ids)


def withdraw(store: Store, report_id: str) -> set[str]:
    """A report taken back."""
    with store.writing() as connection:
        _end_parties(connection, report_id)
        connection.execute(
            "UPDATE core_report SET state_code = 'withdrawn' WHERE report_id = $id", {"id": report_id}
        )
    return {report_id} | _placed(store, {report_id})


def enter(store: Store, event_id: str, report_id: str, code: str, day: datetime) -> set[str]:
    """An act on a report."""
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO core_event (event_id, report_id, event_code, occurred_at, is_simple) VALUES (?, ?, ?, ?, FALSE)",
            [event_id, report_id, code, day],
        )
    return {event_id}


def take_back(store: Store, event_id: str) -> set[str]:
    """An act entered by mistake."""
    with store.writing() as connection:
        connection.execute(
            "UPDATE core_event SET withdrawn_at = '2024-07-10' WHERE event_id = $id", {"id": event_id}
        )
    return {event_id}


def judge(store: Store, judgement_id: str, pair: tuple[str, str], decision: str) -> set[str]:
    """A decision about two reports, in the place of any that stood about any two."""
    with store.writing() as connection:
        connection.execute("UPDATE core_judgement SET withdrawn_at = '2024-07-01' WHERE withdrawn_at IS NULL")
        connection.execute(
            "INSERT INTO core_judgement VALUES (?, 'matter', ?, ?, ?, '甲', '2024-06-01', NULL)",
            [judgement_id, *pair, decision],
        )
    return set(pair)


def name(store: Store, respondent_id: str, words: str) -> None:
    """An organisation that a sheet names for the first time."""
    with store.writing() as connection:
        connection.execute("INSERT OR IGNORE INTO core_respondent VALUES (?, ?)", [respondent_id, words])


def _end_parties(connection: Connection, report_id: str) -> None:
    connection.execute(PAST, {"id": report_id})
    connection.execute("DELETE FROM core_report_party WHERE report_id = $id", {"id": report_id})


def _placed(store: Store, ids: set[str]) -> set[str]:
    with store.writing() as connection:
        rows = connection.execute(statement("report_to_place")).to_arrow_table()
        mine = rows.filter(pc.is_in(rows["report_id"], pa.array(sorted(ids), pa.string())))
        return set(place_new(connection, mine).to_pylist()) if len(mine) else set()
