"""How one fold went: each order at the week's capacity and at the top share, the forecast, and the days of lead.

fold        order         at capacity (40)                     at the top 10 % (34)                 average precision
2026-05-31  list          hits 12  precision 0.30  lift 2.1    hits 11  precision 0.32  lift 2.3     0.31
            most_reports  hits  9  …
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from risk.backtest.average_precision import average_precision
from risk.backtest.brier import brier
from risk.backtest.calibration_error import even_count, even_width
from risk.backtest.isotonic import Calibration, calibrate
from risk.backtest.known import Ints, Known
from risk.backtest.outcome import Outcome
from risk.backtest.rule import LIST, ORDERS, RULES
from risk.backtest.top import Flags, Floats, Top, count_of_share, top


@dataclass(frozen=True)
class Limits:
    """How many matters a week can take up, and the top share looked at."""

    capacity_count: int
    top_share: float

    def taken(self, matter_count: int) -> tuple[int, int]:
        """How many stand at the top: by capacity, by share."""
        return self.capacity_count, count_of_share(self.top_share, matter_count)


@dataclass(frozen=True)
class Ranked:
    """One order in one fold, or in all together."""

    code: str
    at_capacity: Top
    at_top: Top
    average_precision: float | None


@dataclass(frozen=True)
class Forecast:
    """Shares the scores stood for by what earlier folds had taught, the base share they taught, and what happened."""

    foretold: Floats
    base: Floats
    happened: Flags

    @property
    def figures(self) -> dict[str, float | None]:
        """Brier score, that of always foretelling the earlier base share, and the two calibration errors."""
        return {
            "brier": brier(self.foretold, self.happened),
            "brier_of_base_share": brier(self.base, self.happened),
            "calibration_error": even_width(self.foretold, self.happened),
            "calibration_error_even_count": even_count(self.foretold, self.happened),
        }


@dataclass(frozen=True)
class Judged:
    """One fold judged: every order, the forecast (None in the first fold), days of lead of the caught."""

    ranked: tuple[Ranked, ...]
    forecast: Forecast | None
    lead_at_capacity: Ints
    lead_at_top: Ints


def judge(
    known: Known, outcome: Outcome, earlier: Forecast, *, limits: Limits, with_deadline: bool
) -> Judged:
    """Judge a fold; `earlier`: scores (as `foretold`) of earlier folds and what became of them."""
    days = outcome.first_days(with_deadline=with_deadline)
    escalated = days > 0
    capacity, share = limits.taken(known.count)
    ranked = tuple(
        Ranked(
            order.code,
            top(key, escalated, capacity),
            top(key, escalated, share),
            average_precision(key, escalated),
        )
        for order in ORDERS
        for key in (order.key(known),)
    )
    forecast = _foretell(known, escalated, earlier)
    return Judged(ranked, forecast, _lead(days[:capacity]), _lead(days[:share]))


def _foretell(known: Known, escalated: Flags, earlier: Forecast) -> Forecast | None:
    learned: Calibration | None = calibrate(earlier.foretold, earlier.happened)
    if learned is None:
        return None
    foretold = learned.shares(known.numbers("score").astype(np.float64))
    return Forecast(foretold, np.full(known.count, float(earlier.happened.mean())), escalated)


def _lead(days: Ints) -> Ints:
    """Days from the origin to the escalation, of those that escalated among the first of the list."""
    return np.asarray(days[days > 0])


def pooled_orders(folds: Iterable[Judged]) -> tuple[Ranked, ...]:
    """All folds together: counts added, average precision as the mean over folds that have one."""
    return tuple(_pooled(list(same)) for same in zip(*(fold.ranked for fold in folds), strict=True))


def _pooled(same: list[Ranked]) -> Ranked:
    nothing = Top(0, 0.0, 0, 0)
    means = [ranked.average_precision for ranked in same if ranked.average_precision is not None]
    return Ranked(
        same[0].code,
        sum((ranked.at_capacity for ranked in same), nothing),
        sum((ranked.at_top for ranked in same), nothing),
        float(np.mean(means)) if means else None,
    )


def over_best_rule(ranked: tuple[Ranked, ...], *, at_top: bool) -> float | None:
    """Hits of the list over those of the best simple rule, with as many taken; None when no rule has any."""
    hits = {r.code: (r.at_top if at_top else r.at_capacity).hit_count for r in ranked}
    best = max(hits[rule.code] for rule in RULES)
    return hits[LIST.code] / best if best else None
