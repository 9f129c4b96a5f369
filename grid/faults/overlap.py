"""Ground that two areas of one level both claim, and one shape under two codes.

1  square 0…1    2  square 0.9…1.9    3  square 0…1
→ overlap (1, 2) 10 % of 1;  overlap (2, 3);  duplicate (1, 3)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from grid.boundary import Objects
from grid.faults.fault import SAME_SHARE, Fault, Found
from grid.faults.piece import Flags, Index, measure
from grid.offset import Floats
from grid.shape import area_km2


def uneven(shapes: Objects) -> Flags:
    """Which shapes break the coverage: an edge of theirs overlaps another's inside or does not match its line."""
    return ~np.asarray(shapely.is_empty(shapely.coverage_invalid_edges(shapes)))


def find_overlaps(codes: Sequence[str], shapes: Objects, *, is_uneven: Flags, is_asked: Flags) -> Found:
    """Each overlapping pair of which at least one is asked about; the smaller area first, by m², then by code."""
    first, second = _pairs(shapes, is_uneven, is_asked)
    common = measure(shapely.intersection(shapes[first], shapes[second]))
    size = area_km2(shapes)
    faults = []
    for place in np.flatnonzero(common.is_wide):
        pair = sorted(
            (int(first[place]), int(second[place])), key=lambda one: (round(float(size[one]), 6), codes[one])
        )
        faults.append(
            Fault(
                "duplicate" if _is_same(common.km2[place], size[pair]) else "overlap",
                tuple(codes[one] for one in pair),
                km2=float(common.km2[place]),
                share=min(1.0, float(common.km2[place] / size[pair[0]])),
                width_m=float(common.width_m[place]),
                lon=float(common.lon[place]),
                lat=float(common.lat[place]),
            )
        )
    return Found(tuple(faults), int(common.is_sliver.sum()))


def _pairs(shapes: Objects, is_uneven: Flags, is_asked: Flags) -> tuple[Index, Index]:
    """Pairs that may overlap: at least one breaks the coverage, which costs far less to know than an intersection."""
    suspects = np.flatnonzero(is_uneven)
    suspect, other = shapely.STRtree(shapes).query(shapes[suspects])
    pairs = np.sort(np.column_stack([suspects[suspect], other]), axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    pairs = pairs[is_asked[pairs].any(axis=1)]
    shapely.prepare(shapes[suspects])
    pairs = pairs[~shapely.touches(shapes[pairs[:, 0]], shapes[pairs[:, 1]])]
    return pairs[:, 0], pairs[:, 1]


def _is_same(common: float, sizes: Floats) -> bool:
    return bool(common >= SAME_SHARE * sizes.max())
