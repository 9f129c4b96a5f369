"""Cell indexes kept on disk under the hash of their polygons, so that a start does not build them anew.

home/cells/3f9a…/frame  top  codes  records  index.json      one folder an index, written beside and moved
A folder that is damaged in any way is as if it were not there. Boundaries are public; nothing of a report is in it.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import numpy as np

from grid.cellindex import CellIndex, Objects, build_cell_index, hash_of
from grid.cells.query import Cells

KEPT = 4  # indexes, the ones used last
ABOUT = "index.json"
KINDS = {"frame": "f8", "top": "i8", "codes": "i4", "records": "f8"}
PIECE = 8 << 20  # bytes a thread reads and sums up at a time
DAMAGED = (OSError, ValueError, KeyError, TypeError, EOFError)


def open_cell_index(shapes: Objects, folder: Path | None) -> CellIndex:
    """The index of polygons: from the folder when it is kept there, else built and kept; without a folder, built."""
    if folder is None:
        return build_cell_index(shapes)
    kept = folder / hash_of(shapes)
    index = _read(kept)
    if index is None:
        index = build_cell_index(shapes)
        _keep(index, kept)
    return index


def _read(kept: Path) -> CellIndex | None:
    try:
        about = json.loads((kept / ABOUT).read_text(encoding="utf-8"))
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            arrays = {
                name: _array(pool, kept / name, kind, about["crc32"][name]) for name, kind in KINDS.items()
            }
        os.utime(kept)
        return CellIndex(int(about["count"]), Cells(**arrays))
    except DAMAGED:
        return None


def _array(pool: Executor, file: Path, kind: str, sums: list[int]) -> np.ndarray:
    """An array read piece by piece on several threads; ValueError when a piece is not what was written."""
    array = np.empty(file.stat().st_size // np.dtype(kind).itemsize, kind)
    pieces = _pieces(array)
    if len(pieces) != len(sums):
        raise ValueError(file.name)

    def is_right(number: int) -> bool:
        with file.open("rb", buffering=0) as bytes_of:
            bytes_of.seek(number * PIECE)
            read = bytes_of.readinto(pieces[number])
        return read == len(pieces[number]) and zlib.crc32(pieces[number]) == sums[number]

    if not all(pool.map(is_right, range(len(pieces)))):
        raise ValueError(file.name)
    return array


def _pieces(array: np.ndarray) -> list[memoryview]:
    whole = array.data.cast("B") if len(array) else memoryview(b"")
    return [whole[at : at + PIECE] for at in range(0, len(whole), PIECE)]


def _keep(index: CellIndex, kept: Path) -> None:
    """Write it beside and move it into its place; a disk that is full or closed costs time at the next start, no more."""
    beside = kept.with_name(f".{kept.name}-{uuid4().hex[:8]}")
    try:
        beside.mkdir(parents=True, mode=0o700)
        sums = {}
        for name, array in index.cells._asdict().items():
            array.tofile(beside / name)
            sums[name] = [zlib.crc32(piece) for piece in _pieces(array)]
        (beside / ABOUT).write_text(json.dumps({"count": index.count, "crc32": sums}), encoding="utf-8")
        shutil.rmtree(kept, ignore_errors=True)
        beside.rename(kept)
        _forget_oldest(kept.parent)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)


def _forget_oldest(folder: Path) -> None:
    held = sorted(folder.glob("[0-9a-f]*"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in held[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
