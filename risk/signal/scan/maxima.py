"""The largest ratio of each replicate: 64 in a batch, batches over threads, the same whatever their number.

batch 0    is climbed; its maxima say which floor hardly a replicate stays below
batch 1 …  are swept under that floor; one with a replicate that stays below is climbed too

A floor only saves logarithms: the maxima are those of every circle and window (tested against a plain twin).
Stopping early (`enough`): once so many replicates reach the observed ratio, the rest cannot make it a signal
(Besag & Clifford 1991, Biometrika 78(2)).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from risk.signal.scan.circle import Floats
from risk.signal.scan.climb import Batch, Climb, FullError, LaneType, threads
from risk.signal.scan.field import Field
from risk.signal.scan.gumbel import fit_gumbel
from risk.signal.scan.lane import LANES

LANE_TYPES: tuple[LaneType, ...] = (np.uint8, np.uint16, np.uint32)
ROOMY = 0.5  # a lane's type is tried when no circle expects more than half of what it holds
STEPS_BELOW = 2.2  # scales of the Gumbel distribution under its mode: a replicate in 8,000 stays below
SAME_RATIO = 1e-9
WAVE = 2  # batches between two looks at `enough`


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
    seeds = rng.integers(0, 2**63, -(-replicates // LANES)).tolist()
    sizes = [min(LANES, replicates - first) for first in range(0, replicates, LANES)]
    batches = list(zip(seeds, sizes, strict=True))
    most_expected = field.largest_expected
    for lane_type in LANE_TYPES:
        if most_expected > ROOMY * np.iinfo(lane_type).max:
            continue
        try:
            return _in_waves(Climb(field, lane_type), batches, ratio, enough)
        except FullError:
            continue
    raise ValueError("more than 4,294,967,294 reports in a circle: counts of that size are not scanned")


def _in_waves(climb: Climb, batches: Sequence[Batch], ratio: float, enough: int | None) -> Floats:
    if not batches:
        return np.empty(0)
    maxima = climb.climbed(batches[0])
    fit = fit_gumbel(maxima)
    floor = max(0.0, min(float(maxima.min()), fit.low(STEPS_BELOW))) if fit else 0.0
    for wave in _waves(len(batches), enough):
        if enough is not None and reached(maxima, ratio).sum() >= enough:
            break
        maxima = np.concatenate([maxima, *_swept(climb, batches[wave], floor)])
    as_large = np.cumsum(reached(maxima, ratio))
    if enough is None or as_large[-1] < enough:
        return maxima
    return maxima[: int(np.searchsorted(as_large, enough)) + 1]


def _waves(count: int, enough: int | None) -> Iterator[slice]:
    """All batches but the first; two at a time where a stop is asked for."""
    step = max(count, 1) if enough is None else WAVE
    for first in range(1, count, step):
        yield slice(first, first + step)


def _swept(climb: Climb, batches: Sequence[Batch], floor: float) -> list[Floats]:
    """The maxima of each batch; where a replicate stays below the floor, by a climb of its own."""
    climb.fill(floor)
    with ThreadPoolExecutor(threads()) as pool:
        found = list(pool.map(climb.swept, batches))
    return [
        climb.climbed(batch) if maxima.min() < floor else maxima
        for batch, maxima in zip(batches, found, strict=True)
    ]
