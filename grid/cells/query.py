"""The kernel that asks a cell index: a cell's one answer, or the few edges that cross it, asked exactly.

point → top cell → cell      4      the polygon that covers it
                             −1     none
                             −2−n   record n: a point of the cell and who holds it; each edge of the cell that the line
                                    from there to our point crosses changes that, polygon by polygon in their order
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from grid.cells.kernel import kernel
from grid.cells.orient import side
from grid.cells.prefetch import prefetch
from grid.cells.slab import Floats, Ints, Longs

NOWHERE = -1
FIRST_RECORD = -2
RECORD_STEP = 2  # records begin at every other double
RECORD_HEAD = 4  # a point's x, y, how many sections, who holds a point that no section's polygon holds
SECTION_HEAD = (
    2  # 2 · polygon + whether it holds the point, how many edges; then x1, y1, x2, y2, the point left of them
)
LOG_BITS = 3
BLOCK = (
    2048  # points that go through a stage together: they and their cells' places stay in the nearest cache
)
AHEAD = 8  # records fetched before they are asked
CACHE_LINE = 8  # doubles


class Cells(NamedTuple):
    """The raster. frame: west, south, top cells a degree across and up, columns, rows of top cells.

    top: of each top cell, 8 · (where its cells in `codes` begin) + log2 side: side × side cells, rows from the south.
    records: as the codes below −1 name them.
    """

    frame: Floats
    top: Longs
    codes: Ints
    records: Floats


@kernel
def find(x: Floats, y: Floats, found: Ints, cells: Cells) -> None:
    """For each point the place of its polygon, -1 for none or no point, written to `found`.

    A block of points goes through each stage together: its cells are fetched while others are worked out.
    """
    waiting = np.empty(BLOCK, np.int64)
    for start in range(0, len(x), BLOCK):
        end = min(start + BLOCK, len(x))
        _look_up(x[start:end], y[start:end], found[start:end], cells, waiting)
        _ask(x[start:end], y[start:end], found[start:end], cells.records, waiting)


@kernel
def _look_up(x: Floats, y: Floats, found: Ints, cells: Cells, at: Longs) -> None:
    """The code of each point's cell; `at` is room to work in."""
    west, south, across, up = cells.frame[0], cells.frame[1], cells.frame[2], cells.frame[3]
    columns, rows = cells.frame[4], cells.frame[5]
    width = int(columns)
    for number in range(len(x)):
        gx = (x[number] - west) * across
        gy = (y[number] - south) * up
        at[number] = NOWHERE
        if gx >= 0.0 and gy >= 0.0 and gx < columns and gy < rows:
            column, row = int(gx), int(gy)
            top = cells.top[row * width + column]
            log = top & ((1 << LOG_BITS) - 1)
            parts = 1 << log
            at[number] = (top >> LOG_BITS) + (int((gy - row) * parts) << log) + int((gx - column) * parts)
            prefetch(cells.codes, at[number])
    for number in range(len(x)):
        found[number] = cells.codes[at[number]] if at[number] >= 0 else NOWHERE


@kernel
def _ask(x: Floats, y: Floats, found: Ints, records: Floats, waiting: Longs) -> None:
    """The points whose cells are crossed by edges, asked of their records; `waiting` is room to work in."""
    count = 0
    for number in range(len(x)):
        waiting[count] = number
        count += found[number] < NOWHERE
    for turn in range(-AHEAD, count):
        if turn + AHEAD < count:
            at = (FIRST_RECORD - found[waiting[turn + AHEAD]]) * RECORD_STEP
            prefetch(records, at)
            prefetch(records, at + CACHE_LINE)
        if turn >= 0:
            number = waiting[turn]
            at = (FIRST_RECORD - found[number]) * RECORD_STEP
            found[number] = _asked(at, x[number], y[number], records)


@kernel
def _asked(at: int, x: float, y: float, records: Floats) -> int:
    """The first polygon of a record that holds a point, edges included."""
    from_x, from_y = records[at], records[at + 1]
    sections, other = int(records[at + 2]), int(records[at + 3])
    at += RECORD_HEAD
    for _ in range(sections):
        head, edges = int(records[at]), int(records[at + 1])
        at += SECTION_HEAD
        is_in = head & 1
        for edge in range(at, at + 4 * edges, 4):
            x1, y1, x2, y2 = records[edge], records[edge + 1], records[edge + 2], records[edge + 3]
            turned = side(x1, y1, x2, y2, x, y)
            if turned > 0.0:
                continue
            if turned == 0.0:
                if min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
                    return head >> 1
                continue
            one, other_end = side(from_x, from_y, x, y, x1, y1), side(from_x, from_y, x, y, x2, y2)
            is_in ^= (one >= 0.0) != (other_end >= 0.0)
        if is_in:
            return head >> 1
        at += 4 * edges
    return other
