"""The card in use beside the one learned from the folds before, fold by fold.

origin       card auc  hits    learned auc  hits
2026-02-01   0.92      21      0.95         24          learned on what became of the matters of 2026-01-02
2026-03-03   0.91      19      0.94         20          learned on both folds before

A fold before which too little happened to learn from has no duel. The learned card wins when over all its folds it catches more
within the week's capacity, has the greater area under the curve and the smaller Brier score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.config import Score
from risk.backtest.auc import auc
from risk.backtest.brier import brier
from risk.backtest.floors import with_floors
from risk.backtest.isotonic import calibrate
from risk.backtest.known import Known
from risk.backtest.top import Flags, Floats, top
from risk.challenger.learn import learn
from risk.score import points_on


@dataclass(frozen=True)
class Stand:
    """One card in one fold: area under the curve, hits within capacity, Brier score once calibrated on earlier folds."""

    auc: float | None
    hit_count: float
    brier: float | None


@dataclass(frozen=True)
class Duel:
    """Both cards in one fold."""

    origin: date
    card: Stand
    learned: Stand


@dataclass(frozen=True)
class Duels:
    """Every fold that had one, and the card learned from all folds together; None when too little happened."""

    duels: tuple[Duel, ...]
    learned: Score | None

    def mean_auc(self, side: str) -> float | None:
        """Over the folds that have one."""
        return _mean([getattr(duel, side).auc for duel in self.duels])

    def hit_count(self, side: str) -> float:
        """Over all folds."""
        return float(sum(getattr(duel, side).hit_count for duel in self.duels))

    def mean_brier(self, side: str) -> float | None:
        """Over the folds that have one."""
        return _mean([getattr(duel, side).brier for duel in self.duels])

    @property
    def is_won(self) -> bool:
        """Whether the learned card is better in all three."""
        area = self.mean_auc("card"), self.mean_auc("learned")
        error = self.mean_brier("card"), self.mean_brier("learned")
        if self.learned is None or area[0] is None or area[1] is None or error[0] is None or error[1] is None:
            return False
        return (
            self.hit_count("learned") > self.hit_count("card") and area[1] > area[0] and error[1] < error[0]
        )


def fight(card: Score, folds: Sequence[tuple[Known, Flags]]) -> Duels:
    """Every fold but the first, each with a card learned on those before it."""
    duels = [duel for k in range(1, len(folds)) if (duel := _duel(card, folds[:k], folds[k])) is not None]
    learned = _learned(card, folds)
    return Duels(tuple(duels), learned and _banded(card, learned, folds))


def _banded(card: Score, learned: Score, folds: Sequence[tuple[Known, Flags]]) -> Score:
    values = np.concatenate([known.values for known, _ in folds])
    return with_floors(
        card,
        learned,
        points=scored(card, card, values),
        learned_points=scored(card, learned, values),
        happened=np.concatenate([flags for _, flags in folds]),
    )


def _duel(card: Score, earlier: Sequence[tuple[Known, Flags]], fold: tuple[Known, Flags]) -> Duel | None:
    learned = _learned(card, earlier)
    if learned is None:
        return None
    known, happened = fold
    past = (
        np.concatenate([values.values for values, _ in earlier]),
        np.concatenate([flags for _, flags in earlier]),
    )
    return Duel(
        known.fold.origin,
        _stand(card, card, past, known.values, happened),
        _stand(card, learned, past, known.values, happened),
    )


def _learned(card: Score, folds: Sequence[tuple[Known, Flags]]) -> Score | None:
    return learn(
        card,
        np.concatenate([known.values for known, _ in folds]),
        np.concatenate([flags for _, flags in folds]),
    )


def _stand(asked: Score, card: Score, past: tuple[Floats, Flags], values: Floats, happened: Flags) -> Stand:
    """How a card does; `asked` is the card whose measures the columns of the values are."""
    key = scored(asked, card, values)
    learned = calibrate(scored(asked, card, past[0]), past[1])
    return Stand(
        auc(key, happened),
        top(key, happened, card.weekly_capacity).hit_count,
        brier(learned.shares(key), happened) if learned else None,
    )


def scored(asked: Score, card: Score, values: Floats) -> Floats:
    """The sums of points a card gives, also below 0; the columns of the values are the measures of the card asked."""
    place = {measure.code: k for k, measure in enumerate(asked.measure)}
    own = values[:, [place[measure.code] for measure in card.measure]]
    return np.asarray(points_on(card, own).sum(axis=1), np.float64)


def _mean(told: list[float | None]) -> float | None:
    known = [each for each in told if each is not None]
    return float(np.mean(known)) if known else None
