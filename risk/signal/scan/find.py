"""The circles and windows above what is expected that share no cell, the likeliest first.

centre  cells      radius_m  window  observed  expected  llr          window: how many days before the last it begins
3       (3, 4, 7)  2 741     2       4         0.67      3.845418
9       (9,)       0         0       2         0.16      3.164201     of those without 3, 4 and 7 the likeliest

Each is the likeliest of all circles that are left, not only of those that are the best around their centre. A cell without a
report counts as shared too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from risk.signal.scan.best import SAME_RATIO, find_best
from risk.signal.scan.circle import Flags, Floats, Longs
from risk.signal.scan.field import Field
from risk.signal.scan.likelihood import likelihood


@dataclass(frozen=True)
class Found:
    """A circle and window above what is expected; window: how many days before the last it begins."""

    centre: int
    cells: tuple[int, ...]
    radius_m: float
    window: int
    observed: int
    expected: float
    llr: float


@dataclass
class _Best:
    """Around each centre, in turn: ratio, place and window of the best circle among those left; -1 for none."""

    ratio: Floats
    place: Longs
    window: Longs


def find_clusters(field: Field, counts: Longs, *, most_clusters: int) -> list[Found]:
    """The likeliest, then the likeliest of those without a cell of it, and so on. counts: [cell that counts, window]."""
    held = field.arranged
    sizes = np.diff(held.circles.start)
    best = _Best(np.zeros(len(sizes)), np.full(len(sizes), -1), np.full(len(sizes), -1))
    expected = np.ascontiguousarray(field.expected.T)
    taken, open_until, asked = np.zeros(held.circles.count, np.bool_), sizes.copy(), np.arange(len(sizes))
    found: list[Found] = []
    while len(found) < most_clusters:
        _renew(best, asked, field, counts, expected, open_until)
        turn = _likeliest(field, best)
        if turn is None:
            break
        found.append(_told(field, counts, turn, int(best.place[turn]), int(best.window[turn])))
        taken[list(found[-1].cells)] = True
        open_until = np.minimum(open_until, _before_taken(field, taken))
        asked = np.flatnonzero((best.place >= 0) & (held.ring_end[np.maximum(best.place, 0)] > open_until))
    return found


def _renew(
    best: _Best, asked: Longs, field: Field, counts: Longs, expected: Floats, open_until: Longs
) -> None:
    """Find the best of some centres among the circles that are left."""
    held = field.arranged
    circles = (held.start, held.cell, held.closes)
    best.ratio[asked], best.place[asked], best.window[asked] = find_best(
        asked, circles, held.ring_end, open_until, counts, expected, field.total, field.least_count
    )


def _likeliest(field: Field, best: _Best) -> int | None:
    """Of equal ratios the smallest circle, then the shortest window, then the first cell."""
    most = float(best.ratio.max(initial=0.0))
    if most <= 0.0:
        return None
    equal = np.flatnonzero(best.ratio >= most - SAME_RATIO)
    radius = np.array([round(_radius(field, int(turn), int(best.place[turn])), 6) for turn in equal])
    centre = field.arranged.circles.centre
    return int(equal[np.lexsort((centre[equal], best.window[equal], radius))[0]])


def _told(field: Field, counts: Longs, turn: int, place: int, window: int) -> Found:
    held = field.arranged
    inside = held.cell[held.start[turn] : place + 1]
    first = held.circles.start[turn]
    cells = held.circles.neighbour[first : first + held.ring_end[place]]
    return Found(
        centre=int(held.circles.centre[turn]),
        cells=tuple(cells.tolist()),
        radius_m=_radius(field, turn, place),
        window=window,
        observed=(observed := int(counts[inside, window].sum())),
        expected=(expected := float(field.expected[window, inside].sum())),
        llr=float(likelihood(float(observed), expected, field.total)),
    )


def _radius(field: Field, turn: int, place: int) -> float:
    """Metres to the farthest cell of a circle, cells without reports included."""
    circles = field.arranged.circles
    farthest = circles.neighbour[circles.start[turn] + field.arranged.ring_end[place] - 1]
    return circles.radius_of(int(circles.centre[turn]), int(farthest))


def _before_taken(field: Field, taken: Flags) -> Longs:
    """How many neighbours of each centre come before the first that is taken."""
    circles = field.arranged.circles
    at = np.flatnonzero(taken[circles.neighbour])
    turn = np.searchsorted(circles.start, at, side="right") - 1
    before = np.diff(circles.start)
    np.minimum.at(before, turn, at - circles.start[turn])
    return before
