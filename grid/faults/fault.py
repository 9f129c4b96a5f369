"""What can be wrong with boundaries among themselves, each fault with its size; pure values.

kind        areas                  means
duplicate   990101001, 990101007   one shape under two codes: 99.9 % of each lies in the other
overlap     990101001, 990101002   ground that two areas of one level claim
straddle    990101003, 990102      a part of the first lies not in its parent but in the second: a grid in two communities
outside     990101003, 990101      a part of the first lies in no area of the level above; the second is its parent
gap         990101001, 990101002…  ground between areas of one level that none of them holds

A piece narrower than SLIVER_M is a sliver, counted and not listed; one narrower than NOISE_M is what rounding leaves
between two programs that drew the same line, and is no fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["duplicate", "overlap", "straddle", "outside", "gap"]
KINDS: tuple[Kind, ...] = ("duplicate", "overlap", "straddle", "outside", "gap")
SLIVER_M = 1.0
NOISE_M = 0.001
SAME_SHARE = 0.999


@dataclass(frozen=True)
class Fault:
    """One fault: the areas it is about, its size, how wide it is on average and a point in it."""

    kind: Kind
    codes: tuple[str, ...]  # the one to mend first
    km2: float
    share: float | None  # of the first area's size; None for a gap
    width_m: float
    lon: float
    lat: float


@dataclass(frozen=True)
class Found:
    """All faults of one check, and how many more were slivers."""

    faults: tuple[Fault, ...]
    sliver_count: int = 0


def worst_first(fault: Fault) -> tuple[float, tuple[str, ...]]:
    """The order of a report: the most ground first, then by code."""
    return -fault.km2, fault.codes
