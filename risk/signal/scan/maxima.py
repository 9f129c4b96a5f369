"""The largest ratio of each replicate: 64 in a batch, batches over threads, the same whatever their number.

batch 0    climbs: a few centres all over, then more and more, the floor rising to what every replicate has passed by then
batch 1 …  with one floor that hardly a replicate stays below; a batch with one that does is climbed again

A floor only saves logarithms: the maxima are those of every circle and window (tested against a plain twin).
Stopping early (`enough`): once so many replicates reach the observed ratio, the rest cannot make it a signal
(Besag & Clifford 1991, Biometrika 78(2)).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk.signal.scan.circle import Floats
from risk.signal.scan.field import Drawn, Field
from risk.signal.scan.gumbel import fit_gumbel
from risk.signal.scan.lane import LANES
from risk.signal.scan.least import fill_least, up_to
from risk.signal.scan.sweep import sweep

LANE_TYPES = (np.uint8, np.uint16, np.uint32)
MOST_ASKED = 65_535
ROOMY = 0.5  # a lane's type is tried when no circle expects more than half of what it holds
STEPS = (256, 64, 16, 4, 1)
STEPS_BELOW = 2.2  # scales of the Gumbel distribution under its mode: a replicate in 8,000 stays below
SAME_RATIO = 1e-9
SPAN_GROWTH = 1.2  # of what is expected from the first window of a span to its last
WAVE = 2  # batches between two looks at `enough`


class _FullError(Exception):
    """A count no longer fits its lane."""


def reached(maxima: Floats, ratio: float) -> NDArray[np.bool_]:
    """Which replicates are as large as a ratio; equal but for rounding is as large."""
    return maxima >= ratio - SAME_RATIO


def maxima_of(
    field: Field,
    *,
    replicates: int,
    rng: np.random.Generator,
    ratio: float = np.inf,
    enough: int | None = None,
) -> Floats:
    """The largest ratio of each replicate in order; fewer of them when `enough` have reached `ratio`."""
    seeds = rng.integers(0, 2**63, -(-replicates // LANES))
    most_expected = field.largest_expected
    for lane_type in LANE_TYPES:
        if most_expected > ROOMY * np.iinfo(lane_type).max:
            continue
        try:
            return _maxima(_Climb(field, lane_type), seeds, replicates, ratio, enough)
        except _FullError:
            continue
    raise ValueError("more than 4,294,967,295 reports in a circle: counts of that size are not scanned")


def _maxima(
    climb: _Climb, seeds: NDArray[np.int64], replicates: int, ratio: float, enough: int | None
) -> Floats:
    sizes = [min(LANES, replicates - first) for first in range(0, replicates, LANES)]
    batches = list(zip(seeds.tolist(), sizes, strict=True))
    found: list[Floats] = []
    for wave in _waves(len(batches), enough):
        found += climb.look(batches[wave])
        if enough is not None:
            so_far = np.cumsum(reached(np.concatenate(found), ratio))
            if so_far[-1] >= enough:
                return np.concatenate(found)[: int(np.searchsorted(so_far, enough)) + 1]
    return np.concatenate(found) if found else np.empty(0)


def _waves(count: int, enough: int | None) -> Iterator[slice]:
    """The first batch alone; then two at a time where a stop is asked for, else all."""
    yield slice(0, 1)
    step = max(count, 1) if enough is None else WAVE
    for first in range(1, count, step):
        yield slice(first, first + step)


@dataclass
class _Climb:
    """One scan's floors: `least` is filled for `floor` once the first batch is known."""

    field: Field
    lane_type: type[np.unsignedinteger]

    def __post_init__(self) -> None:
        self.spans = spans_of(self.field.expected.sum(axis=1))
        held = self.field.arranged
        self.circles = (held.start, held.cell, held.closes)
        self.least = np.empty((len(self.spans) - 1, len(held.cell)), self.lane_type)
        self.turns = np.arange(len(held.start) - 1)
        self.floor: float | None = None

    def look(self, batches: list[tuple[int, int]]) -> list[Floats]:
        """The maxima of each batch (a seed, how many replicates)."""
        if self.floor is None:
            return [self._first(*batch) for batch in batches]
        with ThreadPoolExecutor(_threads()) as pool:
            found = list(pool.map(lambda batch: self._under_floor(*batch), batches))
        for number, batch in enumerate(batches):
            if found[number].min() < self.floor:
                found[number] = self._climbed(*batch)
                self._fill(self.floor)
        return found

    def _first(self, seed: int, size: int) -> Floats:
        best = self._climbed(seed, size)
        fit = fit_gumbel(best)
        self.floor = max(0.0, min(float(best.min()), fit.low(STEPS_BELOW))) if fit else 0.0
        self._fill(self.floor)
        return best

    def _climbed(self, seed: int, size: int) -> Floats:
        """A few centres all over first, then more and more, above what all replicates have passed by then."""
        drawn, best = self._drawn(seed, size), np.zeros(LANES)
        for centres in _spread(len(self.turns)):
            self._set_limits(float(best[:size].min()))
            self._fill_block(centres)
            self._sweep(drawn, centres, best)
        return best[:size]

    def _under_floor(self, seed: int, size: int) -> Floats:
        best = np.zeros(LANES)
        self._sweep(self._drawn(seed, size), self.turns, best)
        return best[:size]

    def _drawn(self, seed: int, size: int) -> Drawn:
        return self.field.draw(np.random.default_rng(seed), size)

    def _sweep(self, drawn: Drawn, centres: NDArray[np.int64], best: Floats) -> None:
        parts = (drawn.cell, drawn.lane, drawn.day_start)
        most, expected, total = np.iinfo(self.lane_type).max, self.field.expected, self.field.total
        asked = (self.spans, self.least, self.limits)
        if not sweep(best, centres, most, parts, self.circles, expected, total, asked):
            raise _FullError

    def _fill(self, floor: float) -> None:
        self._set_limits(floor)
        with ThreadPoolExecutor(_threads()) as pool:
            list(pool.map(self._fill_block, np.array_split(self.turns, _threads())))

    def _set_limits(self, floor: float) -> None:
        most = min(int(np.iinfo(self.lane_type).max), MOST_ASKED)
        self.limits = up_to(floor, self.field.total, self.field.least_count, most)

    def _fill_block(self, centres: NDArray[np.int64]) -> None:
        fill_least(self.least, self.circles, self.field.expected, self.spans[:-1], self.limits, centres)


def _spread(count: int) -> Iterator[NDArray[np.int64]]:
    """Every so manyth centre, then every so manyth of a closer step among the others, in the end all."""
    done = np.zeros(count, np.bool_)
    for step in STEPS:
        left = np.flatnonzero(~done[::step]) * step
        done[left] = True
        if len(left):
            yield left


def spans_of(expected: Floats) -> NDArray[np.int64]:
    """Where each span of windows begins, then their number; what is expected grows little within one.

    >>> spans_of(np.array([10.0, 20.0, 30.0, 33.0, 36.0, 40.0])).tolist()
    [0, 1, 2, 5, 6]
    """
    starts = [0]
    for window, count in enumerate(expected.tolist()):
        if count > SPAN_GROWTH * expected[starts[-1]]:
            starts.append(window)
    return np.array([*starts, len(expected)])


def _threads() -> int:
    return os.cpu_count() or 1
