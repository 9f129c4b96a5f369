"""Near misses: unnumbered new reports that are nearly the same as another wait for a person's decision."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from data.db import Connection
from ingest.likeness import likeness
from ingest.statement import run

LIKE_ENOUGH = 0.8
DAYS_APART = 3


def park_look_alikes(connection: Connection, submission_id: str, now: datetime) -> list[tuple[str, int]]:
    """Park this upload's look-alikes, each beside the report it looks like; the sheets and rows they came from."""
    pairs = run(connection, "look_alike", submission_id=submission_id, days=DAYS_APART).fetchall()
    alike = [
        (one, other, share)
        for one, other, text, other_text in pairs
        if (share := likeness(text or "", other_text or "")) >= LIKE_ENOUGH
    ]
    if not alike:
        return []
    ones, others, shares = zip(*alike, strict=True)
    connection.register("look_alike", pa.table({"report_id": ones, "candidate": others, "share": shares}))
    run(connection, "insert_parked", now=now)
    run(connection, "park")
    rows = run(connection, "parked_rows", submission_id=submission_id).fetchall()
    run(connection, "park_raw_row", submission_id=submission_id)
    connection.unregister("look_alike")
    return [(str(sheet), int(row)) for sheet, row in rows]
