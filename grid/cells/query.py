"""The kernel that asks a cell index: a cell's one answer, or the few edges that cross it, asked exactly.

point → top cell → cell      4      the polygon that covers it
                             −1     none
                             −2−n   record n: a point of the cell and who holds it; each edge of the cell that the line
                                    from there to our point crosses changes that, polygon by polygon in their order
"""

from __future__ import annotations

from typing import NamedTuple

from grid.cells.kernel import kernel
from grid.cells.orient import side
from grid.cells.slab import Floats, Ints, Longs

NOWHERE = -1
FIRST_RECORD = -2
RECORD_STEP = 2  # records begin at every other double
RECORD_HEAD = 4  # a point's x, y, how many sections, who holds a point that no section's polygon holds
SECTION_HEAD = (
    2  # 2 · polygon + whether it holds the point, how many edges; then x1, y1, x2, y2, the point left of them
)
LOG_BITS = 3


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
    """For each point the place of its polygon, -1 for none or no point, written to `found`."""
    west, south, across, up = cells.frame[0], cells.frame[1], cells.frame[2], cells.frame[3]
    columns, rows = cells.frame[4], cells.frame[5]
    width = int(columns)
    for number in range(len(x)):
        gx = (x[number] - west) * across
        gy = (y[number] - south) * up
        if gx >= 0.0 and gy >= 0.0 and gx < columns and gy < rows:
            column, row = int(gx), int(gy)
            top = cells.top[row * width + column]
            log = top & ((1 << LOG_BITS) - 1)
            parts = 1 << log
            at = (top >> LOG_BITS) + (int((gy - row) * parts) << log) + int((gx - column) * parts)
            found[number] = cells.codes[at]
        else:
            found[number] = NOWHERE
    for number in range(len(x)):
        if found[number] < NOWHERE:
            at = (FIRST_RECORD - found[number]) * RECORD_STEP
            found[number] = _asked(at, x[number], y[number], cells.records)


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
