"""What becomes of each report against what is held, and of each row by its reports.

report_id  held           → verdict           rows: the strongest of its reports, new before changed before unchanged
R1         –              → new
R2         same values    → unchanged
R3         other values   → changed
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.db import Connection
from ingest.report.prepare import Prepared
from ingest.statement import lent, run
from ingest.store.known import KnownReports

WEAKEST_FIRST = ("rejected", "unchanged", "changed", "new")
Verdicts = NDArray[np.int8]  # places in WEAKEST_FIRST
UNCHANGED, CHANGED, NEW, AGAIN = 1, 2, 3, 4
TOLD = (
    *WEAKEST_FIRST,
    "again",
)  # again: new, but its id is held as withdrawn, so that it is its next version


def report_verdicts(
    connection: Connection, incoming: pa.Table, known: KnownReports, *, is_resend: bool
) -> Verdicts:
    """The verdict of each report (report_id, content_hash); a resend of the same bytes changes nothing that is held."""
    numbered = incoming.select(["report_id", "content_hash"])
    numbered = numbered.append_column("position", pa.array(range(len(numbered)), pa.int64()))
    verdicts = np.full(len(numbered), NEW, dtype=np.int8)
    with lent(incoming=numbered):
        may_be_held = known.may_be_held(connection)
    asked = numbered if may_be_held is None else numbered.filter(pa.array(may_be_held))
    if len(asked):
        with lent(incoming=asked):
            told = run(connection, "verdict").to_arrow_table()["verdict_code"]
        verdicts[asked["position"].to_numpy()] = pc.index_in(told, pa.array(TOLD)).to_numpy()
    return np.where(verdicts == CHANGED, UNCHANGED, verdicts).astype(np.int8) if is_resend else verdicts


def waves(report_ids: pa.ChunkedArray) -> Iterator[NDArray[np.int64]]:
    """Positions in waves so that no report comes twice in one: [a, b, a] → [0, 1], then [2]."""
    codes = report_ids.combine_chunks().dictionary_encode().indices.to_numpy()
    order = np.argsort(codes, kind="stable")
    counts = np.bincount(codes)
    turn = np.empty(len(codes), dtype=np.int64)
    turn[order] = np.arange(len(codes)) - np.repeat(np.cumsum(counts) - counts, counts)
    for number in range(int(turn.max(initial=-1)) + 1):
        yield np.flatnonzero(turn == number)


def row_verdicts(lots: Sequence[Prepared], verdicts: Verdicts) -> Verdicts:
    """One verdict a row of all lots, from those of their reports."""
    rows, start = [], 0
    for lot in lots:
        mine = verdicts[start : start + len(lot.report_row)]
        start += len(mine)
        told = np.where(lot.rejected, 0, UNCHANGED).astype(np.int8)
        np.maximum.at(told, lot.report_row, np.minimum(mine, NEW))
        rows.append(told)
    return np.concatenate(rows)


def words(verdicts: Verdicts) -> pa.Array:
    """Verdicts as the codes that the tables keep."""
    return pa.array(TOLD, pa.string()).take(pa.array(verdicts))
