"""A quasi-Poisson regression of weekly counts on time within periods, step by step as R's glm does it.

week   count  period      log(expected) = level of the period + slope × time + offset
−52    4      9
−51    6      0           the time tested is 0, so its level is the forecast

Weighted least squares within periods needs no matrix: means of each period, then one slope. Started at log(count + 0.1), at
most 25 steps, stopped where the deviance changes by less than 1e-8 of itself (McCullagh & Nelder 1989, §2.5; R 4 glm.fit).
The weights kept are those the last step began with, and the fit that which it came to, as in R.
"""

from __future__ import annotations

import math

import numpy as np

from risk.signal.farrington.kernel import kernel

MAX_STEPS = 25
EPSILON = 1e-8
LEAST = float(np.finfo(np.float64).eps)  # R's floor under an expected count
LARGE = 10_000.0  # from this count on, y log y − y log μ would lose too many digits
STRIDE = 16
CONVERGED, UNSETTLED, STOPPED = 0, 1, 2


@kernel
def fit(rows, omega, has_trend, room):  # type: ignore[no-untyped-def]
    """How it ended, the slope and the spread of time it was learned from; the rest is left in `room`.

    rows: (count, weeks before the one tested, period, offset, log(count + 0.1), count × log(count)); room: (expected and
    weight of each row; level, mean time and weight of each period).
    """
    mu, _, level, _, _ = room
    eta, slope = rows[4].copy(), 0.0
    mu[:] = rows[0] + 0.1
    old, kept = deviance_of(rows, omega, eta, mu), level.copy()
    for step in range(MAX_STEPS):
        before = slope
        slope, spread = _solve(rows, omega, has_trend, eta, room)
        deviance = _advance(rows, omega, slope, level, eta, mu)
        halved = 0
        while not math.isfinite(deviance):
            halved += 1
            if step == 0 or halved > MAX_STEPS:
                return STOPPED, slope, spread
            slope = (slope + before) / 2
            level[:] = (level + kept) / 2
            deviance = _advance(rows, omega, slope, level, eta, mu)
        if abs(deviance - old) / (0.1 + abs(deviance)) < EPSILON:
            return CONVERGED, slope, spread
        old = deviance
        kept[:] = level
    return UNSETTLED, slope, spread


@kernel
def _solve(rows, omega, has_trend, eta, room):  # type: ignore[no-untyped-def]
    """Least squares of the working counts; what was expected is turned into them in place."""
    y, ago, period, offset, _, _ = rows
    mu, weight, level, mean_time, total = room
    total[:], mean_time[:], level[:] = 0.0, 0.0, 0.0
    for i in range(len(y)):
        eta[i] += (y[i] - mu[i]) / mu[i] - offset[i]
        weight[i] = omega[i] * mu[i]
        total[period[i]] += weight[i]
        mean_time[period[i]] -= weight[i] * ago[i]
        level[period[i]] += weight[i] * eta[i]
    for g in range(len(total)):
        if total[g] > 0:
            mean_time[g] /= total[g]
            level[g] /= total[g]
    if not has_trend:
        return 0.0, 1.0
    spread, cross = 0.0, 0.0
    for i in range(len(y)):
        apart = -(ago[i] + mean_time[period[i]])
        spread += weight[i] * apart * apart
        cross += weight[i] * apart * (eta[i] - level[period[i]])
    slope = cross / spread if spread > 0 else math.nan
    for g in range(len(total)):
        level[g] -= slope * mean_time[g]
    return slope, spread


@kernel
def _advance(rows, omega, slope, level, eta, mu):  # type: ignore[no-untyped-def]
    """What is expected with this slope and these levels, and how far the counts are from it.

    exp(slope × time) is a product of two of a few powers: an exponential for each week would take half of all the time.
    """
    _, ago, period, offset, _, _ = rows
    strides = np.exp(-slope * STRIDE * np.arange(ago.max() // STRIDE + 1))
    steps = np.exp(-slope * np.arange(STRIDE))
    heights = np.exp(level)
    for i in range(len(ago)):
        eta[i] = level[period[i]] - slope * ago[i] + offset[i]
        mu[i] = heights[period[i]] * strides[ago[i] // STRIDE] * steps[ago[i] % STRIDE]
        if offset[i] != 0:
            mu[i] *= math.exp(offset[i])
        mu[i] = max(mu[i], LEAST)
    return deviance_of(rows, omega, eta, mu)


@kernel
def deviance_of(rows, omega, eta, mu):  # type: ignore[no-untyped-def]
    y, of_itself = rows[0], rows[5]
    deviance = 0.0
    for i in range(len(y)):
        if y[i] == 0:
            deviance += omega[i] * mu[i]
        elif y[i] > LARGE or mu[i] <= LEAST:
            deviance += omega[i] * (y[i] * math.log(y[i] / mu[i]) - (y[i] - mu[i]))
        else:
            deviance += omega[i] * (of_itself[i] - y[i] * eta[i] - y[i] + mu[i])
    return 2 * deviance
