"""Which polygon covers a cell with no edge in it: where none of its edges is in a cell nor in the next, both or neither.

Only where that does not tell is a polygon asked, by a point of the cell.
"""

from __future__ import annotations

import numpy as np

from grid.cells.kernel import kernel
from grid.cells.query import NOWHERE
from grid.cells.slab import OUTSIDE, Bits, Floats, Ints, Longs, Slabs, where_in
from grid.cells.touch import Edges, Top

BITS = 64  # polygons told apart at once


@kernel
def covered_tops(boxes: Floats, start: Longs, told: Ints, polygon: Ints, frame: Floats, slabs: Slabs) -> Ints:
    """For each top cell the first polygon that covers it without an edge in it; -1 for none. boxes: in top cells."""
    columns, rows = int(frame[4]), int(frame[5])
    cover = np.full(columns * rows, NOWHERE, np.int32)
    for place in range(len(boxes)):
        if not boxes[place, 0] <= boxes[place, 2]:
            continue
        for row in range(max(int(boxes[place, 1]), 0), min(int(boxes[place, 3]), rows - 1) + 1):
            is_known, is_in = False, False
            for column in range(max(int(boxes[place, 0]), 0), min(int(boxes[place, 2]), columns - 1) + 1):
                cell = row * columns + column
                if _has_edge(place, start[cell], start[cell + 1], told, polygon):
                    is_known = False
                    continue
                if not is_known:
                    x, y = frame[0] + (column + 0.5) / frame[2], frame[1] + (row + 0.5) / frame[3]
                    is_in, is_known = where_in(place, x, y, slabs) != OUTSIDE, True
                if is_in and cover[cell] == NOWHERE:
                    cover[cell] = place
    return cover


@kernel
def _has_edge(place: int, first: int, last: int, told: Ints, polygon: Ints) -> bool:
    """Whether one of a cell's edges is the polygon's; a cell's edges come in the order of their polygons."""
    low, high = first, last
    while low < high:
        middle = (low + high) // 2
        if polygon[told[middle]] < place:
            low = middle + 1
        else:
            high = middle
    return bool(low < last and polygon[told[low]] == place)


@kernel
def cover_cells(
    top: Top, edges: Edges, touches: tuple[Longs, Ints], frame: Floats, slabs: Slabs, covered: Ints
) -> None:
    """Lower `covered`, for each cell of a top cell, to the first polygon with edges in the top cell that covers it."""
    local = _polygons(top.edges, edges.polygon)
    touched, inside = np.zeros((2, top.side * top.side), np.uint64)
    for group in range(0, len(local), BITS):
        _cover(
            local[group : group + BITS], top, edges.polygon, touches, frame, slabs, (touched, inside), covered
        )


@kernel
def _polygons(told: Ints, polygon: Ints) -> Ints:
    """The polygons of edges that come in their order, each once."""
    met = np.zeros(len(told), np.int32)
    count = 0
    for edge in told:
        if count == 0 or met[count - 1] != polygon[edge]:
            met[count] = polygon[edge]
            count += 1
    return met[:count]


@kernel
def _cover(
    local: Ints,
    top: Top,
    polygon: Ints,
    touches: tuple[Longs, Ints],
    frame: Floats,
    slabs: Slabs,
    room: tuple[Bits, Bits],
    covered: Ints,
) -> None:
    """The same for at most BITS polygons: a bit each says that it has an edge in a cell, or covers it."""
    start, told = touches
    touched, inside = room
    one, none, size = np.uint64(1), np.uint64(0), top.side
    for here in range(size * size):
        touched[here] = none
        for each in range(start[here], start[here + 1]):
            place = polygon[told[each]]
            if local[0] <= place <= local[-1]:
                touched[here] |= one << np.uint64(np.searchsorted(local, place))
    every = ~none >> np.uint64(BITS - len(local))
    for here in range(size * size):
        column, row = here % size, here // size
        unknown = every & ~touched[here]
        inside[here] = none
        for beside in (here - 1, here - size):
            if (beside == here - 1 and not column) or beside < 0:
                continue
            same = unknown & ~touched[beside]
            inside[here] |= inside[beside] & same
            unknown &= ~same
        if unknown:
            x = frame[0] + (top.column + (column + 0.5) / size) / frame[2]
            y = frame[1] + (top.row + (row + 0.5) / size) / frame[3]
            for at in range(len(local)):
                if unknown >> np.uint64(at) & one and where_in(local[at], x, y, slabs) != OUTSIDE:
                    inside[here] |= one << np.uint64(at)
        if inside[here]:
            at = 0
            while not inside[here] >> np.uint64(at) & one:
                at += 1
            if covered[here] == NOWHERE or local[at] < covered[here]:
                covered[here] = local[at]
