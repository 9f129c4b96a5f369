"""Cell indexes kept on disk under the hash of their polygons, so that a start does not build them anew.

home/cells/3f9a…/frame.npy  top.npy  codes.npy  records.npy  index.json      one folder an index, written beside and moved
A folder that is damaged in any way is as if it were not there. Boundaries are public; nothing of a report is in it.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from pathlib import Path
from uuid import uuid4

import numpy as np

from grid.cellindex import CellIndex, Objects, build_cell_index, hash_of
from grid.cells.query import Cells

KEPT = 4  # indexes, the ones used last
ABOUT = "index.json"
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
        arrays = {name: np.load(kept / f"{name}.npy", allow_pickle=False) for name in Cells._fields}
        if any(zlib.crc32(array.data) != about["crc32"][name] for name, array in arrays.items()):
            return None
        os.utime(kept)
        return CellIndex(int(about["count"]), Cells(**arrays))
    except DAMAGED:
        return None


def _keep(index: CellIndex, kept: Path) -> None:
    """Write it beside and move it into its place; a disk that is full or closed costs time at the next start, no more."""
    beside = kept.with_name(f".{kept.name}-{uuid4().hex[:8]}")
    try:
        beside.mkdir(parents=True, mode=0o700)
        for name, array in index.cells._asdict().items():
            np.save(beside / f"{name}.npy", array, allow_pickle=False)
        crc32 = {name: zlib.crc32(array.data) for name, array in index.cells._asdict().items()}
        (beside / ABOUT).write_text(json.dumps({"count": index.count, "crc32": crc32}), encoding="utf-8")
        shutil.rmtree(kept, ignore_errors=True)
        beside.rename(kept)
        _forget_oldest(kept.parent)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)


def _forget_oldest(folder: Path) -> None:
    held = sorted(folder.glob("[0-9a-f]*"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in held[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
