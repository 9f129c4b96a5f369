"""The thresholds R gave, each beside ours.

series      setting   outcome  phi   …      ours
rise_03     delta     given    1.24  …      1.24
zero_01     delta     none     –            –          R found no result
short_01    delta     error    –            –          R stopped

tests/published/farrington: make.R draws the series and asks R, settings.csv says how.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from risk.signal.farrington.setting import Method, Setting
from risk.signal.farrington.threshold import Thresholds, farrington

STORED = Path(__file__).parents[1] / "tests" / "published" / "farrington"
METHODS: dict[str, Method] = {"delta": "delta", "nbPlugin": "nb_plugin", "muan": "muan"}
NAMES = ("expected", "upper", "phi", "score", "p", "trend", "alarm")
Row = dict[str, str]


@dataclass(frozen=True)
class Stored:
    """One threshold R was asked for: outcome given, none or error; its numbers by R's names, NaN for NA."""

    series: str
    setting: str
    outcome: str
    given: dict[str, float]
    ours: Thresholds

    @property
    def error(self) -> float:
        """The largest error of its numbers, as a share or, below 1, as it is; infinite where only one side has one."""
        if self.outcome != "given":
            return 0.0
        ours, has_enough = self.ours, bool(self.ours.has_enough[0])
        pairs = (
            (ours.expected[0] if has_enough else math.nan, self.given["expected"]),
            (ours.upper[0] if has_enough else math.nan, self.given["upper"]),
            (ours.dispersion[0], self.given["phi"]),
            (ours.score[0], self.given["score"]),
            (ours.p[0], self.given["p"]),
        )
        return max(_apart(float(mine), theirs) for mine, theirs in pairs)


def compared() -> Iterator[Stored]:
    """Each stored threshold beside ours."""
    counts = {row["series"]: _numbers(row["counts"]) for row in _table("series")}
    settings = {row["setting"]: row for row in _table("settings")}
    for row in _table("thresholds"):
        own, asked = counts[row["series"]], settings[row["setting"]]
        people = counts["population"][:, : own.shape[1]].astype(np.float64)
        ours = farrington(
            own,
            at=int(row["at"]) - 1,
            setting=_setting(asked),
            population=people if asked["population"] == "TRUE" else None,
        )
        given = {name: math.nan if row[name] == "NA" else float(row[name]) for name in NAMES}
        yield Stored(row["series"], row["setting"], row["outcome"], given, ours)


def _table(name: str) -> list[Row]:
    with (STORED / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _numbers(text: str) -> npt.NDArray[np.int64]:
    """One series as a table of one row; −1 where no return came."""
    return np.array([[-1 if count == "NA" else int(count) for count in text.split()]])


def _setting(row: Row) -> Setting:
    return Setting(
        years_back=int(row["b"]),
        half_width=int(row["w"]),
        past_weeks_left_out=int(row["pastWeeksNotIncluded"]),
        periods=int(row["noPeriods"]),
        has_trend=row["trend"] == "TRUE",
        trend_p=float(row["pThresholdTrend"]),
        is_reweighted=row["reweight"] == "TRUE",
        weights_threshold=float(row["weightsThreshold"]),
        method=METHODS[row["thresholdMethod"]],
        alpha=float(row["alpha"]),
        least_cases=int(row["cases"]),
        case_weeks=int(row["period"]),
    )


def _apart(ours: float, theirs: float) -> float:
    if math.isnan(ours) and math.isnan(theirs):
        return 0.0
    apart = abs(ours - theirs) / max(1.0, abs(theirs))
    return math.inf if math.isnan(apart) else apart
