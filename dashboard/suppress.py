"""Small counts are hidden here and nowhere else.

First every small count by itself (hide_small_counts), then so many parts of a breakdown that its total no longer
gives a hidden one away (hide_parts):

area  matter_count          area  matter_count          area  matter_count     total 21
A     12              →     A     12              →     A     12
B     2                     B     None                  B     None             B is 21 - 12 - 7 no more
C     7                     C     7                     C     None
"""

from __future__ import annotations

from collections.abc import Sequence

Row = dict[str, object]
Counts = list[int | None]


def hide_small_counts(rows: Sequence[Row], *, smallest_shown: int) -> tuple[list[Row], int]:
    """The rows with every `_count` from 1 to smallest_shown - 1 as None, and how many were hidden."""
    hidden = 0
    shown = []
    for row in rows:
        small = [name for name, value in row.items() if _is_small(name, value, smallest_shown)]
        hidden += len(small)
        shown.append({**row, **dict.fromkeys(small)})
    return shown, hidden


def is_count(name: str) -> bool:
    """Whether a column of this name is a count that may have to be hidden."""
    return name.endswith("_count")


def _is_small(name: str, value: object, smallest_shown: int) -> bool:
    return is_count(name) and isinstance(value, int) and 0 < value < smallest_shown


def hide_parts(
    rows: Sequence[Row], *, column: str, total: int | None, smallest_shown: int
) -> tuple[list[Row], int]:
    """The parts of a breakdown with more of them hidden until no hidden one follows from the total.

    rows: what hide_small_counts left; together they make up total, which is shown beside them (None: hidden too).
    Returns the rows and how many more were hidden. No rows at all when no part above zero could stay: then the
    caller says that the breakdown is too small to list.
    """
    counts: Counts = [row[column] for row in rows]  # type: ignore[misc]  # the query's own column
    before = counts.count(None)
    if total is None or before:
        counts = _protected(counts, total, smallest_shown)
    if rows and not counts:
        return [], len(rows) - before
    shown = [{**row, column: count} for row, count in zip(rows, counts, strict=True)]
    return shown, counts.count(None) - before


def _protected(counts: Counts, total: int | None, smallest_shown: int) -> Counts:
    counts = list(counts)
    while any(counts) and total is not None and _follows(counts, total, smallest_shown):
        smallest = min(
            count for count in counts if count
        )  # with its ties: which of them was hidden would tell
        counts = [None if count == smallest else count for count in counts]
    return counts if any(counts) and total is not None else []


def _follows(counts: Counts, total: int, smallest_shown: int) -> bool:
    """Whether a hidden count follows from the total: it is the only one, or all are as small or as large as they can be."""
    hidden = counts.count(None)
    left = total - sum(count for count in counts if count)
    return hidden == 1 or (hidden > 1 and left in (hidden, hidden * (smallest_shown - 1)))
