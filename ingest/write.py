"""Prepared lots into the warehouse: verdict, versions, parties, place; all inside the upload's transaction.

Lots are written together, so that a workbook of twenty small sheets costs what one sheet costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from data.db import Connection
from grid.place import place_new
from ingest.party import Party
from ingest.prepare import Prepared
from ingest.report import organisation_id
from ingest.statement import run

TO_PLACE = ["report_id", "reported_at", "lon", "lat", "grid_text", "village_name", "town_name"]
_STRENGTH = {"rejected": 0, "unchanged": 1, "changed": 2, "new": 3}
_PARTY = (
    "report_id party_no role_code name_token pinyin_token phone_token id_token address_token ref_token"
).split()


@dataclass(frozen=True)
class Written:
    """What became of the lots: verdicts of rows, ids of reports made or changed, how many of these were placed."""

    verdicts: Counter[str]
    taken_ids: list[str]
    placed_count: int


@dataclass(frozen=True)
class Submission:
    """The upload that the lots belong to; a resend (same bytes, source and mapping) changes nothing that is held."""

    submission_id: str
    now: datetime
    points_are_homes: bool
    is_resend: bool


def write_lots(connection: Connection, lots: Sequence[Prepared], submission: Submission) -> Written:
    """Write lots in their order."""
    reports = pa.concat_tables([lot.reports for lot in lots])
    reports = reports.append_column("position", pa.array(range(len(reports)), pa.int64()))
    parties = [parties for lot in lots for parties in lot.parties]
    names = [names for lot in lots for names in lot.names]
    verdicts = _write_reports(connection, reports, parties, names, submission)
    taken = _last_taken(reports, verdicts)
    placed = _place(connection, reports, taken, submission)
    by_row = _row_verdicts(lots, verdicts)
    _write_raw(connection, lots, by_row, submission)
    return Written(Counter(by_row), list(taken), placed)


def _write_reports(
    connection: Connection,
    reports: pa.Table,
    parties: list[tuple[Party, ...]],
    names: list[tuple[str, str]],
    submission: Submission,
) -> list[str]:
    """Each report's verdict; what is new or changed is written. A number met twice is taken in its order."""
    verdicts = ["unchanged"] * len(reports)
    for wave in _waves(reports["report_id"].to_pylist()):
        incoming = reports.take(pa.array(wave, pa.int64()))
        told = _verdicts(connection, incoming, submission)
        for position, verdict in zip(wave, told, strict=True):
            verdicts[position] = verdict
        incoming = incoming.append_column("verdict_code", pa.array(told, pa.string()))
        taken = incoming.filter(pc.not_equal(incoming["verdict_code"], "unchanged"))
        if len(taken):
            _write_taken(connection, taken, submission)
            _write_parties(connection, taken, parties)
            _write_names(connection, taken, names)
    return verdicts


def _waves(ids: Sequence[str]) -> list[list[int]]:
    """Positions in waves so that no id comes twice in one: [a, b, a] → [[0, 1], [2]]."""
    seen: Counter[str] = Counter()
    waves: list[list[int]] = []
    for position, report_id in enumerate(ids):
        if seen[report_id] == len(waves):
            waves.append([])
        waves[seen[report_id]].append(position)
        seen[report_id] += 1
    return waves


def _verdicts(connection: Connection, incoming: pa.Table, submission: Submission) -> list[str]:
    connection.register("incoming", incoming.select(["report_id", "content_hash", "position"]))
    told = [str(row[1]) for row in run(connection, "verdict").fetchall()]
    connection.unregister("incoming")
    return (
        ["unchanged" if verdict == "changed" else verdict for verdict in told]
        if submission.is_resend
        else told
    )


