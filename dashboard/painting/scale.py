"""Numbers into steps of colour: nothing is its own step, the rest five of about equally many areas.

scale([0, 1, 2, 3, 50, None])     breaks [1, 2, 3, 50], classes "0" nothing … "5" most, "6" unknown, "7" hidden
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

STEPS = 5
UNKNOWN, HIDDEN = STEPS + 1, STEPS + 2
BAND_HIDDEN = 5


@dataclass(frozen=True)
class Scale:
    """The class of each number as a digit, and the least number of each step above nothing."""

    classes: str
    breaks: list[float]


def scale(numbers: Sequence[float | None], is_silent: Sequence[bool]) -> Scale:
    """is_silent: no return came from there; then nothing is unknown and not calm."""
    kept = np.array([-1.0 if number is None else number for number in numbers])
    breaks = _breaks(kept[kept > 0])
    steps = np.searchsorted(breaks, kept, side="right") if breaks else np.zeros(len(kept), int)
    steps = np.where(kept == 0, np.where(is_silent, UNKNOWN, 0), np.maximum(steps, 1))
    steps = np.where(kept < 0, HIDDEN, steps)
    return Scale("".join(map(str, steps.tolist())), breaks)


def _breaks(filled: np.typing.NDArray[np.float64]) -> list[float]:
    """The least number of each step: quantiles, each once."""
    if not len(filled):
        return []
    known = np.unique(filled)
    if len(known) <= STEPS:
        return [float(number) for number in known]
    parts = [step / STEPS for step in range(STEPS)]
    found = np.unique(np.quantile(filled, parts, method="higher"))
    if (
        len(found) < STEPS - 1
    ):  # most are alike: steps of the numbers met, else the few high ones would not be seen
        found = np.unique(np.quantile(known, parts, method="higher"))
    return [float(number) for number in found]
