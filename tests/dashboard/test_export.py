"""Exports: the columns other tools rely on, safe cells, no accusation, whole files."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
import shapely

from dashboard import read
from dashboard.access import COMMAND_LINE
from dashboard.export import NAMES, export
from dashboard.neutral import neutral
from dashboard.read import Door
from data.config import load_config
from data.db import Store
from data.errors import BadArgument, NothingThere
from tests.dashboard.briefing_filling import AS_OF, Size, empty_home, filled_home, insert

PROMISED = {  # DESIGN.md, "Exports carry at least"
    "reports": "report_id submission_id row_no report_no state reported_at channel grid_code located_by lon lat "
    "matter_id is_repeat",
    "matters": "matter_id grid_code category_code status first_reported_at last_reported_at report_count people_count "
    "group_id score band next_due_at overdue_days",
    "groups": "group_id matter_count report_count people_count category_code shared_cause first_reported_at last_reported_at",
    "grids": "grid_code name level report_count open_matter_count score band screening_status",
    "signals": "signal_id category_code grid_codes starts_on ends_on observed_count expected_count recurrence_interval_days",
    "issues": "submission_id row_no severity message remedy",
    "reasons": "matter_id measure_code points sentence",
    "deadlines": "matter_id rule_code statutory_due_date conservative_due_date state overdue_days",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled_home(tmp_path_factory.mktemp("home"), Size(matters=400)) as filled:
        yield filled


def door(store: Store) -> Door:
    return Door(store, COMMAND_LINE, load_config())


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("name", NAMES)
def test_every_export_carries_what_was_promised_and_the_day_it_is_for(
    store: Store, name: str, tmp_path: Path
) -> None:
    out = tmp_path / f"{name}.csv"
    receipt = export(door(store), name, out)
    rows = read_csv(out)
    assert receipt.row_count == len(rows) > 0
    assert set(PROMISED[name].split()) <= set(rows[0])
    assert {row["as_of"] for row in rows} == {AS_OF.isoformat()}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_data_give_the_same_bytes(store: Store, name: str, tmp_path: Path) -> None:
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    export(door(store), name, first)
    export(door(store), name, second)
    assert first.read_bytes() == second.read_bytes()


def test_csv_opens_rightly_in_a_spreadsheet(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "reports.csv"
    export(door(store), "reports", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    row = read_csv(out)[0]
    assert row["report_no"].startswith("'=")  # would be a formula
    assert datetime.fromisoformat(row["reported_at"]).microsecond == 0
    assert float(row["lon"]) > 0


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1＋1", "'＝1＋1"),
        ("-3.5", "-3.5"),
        ("12", "12"),
        ("漏水-没人管", "漏水-没人管"),
        ("", ""),
    ],
)
def test_a_cell_is_neutralised_and_a_number_stays_one(cell: str, written: str) -> None:
    assert neutral(cell) == written


def test_no_csv_cell_starts_a_formula(store: Store, tmp_path: Path) -> None:
    for name in NAMES:
        export(door(store), name, tmp_path / f"{name}.csv")
        for row in read_csv(tmp_path / f"{name}.csv"):
            for value in row.values():
                assert value == neutral(value) or value.startswith("'")


@pytest.mark.parametrize("name", NAMES)
def test_accusations_never_leave(store: Store, name: str, tmp_path: Path) -> None:
    secret = {
        str(row[0])
        for row in ask(store, "SELECT report_id FROM core_report WHERE legal_category_code = 'accusation'")
    }
    assert secret
    export(door(store), name, tmp_path / f"{name}.parquet")
    for column in parquet.read_table(tmp_path / f"{name}.parquet").columns:
        assert secret.isdisjoint(str(value) for value in column.to_pylist())


def test_every_other_report_leaves_parked_ones_with_their_state(store: Store, tmp_path: Path) -> None:
    export(door(store), "reports", tmp_path / "reports.parquet")
    rows = parquet.read_table(tmp_path / "reports.parquet").to_pylist()
    expected = ask(
        store, "SELECT report_id, state_code FROM core_report WHERE legal_category_code <> 'accusation'"
    )
    assert {(row["report_id"], row["state"]) for row in rows} == set(expected)
    parked = [row for row in rows if row["state"] == "parked"]
    assert parked
    assert {row["matter_id"] for row in parked} == {None}


def test_groups_count_only_matters_that_may_be_seen(store: Store, tmp_path: Path) -> None:
    export(door(store), "groups", tmp_path / "groups.parquet")
    seen: dict[object, list[tuple[object, ...]]] = {}
    for group_id, *row in ask(
        store,
        "SELECT group_id, report_count, people_count FROM out_matter WHERE NOT is_restricted AND group_id IS NOT NULL",
    ):
        seen.setdefault(group_id, []).append(tuple(row))
    rows = parquet.read_table(tmp_path / "groups.parquet").to_pylist()
    assert {row["group_id"] for row in rows} == set(seen)
    for row in rows:
        own = seen[row["group_id"]]
        assert row["matter_count"] == len(own)
        assert row["report_count"] == sum(reports for reports, _ in own)  # type: ignore[misc]
        assert row["people_count"] == sum(people for _, people in own)  # type: ignore[misc]


def test_parquet_keeps_types(store: Store, tmp_path: Path) -> None:
    export(door(store), "signals", tmp_path / "signals.parquet")
    row = parquet.read_table(tmp_path / "signals.parquet").to_pylist()[0]
    assert row["starts_on"] == date(2024, 5, 10)
    assert row["grid_codes"][1] == "=cmd"  # a value is changed only where it would be run


def test_lists_in_csv_are_joined(store: Store, tmp_path: Path) -> None:
    export(door(store), "signals", tmp_path / "signals.csv")
    assert read_csv(tmp_path / "signals.csv")[0]["grid_codes"].endswith(";=cmd")


def test_grids_as_polygons(store: Store, tmp_path: Path) -> None:
    receipt = export(door(store), "grids", tmp_path / "grids.geojson")
    features = json.loads((tmp_path / "grids.geojson").read_text(encoding="utf-8"))["features"]
    assert receipt.row_count == len(features) == 48
    shapes = dict(ask(store, "SELECT area_code, shape_wkb FROM core_boundary"))  # type: ignore[arg-type]
    for feature in features:
        true = shapely.from_wkb(shapes[feature["properties"]["grid_code"]])
        drawn = shapely.geometry.shape(feature["geometry"])
        assert drawn.symmetric_difference(true).area < 1e-8
        assert drawn.exterior.is_ccw  # RFC 7946, 3.1.6


@pytest.mark.parametrize("name", ["reports", "matters"])
def test_points(store: Store, name: str, tmp_path: Path) -> None:
    export(door(store), name, tmp_path / "points.geojson")
    features = json.loads((tmp_path / "points.geojson").read_text(encoding="utf-8"))["features"]
    for feature in features:
        own = feature["properties"]
        if own["lon"] is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"]["coordinates"] == pytest.approx([own["lon"], own["lat"]], abs=1e-7)
    assert any(feature["geometry"] for feature in features)


@pytest.mark.parametrize("name", ["groups", "signals", "issues", "reasons", "deadlines"])
def test_what_has_no_place_is_no_geojson(store: Store, name: str, tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match=name):
        export(door(store), name, tmp_path / "out.geojson")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [("reports", "out.xlsx"), ("reports", "out"), ("persons", "out.csv"), ("reports", "no/out.csv")],
)
def test_a_wrong_argument_is_said_and_writes_nothing(
    store: Store, name: str, file: str, tmp_path: Path
) -> None:
    with pytest.raises(BadArgument):
        export(door(store), name, tmp_path / file)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_write_leaves_the_old_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "reports.csv"
    out.write_text("old", encoding="utf-8")

    def breaks(table: object, path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError("disk full")

    monkeypatch.setattr("dashboard.export.write.write_csv", breaks)
    with pytest.raises(OSError, match="disk full"):
        export(door(store), "reports", out)
    assert [path.name for path in tmp_path.iterdir()] == ["reports.csv"]
    assert out.read_text(encoding="utf-8") == "old"


def test_before_the_first_refresh_reports_leave_and_the_rest_says_what_to_do(tmp_path: Path) -> None:
    report = {
        "report_id": "r1",
        "state_code": "accepted",
        "legal_category_code": "appeal",
        "reported_at": datetime(2024, 5, 1),
    }
    with empty_home(tmp_path / "home") as store:
        with store.writing() as connection:
            insert(connection, "core_report", [report])
        assert export(door(store), "reports", tmp_path / "reports.csv").row_count == 1
        assert export(door(store), "issues", tmp_path / "issues.csv").row_count == 0
        (row,) = read_csv(tmp_path / "reports.csv")
        assert (row["report_id"], row["matter_id"], row["located_by"], row["is_repeat"]) == (
            "r1",
            "",
            "none",
            "false",
        )
        for name in ("matters", "groups", "grids", "signals", "reasons", "deadlines"):
            with pytest.raises(NothingThere, match="fengqiao refresh"):
                export(door(store), name, tmp_path / f"{name}.csv")


def test_no_export_has_a_column_of_free_text() -> None:
    """What people told stays on staff pages: a matter without a title would show its narrative there."""
    told = re.compile(r"\b(title|narrative|place_text|progress_text|remark_text|method_text)\b")
    queries = sorted((Path(read.__file__).parent / "sql").glob("export_*.sql"))
    assert len(queries) >= 8
    assert [path.name for path in queries if told.search(path.read_text(encoding="utf-8"))] == []
