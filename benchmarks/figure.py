"""One measured figure, and a run's figures as JSON or as a table.

figure            asked  measured  unit   met   peer
road.seconds_500  null   1.93      s      null  null
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

DIGITS = 4
Value = str | float | bool | None


@dataclass(frozen=True)
class Figure:
    """A figure: what was measured (None when it could not be), and what was asked of it, if anything.

    is_ceiling: whether `asked` is the most it may be, else the least. peer: the product it was measured on or against.
    """

    figure: str
    measured: float | None
    unit: str
    asked: float | None = None
    is_ceiling: bool = True
    peer: str | None = None

    @property
    def met(self) -> bool | None:
        """Whether what was asked was reached; None when nothing was asked, False when it could not be measured."""
        if self.asked is None:
            return None
        if self.measured is None:
            return False
        return self.measured <= self.asked if self.is_ceiling else self.measured >= self.asked

    def as_record(self) -> dict[str, Value]:
        """The figure in the shape other tools read, measured to four digits."""
        measured = None if self.measured is None else float(f"{self.measured:.{DIGITS}g}")
        return {
            "figure": self.figure,
            "asked": self.asked,
            "measured": measured,
            "unit": self.unit,
            "met": self.met,
            "peer": self.peer,
        }


def as_json(figures: Sequence[Figure]) -> str:
    """One list of records."""
    return json.dumps([figure.as_record() for figure in figures], ensure_ascii=False)


def as_table(figures: Sequence[Figure]) -> str:
    """The figures for a person: one line each, columns aligned, nothing shown as –."""
    records = [figure.as_record() for figure in figures]
    if not records:
        return ""
    rows = [list(records[0]), *([_shown(value) for value in record.values()] for record in records)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _shown(value: Value) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.10g}" if isinstance(value, float | int) else value
