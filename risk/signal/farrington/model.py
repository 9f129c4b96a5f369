"""What to expect in the week tested: the past fitted, its outbreaks given less weight, fitted again, its trend kept or not.

counts of a series      →   log expected  its error  dispersion  slope
4 6 3 41 5 … [9]            1.55          0.08       1.31        0.0      (41 weighs less; no trend)

Anscombe residuals above the threshold weigh as their inverse square (Farrington et al. 1996, §3.3). A trend is kept with three
years of past, where it is significant and foretells no more than was ever seen (§3.4). As R surveillance 1.20.3 does it, the
error of what is expected is scaled by Σ ω r² / df, r the working residuals: not by the dispersion, which is at least 1.
"""

from __future__ import annotations

import math

import numpy as np

from risk.signal.farrington.fit import CONVERGED, LEAST, STOPPED, fit
from risk.signal.farrington.kernel import kernel
from risk.signal.farrington.level import fit_levels, is_plain

EXPECTED, ERROR, DISPERSION, SLOPE = 0, 1, 2, 3


@kernel
def learn(counts, population, past, rule, part, answer):  # type: ignore[no-untyped-def]
    """Fill the answers of series part[0] to part[1]; what cannot be fitted stays NaN.

    counts: below 0 where no return came. past: (weeks, periods, week tested, periods in all). rule: (trend asked for, is
    reweighted, weights_threshold, least |t| of a trend by degrees of freedom). answer: four columns.
    """
    weeks, periods, at, period_count = past
    for series in range(part[0], part[1]):
        kept = 0
        y, ago, period = (
            np.empty(len(weeks)),
            np.empty(len(weeks), np.uint32),
            np.empty(len(weeks), np.uint32),
        )
        offset = np.zeros(len(weeks))
        for k in range(len(weeks)):
            count = counts[series, weeks[k]]
            if count >= 0:
                y[kept], ago[kept], period[kept] = count, at - weeks[k], periods[k]
                if population.size:
                    offset[kept] = math.log(population[series, weeks[k]])
                kept += 1
        if kept == 0:
            continue
        now = math.log(population[series, at]) if population.size else 0.0
        y = y[:kept]
        of_itself = np.where(y > 0, y * np.log(np.maximum(y, 1.0)), 0.0)
        rows = (y, ago[:kept], period[:kept], offset[:kept], np.log(y + 0.1), of_itself)
        _forecast(rows, now, rule, period_count, answer[series])


@kernel
def _forecast(rows, now, rule, period_count, answer):  # type: ignore[no-untyped-def]
    y = rows[0]
    has_trend, _, _, least_t = rule
    room = (
        np.empty(len(y)), np.empty(len(y)),
        np.zeros(period_count), np.zeros(period_count), np.zeros(period_count),
    )  # fmt: skip
    mean_time, total = room[3], room[4]
    is_fitted, has_trend, slope, spread, phi, noise, freedom = _refit(rows, has_trend, rule, room)
    if is_fitted and has_trend:
        expected = max(math.exp(room[2][-1] + now), LEAST)
        is_clear = abs(slope) > least_t[freedom] * math.sqrt(noise / spread)
        if not (is_clear and expected <= y.max()):
            has_trend = False
            is_fitted, _, slope, spread, phi, noise, _ = _refit(rows, False, rule, room)
    if not is_fitted or total[-1] <= 0:
        return
    leverage = 1 / total[-1] + (mean_time[-1] ** 2 / spread if has_trend else 0.0)
    answer[EXPECTED] = room[2][-1] + now
    answer[ERROR] = math.sqrt(noise * leverage)
    answer[DISPERSION] = phi
    answer[SLOPE] = slope


@kernel
def _refit(rows, has_trend, rule, room):  # type: ignore[no-untyped-def]
    """Whether it was fitted and has a trend; slope, spread of time, dispersion, scale of the error, degrees of freedom."""
    y, mu = rows[0], room[0]
    omega = np.ones(len(y))
    ended, slope, spread = _fit(rows, omega, has_trend, room)
    if has_trend and ended != CONVERGED and ended != STOPPED:
        has_trend = False
        ended, slope, spread = _fit(rows, omega, has_trend, room)
    noise, freedom = _noise(y, omega, room, has_trend)
    if ended != CONVERGED or freedom < 1:
        return False, has_trend, slope, spread, 1.0, noise, freedom
    phi = max(noise, 1.0)
    if not rule[1]:
        return True, has_trend, slope, spread, phi, noise, freedom
    _weigh(rows, has_trend, spread, phi, rule[2], room, omega)
    ended, slope, spread = _fit(rows, omega, has_trend, room)
    noise, freedom = _noise(y, omega, room, has_trend)
    phi, scale = max(noise, 1.0), 0.0
    for i in range(len(y)):
        scale += omega[i] * ((y[i] - mu[i]) / mu[i]) ** 2
    is_fitted = ended != STOPPED and freedom > 0 and math.isfinite(phi)
    return is_fitted, has_trend, slope, spread, phi, scale / max(freedom, 1), freedom


@kernel
def _fit(rows, omega, has_trend, room):  # type: ignore[no-untyped-def]
    if not has_trend and is_plain(rows):
        return fit_levels(rows, omega, room), 0.0, 1.0
    return fit(rows, omega, has_trend, room)


@kernel
def _noise(y, omega, room, has_trend):  # type: ignore[no-untyped-def]
    """Pearson's dispersion and its degrees of freedom."""
    mu, weight, _, _, total = room
    noise, freedom = 0.0, 0
    for i in range(len(y)):
        noise += weight[i] * ((y[i] - mu[i]) / mu[i]) ** 2
        freedom += omega[i] > 0
    freedom -= (total > 0).sum() + has_trend
    return noise / max(freedom, 1), freedom


@kernel
def _weigh(rows, has_trend, spread, phi, threshold, room, omega):  # type: ignore[no-untyped-def]
    """ω of each row from its Anscombe residual; they sum to the number of rows. A row that makes its own fit keeps its weight."""
    y, ago, period, _, _, _ = rows
    mu, weight, _, mean_time, total = room
    scale = 0.0
    for i in range(len(y)):
        hat = weight[i] / total[period[i]]
        if has_trend:
            hat += weight[i] * (ago[i] + mean_time[period[i]]) ** 2 / spread
        noise = math.sqrt(phi * (1 - hat)) if hat < 1 - 1e-12 else math.inf
        omega[i] = 1.0
        if y[i] - mu[i] > threshold * noise * math.sqrt(
            mu[i]
        ):  # Pearson's is the larger, and quicker to know
            large = 1.5 * (y[i] ** (2 / 3) * mu[i] ** (-1 / 6) - math.sqrt(mu[i])) / noise
            omega[i] = large**-2 if large > threshold else 1.0
        scale += omega[i]
    omega *= len(y) / scale