def _write_taken(connection: Connection, taken: pa.Table, submission: Submission) -> None:
    connection.register("taken", taken)
    values = {"submission_id": submission.submission_id, "now": submission.now}
    if "changed" in set(taken["verdict_code"].to_pylist()):
        run(connection, "keep_past", now=submission.now)
        run(connection, "drop_party")
        run(connection, "update_report", **values)
    run(connection, "insert_report", **values)
    connection.unregister("taken")


def _write_parties(connection: Connection, taken: pa.Table, parties: list[tuple[Party, ...]]) -> None:
    rows = [
        (
            report_id,
            number,
            party.role,
            party.name,
            party.pinyin,
            party.phone,
            party.id_number,
            party.address,
            party.ref,
        )
        for report_id, position in zip(
            taken["report_id"].to_pylist(), taken["position"].to_pylist(), strict=True
        )
        for number, party in enumerate(parties[position], start=1)
    ]
    if not rows:
        return
    columns = dict(zip(_PARTY, zip(*rows, strict=True), strict=True))
    kinds = {name: pa.int32() if name == "party_no" else pa.string() for name in _PARTY}
    connection.register(
        "incoming_party", pa.table({name: pa.array(columns[name], kinds[name]) for name in _PARTY})
    )
    run(connection, "insert_party")
    connection.unregister("incoming_party")


def _write_names(connection: Connection, taken: pa.Table, names: list[tuple[str, str]]) -> None:
    """Organisations and units met for the first time."""
    met = {names[position] for position in taken["position"].to_pylist()}
    rows = sorted(
        {("respondent", name) for name, _ in met if name} | {("unit", name) for _, name in met if name}
    )
    if not rows:
        return
    ids = [organisation_id(kind, name) for kind, name in rows]
    kinds, told = zip(*rows, strict=True)
    connection.register("incoming_name", pa.table({"id": ids, "kind": list(kinds), "name": list(told)}))
    run(connection, "insert_name")
    run(connection, "insert_unit")
    connection.unregister("incoming_name")


def _last_taken(reports: pa.Table, verdicts: list[str]) -> dict[str, int]:
    """Each report that is new or changed and the position of its last version."""
    pairs = zip(reports["report_id"].to_pylist(), verdicts, strict=True)
    return {
        report_id: position for position, (report_id, verdict) in enumerate(pairs) if verdict != "unchanged"
    }


def _place(connection: Connection, reports: pa.Table, taken: dict[str, int], submission: Submission) -> int:
    if not taken:
        return 0
    rows = reports.take(pa.array(list(taken.values()), pa.int64())).select(TO_PLACE)
    placed = place_new(connection, rows)
    if submission.points_are_homes:
        connection.register("placed_home", rows.select(["report_id"]))
        run(connection, "hide_home_points")
        placed = place_new(connection, run(connection, "homes").to_arrow_table())
        connection.unregister("placed_home")
    return placed


def _row_verdicts(lots: Sequence[Prepared], verdicts: list[str]) -> list[str]:
    """One verdict a row: the strongest of its reports', new before changed before unchanged."""
    by_row: list[str] = []
    told = iter(verdicts)
    for lot in lots:
        rows = ["rejected" if index in lot.rejected else "unchanged" for index in range(len(lot.row_nos))]
        for index in lot.report_row:
            verdict = next(told)
            rows[index] = max(rows[index], verdict, key=lambda each: _STRENGTH[each])
        by_row += rows
    return by_row


def _write_raw(
    connection: Connection, lots: Sequence[Prepared], by_row: list[str], submission: Submission
) -> None:
    arrow = pa.table(
        {
            "sheet_name": pa.array([lot.sheet for lot in lots for _ in lot.row_nos], pa.string()),
            "row_no": pa.array([number for lot in lots for number in lot.row_nos], pa.int32()),
            "verdict_code": pa.array(by_row, pa.string()),
            "row_json": pa.array([text for lot in lots for text in lot.masked], pa.string()),
        }
    )
    connection.register("incoming_row", arrow)
    run(connection, "insert_raw_row", submission_id=submission.submission_id)
    connection.unregister("incoming_row")
