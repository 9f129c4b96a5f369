"""一、总体情况: what the paragraph, the six tiles and the trend of twelve weeks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.attention import MOST_WATCHED
from dashboard.briefing.reading import Reading
from dashboard.briefing.scope import Scope
from dashboard.suppress import Row

MOST_NAMED = 3


@dataclass(frozen=True)
class Overview:
    """What the paragraph and the tiles say."""

    scope: Scope
    weeks: dict[str, Row]
    screening: Row
    settled: Row
    few_came_back: bool
    smallest_shown: int
    now: Row
    bands: dict[str, object]
    returns: dict[str, object]
    watched: Sequence[Row]
    trend: Sequence[Row]


def read(reading: Reading, scope: Scope) -> Overview:
    """Ask for the week, the one before, and how things stand."""
    monday = scope.week.monday
    weeks = {str(row["which_code"]): row for row in reading.rows("brief_week", monday=monday)}
    reports = {
        "report_count": weeks["this"]["report_count"],
        "previous_count": weeks["previous"]["report_count"],
    }
    closed = {
        "closed_count": weeks["this"]["closed_count"],
        "previous_count": weeks["previous"]["closed_count"],
    }
    now = reading.one("brief_open")
    return Overview(
        scope=scope,
        weeks=weeks,
        screening=_part(reading.parts("brief_channel", reports, monday=monday), "screening", reports),
        settled=_part(reading.parts("brief_settled", closed, monday=monday), "settled", closed),
        few_came_back=_is_few(reading.rows("brief_settled", monday=monday), "back"),
        smallest_shown=reading.smallest_shown,
        now=now,
        bands=_by_code(reading.parts("brief_band", {"matter_count": now["open_count"]}), "matter_count"),
        returns=_by_code(reading.rows("brief_return", level_code=scope.finest_level), "area_count"),
        watched=reading.rows("brief_matter", list_code="watch", limit=MOST_WATCHED)[:MOST_NAMED],
        trend=reading.rows("brief_trend", monday=monday),
    )


def _part(parts: list[Row], code: str, totals: dict[str, object]) -> Row:
    """One part of a breakdown: zero when it is not among the parts, hidden when there was too little to list."""
    missing = 0 if parts or not any(totals.values()) else None
    return next((row for row in parts if row["part_code"] == code), dict.fromkeys(totals, missing))


def _is_few(rows: list[Row], code: str) -> bool:
    return any(row["part_code"] == code and row["closed_count"] is None for row in rows)


def _by_code(rows: list[Row], column: str) -> dict[str, object]:
    return {str(row["part_code"]): row[column] for row in rows}
