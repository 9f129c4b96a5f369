"""A petition office system's monthly export: one heading row, then one row per report."""

from collections.abc import Sequence

from data.city.cells import Line, Manner
from data.city.family import Export
from data.city.page import Page, Written
from data.city.sheet_screening import Entry


def manner_of(export: Export) -> Manner:
    """The system's habits with dates and places."""
    grid = {"visits": "code", "web": "none", "calls": "name"}[export.name]
    return Manner("export", ("time",), grid, export.stamp, has_point=True)


def headings(export: Export) -> list[str]:
    """The column headings, protected columns last."""
    return [label for _, label in export.columns] + list(export.protected)


def lay_out(export: Export, entries: Sequence[Entry]) -> Page:
    """The export as one page."""
    page = Page("Sheet1", len(headings(export)))
    page.add(headings(export), header=True)
    keys = [key for key, _ in export.columns] + list(export.protected)
    for number, (line, reports, slips) in enumerate(entries, start=1):
        at = page.add([number if key == "seq" else line.cells[key] for key in keys])
        page.written.append(_written(at, line, reports[0], slips[0]))
    return page


def _written(at: int, line: Line, report: int, slipped: bool) -> Written:
    return Written(at + 1, 1, report, line.usable, line.has_phone, slipped)
