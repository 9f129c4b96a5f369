"""Parts of areas that lie outside their parent: in another area of that level, or in none.

parent P 0…1, Q 1…2    child of P at 0.9…1.2 → straddle (child, Q) 67 %
                       child of P at −0.1…0.5 → outside (child, P) 17 %
                       child of P at 1.2…1.4 → straddle (child, Q) 100 %: it has the wrong parent
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from grid.boundary import Objects
from grid.faults.fault import Fault, Found, Kind
from grid.faults.piece import Index, Measured, measure, wide_parts
from grid.shape import area_km2


def find_strays(
    codes: Sequence[str], shapes: Objects, parents: Index, *, above: tuple[Sequence[str], Objects]
) -> Found:
    """At most one straddle and one outside per child; parents: its place in `above` (codes, shapes), -1 for unknown."""
    above_codes, above_shapes = above
    out, child = _outside(shapes, parents, above_shapes)
    whole = measure(out)
    out, child = wide_parts(out[whole.is_wide]), child[whole.is_wide]
    size = area_km2(shapes[child])
    within, held, other = _elsewhere(out, parents[child], above_shapes)
    left = measure(_without(out, within, above_shapes[other]))
    straddles = [
        _fault("straddle", (codes[child[within[n]]], above_codes[other[n]]), held, n, size[within[n]])
        for n in _largest_of_each(within, held)
    ]
    outsides = [
        _fault("outside", (codes[child[n]], above_codes[parents[child[n]]]), left, n, size[n])
        for n in np.flatnonzero(left.is_wide).tolist()
    ]
    return Found((*straddles, *outsides), int(whole.is_sliver.sum()))


def _outside(shapes: Objects, parents: Index, above: Objects) -> tuple[Objects, Index]:
    """What of each child its parent does not hold, and which child; children wholly in their parent are left out."""
    known = np.flatnonzero(parents >= 0)
    shapely.prepare(above)
    known = known[~shapely.covers(above[parents[known]], shapes[known])]
    return shapely.difference(shapes[known], above[parents[known]]), known


def _elsewhere(out: Objects, own: Index, above: Objects) -> tuple[Index, Measured, Index]:
    """The parts that other areas of the level above hold: (which part, its measures, the area above), wide ones only."""
    part, other = shapely.STRtree(above).query(out, predicate="intersects")
    is_other = other != own[part]
    part, other = part[is_other], other[is_other]
    held = measure(shapely.intersection(out[part], above[other]))
    wide = held.is_wide
    kept = Measured(
        held.km2[wide], held.width_m[wide], held.lon[wide], held.lat[wide], wide[wide], held.is_sliver[wide]
    )
    return part[wide], kept, other[wide]


def _without(out: Objects, part: Index, taken: Objects) -> Objects:
    """Each part without what other areas above hold."""
    left = out.copy()
    for place in np.unique(part):
        left[place] = shapely.difference(out[place], shapely.union_all(taken[part == place]))
    return left


def _largest_of_each(part: Index, held: Measured) -> list[int]:
    order = np.lexsort((-held.km2, part))
    firsts = np.unique(part[order], return_index=True)[1]
    return [int(place) for place in order[firsts]]


def _fault(kind: Kind, codes: tuple[str, str], measured: Measured, place: int, size: float) -> Fault:
    return Fault(
        kind,
        codes,
        km2=float(measured.km2[place]),
        share=min(1.0, float(measured.km2[place] / size)),
        width_m=float(measured.width_m[place]),
        lon=float(measured.lon[place]),
        lat=float(measured.lat[place]),
    )
