"""One level of one area as a file for the browser: arcs in whole numbers, rings of arcs, codes and names.

{"scale": [120.0, 30.0, 0.00012], "arcs": [[0, 0, 3, 1, …], …], "codes": ["G1", …], "names": ["第1网格", …],
 "shapes": [[[[0, 1]]], …]}      an arc: its first point, then steps; ~n: arc n backwards
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.web.arcs import Points, Topology

CELLS = 8192  # whole numbers across the wider side

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """The file, packed; which areas it holds, in what order; where it lies, and where to write each area's name."""

    packed: bytes
    etag: str
    bounds: Bounds
    codes: list[str]
    inner_points: dict[str, tuple[float, float]]


def make_sheet(
    codes: Sequence[str], names: Sequence[str], drawn: Topology, inner: Sequence[tuple[float, float]]
) -> Sheet:
    """The sheet of areas whose shapes are these, in this order."""
    points = np.vstack(drawn.arcs)
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    cell = max(east - west, north - south, 1e-6) / CELLS
    body = {
        "scale": [west, south, cell],
        "arcs": _steps(points, [len(arc) for arc in drawn.arcs], (west, south, cell)),
        "codes": list(codes),
        "names": list(names),
        "shapes": drawn.shapes,
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Sheet(
        packed=gzip.compress(text, 6, mtime=0),
        etag=hashlib.sha256(text).hexdigest()[:20],
        bounds=(west, south, east, north),
        codes=list(codes),
        inner_points=dict(zip(codes, inner, strict=True)),
    )


def _steps(points: Points, sizes: list[int], scale: tuple[float, float, float]) -> list[list[int]]:
    """Each arc as its first point and then steps; steps to where one stands are left out."""
    west, south, cell = scale
    whole = np.rint((points - [west, south]) / cell).astype(np.int64)
    last = np.cumsum(sizes) - 1
    first = np.append(0, last[:-1] + 1)
    steps = np.diff(whole, axis=0, prepend=[[0, 0]])
    steps[first] = whole[first]
    is_kept = np.any(steps != 0, axis=1)
    is_kept[first] = is_kept[last] = True
    flat: list[int] = steps[is_kept].ravel().tolist()
    ends = [0, *(2 * np.cumsum(is_kept)[last]).tolist()]
    return [flat[a:b] for a, b in itertools.pairwise(ends)]
