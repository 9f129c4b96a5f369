"""How far a word of an address is trusted, 0..1: settings of ours, in line with grid/trust.py, not law.

name     0.85   in full, and another word names an area above it; 0.8 alone, as a grid's name alone
alias    0.8    the site's own word for it
bare     0.7    without its kind: 柳河 for 柳河社区
estate   0.65   the site lists it in one area of the town proven, and others may be called so
slip     0.6    one character wrong or missing, and only one name fits
thin     0.5    the same, and only two characters are left
doubt    0.3    words contradict each other: the area they share, as a village that has several grids

An answer is as good as the weakest word it needs.
"""

from __future__ import annotations

NAME_ALONE = 0.8
DOUBT = 0.3
NOTHING = 0.0
OF_WAY = {
    "name": 0.85,
    "alias": 0.8,
    "bare": 0.7,
    "estate": 0.65,
    "road": 0.65,
    "slip": 0.6,
    "thin": 0.5,
}
