"""The orders compared: the list as shown, the score alone, and what a good clerk goes by without a card.

list          rank on the list: score, then nearest limit, then the earlier matter: never equal
score         points alone, equal scores in any order
need          the points without those for limits
most_reports  reports so far        most_people  people joined
oldest        days open             most_overdue days past the most overdue limit
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from risk.backtest.known import Known
from risk.backtest.top import Floats


@dataclass(frozen=True)
class Order:
    """A way to put matters in order: the highest key first."""

    code: str
    zh: str
    en: str
    key: Callable[[Known], Floats]


def _by(column: str) -> Callable[[Known], Floats]:
    return lambda known: known.numbers(column).astype(np.float64)


LIST = Order("list", "清单排序", "the list", lambda known: -np.arange(known.count, dtype=np.float64))
SCORE = Order("score", "仅按分值", "score alone", _by("score"))
NEED = Order("need", "分值（时限除外）", "score without limits", _by("need_score"))
RULES = (
    Order("most_reports", "反映次数", "most reports", _by("report_count")),
    Order("most_people", "涉及人数", "most people", _by("people_count")),
    Order("oldest", "时间最久", "oldest", _by("open_days")),
    Order("most_overdue", "超期最久", "most overdue", _by("overdue_days")),
)
ORDERS = (LIST, SCORE, NEED, *RULES)
