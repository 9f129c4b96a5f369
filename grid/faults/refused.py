"""Gaps in which a feature of the file lies that was refused.

feature 638 瑞泰里 refused: its code is taken    a gap of 1.97 km² at 121.30105,24.98419 lies in its shape → 638
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely

from grid.boundary import Objects
from grid.faults.fault import Fault
from grid.receipt import AreaProblem
from grid.shape import POLYGONAL, is_on_earth, made_valid


def refused_grounds(
    faults: Sequence[Fault], problems: Iterable[AreaProblem], shapes: Objects
) -> dict[Fault, int]:
    """Gap → the refused feature its point lies in, counted from 1; shapes: of every feature of the file, in its order."""
    gaps = [fault for fault in faults if fault.kind == "gap"]
    numbers = np.array(
        [one.feature_no for one in problems if one.severity == "error" and one.feature_no], dtype=np.int64
    )
    numbers = numbers[np.isin(shapely.get_type_id(shapes[numbers - 1]), POLYGONAL)]
    numbers = numbers[is_on_earth(shapes[numbers - 1])]
    grounds = made_valid(shapes[numbers - 1])
    points = shapely.points([(gap.lon, gap.lat) for gap in gaps]) if gaps else np.empty(0, dtype=object)
    gap, ground = shapely.STRtree(grounds).query(points, predicate="within")
    return {gaps[one]: int(numbers[other]) for one, other in zip(gap.tolist(), ground.tolist(), strict=True)}
