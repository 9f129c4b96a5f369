"""A screening sheet is also a return: that an area reported for a period, be it nothing."""

from __future__ import annotations

from dataclasses import dataclass

from data.db import Connection
from ingest.sender import find_period
from ingest.statement import run
from ingest.store.write import Submission


@dataclass(frozen=True)
class Return:
    """A sheet as a return: its title and names, the area it covers if they say so, the reports in it."""

    about: str
    area: str | None
    count: int


def record_return(connection: Connection, submission: Submission, sheet: Return) -> None:
    """Record that a sheet is the return of an area for the month its title or file name states."""
    start, end = find_period(sheet.about) or (None, None)
    run(
        connection,
        "insert_return",
        submission_id=submission.submission_id,
        area=sheet.area,
        start=start,
        end=end,
        count=sheet.count,
        now=submission.now,
    )
