"""The raster of a cell index, built from the polygons: which polygons' edges touch each cell, and which one covers it.

top cells    as many as polygons, more or less; each is cut into side × side cells, the more the more edges touch it
cell         touched by no edge  → the first polygon that covers it, or none
             touched by edges    → a record: these edges, a point of the cell, who holds that point
"""

from __future__ import annotations

import numpy as np

from grid.cells.cover import cover_cells
from grid.cells.kernel import kernel
from grid.cells.orient import side
from grid.cells.query import FIRST_RECORD, LOG_BITS, NOWHERE, RECORD_HEAD, RECORD_STEP, SECTION_HEAD, Cells
from grid.cells.slab import OUTSIDE, Floats, Ints, Longs, Slabs, where_in
from grid.cells.touch import MOST_SIDE, Edges, Top, touched_cells

MOST_TRIES = 1000


@kernel
def make_cells(
    edges: Edges, tops: tuple[Longs, Ints], cover: Ints, sides: Ints, frame: Floats, slabs: Slabs
) -> Cells:
    """Every top cell cut into cells, each cell coded, a record written for each that edges touch."""
    start, told = tops
    columns = int(frame[4])
    first = np.zeros(len(sides) + 1, np.int64)
    first[1:] = np.cumsum(sides.astype(np.int64) * sides)
    codes = np.full(first[-1], NOWHERE, np.int32)
    records, length = np.zeros(4096), 0
    touch_start, covered = (
        np.zeros(MOST_SIDE * MOST_SIDE + 1, np.int64),
        np.zeros(MOST_SIDE * MOST_SIDE, np.int32),
    )
    for number in range(len(sides)):
        if start[number] == start[number + 1]:
            codes[first[number] : first[number + 1]] = cover[number]
            continue
        top = Top(
            number % columns, number // columns, int(sides[number]), told[start[number] : start[number + 1]]
        )
        touching = touched_cells(edges.flat, top, touch_start)
        covered[:] = cover[number]
        cover_cells(top, edges, (touch_start, touching), frame, slabs, covered)
        for here in range(top.side * top.side):
            mine = _asked_there(
                touching[touch_start[here] : touch_start[here + 1]], edges.polygon, covered[here]
            )
            if not len(mine):
                codes[first[number] + here] = covered[here]
                continue
            codes[first[number] + here] = FIRST_RECORD - length // RECORD_STEP
            records = _with_room(records, length + RECORD_HEAD + (SECTION_HEAD + 4) * len(mine) + RECORD_STEP)
            length = _write(
                records, length, mine, edges, covered[here], _free_point(mine, edges, top, here, frame), slabs
            )
            length += -length % RECORD_STEP
    return Cells(frame, (first[:-1] << LOG_BITS) + _logs(sides), codes, records[:length].copy())


@kernel
def _logs(sides: Ints) -> Longs:
    logs = np.zeros(len(sides), np.int64)
    for number in range(len(sides)):
        while 1 << logs[number] < sides[number]:
            logs[number] += 1
    return logs


@kernel
def _asked_there(touching: Ints, polygon: Ints, over: int) -> Ints:
    """A cell's edges without those of polygons behind the one that covers the cell: these are never asked."""
    count = len(touching)
    while count and over != NOWHERE and polygon[touching[count - 1]] > over:
        count -= 1
    return touching[:count]


@kernel
def _write(
    records: Floats, length: int, mine: Ints, edges: Edges, over: int, free: tuple[float, float], slabs: Slabs
) -> int:
    """Write a record at `length`; where it ends.

    Where every edge of the cell parts two polygons, whoever is in none of the others is in the last: it needs no section.
    """
    x, y = free
    last = edges.polygon[mine[-1]]
    is_tight = over == NOWHERE and last != edges.polygon[mine[0]]
    for edge in mine:
        is_tight &= edges.is_shared[edge]
    records[length], records[length + 1], records[length + 3] = x, y, last if is_tight else over
    sections, at, polygon, begun = 0, length + RECORD_HEAD, -1, 0
    for edge in mine:
        if is_tight and edges.polygon[edge] == last:
            break
        if edges.polygon[edge] != polygon:
            polygon, begun = edges.polygon[edge], at
            records[begun] = 2 * polygon + (where_in(polygon, x, y, slabs) != OUTSIDE)
            records[begun + 1] = 0
            sections += 1
            at += SECTION_HEAD
        x1, y1, x2, y2 = edges.lines[edge]
        is_left = side(x1, y1, x2, y2, x, y) > 0.0
        records[at : at + 4] = (x1, y1, x2, y2) if is_left else (x2, y2, x1, y1)
        records[begun + 1] += 1
        at += 4
    records[length + 2] = sections
    return at


@kernel
def _free_point(mine: Ints, edges: Edges, top: Top, here: int, frame: Floats) -> tuple[float, float]:
    """A point of a cell that is on no line of its edges."""
    column, row = here % top.side, here // top.side
    for number in range(1, MOST_TRIES):
        x = frame[0] + (top.column + (column + number * 0.6180339887498949 % 1.0) / top.side) / frame[2]
        y = frame[1] + (top.row + (row + number * 0.7548776662466927 % 1.0) / top.side) / frame[3]
        is_free = True
        for edge in mine:
            x1, y1, x2, y2 = edges.lines[edge]
            is_free &= side(x1, y1, x2, y2, x, y) != 0.0
        if is_free:
            return x, y
    raise ValueError("no point of a cell is off the lines of its edges")


@kernel
def _with_room(records: Floats, needed: int) -> Floats:
    if needed <= len(records):
        return records
    longer = np.zeros(2 * needed)
    longer[: len(records)] = records
    return longer
