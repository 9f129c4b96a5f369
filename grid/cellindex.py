"""Which polygon each point is in, for millions of points a second: a raster whose cells know the answer or whom to ask.

polygons, in the order of their codes      points                      find
0  a square                                in 0                        0
1  the square to its east                  on the edge of 0 and 1      0    the first polygon that holds it, edges included
                                           in neither, or NaN          -1

Every answer is exact in double precision (grid/cells/orient.py). The kernel holds no lock of Python's: threads share the points.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from grid.cells.build import make_cells
from grid.cells.cover import covered_tops
from grid.cells.query import NOWHERE, Cells, find
from grid.cells.ring import edges_of, rings_of
from grid.cells.slab import Floats, Ints, make_slabs
from grid.cells.touch import MARGIN, Edges, sides_of, touched_tops

VERSION = 2  # of what the cache holds
EDGES_PER_TOP = 24.0
CELLS_PER_EDGE = 4.0
MOST_CELLS = 40_000_000
MOST_TOPS = 4_000_000
CHUNK = 131_072  # points a thread takes at a time
WORTH_A_THREAD, LEAST = 16_384, 8_192

Objects = NDArray[np.object_]


@dataclass(frozen=True)
class CellIndex:
    """An index over polygons that come in the order of their codes; cells as grid/cells/query.py reads them."""

    count: int
    cells: Cells

    def find(self, x: Floats, y: Floats, *, threads: int | None = None) -> Ints:
        """For each point the place of the first polygon that holds it, edges included; -1 for none or no point."""
        if not self.count:
            return np.full(len(x), NOWHERE, dtype=np.int32)
        found = np.empty(len(x), dtype=np.int32)
        x, y = (np.ascontiguousarray(each, dtype=np.float64) for each in (x, y))
        workers = min(threads or os.cpu_count() or 1, max(1, len(x) // WORTH_A_THREAD))
        left = deque(_slices(len(x), workers))

        def take() -> None:
            while left:
                try:
                    at = left.popleft()
                except IndexError:
                    return  # another thread was quicker
                find(x[at], y[at], found[at], self.cells)

        others = [_threads(os.getpid()).submit(take) for _ in range(workers - 1)]
        take()
        for each in others:
            each.result()
        return found

    def find_arrow(self, x: pa.Array, y: pa.Array) -> pa.Int32Array:
        """The same on Arrow columns: null for none; for a scalar function of DuckDB or a batch of mapInArrow."""
        found = self.find(_numbers(x), _numbers(y))
        is_in = np.packbits(found != NOWHERE, bitorder="little")
        return pa.Array.from_buffers(pa.int32(), len(found), [pa.py_buffer(is_in), pa.py_buffer(found)])

    @property
    def nbytes(self) -> int:
        """Bytes it takes."""
        return sum(array.nbytes for array in self.cells)


@lru_cache(maxsize=1)
def _threads(process: int) -> ThreadPoolExecutor:  # noqa: ARG001  a forked process has none of its parent's threads
    """Threads that stay, for a start of their own would cost a small lookup a fifth of its time."""
    return ThreadPoolExecutor(max(1, (os.cpu_count() or 1) - 1), "cells")


def _slices(count: int, workers: int) -> list[slice]:
    step = min(
        CHUNK, max(LEAST, -(-count // (4 * workers)))
    )  # so that a thread that comes late leaves its share
    return [slice(at, min(at + step, count)) for at in range(0, count, step)]


def _numbers(column: pa.Array) -> Floats:
    if isinstance(column, pa.ChunkedArray):
        column = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    numbers = column.cast(pa.float64())
    if numbers.null_count:
        numbers = numbers.fill_null(float("nan"))
    return np.asarray(numbers.to_numpy(zero_copy_only=False), dtype=np.float64)


def build_cell_index(shapes: Objects) -> CellIndex:
    """The index of valid polygons and multipolygons, in degrees or any plane coordinates; empty ones hold nothing."""
    corners, ring_start, ring_polygon = rings_of(shapely.orient_polygons(shapes))
    if not len(corners):
        return _nothing()
    lines, polygon, is_shared = edges_of(corners, ring_start, ring_polygon)
    slabs = make_slabs(lines, polygon, len(shapes))
    frame = _frame(corners, len(shapes), len(lines))
    shift, scale = np.tile(frame[:2], 2), np.tile(frame[2:4], 2)
    edges = Edges(lines, (lines - shift) * scale, polygon, is_shared)
    tops = touched_tops(edges.flat, int(frame[4]), int(frame[5]))
    cover = covered_tops((shapely.bounds(shapes) - shift) * scale, *tops, polygon, frame, slabs)
    sides = sides_of(tops[0], min(CELLS_PER_EDGE, MOST_CELLS / max(int(tops[0][-1]), 1)))
    return CellIndex(len(shapes), _on_large_pages(make_cells(edges, tops, cover, sides, frame, slabs)))


def _on_large_pages(cells: Cells) -> Cells:
    """The same in memory that numpy asks large pages for, which the kernels do not: a fifth less time in a lookup."""
    return Cells(cells.frame, cells.top, cells.codes.copy(), cells.records.copy())


def _frame(corners: Floats, count: int, edge_count: int) -> Floats:
    """The top raster: west, south, cells a unit across and up, columns, rows; a little wider than the polygons."""
    west, south = corners.min(axis=0)
    east, north = corners.max(axis=0)
    wide, high = max(east - west, 1e-9), max(north - south, 1e-9)
    wanted = min(max(count, edge_count / EDGES_PER_TOP, 1.0), MOST_TOPS)
    columns = int(np.clip(np.ceil(np.sqrt(wanted * wide / high)), 1, wanted))
    rows = int(np.clip(np.ceil(wanted / columns), 1, wanted))
    room = 1.0 + 4 * MARGIN
    across, up = columns / (wide * room), rows / (high * room)
    return np.array([west - wide * 2 * MARGIN, south - high * 2 * MARGIN, across, up, columns, rows])


def _nothing() -> CellIndex:
    none, one = np.zeros(0), np.zeros(1, np.int64)
    return CellIndex(0, Cells(np.zeros(6), one, np.full(1, NOWHERE, np.int32), none))


def hash_of(shapes: Objects) -> str:
    """What names the index of these polygons: their well-known binary, in order, and the version of the cache."""
    digest = hashlib.sha256(f"cell index {VERSION}".encode())
    for one in shapely.to_wkb(shapes):
        digest.update(len(one).to_bytes(8, "little"))
        digest.update(one)
    return digest.hexdigest()
