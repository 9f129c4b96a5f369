"""Reports by finest area and full week: told for the whole site at once, kept while the data stand, cut to the token.

Whatever a token or filter leaves out is left out after small counts were hidden, so no two answers differ in a count.
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from dashboard.access import Viewer
from dashboard.access_token import AccessToken
from dashboard.api.operation import Operation
from dashboard.api.page import Page, cut
from dashboard.api.question import Question
from dashboard.briefing.scope import compared_level
from dashboard.briefing.week import Week
from dashboard.grid_release import Ground, Kinds, Told, is_open_by_kind, tell_week
from dashboard.read import View
from dashboard.suppress import Row
from data.keys import read_key

WEEK = timedelta(days=7)
MOST_KEPT = 600
COUNTING = Viewer("counting for the interface", may_open_matters=True)  # its counts are hidden by tell_week


@dataclass
class GridWeeks:
    """The weeks told so far, by the refresh they come from."""

    home: Path
    _kept: dict[tuple[str, date], list[Row]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self, view: View, operation: Operation, asked: Question, token: AccessToken) -> Page:
        """A page of rows, by week and area."""
        view = View(view.connection, COUNTING, view.smallest_shown)
        found: list[Row] = []
        known = view.rows("api_inside", scope=token.area_code, area=asked.area)
        inside = {row["area_code"] for row in known}
        for monday in _weeks(view, asked):
            rows = [row for row in self._week(view, monday) if row["area_code"] in inside]
            if asked.after and monday.isoformat() == asked.after[0]:
                rows = [row for row in rows if str(row["area_code"]) > asked.after[1]]
            found += rows
            if len(found) > asked.limit:
                break
        return cut(found, operation, asked, key=("week_start_date", "area_code"))

    def _week(self, view: View, monday: date) -> list[Row]:
        key = (str(view.rows("api_state")[0]["refreshed_at"]) + str(view.smallest_shown), monday)
        with self._lock:
            if key not in self._kept:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = self._told(view, monday)
            return self._kept[key]

    def _told(self, view: View, monday: date) -> list[Row]:
        """The rows of a week that are not plainly zero."""
        level = compared_level(view.rows("brief_areas"))
        places = view.rows("api_ground", level=level)
        ground = Ground.of(
            [(str(p["area_code"]), str(p["parent_code"]), str(p["printed_code"])) for p in places]
        )
        counted, unplaced = _counted(view, monday, {str(place["area_code"]) for place in places})
        told = tell_week(
            counted,
            unplaced,
            ground,
            smallest_shown=view.smallest_shown,
            is_drawn=lambda area: self._is_drawn(area, monday),
            may_list=is_open_by_kind(_kinds(view, monday), smallest_shown=view.smallest_shown),
        )
        return [_row(area, monday, row) for area, row in sorted(told.items()) if row.report_count != 0]

    def _is_drawn(self, area: str, monday: date) -> bool:
        """One grid and week in eight, the same ones always, known to nobody without the key."""
        key = bytes.fromhex(read_key(self.home, "session"))
        return hmac.digest(key, f"grid week\x1f{area}\x1f{monday}".encode(), "sha256")[0] < 32


def _weeks(view: View, asked: Question) -> Iterator[date]:
    """The full weeks asked for, oldest first."""
    first = view.rows("api_span")[0]["first_date"]
    as_of = view.rows("api_state")[0]["as_of_date"]
    assert isinstance(as_of, date)
    if not isinstance(first, date):
        return
    if asked.after:
        first = max(first, date.fromisoformat(asked.after[0][:10]))
    monday = max(first, asked.from_week or first)
    last = min(Week.last_full(as_of).monday, asked.to_week or date.max)
    while monday <= last:
        yield monday
        monday += WEEK


def _counted(view: View, monday: date, known: set[str]) -> tuple[dict[str, dict[str, int]], int]:
    counted: dict[str, dict[str, int]] = {}
    unplaced = 0
    for row in view.rows("api_week", monday=monday):
        area, count = str(row["area_code"]), row["report_count"]
        assert isinstance(count, int)
        if area in known:
            counted.setdefault(area, {})[str(row["category_code"])] = count
        else:
            unplaced += count
    return counted, unplaced


def _kinds(view: View, monday: date) -> list[Kinds]:
    weeks: dict[object, dict[str, int]] = {}
    for row in view.rows("api_week_kind", monday=monday):
        assert isinstance(row["report_count"], int)
        weeks.setdefault(row["week_start_date"], {})[str(row["category_code"])] = row["report_count"]
    return [weeks.get(monday + step * WEEK, {}) for step in (-1, 0, 1)]


def _row(area: str, monday: date, told: Told) -> Row:
    kinds = None if told.kinds is None else [{"category_code": k, "report_count": n} for k, n in told.kinds]
    return {"area_code": area, "week_start_date": monday, "report_count": told.report_count, "kinds": kinds}
