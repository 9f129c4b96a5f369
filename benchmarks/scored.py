"""The score card tested on a synthetic city's own past, as `fengqiao backtest` does, in a process of its own.

way               lift ÷ best rule, least of any fold   recall in the top 15 %   what foreknowledge would reach there
with_deadline     1.4 at the top 10 %, 1.1 at capacity  0.62                     0.97
without_deadline  …
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.city_of import EVERY_SECONDS
from benchmarks.desk import now
from data.city.size import AS_OF
from risk.backtest.top import Top

if TYPE_CHECKING:
    from dashboard.home import Home
    from risk.backtest.duel import Duels
    from risk.backtest.result import Backtest, Way

WAYS = ("with_deadline", "without_deadline")
SMALL_SHARE, LARGE_SHARE = 0.10, 0.15


@dataclass(frozen=True)
class Scored:
    """One way of counting escalations, over all folds; None where nothing can be said."""

    base_rate: float | None
    lift_over_best_rule_min: float | None
    lift_over_best_rule_min_at_capacity: float | None
    recall_top15: float | None
    recall_top15_ceiling: float | None
    calibration_error: float | None
    calibration_error_even_width: float | None
    median_lead_days: float | None


@dataclass(frozen=True)
class Backtested:
    """Both ways of counting, and how far the card stays below the one learned from the same past, in area under the curve."""

    ways: dict[str, Scored]
    auc_below_learned: float | None


def score_city(home_path: Path) -> Backtested:
    """Both ways, by two backtests: at the top 10 % and at the top 15 %."""
    from dashboard.home import open_home

    home = open_home(home_path, now=now())
    try:
        small, large = (_backtest(home, share) for share in (SMALL_SHARE, LARGE_SHARE))
        ways = {code: scored(small.way(code), large.way(code)) for code in WAYS}
        return Backtested(ways, auc_below_learned(small.duels))
    finally:
        home.close()


def scored(small: Way, large: Way) -> Scored:
    """One way of counting, from the backtest at the smaller and the one at the larger share."""
    from risk.backtest.result import median

    figures = small.forecast.figures if small.forecast else {}
    listed = large.orders[0].at_top
    return Scored(
        base_rate=listed.escalated_count / listed.matter_count if listed.matter_count else None,
        lift_over_best_rule_min=small.least_over_best_rule(at_top=True),
        lift_over_best_rule_min_at_capacity=small.least_over_best_rule(at_top=False),
        recall_top15=listed.recall,
        recall_top15_ceiling=ceiling([fold.ranked[0].at_top for fold in large.judged]),
        calibration_error=figures.get("calibration_error_even_count"),
        calibration_error_even_width=figures.get("calibration_error"),
        median_lead_days=median(small.lead(at_top=True)),
    )


def auc_below_learned(duels: Duels) -> float | None:
    """The mean area of the learned card over the folds that had one, less that of the card; below 0 the card is better."""
    card, learned = duels.mean_auc("card"), duels.mean_auc("learned")
    return None if card is None or learned is None else learned - card


def ceiling(tops: Sequence[Top]) -> float | None:
    """The recall over all folds of a list that knew the future: every place at the top a hit, as long as there are any.

    >>> ceiling([Top(15, 3.0, 10, 100), Top(15, 9.0, 30, 100)])
    0.625
    """
    escalated = sum(top.escalated_count for top in tops)
    return sum(min(top.taken_count, top.escalated_count) for top in tops) / escalated if escalated else None


def _backtest(home: Home, share: float) -> Backtest:
    from risk.backtest.run import Question, backtest

    return backtest(
        home.warehouse,
        Question(AS_OF, top_share=share),
        config=home.config,
        now=now(),
        progress=_Teller(share),
    )


class _Teller:
    """Says on standard error how far a backtest is, now and then."""

    def __init__(self, share: float) -> None:
        from time import monotonic

        self.share, self.clock, self.told = share, monotonic, monotonic()

    def __call__(self, step: str, done: float) -> None:
        if self.clock() - self.told > EVERY_SECONDS:
            self.told = self.clock()
            print(
                f"score: backtest at the top {self.share:.0%}: {step} ({done:.0%})",
                file=sys.stderr,
                flush=True,
            )
