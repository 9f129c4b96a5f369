"""Whether this week's count is more than its own past explains, for many series at once.

counts               … to the week tested  →   expected  upper  dispersion  score  p     is_alarm
village, kind 3      … 4 5 3 9                  4.1       8.0    1.2         1.26   0.03  yes
village, kind 18     … 0 0 0 1                  0.2       2.0    1.0         –      0.2   no: fewer than 5 in 4 weeks
town, kind 3         … 2 1 ∅ 2                  1.9       5.0    1.0         –      0.6   no: one of the weeks has no return
newly counted        ∅ ∅ ∅ 7                    –         –      –           –      –     no: nothing is known

Null hypothesis: the week belongs to the past, its count quasi-Poisson about log(expected) = level of the time of year + trend.
upper is the count that a share alpha of such weeks exceed; score = (count − expected) / (upper − expected).
Equal to R surveillance::farringtonFlexible 1.20.3 with weeks by number (epochAsDate = FALSE), which also gives no expected and
upper where fewer than least_cases came: here they are given, and has_enough says so. Where R stops (a past too short, a
perfect fit) there is NaN. With nb_plugin and muan R's score takes the logarithm of what is expected; so does this.

Farrington et al. 1996, J R Stat Soc A 159:547; Noufaily et al. 2013, Stat Med 32:1206; Salmon, Schumacher & Höhle 2016, J Stat
Softw 70(10).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from risk.signal.farrington.baseline import Baseline, baseline
from risk.signal.farrington.model import learn
from risk.signal.farrington.setting import LEAST_YEARS_OF_TREND, Setting
from risk.signal.farrington.upper import Forecast, upper

WORKERS = 2
PART_SIZE = 500
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Thresholds:
    """One value per series, NaN and False where the past says nothing; slope: of log(expected) in a week."""

    expected: Floats
    upper: Floats
    dispersion: Floats
    slope: Floats
    score: Floats
    p: Floats
    has_trend: Flags
    has_enough: Flags
    is_alarm: Flags


def farrington(
    counts: Ints, *, at: int, setting: Setting | None = None, population: Floats | None = None
) -> Thresholds:
    """What the week at position `at` is measured against; counts [series, weeks], below 0 where no return came.

    population: above 0, of the shape of counts: what is expected is proportional to it.
    ValueError when a shape does not fit. A past shorter than setting.years_back gives NaN (see Setting.within).

    >>> found = farrington(np.full((1, 300), 4) + np.arange(300) % 3, at=299)
    >>> found.expected.round(2).tolist(), found.upper.tolist(), found.is_alarm.tolist()
    ([4.97], [9.0], [False])
    >>> farrington(np.empty((0, 300), np.int64), at=299).upper.tolist()
    []
    """
    setting = setting or Setting()
    if counts.ndim != 2 or counts.dtype.kind not in "iu" or not 0 <= at < counts.shape[1]:
        raise ValueError("counts are whole, [series, weeks], and the week tested is one of them")
    if population is not None and (population.shape != counts.shape or not (population > 0).all()):
        raise ValueError("population has the shape of counts and is above 0")
    past = baseline(at, setting)
    forecast, slope = _forecasts(counts, at, past, setting, population)
    now = np.where(counts[:, at] >= 0, counts[:, at], np.nan)
    found = upper(forecast, now, setting)
    lately = counts[:, max(at - setting.case_weeks + 1, 0) : at + 1]
    has_enough = (lately >= 0).all(axis=1) & (lately.sum(axis=1) >= setting.least_cases)
    with np.errstate(over="ignore"):
        expected = np.where(np.isnan(found.upper), np.nan, np.exp(forecast.log_expected))
    return Thresholds(
        expected,
        found.upper,
        forecast.dispersion,
        slope,
        found.score,
        found.p,
        has_trend=np.nan_to_num(slope) != 0,
        has_enough=has_enough,
        is_alarm=has_enough & (now > 0) & (found.score > 1),
    )


def _forecasts(
    counts: Ints, at: int, past: Baseline | None, setting: Setting, population: Floats | None
) -> tuple[Forecast, Floats]:
    """What to expect of each series, and its slope; two threads at a time."""
    answer = np.full((len(counts), 4), np.nan)
    if past is not None:
        people = np.empty((0, 0)) if population is None else np.asarray(population, np.float64)
        given = np.ascontiguousarray(counts, np.int64)
        when = (past.weeks, past.periods, at, setting.periods)
        rule = _rule(setting, len(past.weeks))

        def run(part: tuple[int, int]) -> None:
            learn(given, people, when, rule, part, answer)

        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(run, pairwise([*range(0, len(counts), PART_SIZE), len(counts)])))
    expected, error, dispersion, slope = answer.T
    return Forecast(expected, error, dispersion), slope


def _rule(setting: Setting, week_count: int) -> tuple[bool, bool, float, Floats]:
    """The rules in numbers; the least |t| of a trend for each number of degrees of freedom."""
    has_trend = setting.has_trend and setting.years_back >= LEAST_YEARS_OF_TREND
    freedom = np.maximum(np.arange(week_count + 1, dtype=np.float64), 1)
    return (
        has_trend,
        setting.is_reweighted,
        setting.weights_threshold,
        np.asarray(stdtrit(freedom, 1 - setting.trend_p / 2), np.float64),
    )
