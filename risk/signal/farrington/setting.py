"""What the past is made of, and what counts as too many.

setting   years_back  past_weeks_left_out  periods  trend_p  weights_threshold  method
ORIGINAL  4           3                    1        0.05     1.0                delta
IMPROVED  4           26                   10       1.0      2.58               nb_plugin

ORIGINAL is Farrington et al. 1996 (J R Stat Soc A 159:547), IMPROVED is Noufaily et al. 2013 (Stat Med 32:1206), both as
the manual page of R surveillance::farringtonFlexible gives them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self

Method = Literal["delta", "nb_plugin", "muan"]
LEAST_YEARS_OF_TREND = 3


@dataclass(frozen=True)
class Setting:
    """years_back: how many (R: b); half_width: weeks on either side of the same week in each of them (w); periods: levels of
    the season, 1 takes only those weeks and no season (noPeriods); past_weeks_left_out: just before the week tested, lest
    a start hides itself; trend_p: a trend is kept below it (pThresholdTrend); weights_threshold: residuals above it weigh
    less; alpha: the share of quiet weeks above the threshold; least_cases in case_weeks, this one too: below, no alarm
    (limit54). method: delta (2/3 power, for large counts), nb_plugin (negative binomial), muan (that, and the
    error of what is expected).
    """

    years_back: int = 5
    half_width: int = 3
    frequency: int = 52
    past_weeks_left_out: int = 26
    periods: int = 10
    has_trend: bool = True
    trend_p: float = 0.05
    is_reweighted: bool = True
    weights_threshold: float = 2.58
    method: Method = "nb_plugin"
    alpha: float = 0.05
    least_cases: int = 5
    case_weeks: int = 4

    def __post_init__(self) -> None:
        if self.years_back < 1 or self.half_width < 0 or self.past_weeks_left_out < 0 or self.case_weeks < 1:
            raise ValueError("years_back and case_weeks are at least 1, half_width and past_weeks_left_out 0")
        if not 1 <= self.periods <= self.frequency - 2 * self.half_width:
            raise ValueError("more periods than weeks between two windows, or none")
        if not (0 < self.alpha < 1 and 0 < self.trend_p <= 1 and self.weights_threshold > 0):
            raise ValueError("alpha is between 0 and 1, trend_p at most 1, weights_threshold above 0")
        if self.method not in ("delta", "nb_plugin", "muan"):
            raise ValueError(f"no method {self.method}")

    @property
    def weeks_needed(self) -> int:
        """How many weeks must come before the one tested."""
        return self.years_back * self.frequency + max(self.half_width - 1, 0)

    def within(self, past_weeks: int) -> Self:
        """The same with as many years back as the past holds; no more than asked, and at least one.

        >>> Setting(years_back=5).within(170).years_back, Setting(years_back=5).within(30).years_back
        (3, 1)
        """
        held = (past_weeks - max(self.half_width - 1, 0)) // self.frequency
        return replace(self, years_back=min(max(held, 1), self.years_back))


ORIGINAL = Setting(
    years_back=4, past_weeks_left_out=3, periods=1, weights_threshold=1.0, method="delta", alpha=0.1
)
IMPROVED = Setting(years_back=4, trend_p=1.0, alpha=0.1)
