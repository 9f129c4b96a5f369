"""Small counts are hidden here and nowhere else.

area  matter_count          area  matter_count
A     12              →     A     12
B     2                     B     None          (shown as <3)
"""

from __future__ import annotations

from collections.abc import Sequence

Row = dict[str, object]


def hide_small_counts(rows: Sequence[Row], *, smallest_shown: int) -> tuple[list[Row], int]:
    """The rows with every `_count` from 1 to smallest_shown - 1 as None, and how many were hidden."""
    hidden = 0
    shown = []
    for row in rows:
        small = [name for name, value in row.items() if _is_small(name, value, smallest_shown)]
        hidden += len(small)
        shown.append({**row, **dict.fromkeys(small)})
    return shown, hidden


def _is_small(name: str, value: object, smallest_shown: int) -> bool:
    return name.endswith("_count") and isinstance(value, int) and 0 < value < smallest_shown
