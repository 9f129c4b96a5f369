"""Which weeks a week is compared with, and at what time of year each lies.

week tested 270, 4 years back, half-width 3, 10 periods, 26 weeks left out

week     59 … 65   66 … 70   71 … 75   …   106 … 110   111 … 117   …   237 … 241   242 243
period   9         0         1         …   8           9           …   3           4          9: the time of year of week 270

The weeks between two windows are cut into periods − 1 parts as equal as whole weeks allow, the longer first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from risk.signal.farrington.setting import Setting

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Baseline:
    """weeks: positions from 0, ascending; periods: of each, the last being that of the week tested."""

    weeks: Ints
    periods: Ints


def baseline(at: int, setting: Setting) -> Baseline | None:
    """The weeks the week at position `at` is compared with; None where the past is too short.

    >>> found = baseline(9, Setting(years_back=2, half_width=1, frequency=4, past_weeks_left_out=1, periods=2))
    >>> found.weeks.tolist(), found.periods.tolist()
    ([0, 1, 2, 3, 4, 5, 6, 7], [1, 1, 1, 0, 1, 1, 1, 0])
    >>> baseline(7, Setting(years_back=2, half_width=1, frequency=4, periods=2)) is None
    True
    """
    if at < setting.weeks_needed:
        return None
    first = at - setting.years_back * setting.frequency
    weeks = np.arange(max(first - setting.half_width, 0), max(at - setting.past_weeks_left_out, 0))
    periods = _of_year(setting)[(weeks - first) % setting.frequency]
    return Baseline(weeks[periods >= 0], periods[periods >= 0])


def _of_year(setting: Setting) -> Ints:
    """The period of each week of a year that begins with the week tested; −1 for one that is not looked at."""
    between = setting.frequency - 2 * setting.half_width - 1
    window = np.full(setting.half_width, setting.periods - 1)
    if setting.periods == 1:
        return np.concatenate([[0], window, np.full(between, -1), window])
    length, longer = divmod(between, setting.periods - 1)
    lengths = np.full(setting.periods - 1, length) + (np.arange(setting.periods - 1) < longer)
    parts = np.repeat(np.arange(setting.periods - 1), lengths)
    return np.concatenate([[setting.periods - 1], window, parts, window])
