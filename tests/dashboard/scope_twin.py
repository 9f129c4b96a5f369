"""What a confined viewer may see, found row by row in Python; and a home from which all else was taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.account_row import Scope
from data.db import Connection, Store
from tests.dashboard.counted_weeks import count_weeks

Row = dict[str, Any]
BY_MATTER = (
    "out_matter",
    "out_matter_report",
    "out_score",
    "out_rank",
    "out_reason",
    "out_deadline",
    "out_list",
)
BY_REPORT = ("core_report", "core_event", "core_measure", "out_place")
BY_SIGNAL = ("out_signal", "out_signal_week", "core_signal_event")
BY_UPLOAD = ("raw_row", "core_issue")


@dataclass(frozen=True)
class Part:
    """The ids that are his."""

    areas: set[str]
    matters: set[str]
    reports: set[str]
    signals: set[str]
    uploads: set[str]


def part_of(connection: Connection, scope: Scope, name: str) -> Part:
    """Everything in scope, by asking each row."""

    def told(table: str) -> list[Row]:
        answer = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    everywhere = {row["area_code"] for row in told("core_area")} | {None}
    below = {row["area_code"] for row in told("out_area_path") if row["ancestor_code"] == scope.area_code}
    areas = everywhere if scope.area_code is None else below
    unit = scope.unit_name
    reports, matters = told("core_report"), told("out_matter")
    matter_of = {row["report_id"]: row["matter_id"] for row in told("out_matter_report")}
    place_of = {row["report_id"]: row["area_code"] for row in told("out_place")}
    holders: dict[str, set[str]] = {row["matter_id"]: {row["unit_id"]} for row in matters}
    for row in reports:
        holders.get(matter_of.get(row["report_id"], ""), set()).add(row["unit_id"])
    for row in told("core_measure"):
        if row["ended_at"] is None:
            holders[matter_of[row["report_id"]]].add(row["unit_id"])
    his = {
        row["matter_id"]
        for row in matters
        if not row["is_restricted"]
        and row["area_code"] in areas
        and (unit is None or unit in holders[row["matter_id"]])
    }
    uploads = {row["submission_id"] for row in told("raw_submission") if row["uploader_name"] == name}

    def is_his(row: Row) -> bool:
        if row["legal_category_code"] == "accusation":
            return False
        if row["report_id"] in matter_of:
            return matter_of[row["report_id"]] in his
        place, own = place_of.get(row["report_id"]), row["submission_id"] in uploads
        in_area = scope.area_code is None or (own if place is None else place in areas)
        in_unit = unit is None or (own if row["unit_id"] is None else row["unit_id"] == unit)
        return in_area and in_unit

    signals = {
        row["signal_id"]
        for row in told("out_signal")
        if row["area_code"] in areas and (unit is None or row["owner_name"] == unit)
    }
    return Part(areas, his, {row["report_id"] for row in reports if is_his(row)}, signals, uploads)


def cut_to(store: Store, part: Part, scope: Scope) -> None:
    """Take everything else away, and work out again what had been counted over all of it."""
    with store.writing() as connection:
        whole = {
            group_id: (count, people)
            for group_id, count, people in connection.execute(
                "SELECT group_id, matter_count, people_count FROM out_group"
            ).fetchall()
        }
        for table in BY_MATTER:
            _keep(connection, table, "matter_id", part.matters)
        for table in BY_REPORT:
            _keep(connection, table, "report_id", part.reports)
        for table in BY_SIGNAL:
            _keep(connection, table, "signal_id", part.signals)
        for table in BY_UPLOAD:
            _keep(connection, table, "submission_id", part.uploads)
        _keep(connection, "out_signal_matter", "signal_id", part.signals)
        _keep(connection, "out_signal_matter", "matter_id", part.matters)
        for table in ("out_link", "out_doubt"):
            _keep(connection, table, "report_id", part.reports)
            _keep(connection, table, "other_report_id", part.reports)
        _keep(connection, "core_parked", "report_id", part.reports)
        _keep(connection, "core_parked", "candidate_report_id", part.reports)
        _keep(connection, "core_judgement", "report_id", part.reports)
        for table in ("core_area", "core_boundary", "out_area_shape", "out_area_status"):
            _keep(connection, table, "area_code", part.areas)
        _count_groups(connection, whole)
        if scope.unit_name is not None:
            _count_areas(connection)
            count_weeks(connection)
        else:
            _keep(connection, "out_grid_week", "area_code", part.areas)


def _keep(connection: Connection, table: str, column: str, kept: set[str]) -> None:
    listed = [one for one in kept if one is not None]
    connection.execute(f"DELETE FROM {table} WHERE NOT list_contains(?::VARCHAR[], {column})", [listed])


def _count_groups(connection: Connection, whole: dict[str, tuple[int, int]]) -> None:
    for group_id, (count, people) in whole.items():
        row = connection.execute(
            "SELECT count(*), count(*) FILTER (WHERE is_open), sum(m.report_count), max(people_count), "
            "count(DISTINCT unit_id), count(*) FILTER (WHERE date_diff('day', first_reported_at::DATE, as_of_date) < 28), "
            "min(first_reported_at), max(last_reported_at) FROM out_matter AS m, out_refresh WHERE group_id = ?",
            [group_id],
        ).fetchone()
        assert row
        if row[0] == 0:
            connection.execute("DELETE FROM out_group WHERE group_id = ?", [group_id])
            continue
        told = [*row[:3], people if row[0] == count else row[3], *row[4:]]
        connection.execute(
            "UPDATE out_group SET matter_count = ?, open_matter_count = ?, report_count = ?, people_count = ?, "
            "unit_count = ?, growth_count = ?, first_reported_at = ?, last_reported_at = ? WHERE group_id = ?",
            [*told, group_id],
        )


def _count_areas(connection: Connection) -> None:
    """The standing of areas over a unit's matters; the band is that of its highest matter."""
    found = connection.execute(
        "SELECT p.ancestor_code, m.*, s.score, s.band_code FROM out_matter AS m "
        "JOIN out_area_path AS p USING (area_code) LEFT JOIN out_score AS s USING (matter_id)"
    )
    names = [column[0] for column in found.description]
    matters = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    for code, screening in connection.execute(
        "SELECT area_code, screening_status_code FROM out_area_status"
    ).fetchall():
        inside = [row for row in matters if row["ancestor_code"] == code]
        bands = {row["band_code"] for row in inside}
        calm = "unknown" if screening == "missing" else "blue"
        band = next((one for one in ("red", "orange", "yellow") if one in bands), calm)
        score = sum(row["score"] for row in inside if row["band_code"] in ("red", "orange"))
        connection.execute(
            "UPDATE out_area_status SET band_code = ?, score = ?, matter_count = ? WHERE area_code = ?",
            [band, score, len(inside), code],
        )
