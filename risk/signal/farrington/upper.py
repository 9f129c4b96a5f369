"""The count too high for chance, from what is expected, its error and the dispersion.

log expected  error  dispersion  count  method     →   upper  score  p
1.0986        0.1    1.0         9      delta          6.32   1.81   0.0028
1.0986        0.1    1.0         9      nb_plugin      6      1.61   0.0038
1.0986        0.1    1.0         9      muan           7      1.34   0.0105

delta: (count)^⅔ is normal about (expected)^⅔ with the variance of week and forecast together (Farrington et al. 1996, §3.7).
nb_plugin: the count is negative binomial with variance dispersion × expected (Noufaily et al. 2013, §3.4); muan: the same about
the upper quantile of what is expected (Salmon, Schumacher & Höhle 2016, §3.1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri
from scipy.stats import nbinom, poisson

from risk.signal.farrington.fit import LEAST
from risk.signal.farrington.setting import Setting

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """One value per series, NaN where nothing could be learned; dispersion at least 1."""

    log_expected: Floats
    log_error: Floats
    dispersion: Floats


@dataclass(frozen=True)
class Upper:
    """upper: a count; score: above 1 is too many; p: the chance of as many or more."""

    upper: Floats
    score: Floats
    p: Floats


def upper(forecast: Forecast, counts: Floats, setting: Setting) -> Upper:
    """What each count is measured against; NaN for a count that is not known or where nothing is expected.

    >>> known = Forecast(np.log([3.0]), np.array([0.1]), np.array([1.0]))
    >>> found = upper(known, np.array([9.0]), Setting(method="delta"))
    >>> found.upper.round(2).tolist(), found.score.round(2).tolist()
    ([6.32], [1.81])
    >>> nothing = np.empty(0)
    >>> upper(Forecast(nothing, nothing, nothing), nothing, Setting()).upper.tolist()
    []
    """
    found = _delta if setting.method == "delta" else _negative_binomial
    with np.errstate(all="ignore"):
        return found(forecast, counts, setting)


def _delta(forecast: Forecast, counts: Floats, setting: Setting) -> Upper:
    expected = np.maximum(np.exp(forecast.log_expected), LEAST)
    both = forecast.dispersion + (forecast.log_error * expected) ** 2 / expected
    error = np.sqrt(4 / 9 * np.cbrt(expected) * both)
    middle = expected ** (2 / 3)
    most = (middle + abs(ndtri(1 - setting.alpha)) * error) ** 1.5
    p = ndtr((middle - counts ** (2 / 3)) / error)
    return Upper(most, (counts - expected) / (most - expected), p)


def _negative_binomial(forecast: Forecast, counts: Floats, setting: Setting) -> Upper:
    quantile = ndtri(1 - setting.alpha) if setting.method == "muan" else 0.0
    expected = np.exp(forecast.log_expected + quantile * forecast.log_error)
    is_spread = forecast.dispersion > 1
    size = np.where(is_spread, expected / (forecast.dispersion - 1), 1.0)
    share = np.where(is_spread, 1 / forecast.dispersion, 1.0)
    most = np.where(
        is_spread,
        nbinom.ppf(1 - setting.alpha, size, share),
        poisson.ppf(1 - setting.alpha, expected),
    )
    p = np.where(is_spread, nbinom.sf(counts - 1, size, share), poisson.sf(counts - 1, expected))
    most = np.where(np.isfinite(expected), most, np.nan)
    score = (counts - forecast.log_expected) / (most - forecast.log_expected)
    return Upper(most, score, np.where(np.isfinite(expected), p, np.nan))
