"""The days a backtest stands on: each a horizon after the one before, the last a whole horizon before the end.

history   2024-07-01 … 2026-06-30, horizon 30, 3 folds
origins   2026-04-01   2026-05-01   2026-05-31        known: up to the origin's end
until     2026-05-01   2026-05-31   2026-06-30        what happened: after the origin, up to here

Horizons do not overlap, so at each origin what became of every earlier fold is known, and one refresh serves the end of a
fold and the origin of the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.db import Connection
from data.errors import BadArgument, NothingThere
from risk.query import statement

LEAST_KNOWN_DAYS = 60  # 条例34: the handling limit, so that a limit can have run out before the first origin


@dataclass(frozen=True)
class History:
    """The first and last day on which an accepted report was raised."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it spans, both ends counted."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Fold:
    """A day to stand on and the last day looked at after it."""

    origin: date
    until: date


def read_history(connection: Connection, *, as_of: date) -> History:
    """The span of the accepted reports raised up to a day; NothingThere when there are none."""
    before = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
    row = connection.execute(statement("history"), {"until": before}).fetchone()
    if row is None or row[0] is None:
        raise NothingThere(
            f"截至 {as_of} 还没有件次，无从回测。请先收表：fengqiao ingest",
            f"There are no reports up to {as_of}, so nothing to test on. Take sheets in first: fengqiao ingest",
        )
    return History(row[0], row[1])


def plan(history: History, *, horizon: int, fold_count: int) -> list[Fold]:
    """The folds, earliest first; NothingThere says how much history there is and how much they need."""
    for name, value in (("--horizon", horizon), ("--folds", fold_count)):
        if value < 1:
            raise BadArgument(f"{name}：至少为 1。", f"{name} must be at least 1.")
    needed = days_needed(horizon, fold_count)
    if history.days < needed:
        raise NothingThere(*_too_short(history, horizon, fold_count))
    untils = [history.last - timedelta(days=horizon * k) for k in range(fold_count)]
    return [Fold(until - timedelta(days=horizon), until) for until in reversed(untils)]


def days_needed(horizon: int, fold_count: int) -> int:
    """Days of history that so many folds need."""
    return LEAST_KNOWN_DAYS + horizon * fold_count


def _too_short(history: History, horizon: int, fold_count: int) -> tuple[str, str]:
    possible = (history.days - LEAST_KNOWN_DAYS) // horizon
    needed = days_needed(horizon, fold_count)
    advice_zh = f"可改用 --folds {possible}。" if possible > 0 else "请积累更多数据，或缩短 --horizon。"
    advice_en = f"Try --folds {possible}." if possible > 0 else "Wait for more, or shorten --horizon."
    return (
        f"历史太短：现有 {history.days} 天（{history.first} 至 {history.last}），{fold_count} 轮、每轮 {horizon} 天"
        f"共需 {needed} 天（含最初 {LEAST_KNOWN_DAYS} 天）。{advice_zh}",
        f"Too little history: {history.days} days ({history.first} to {history.last}); {fold_count} folds of {horizon} days "
        f"need {needed} (with {LEAST_KNOWN_DAYS} before the first). {advice_en}",
    )
