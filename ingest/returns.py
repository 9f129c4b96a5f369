"""A screening sheet is also a return: that an area reported for a period, be it nothing."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from data.db import Connection
from ingest.sender import find_period


def record_return(
    connection: Connection,
    submission_id: str,
    about: str,
    *,
    area: str | None,
    count: int,
    now: datetime,
    channels: Container[str],
) -> None:
    """Record the return a screening sheet is; a petition office's export (it has a channel column) is none."""
    if "channel" in channels and "网格" not in about and "排查" not in about:
        return
    period = find_period(about)
    start, end = period if period else (None, None)
    connection.execute(
        "INSERT INTO core_return VALUES (?, ?, ?, ?, ?, ?)", [submission_id, area, start, end, count, now]
    )
