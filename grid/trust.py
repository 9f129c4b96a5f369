"""How far a placement is trusted, 0..1, by how it was found: settings of ours, not law.

inside a polygon                         1.0
outside all, within NEAR_M of one        0.9 at its edge, falling to 0.5 at NEAR_M
code of the grid                         0.95; 0.9 when a spreadsheet had made a number of it (2119.0 for 02119)
name of the grid                         0.9 inside the village or town named, 0.8 when unique and neither is named
name of the village                      0.85 when it is of the finest level, 0.8 when it has only one grid,
                                         0.3 when it has several: then no grid is named
nothing                                  0.0
"""

from __future__ import annotations

from grid.offset import Floats

LOCATED_BY = ("point", "grid_code", "grid_name", "village", "none")
NEAR_M = 200.0
INSIDE = 1.0
CODE = 0.95
CODE_AS_NUMBER = 0.9
NAME_IN_VILLAGE = 0.9
NAME_ALONE = 0.8
VILLAGE_IS_FINEST = 0.85
VILLAGE_ONE_GRID = 0.8
VILLAGE_ONLY = 0.3
NOTHING = 0.0


def near_trust(distance_m: Floats) -> Floats:
    """Trust in the nearest polygon for points outside all of them, none farther than NEAR_M metres."""
    return 0.9 - 0.4 * distance_m / NEAR_M
