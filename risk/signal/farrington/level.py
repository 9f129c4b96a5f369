"""The same regression without a trend or an offset: one level for each period, which needs each count only once.

period   counts      start: mean of log(count + 0.1) …   then        →   level
9        4 6 5 3     1.45                                 1.50 1.50       log 4.5

The steps are those of fit.py and end where they end; between them all weeks of a period expect the same.
"""

from __future__ import annotations

import math

import numpy as np

from risk.signal.farrington.fit import CONVERGED, EPSILON, LARGE, LEAST, MAX_STEPS, UNSETTLED, deviance_of
from risk.signal.farrington.kernel import kernel


@kernel
def is_plain(rows):  # type: ignore[no-untyped-def]
    """Whether levels alone can be fitted in this way: no offset, and no count so large that sums lose digits."""
    return rows[0].max() <= LARGE and not rows[3].any()


@kernel
def fit_levels(rows, omega, room):  # type: ignore[no-untyped-def]
    """How it ended; room is left as `fit` leaves it."""
    y, _, period, _, start, _ = rows
    mu, weight, level, _, total = room
    mu[:] = y + 0.1
    old = deviance_of(rows, omega, start, mu)
    cases, weeks, itself, before = _begin(rows, omega, room)
    ended = UNSETTLED
    for step in range(MAX_STEPS):
        if step:
            before[:] = np.maximum(np.exp(level), LEAST)
            level += (cases - before) / before
        deviance = _deviance(level, cases, weeks, itself)
        if abs(deviance - old) / (0.1 + abs(deviance)) < EPSILON:
            ended = CONVERGED
            break
        old = deviance
    if step:
        total[:] = before * weeks
    for i in range(len(y)):
        if step:
            weight[i] = omega[i] * before[period[i]]
        mu[i] = max(math.exp(level[period[i]]), LEAST)
    return ended


@kernel
def _begin(rows, omega, room):  # type: ignore[no-untyped-def]
    """Levels after the first step; of each period the mean count, the sum of ω and what the deviance is measured from."""
    y, _, period, _, start, of_itself = rows
    mu, weight, level, _, total = room
    cases, weeks, itself = np.zeros(len(level)), np.zeros(len(level)), np.zeros(len(level))
    total[:], level[:] = 0.0, 0.0
    for i in range(len(y)):
        g = period[i]
        weight[i] = omega[i] * mu[i]
        total[g] += weight[i]
        level[g] += weight[i] * (start[i] + (y[i] - mu[i]) / mu[i])
        cases[g] += omega[i] * y[i]
        weeks[g] += omega[i]
        itself[g] += omega[i] * of_itself[i]
    for g in range(len(level)):
        level[g] /= total[g] if total[g] > 0 else 1.0
        cases[g] /= weeks[g] if weeks[g] > 0 else 1.0
    return cases, weeks, itself, np.ones(len(level))


@kernel
def _deviance(level, cases, weeks, itself):  # type: ignore[no-untyped-def]
    deviance = 0.0
    for g in range(len(level)):
        mu = max(math.exp(level[g]), LEAST)
        deviance += itself[g] + weeks[g] * (mu - cases[g] - cases[g] * math.log(mu))
    return 2 * deviance
