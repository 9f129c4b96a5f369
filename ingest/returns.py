"""A screening sheet is also a return: that an area reported for a period, be it nothing."""

from __future__ import annotations

from data.db import Connection
from ingest.sender import find_period
from ingest.write import Submission


def record_return(
    connection: Connection, submission: Submission, about: str, *, area: str | None, count: int
) -> None:
    """Record that a sheet is the return of an area for the month its title or file name states."""
    start, end = find_period(about) or (None, None)
    connection.execute(
        "INSERT INTO core_return VALUES (?, ?, ?, ?, ?, ?)",
        [submission.submission_id, area, start, end, count, submission.now],
    )
