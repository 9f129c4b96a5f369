"""How far a placement is trusted, 0..1, by how it was found, and what speaks against one: settings of ours, not law.

inside a polygon                         1.0
outside all, within NEAR_M of one        0.9 at its edge, falling to 0.5 at NEAR_M
code of the grid                         0.95; 0.9 when a spreadsheet had made a number of it (2119.0 for 02119)
name of the grid                         0.9 inside the village or town named, 0.8 when unique and neither is named
words of the address                     as grid/addressing/trust.py says; no more than 0.8 when it names what has only one grid
name of the village                      0.85 when it is of the finest level, 0.8 when it has only one grid,
                                         0.3 when it has several: then no grid is named
nothing                                  0.0

grid_differs       the grid named is more than CONFLICT_M from the point: at most 0.5, the point or the name is wrong
placeholder        the point is one that MANY_REPORTS reports of MANY_PLACES places carry: by that point alone 0.2
address_doubtful   the address contradicts itself, or the village and town beside it: at most 0.3

CONFLICT_M: a phone under a roof is off by 50 m, a house is entered from the next street within 150 m, a point is set at the
gate of a long compound; 500 m is a grid's own width, which none of these explains, and GCJ-02 read as CGCS2000 reaches it.
MANY_REPORTS, MANY_PLACES: one building has many reports, and one on a border is said to be in two places, not in three.
"""

from __future__ import annotations

from grid.offset import Floats

RULES_VERSION = (
    2  # one more whenever a report may be placed elsewhere than before: homes then place all of theirs anew
)
LOCATED_BY = ("point", "grid_code", "grid_name", "address", "village", "none")
DOUBTS = ("grid_differs", "placeholder", "address_doubtful")
NEAR_M = 200.0
CONFLICT_M = 500.0
MANY_REPORTS = 10
MANY_PLACES = 3
INSIDE = 1.0
CODE = 0.95
CODE_AS_NUMBER = 0.9
NAME_IN_VILLAGE = 0.9
NAME_ALONE = 0.8
VILLAGE_IS_FINEST = 0.85
VILLAGE_ONE_GRID = 0.8
GRID_DIFFERS = 0.5
VILLAGE_ONLY = 0.3
ADDRESS_DOUBTFUL = 0.3
PLACEHOLDER = 0.2
NOTHING = 0.0


def near_trust(distance_m: Floats) -> Floats:
    """Trust in the nearest polygon for points outside all of them, none farther than NEAR_M metres."""
    return 0.9 - 0.4 * distance_m / NEAR_M
