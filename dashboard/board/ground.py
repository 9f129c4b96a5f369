"""The areas of one refresh as numbers: which level each is of, and which area of a level it lies in.

codes   [C1, C1-1, C1-2, T1]     level("grid") → [1, 2]     up["town"] → [3, 3, 3, 3]     up["grid"] → [-1, 1, 2, -1]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

LEVELS = ("province", "prefecture", "county", "town", "community", "grid")
Numbers = NDArray[np.int32]
BANDS = ("red", "orange", "yellow", "blue", "unknown")


@dataclass(frozen=True)
class Ground:
    """Areas in the order of their codes.

    up: level → for every area the number of the area of that level it lies in, itself included; -1 for none.
    bands: the refresh's own, as numbers of BANDS; is_silent: no return came, so nothing known is not calm.
    """

    codes: list[str]
    names: list[str]
    levels: list[str]
    bands: NDArray[np.int8]
    is_silent: NDArray[np.bool_]
    km2: NDArray[np.float64]
    up: dict[str, Numbers]
    number: dict[str, int] = field(default_factory=dict)

    @cached_property
    def _of_level(self) -> dict[str, Numbers]:
        kept = np.array(self.levels)
        return {level: np.flatnonzero(kept == level).astype(np.int32) for level in set(self.levels)}

    def level(self, level: str) -> Numbers:
        """The areas of a level, in the order of codes."""
        return self._of_level.get(level, np.zeros(0, np.int32))

    def inside(self, focus: str) -> NDArray[np.bool_]:
        """Which areas lie in one, itself included; everything for ''; nothing for one not known."""
        if not focus:
            return np.ones(len(self.codes), bool)
        own = self.number.get(focus)
        if own is None:
            return np.zeros(len(self.codes), bool)
        return np.asarray(self.up[self.levels[own]] == own)

    def present(self, focus: str) -> dict[str, int]:
        """How many areas of each level lie below one, coarsest level first."""
        inside = self.inside(focus)
        own = self.number.get(focus)
        least = LEVELS.index(self.levels[own]) + 1 if own is not None else 0
        counts = {level: int(inside[self.level(level)].sum()) for level in LEVELS[least:]}
        return {level: count for level, count in counts.items() if count}

    def above(self, code: str) -> list[int]:
        """The areas above one, itself last."""
        own = self.number.get(code)
        if own is None:
            return []
        found = [int(self.up[level][own]) for level in LEVELS if level in self.up]
        return [one for one in found if one >= 0]

    @cached_property
    def top(self) -> str:
        """The one area above all others; '' when several stand at the top."""
        firsts = {self.above(code)[0] for code in self.codes if self.above(code)}
        return self.codes[firsts.pop()] if len(firsts) == 1 else ""

    @cached_property
    def parents(self) -> Numbers:
        """The area right above each; -1 at the top."""
        parent = np.full(len(self.codes), -1, np.int32)
        for level in LEVELS:
            if level in self.up:
                depth = LEVELS.index(level)
                lower = np.array([LEVELS.index(name) > depth for name in self.levels], bool)
                parent = np.where(lower & (self.up[level] >= 0), self.up[level], parent)
        return parent.astype(np.int32)


def ground_of(areas: pa.Table, paths: pa.Table) -> Ground:
    """From the rows of board_area and board_path."""
    codes = [str(code) for code in areas["area_code"].to_pylist()]
    levels = [str(level) for level in areas["level_code"].to_pylist()]
    number = {code: at for at, code in enumerate(codes)}
    up = {level: np.full(len(codes), -1, np.int32) for level in LEVELS if level in levels}
    for code, above in zip(paths["area_code"].to_pylist(), paths["ancestor_code"].to_pylist(), strict=True):
        if code in number and above in number:
            up[levels[number[above]]][number[code]] = number[above]
    for at, level in enumerate(levels):
        up[level][at] = at
    bands = [BANDS.index(str(band)) for band in areas["band_code"].to_pylist()]
    silent = [status == "missing" for status in areas["screening_status_code"].to_pylist()]
    km2 = _summed(np.asarray(areas["area_km2"].to_numpy(), dtype=float), levels, up)
    return Ground(
        codes=codes,
        names=[str(name) for name in areas["name"].to_pylist()],
        levels=levels,
        bands=np.array(bands, np.int8),
        is_silent=np.array(silent, bool),
        km2=km2,
        up=up,
        number=number,
    )


def _summed(own: NDArray[np.float64], levels: list[str], up: dict[str, Numbers]) -> NDArray[np.float64]:
    """Each area's size; of one without a boundary that of the finest areas in it."""
    finest = next((level for level in reversed(LEVELS) if level in levels), "")
    leaves = np.array([level == finest for level in levels], bool)
    size = own.copy()
    for above in up.values():
        inside = leaves & (above >= 0)
        below = np.bincount(above[inside], weights=own[inside], minlength=len(own))
        size = np.where(size > 0, size, below)
    return size
