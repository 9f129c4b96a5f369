"""What a backtest says, as plain values that become JSON.

{"as_of": "2026-06-30", "horizon_days": 30, "folds": [{"origin": "2026-01-01", "matter_count": 336, …,
  "with_deadline": {"orders": {"list": {"at_top": {"precision": 0.32, …}}}, "lift_over_best_rule_at_top_min": 1.4, …},
  "without_deadline": {…}}], "all_folds": {"with_deadline": {…}, …}, "cuts": {"with_deadline": [{"cut_code": "area", …}], …}}
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

import numpy as np

from risk.backtest.cut import Cut
from risk.backtest.duel import Duels
from risk.backtest.judge import Forecast, Judged, Ranked, over_best_rule, pooled_orders
from risk.backtest.known import Ints, Known
from risk.backtest.origin import Fold
from risk.backtest.outcome import BY_REPORT, Outcome
from risk.backtest.top import Top

Json = dict[str, object]
Names = dict[tuple[str, str], tuple[str, str]]
WAYS = {"with_deadline": True, "without_deadline": False}


@dataclass(frozen=True)
class FoldResult:
    """One fold: the days, how many matters, how many escalated and how, and each way judged."""

    fold: Fold
    matter_count: int
    escalated: dict[str, int]
    missed_by_rule: dict[str, int]
    judged: dict[str, Judged]


@dataclass(frozen=True)
class Backtest:
    """All folds, and the cuts, each with and without missed deadlines; `names` are of towns, kinds and channels."""

    as_of: date
    horizon_days: int
    top_share: float
    capacity_count: int
    config_hash: str
    undated_count: int
    folds: tuple[FoldResult, ...]
    cuts: dict[str, list[Cut]]
    names: Names
    duels: Duels

    def way(self, code: str) -> Way:
        """All folds together, with or without missed deadlines."""
        return Way(tuple(fold.judged[code] for fold in self.folds))


@dataclass(frozen=True)
class Way:
    """All folds judged one way."""

    judged: tuple[Judged, ...]

    @property
    def orders(self) -> tuple[Ranked, ...]:
        """Every order over all folds."""
        return pooled_orders(self.judged)

    @property
    def forecast(self) -> Forecast | None:
        """The forecasts of all folds but the first, together."""
        known = [one.forecast for one in self.judged if one.forecast is not None]
        if not known:
            return None
        return Forecast(
            np.concatenate([one.foretold for one in known]),
            np.concatenate([one.base for one in known]),
            np.concatenate([one.happened for one in known]),
        )

    def lead(self, *, at_top: bool) -> Ints:
        """Days of lead of everything caught."""
        return np.concatenate([one.lead_at_top if at_top else one.lead_at_capacity for one in self.judged])

    def least_over_best_rule(self, *, at_top: bool) -> float | None:
        """The lift over the best simple rule in the fold where it is least."""
        found = [over_best_rule(one.ranked, at_top=at_top) for one in self.judged]
        return min((lift for lift in found if lift is not None), default=None)


def escalated_by(outcome: Outcome) -> dict[str, int]:
    """How many matters escalated: with and without missed deadlines, and by each kind (a matter may have several)."""
    kinds = {
        f"by_{kind}": int((getattr(outcome, f"{kind}_days") > 0).sum()) for kind in (*BY_REPORT, "missed")
    }
    return {name: int(outcome.escalated(with_deadline=flag).sum()) for name, flag in WAYS.items()} | kinds


def fold_result(known: Known, outcome: Outcome, judged: dict[str, Judged]) -> FoldResult:
    """Put a fold together."""
    return FoldResult(known.fold, known.count, escalated_by(outcome), outcome.missed_by_rule, judged)


def as_json(result: Backtest) -> Json:
    """Everything, ready for json.dumps."""
    return {
        "as_of": str(result.as_of),
        "horizon_days": result.horizon_days,
        "top_share": result.top_share,
        "capacity_count": result.capacity_count,
        "config_hash": result.config_hash,
        "undated_count": result.undated_count,
        "folds": [_fold(fold) for fold in result.folds],
        "all_folds": {code: _all(result.way(code)) for code in WAYS},
        "learned_card": _duels(result.duels),
        "cuts": {code: [_cut(cut, result.names) for cut in result.cuts[code]] for code in WAYS},
    }


def _fold(fold: FoldResult) -> Json:
    told: Json = {
        "origin": str(fold.fold.origin),
        "until": str(fold.fold.until),
        "matter_count": fold.matter_count,
        "escalated": fold.escalated,
        "missed_by_rule": fold.missed_by_rule,
    }
    return told | {code: _all(Way((judged,))) for code, judged in fold.judged.items()}


def _all(way: Way) -> Json:
    forecast = way.forecast
    told: Json = {"orders": {ranked.code: _ranked(ranked) for ranked in way.orders}}
    for name, at_top in (("at_capacity", False), ("at_top", True)):
        told[f"lift_over_best_rule_{name}_min"] = way.least_over_best_rule(at_top=at_top)
        told[f"median_lead_days_{name}"] = median(way.lead(at_top=at_top))
    return told | {"forecast": None if forecast is None else forecast.figures}


def _ranked(ranked: Ranked) -> Json:
    return {
        "at_capacity": _top(ranked.at_capacity),
        "at_top": _top(ranked.at_top),
        "average_precision": ranked.average_precision,
    }


def _top(top: Top) -> Json:
    return asdict(top) | {"precision": top.precision, "recall": top.recall, "lift": top.lift}


def _duels(duels: Duels) -> Json:
    sides: Json = {
        side: {
            "mean_auc": duels.mean_auc(side),
            "hit_count_at_capacity": duels.hit_count(side),
            "mean_brier": duels.mean_brier(side),
        }
        for side in ("card", "learned")
    }
    return sides | {
        "is_won": duels.is_won,
        "folds": [asdict(duel) | {"origin": str(duel.origin)} for duel in duels.duels],
    }


def _cut(cut: Cut, names: Names) -> Json:
    name, name_en = names.get((cut.cut_code, cut.code or ""), (cut.code, cut.code))
    return asdict(cut) | {"name": name, "name_en": name_en, "is_too_few": cut.is_too_few}


def median(days: Ints) -> float | None:
    """The middle of the days; None of none."""
    return float(np.median(days)) if len(days) else None
