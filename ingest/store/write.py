"""Prepared lots into the warehouse: verdict, versions, parties, place; all inside the upload's transaction.

Lots are written together, so that a workbook of twenty small sheets costs what one sheet costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import pyarrow as pa

from data.db import Connection
from grid.place import place_rows
from ingest.report.prepare import Prepared
from ingest.statement import lent, run
from ingest.store.known import KnownReports
from ingest.store.verdict import (
    AGAIN,
    CHANGED,
    NEW,
    UNCHANGED,
    WEAKEST_FIRST,
    Verdicts,
    report_verdicts,
    row_verdicts,
    waves,
    words,
)

SCAN_ROWS = 16_384  # rows a piece, so that DuckDB reads Arrow tables on several threads


@dataclass(frozen=True)
class Written:
    """What became of the lots: verdicts of rows, ids of reports made or changed, placed but for judge_shared."""

    verdicts: Counter[str]
    taken_ids: pa.Array


@dataclass(frozen=True)
class Submission:
    """The upload that the lots belong to; a resend (same bytes, source and mapping) changes nothing that is held.

    known: the reports held that its lots have met so far.
    """

    submission_id: str
    now: datetime
    points_are_homes: bool
    is_resend: bool
    known: KnownReports = field(default_factory=KnownReports, repr=False, compare=False)


def write_lots(connection: Connection, lots: Sequence[Prepared], submission: Submission) -> Written:
    """Write lots in their order."""
    reports = pa.concat_tables([lot.reports for lot in lots]).combine_chunks()
    parties = _parties(lots)
    _write_names(connection, lots)
    verdicts = np.full(len(reports), UNCHANGED, dtype=np.int8)
    for wave in waves(reports["report_id"]):
        incoming = reports.take(pa.array(wave)) if len(wave) < len(reports) else reports
        verdicts[wave] = report_verdicts(
            connection, incoming, submission.known, is_resend=submission.is_resend
        )
        _write_taken(connection, reports, wave[verdicts[wave] > UNCHANGED], (parties, verdicts), submission)
    taken = _last_versions(reports["report_id"], verdicts)
    _place(connection, reports.take(pa.array(taken)), verdicts[taken] != NEW, submission)
    by_row = row_verdicts(lots, verdicts)
    _write_raw(connection, lots, by_row, submission)
    told = Counter(
        {
            name: int(count)
            for name, count in zip(WEAKEST_FIRST, np.bincount(by_row, minlength=4), strict=True)
        }
    )
    taken_ids = reports["report_id"].take(pa.array(taken)).combine_chunks()
    return Written(told, taken_ids)


def _parties(lots: Sequence[Prepared]) -> pa.Table:
    """The parties of all lots, `report` counted through them."""
    tables, start = [], 0
    for lot in lots:
        at = lot.parties.schema.get_field_index("report")
        tables.append(
            lot.parties.set_column(at, "report", pa.array(lot.parties["report"].to_numpy() + start))
        )
        start += len(lot.reports)
    return pa.concat_tables(tables).combine_chunks()


def _write_taken(
    connection: Connection,
    reports: pa.Table,
    positions: np.ndarray,
    parties_and_verdicts: tuple[pa.Table, Verdicts],
    submission: Submission,
) -> None:
    """New reports, and new versions of known ones, with their parties."""
    if not len(positions):
        return
    parties, verdicts = parties_and_verdicts
    chosen = verdicts[positions]
    taken = reports.take(pa.array(positions)).append_column("verdict_code", words(chosen))
    with lent(taken=in_pieces(taken)):
        values = {"submission_id": submission.submission_id, "now": submission.now}
        if np.isin(chosen, (CHANGED, AGAIN)).any():
            run(connection, "keep_past", now=submission.now)
            run(connection, "keep_past_party")
            run(connection, "drop_party")
            run(connection, "update_report", **values)
        run(connection, "insert_report", **values)
    is_taken = np.zeros(len(reports), dtype=bool)
    is_taken[positions] = True
    of_report = parties["report"].to_numpy()
    mine = parties.filter(pa.array(is_taken[of_report]))
    if len(mine):
        ids = reports["report_id"].take(mine["report"])
        with lent(incoming_party=in_pieces(mine.append_column("report_id", ids))):
            run(connection, "insert_party")


def in_pieces(table: pa.Table) -> pa.Table:
    """The table cut for reading on several threads."""
    return pa.Table.from_batches(table.to_batches(max_chunksize=SCAN_ROWS), table.schema)


def _write_names(connection: Connection, lots: Sequence[Prepared]) -> None:
    """Organisations and units met for the first time."""
    names = pa.concat_tables([lot.names for lot in lots])
    if len(names):
        with lent(incoming_name=names):
            run(connection, "insert_name")
            run(connection, "insert_unit")


def _last_versions(report_ids: pa.ChunkedArray, verdicts: Verdicts) -> np.ndarray:
    """The position of the last version of each report that is new or changed, in order."""
    positions = np.flatnonzero(verdicts > UNCHANGED)
    codes = report_ids.take(pa.array(positions)).combine_chunks().dictionary_encode().indices.to_numpy()
    _, first_from_end = np.unique(codes[::-1], return_index=True)
    return np.sort(positions[len(codes) - 1 - first_from_end])


def _place(connection: Connection, reports: pa.Table, was_held: np.ndarray, submission: Submission) -> None:
    """The reports in out_place; a point that is a home leaves nothing but its grid."""
    if not len(reports):
        return
    place_rows(connection, reports, former=reports["report_id"].filter(pa.array(was_held)))
    if submission.points_are_homes:
        with lent(placed_home=reports.select(["report_id"])):
            run(connection, "hide_home_points")
            place_rows(connection, run(connection, "homes").to_arrow_table())


def _write_raw(
    connection: Connection, lots: Sequence[Prepared], by_row: Verdicts, submission: Submission
) -> None:
    """The masked rows, lot by lot: each has its own headings."""
    start = 0
    for lot in lots:
        mine = by_row[start : start + len(lot.row_nos)]
        start += len(mine)
        rows = pa.table({"row_no": lot.row_nos, "verdict_code": words(mine), "cells": lot.cells})
        with lent(incoming_row=in_pieces(rows)):
            run(connection, "insert_raw_row", submission_id=submission.submission_id, sheet=lot.sheet)
