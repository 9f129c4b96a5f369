"""The steps of a card as columns of yes and no, so that points can be learned for each.

measure              thresholds    value 7        value 3        value none
people  at_least     5 11          1 0            0 0            0 0
due_in  at_most      7 15          1 1            1 1            0 0

A step of at_least is passed when the value has reached its threshold; one of at_most when it has not passed it. What a value
gives is the sum over the steps it has passed, so steps that may only add make points that only rise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from data.config import Measure

Floats = npt.NDArray[np.float64]


def steps(measure: Measure, thresholds: Floats, value: Floats) -> Floats:
    """One column a threshold: 1 where the value has passed the step; NaN, which does not apply, passes none."""
    told = value[:, None]
    passed = told >= thresholds if measure.direction == "at_least" else told <= thresholds
    return np.asarray(passed, np.float64)


def thresholds_of(measure: Measure, value: Floats, most: int) -> Floats:
    """The card's own thresholds, and between them at most so many that part the values met evenly."""
    met = value[~np.isnan(value)]
    parted = np.quantile(met, np.linspace(0, 1, most + 2)[1:-1], method="nearest") if len(met) else met
    return np.unique(np.concatenate([np.array(measure.thresholds), parted]))


def is_relief(measure: Measure) -> bool:
    """Whether a measure takes points off."""
    return measure.points[0] < 0


def cumulated(measure: Measure, weight: Floats) -> Floats:
    """What a value gives that has just passed each threshold, in the order of the thresholds."""
    return np.cumsum(weight) if measure.direction == "at_least" else np.cumsum(weight[::-1])[::-1]


def designed(measures: Sequence[Measure], thresholds: Sequence[Floats], values: Floats) -> Floats:
    """The steps of every measure side by side; values: one column a measure."""
    parts = [
        steps(measure, cuts, values[:, k])
        for k, (measure, cuts) in enumerate(zip(measures, thresholds, strict=True))
    ]
    return np.concatenate(parts, axis=1) if parts else np.zeros((len(values), 0))
