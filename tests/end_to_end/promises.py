"""What a city's home must keep to, whatever its size (issue: truth check).

in_true_grid   ≥ 0.99 of the reports with a usable place
matter F1      ≥ 0.92 over pairs of reports
group F1       ≥ 0.88 at precision ≥ 0.92, on the county
rows           each accounted for: held, or refused with its verdict
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.of_truth import beside_truth, pairwise
from data.db import Store
from ingest.receipt import VERDICTS

LEAST_IN_TRUE_GRID = 0.99
LEAST_MATTER_F1 = 0.92
LEAST_GROUP_F1, LEAST_GROUP_PRECISION = 0.88, 0.92
Rows = list[tuple[object, ...]]


def share_in_true_grid(beside: pd.DataFrame, truth: Path) -> float:
    """Reports placed in their true grid, of all truly made with a usable place: one that was lost is not placed."""
    made = pd.read_parquet(truth / "truth_report.parquet", columns=["report_uid", "place_usable"])
    usable = beside[beside["place_usable"]]
    right = (usable["area_code"] == usable["grid_code"]).sum()
    return float(right / made["place_usable"].sum())


def matter_f1(beside: pd.DataFrame) -> float:
    """Pairwise F1 of matters; every report held must belong to one."""
    assert beside["matter_id"].notna().all()
    return pairwise(beside["matter_id"], beside["matter_uid"])[2]


def group_precision_and_f1(beside: pd.DataFrame) -> tuple[float, float]:
    """Pairwise precision and F1 of groups; a report in none is with nobody."""
    alone = beside.index.astype(str).to_series(index=beside.index)
    found = beside["group_id"].astype(object).fillna("alone " + alone)
    true = beside["group_uid"].astype(object).fillna("alone " + alone)
    precision, _, f1 = pairwise(found, true)
    return precision, f1


def submissions_out_of_balance(warehouse: Store) -> Rows:
    """Submissions whose verdicts do not sum to their rows, by the receipt or by the rows kept."""
    counted = ", ".join(f"count(*) FILTER (WHERE verdict_code = '{name}') AS {name}" for name in VERDICTS)
    return _ask(
        warehouse,
        f"""
        WITH kept AS (SELECT submission_id, count(*) AS kept, {counted} FROM raw_row GROUP BY submission_id)
        SELECT s.submission_id, s.row_count, k.kept
        FROM raw_submission AS s LEFT JOIN kept AS k USING (submission_id)
        WHERE s.row_count <> s.new_count + s.unchanged_count + s.changed_count + s.parked_count + s.rejected_count
            OR coalesce(k.kept, 0) <> s.row_count
            OR (s.row_count > 0 AND (k.new, k.unchanged, k.changed, k.parked, k.rejected)
                <> (s.new_count, s.unchanged_count, s.changed_count, s.parked_count, s.rejected_count))
        """,
    )


def true_rows_without_a_verdict(warehouse: Store, truth: Path) -> Rows:
    """Rows that were written into sheets and stand in no raw_row."""
    held = _ask(
        warehouse,
        "SELECT file_name, if(sheet_name = file_name, '', sheet_name), row_no "
        "FROM raw_row JOIN raw_submission USING (submission_id)",
    )
    rows = pd.read_parquet(truth / "truth_row.parquet", columns=["file_name", "sheet_name", "row_no"])
    return sorted(set(rows.itertuples(index=False, name=None)) - set(held))


def rows_of_no_report(warehouse: Store, truth: Path) -> Rows:
    """raw_rows of rows nobody wrote: a note, a total or a header taken for a report."""
    held = _ask(
        warehouse,
        "SELECT file_name, if(sheet_name = file_name, '', sheet_name), row_no "
        "FROM raw_row JOIN raw_submission USING (submission_id)",
    )
    rows = pd.read_parquet(truth / "truth_row.parquet", columns=["file_name", "sheet_name", "row_no"])
    return sorted(set(held) - set(rows.itertuples(index=False, name=None)))


def lost_reports(warehouse: Store, truth: Path) -> Rows:
    """Reports that are not held although one of their rows was taken."""
    beside = beside_truth(warehouse, truth)
    rows = pd.read_parquet(truth / "truth_row.parquet")
    missing = rows[~rows["report_uid"].isin(beside["report_uid"])]
    with warehouse.reading() as connection, duckdb.connect() as scratch:
        held = connection.execute(
            "SELECT file_name, if(sheet_name = file_name, '', sheet_name) AS sheet_name, row_no, verdict_code "
            "FROM raw_row JOIN raw_submission USING (submission_id)"
        ).to_arrow_table()
        scratch.register("held", held)
        scratch.register("missing", missing)
        return scratch.execute(
            "SELECT report_uid, file_name, row_no, verdict_code FROM missing "
            "LEFT JOIN held USING (file_name, sheet_name, row_no) "
            "WHERE coalesce(verdict_code, '') NOT IN ('rejected', 'parked')"
        ).fetchall()


def _ask(warehouse: Store, sql: str) -> Rows:
    with warehouse.reading() as connection:
        return connection.execute(sql).fetchall()
