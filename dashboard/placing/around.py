"""The areas beside those of some reports, so that a picture shows where among them it lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from dashboard.briefing.shape import Shapes
from dashboard.read import View
from dashboard.suppress import Row


def around(view: View, rows: Sequence[Row]) -> Shapes:
    """The outlines, in degrees, of all areas under the parents of the areas these reports are in or name."""
    codes = {str(row[name]) for row in rows for name in ("area_code", "declared_code") if row[name]}
    found = view.rows("page_placed_around", area_codes=sorted(codes)) if codes else []
    return np.asarray(
        shapely.from_wkb(np.array([row["shape_wkb"] for row in found], dtype=object)), dtype=object
    )
