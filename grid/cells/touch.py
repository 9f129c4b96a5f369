"""Which edges touch which cells, with a margin far above rounding, so that a cell no edge touches is surely whole."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from grid.cells.kernel import kernel
from grid.cells.slab import Bools, Floats, Ints, Longs

MARGIN = 1e-5  # of a top cell
STEEP = 1e-3  # a flatter edge touches every cell of its width in its rows
MOST_SIDE = 128


class Edges(NamedTuple):
    """All edges, polygon by polygon. lines: x1, y1, x2, y2 with y1 ≤ y2, in degrees; flat: the same in top cells.

    is_shared: whether exactly one other edge runs along it, the other way.
    """

    lines: Floats
    flat: Floats
    polygon: Ints
    is_shared: Bools


class Top(NamedTuple):
    """A top cell: where it is, into how many cells it is cut each way, and the edges that touch it, in their order."""

    column: int
    row: int
    side: int
    edges: Ints


@kernel
def _span(line: tuple[float, float, float, float], row: int, margin: float) -> tuple[float, float]:
    """From where to where an edge reaches in a row of cells."""
    x1, y1, x2, y2 = line
    if y2 - y1 < STEEP:
        return min(x1, x2) - margin, max(x1, x2) + margin
    a = min(max((row - margin - y1) / (y2 - y1), 0.0), 1.0)
    b = min(max((row + 1 + margin - y1) / (y2 - y1), 0.0), 1.0)
    xa, xb = x1 + a * (x2 - x1), x1 + b * (x2 - x1)
    return min(xa, xb) - margin, max(xa, xb) + margin


@kernel
def _range(low: float, high: float, count: int) -> tuple[int, int]:
    """The cells from low to high, of so many: first, and one past the last."""
    return max(int(np.floor(low)), 0), min(int(np.floor(high)), count - 1) + 1


@kernel
def touched_tops(flat: Floats, columns: int, rows: int) -> tuple[Longs, Ints]:
    """For each top cell where its edges begin in the list of edges that touch top cells, and that list."""
    start = np.zeros(columns * rows + 1, np.int64)
    told = np.zeros(0, np.int32)
    for is_filling in (False, True):
        if is_filling:
            start[1:] = np.cumsum(start[1:])
            told = np.zeros(start[-1], np.int32)
            start[1:] = start[:-1].copy()
        for edge in range(len(flat)):
            line = (flat[edge, 0], flat[edge, 1], flat[edge, 2], flat[edge, 3])
            low, high = _range(line[1] - MARGIN, line[3] + MARGIN, rows)
            for row in range(low, high):
                west, east = _span(line, row, MARGIN)
                first, last = _range(west, east, columns)
                for cell in range(row * columns + first + 1, row * columns + last + 1):
                    if is_filling:
                        told[start[cell]] = edge
                    start[cell] += 1
    return start, told


@kernel
def touched_cells(flat: Floats, top: Top, start: Longs) -> Ints:
    """The same for the cells of one top cell, as edges; `start` is written, one longer than there are cells."""
    count = top.side * top.side
    start[: count + 1] = 0
    told = np.zeros(0, np.int32)
    margin = MARGIN * top.side
    for is_filling in (False, True):
        if is_filling:
            start[1 : count + 1] = np.cumsum(start[1 : count + 1])
            told = np.zeros(start[count], np.int32)
            start[1 : count + 1] = start[:count].copy()
        for edge in top.edges:
            x1, x2 = (flat[edge, 0] - top.column) * top.side, (flat[edge, 2] - top.column) * top.side
            y1, y2 = (flat[edge, 1] - top.row) * top.side, (flat[edge, 3] - top.row) * top.side
            low, high = _range(y1 - margin, y2 + margin, top.side)
            for row in range(low, high):
                west, east = _span((x1, y1, x2, y2), row, margin)
                first, last = _range(west, east, top.side)
                for cell in range(row * top.side + first + 1, row * top.side + last + 1):
                    if is_filling:
                        told[start[cell]] = edge
                    start[cell] += 1
    return told


@kernel
def sides_of(start: Longs, cells_per_edge: float) -> Ints:
    """Into how many cells each top cell is cut each way: a power of 2 that grows with its edges."""
    sides = np.ones(len(start) - 1, np.int32)
    for top in range(len(sides)):
        wanted = cells_per_edge * (start[top + 1] - start[top])
        while sides[top] < MOST_SIDE and sides[top] * sides[top] < wanted:
            sides[top] *= 2
    return sides
