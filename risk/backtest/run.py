"""The backtest: the list as it would have stood on past days, held against what happened next.

refresh as at origin 1 → known 1
refresh as at origin 2 → known 2, limits missed in fold 1      each in a transaction of its own that is rolled back
refresh as at the end  → limits missed in the last fold, later reports of every fold

Held in memory between refreshes: one row per open matter and fold, nothing of the reports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from data.config import Config
from data.db import Connection, Store
from risk.backtest.cut import cuts
from risk.backtest.duel import fight
from risk.backtest.judge import Forecast, Judged, Limits, judge
from risk.backtest.known import Known, forget_later, read_known, read_values
from risk.backtest.origin import Fold, plan, read_history
from risk.backtest.outcome import Missed, Outcome, list_later_reports, read_missed, read_outcome
from risk.backtest.result import WAYS, Backtest, Names, fold_result
from risk.backtest.top import Floats
from risk.query import number, statement
from risk.refresh import refresh_in
from risk.watch import Progress


@dataclass(frozen=True)
class Question:
    """What is asked: the last day that counts, days of the horizon, the top share, and how many folds."""

    as_of: date
    horizon_days: int = 30
    top_share: float = 0.1
    fold_count: int = 6


@dataclass(frozen=True)
class Replay:
    """Everything the warehouse gave: what was known and what became of it, fold by fold."""

    known: list[Known]
    outcome: list[Outcome]
    names: Names
    undated_count: int


def backtest(
    warehouse: Store, question: Question, *, config: Config, now: datetime, progress: Progress | None = None
) -> Backtest:
    """Test the score card on the home's own history; nothing is changed. NothingThere when the history is too short."""
    with warehouse.reading() as connection:
        history = read_history(connection, as_of=question.as_of)
    folds = plan(history, horizon=question.horizon_days, fold_count=question.fold_count)
    replayed = _replay(warehouse, folds, _Refresher(config, now, progress, len(folds) + 1))
    limits = Limits(config.score.weekly_capacity, question.top_share)
    judged = {code: _judge(replayed, limits, with_deadline=flag) for code, flag in WAYS.items()}
    taken = [limits.taken(known.count)[1] for known in replayed.known]
    return Backtest(
        as_of=history.last,
        horizon_days=question.horizon_days,
        top_share=question.top_share,
        capacity_count=limits.capacity_count,
        config_hash=config.config_hash,
        undated_count=replayed.undated_count,
        folds=tuple(
            fold_result(known, outcome, {code: judged[code][k] for code in WAYS})
            for k, (known, outcome) in enumerate(zip(replayed.known, replayed.outcome, strict=True))
        ),
        cuts={
            code: cuts(
                [
                    (known, outcome.escalated(with_deadline=flag))
                    for known, outcome in zip(replayed.known, replayed.outcome, strict=True)
                ],
                taken,
            )
            for code, flag in WAYS.items()
        },
        names=replayed.names,
        duels=fight(
            config.score,
            [
                (known, outcome.escalated(with_deadline=True))
                for known, outcome in zip(replayed.known, replayed.outcome, strict=True)
            ],
        ),
    )


@dataclass(frozen=True)
class _Refresher:
    """Refreshes inside a caller's transaction and tells how far all of them are."""

    config: Config
    now: datetime
    progress: Progress | None
    count: int

    def run(self, connection: Connection, as_of: date, turn: int) -> Floats:
        """Refresh, and tell the values of the measures."""
        told: list[Floats] = []
        refresh_in(
            connection,
            as_of=as_of,
            config=self.config,
            now=self.now,
            progress=self._step(as_of, turn),
            at_end=lambda still: told.append(read_values(still, self.config.score)),
        )
        return told[0]

    def _step(self, as_of: date, turn: int) -> Callable[[str, float], None] | None:
        progress = self.progress
        if progress is None:
            return None
        return lambda step, share: progress(f"{as_of} {step}", (turn + share) / self.count)


def _replay(warehouse: Store, folds: list[Fold], refresher: _Refresher) -> Replay:
    known: list[Known] = []
    missed: list[Missed] = []
    for turn, fold in enumerate(folds):
        with warehouse.trying() as connection:
            forget_later(connection, fold)
            values = refresher.run(connection, fold.origin, turn)
            missed += [read_missed(connection, known[-1])] if known else []
            known.append(read_known(connection, fold, values))
    with warehouse.trying() as connection:
        refresher.run(connection, folds[-1].until, len(folds))
        missed.append(read_missed(connection, known[-1]))
        list_later_reports(connection, known)
        outcome = [read_outcome(connection, one, days) for one, days in zip(known, missed, strict=True)]
        rows = connection.execute(statement("cut_name")).fetchall()
        undated = number(connection, statement("undated_count"))
    return Replay(known, outcome, {(row[0], row[1]): (row[2], row[3]) for row in rows}, undated)


def _judge(replayed: Replay, limits: Limits, *, with_deadline: bool) -> list[Judged]:
    """Each fold in turn, its scores read as shares by what the folds before it teach."""
    judged = []
    scores: list[np.ndarray[tuple[int], np.dtype[np.float64]]] = [np.zeros(0)]
    happened: list[np.ndarray[tuple[int], np.dtype[np.bool_]]] = [np.zeros(0, bool)]
    for known, outcome in zip(replayed.known, replayed.outcome, strict=True):
        score, escalated = np.concatenate(scores), np.concatenate(happened)
        earlier = Forecast(score, score, escalated)
        judged.append(judge(known, outcome, earlier, limits=limits, with_deadline=with_deadline))
        scores.append(known.numbers("score").astype(np.float64))
        happened.append(outcome.escalated(with_deadline=with_deadline))
    return judged
