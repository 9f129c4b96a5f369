"""What the panels read: every answer asked for once, breakdowns protected against their totals.

reading.parts("brief_channel", {"report_count": 612}, monday=…)
    [{"part_code": "screening", "report_count": 402}, …]   largest first, hidden ones last by code
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.read import View
from dashboard.suppress import Row, hide_parts

Key = tuple[str, str]


class Reading:
    """One view of the warehouse, its answers kept so that a count hidden twice is counted once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._monday: object = None
        self._has_open = False
        self._answers: dict[Key, list[Row]] = {}

    @property
    def hidden_count(self) -> int:
        """How many counts have been hidden so far."""
        return self._view.hidden_count

    @property
    def smallest_shown(self) -> int:
        """The smallest count that is shown."""
        return self._view.smallest_shown

    def rows(self, query: str, **values: object) -> list[Row]:
        """The rows of a query."""
        key = (query, repr(sorted(values.items())))
        if key not in self._answers:
            self._lay_out_open(query)
            self._lay_out_week(values.get("monday"))
            self._answers[key] = self._view.rows(query, **values)
        return self._answers[key]

    def _lay_out_open(self, query: str) -> None:
        """The open matters, before the first query that reads them; the map is under way by then."""
        if not self._has_open and self._view.names(query, "brief_open_matter"):
            self._view.lay_out("brief_open_matter")
            self._has_open = True

    def _lay_out_week(self, monday: object) -> None:
        """What a dozen queries about one week read, taken out of a large table once."""
        if monday is not None and monday != self._monday:
            self._view.lay_out("brief_week_cell", monday=monday)
            self._monday = monday

    def one(self, query: str, **values: object) -> Row:
        """The only row of a query."""
        (row,) = self.rows(query, **values)
        return row

    def parts(self, query: str, totals: Mapping[str, object], **values: object) -> list[Row]:
        """The parts of a breakdown; totals: column → its total as shown. None left when its first column is too small."""
        key = (f"parts of {query}", repr((sorted(values.items()), sorted(totals.items()))))
        if key not in self._answers:
            self._answers[key] = self._protected(self.rows(query, **values), totals)
        return self._answers[key]

    def _protected(self, rows: list[Row], totals: Mapping[str, object]) -> list[Row]:
        first = next(iter(totals))
        for column, total in totals.items():
            assert total is None or isinstance(total, int), column
            left, hidden = hide_parts(rows, column=column, total=total, smallest_shown=self.smallest_shown)
            self._view.hidden_count += hidden
            if rows and not left and column == first:
                return []
            rows = left or [{**row, column: None} for row in rows]
        return sorted(rows, key=lambda row: _order(row, first))


def _order(row: Row, column: str) -> tuple[bool, int, str]:
    count = row[column]
    return count is None, -count if isinstance(count, int) else 0, str(row["part_code"])
