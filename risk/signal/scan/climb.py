"""Floors for the sweeps of one scan, so that only circles that could raise a replicate's maximum are worked out.

climbed    a few centres all over, then more and more: the floor rises to what every replicate has passed by then
swept      every centre under one floor, once a fit says what hardly a replicate stays below

Both find the largest ratio of all circles and windows above the floor; only their cost differs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from risk.signal.scan.circle import Floats, Longs
from risk.signal.scan.field import Drawn, Field
from risk.signal.scan.lane import LANES
from risk.signal.scan.least import fill_least, least_counts, up_to
from risk.signal.scan.sweep import sweep

MOST_ASKED = 65_535
STEPS = (256, 64, 16, 4, 1)
SPAN_GROWTH = 1.2  # of what is expected from the first window of a span to its last
SMALL = 4_000_000  # places and windows together: every window is a span of its own

Batch = tuple[int, int]  # a seed, how many replicates
LaneType = type[np.unsignedinteger[Any]]


class FullError(Exception):
    """A count does not fit its lane."""


class Climb:
    """One scan's sweeps, their lanes of one type; `floor` is what the table of least counts was last filled for."""

    def __init__(self, field: Field, lane_type: LaneType) -> None:
        held, expected = field.arranged, field.expected.sum(axis=1)
        is_small = len(held.cell) * len(expected) <= SMALL
        self.field, self.floor = field, -1.0
        self._circles = (held.start, held.cell, held.closes)
        self._turns = np.arange(len(held.start) - 1)
        self._spans = np.arange(len(expected) + 1) if is_small else spans_of(expected)
        self._least = np.empty((len(self._spans) - 1, len(held.cell)), lane_type)
        self._most = int(np.iinfo(lane_type).max)
        self._by_cell = np.ascontiguousarray(field.expected.T)

    def climbed(self, batch: Batch) -> Floats:
        """The maxima of a batch of which nothing is known."""
        drawn, best = self._drawn(batch), np.zeros(LANES)
        for centres in _spread(len(self._turns)):
            self._set_floor(float(best[: batch[1]].min()))
            self._fill(centres)
            self._sweep(drawn, centres, best)
        self.floor = -1.0
        return best[: batch[1]]

    def swept(self, batch: Batch) -> Floats:
        """The maxima of a batch, those below the floor of `fill` too low."""
        best = np.zeros(LANES)
        self._sweep(self._drawn(batch), self._turns, best)
        return best[: batch[1]]

    def fill(self, floor: float) -> None:
        """Work out what all circles need to pass a floor, over threads."""
        if self.floor == floor:
            return
        self._set_floor(floor)
        with ThreadPoolExecutor(threads()) as pool:
            list(pool.map(self._fill, np.array_split(self._turns, threads())))
        self.floor = floor

    def _set_floor(self, floor: float) -> None:
        most = min(self._most, MOST_ASKED)
        self._asked = least_counts(up_to(floor, self.field.total, self.field.least_count, most))

    def _fill(self, centres: Longs) -> None:
        fill_least(self._least, self._circles, self._by_cell, self._spans[:-1], self._asked, centres)

    def _drawn(self, batch: Batch) -> Drawn:
        seed, size = batch
        return self.field.draw(np.random.default_rng(seed), size)

    def _sweep(self, drawn: Drawn, centres: Longs, best: Floats) -> None:
        parts = (drawn.cell, drawn.lane, drawn.day_start)
        asked = (self._spans, self._least, self._asked)
        expected, total = self.field.expected, self.field.total
        if not sweep(best, centres, self._most, parts, self._circles, expected, total, asked):
            raise FullError


def threads() -> int:
    """How many work at once."""
    return os.cpu_count() or 1


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
