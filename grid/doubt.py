"""What speaks against a placement: the grid named lies far from the point, or the point is a placeholder.

placed by     declared      declared_m  names its grid  →  doubt            trust
point 9901    9901          0           yes                –                1.0
point 9901    9902          480         yes                –                1.0
point 9901    9905          620         yes                grid_differs     0.5
point 9901    9905          620         no, its village    –                1.0
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grid import trust
from grid.gazetteer import Gazetteer
from grid.offset import Floats
from grid.placement import DOUBT, HOW, Index, Placement


def measure_declared(answer: Placement, gazetteer: Gazetteer, lon: Floats, lat: Floats) -> None:
    """Fill in the metres from each point to the area declared; lon, lat: the points given, NaN for none."""
    is_same = (answer.how == HOW["point"]) & (answer.declared == answer.place) & (answer.declared >= 0)
    answer.declared_m[is_same] = np.nan_to_num(answer.distance_m[is_same])
    other = np.flatnonzero((answer.declared >= 0) & ~np.isnan(lon) & ~is_same)
    if len(other):
        answer.declared_m[other] = gazetteer.polygons.metres_to(
            answer.declared[other], lon[other], lat[other]
        )


def doubt_rows(answer: Placement, is_placeholder: NDArray[np.bool_], names_grid: Index) -> None:
    """Doubt the placeholders, and the rows placed by their point far from the grid they name; names_grid: their rows."""
    far = names_grid[answer.declared_m[names_grid] > trust.CONFLICT_M]
    answer.doubt[far] = DOUBT["grid_differs"]
    answer.trust[far] = np.minimum(answer.trust[far], trust.GRID_DIFFERS)
    answer.doubt[is_placeholder] = DOUBT["placeholder"]
