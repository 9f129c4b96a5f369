"""What the map may tell those who may not open the matters: no small count, and none that follows from others.

open      county 40 = town A 31 + town B 7 + town C 2
told      county 40,  town A 31, town B None, town C None       C is small, and B would give it away
          the communities of B and C: None, all of them

Counts are hidden once for the whole site, from the top down, for each measure by itself: the parts of an area are
protected against its total, and nothing below a hidden area is told. Kind, channel and time are not offered to such
readers, and ignored when asked for by force: so no two answers differ by a filter. The briefing has these breakdowns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.board.board import Board
from dashboard.board.choice import Choice
from dashboard.board.kpi import figures
from dashboard.suppress import hide_parts, hide_small_counts

Told = dict[str, int | None]
COLUMN_OF = {
    "open": "open_matter_count",
    "overdue": "overdue_count",
    "repeat": "repeat_count",
    "group": "group_count",
    "new": "new_count",
}
MEASURES = ("score", *COLUMN_OF)  # density would divide what is hidden out again
WHOLE = ""


def unfiltered(choice: Choice) -> Choice:
    """The nearest choice such a reader may make: a measure of the whole."""
    measure = choice.measure if choice.measure in MEASURES else MEASURES[0]
    return Choice(layer=choice.layer, measure=measure)


def told(board: Board, column: str, *, smallest_shown: int) -> Told:
    """A figure of every area by its code, '' for the whole site; None where it is hidden."""
    return board.once(("told", column, smallest_shown), lambda: _told(board, column, smallest_shown))


def _told(board: Board, column: str, smallest_shown: int) -> Told:
    counts = figures(board)[column]
    ground = board.ground
    parts = children(ground.codes, [int(parent) for parent in ground.parents])
    by_code = {code: int(counts[at]) for at, code in enumerate(ground.codes)}
    whole = int(counts[-1])
    unplaced = whole - sum(by_code[code] for code in parts.get(WHOLE, []))
    return tell(by_code, parts, whole=whole, unplaced=max(unplaced, 0), smallest_shown=smallest_shown)


def children(codes: Sequence[str], parents: Sequence[int]) -> dict[str, list[str]]:
    """What lies right below each area; below '' what stands at the top."""
    found: dict[str, list[str]] = {}
    for code, parent in zip(codes, parents, strict=True):
        found.setdefault(codes[parent] if parent >= 0 else WHOLE, []).append(code)
    return found


def tell(
    counts: Mapping[str, int],
    parts: Mapping[str, Sequence[str]],
    *,
    whole: int,
    unplaced: int,
    smallest_shown: int,
) -> Told:
    """From the whole down; unplaced: what is in no area, a part of the whole like any other."""
    is_small = 0 < whole < smallest_shown
    shown: Told = {WHOLE: None if is_small else whole}
    waiting = [WHOLE]
    while waiting:
        above = waiting.pop()
        below = list(parts.get(above, []))
        if not below:
            continue
        own = [counts[code] for code in below]
        total = shown[above]
        left = max((total or 0) - sum(own), 0)  # in the area but in none of its parts
        rest = unplaced if above == WHOLE else left
        seen = _parts([*own, rest], total, smallest_shown)
        shown.update(zip(below, seen, strict=False))
        waiting += below
    return shown


def _parts(counts: list[int], total: int | None, smallest_shown: int) -> list[int | None]:
    if total is None:
        return [None] * len(counts)
    if len(counts) == 2 and counts[1] == 0:  # one part that is the whole
        return [total, 0]
    rows, _ = hide_small_counts([{"part_count": count} for count in counts], smallest_shown=smallest_shown)
    rows, _ = hide_parts(rows, column="part_count", total=total, smallest_shown=smallest_shown)
    seen: list[int | None] = [row["part_count"] for row in rows]  # type: ignore[misc]  # our own column
    return seen or [None] * len(counts)


def level_codes(board: Board, level: str) -> list[str]:
    """The codes of a level, in the order its values stand in."""
    return [board.ground.codes[int(at)] for at in board.ground.level(level)]
