"""Average precision: the area under the steps of precision over recall of a whole order (AUC-PR).

key         0.8 0.4 0.35 0.1
escalated   1   0   1    0        (1/1 + 2/3) / 2 = 0.833

AP = Σ precision@i over the places i that escalate, divided by their number. With equal keys it is the expected value over
all orders of them, exactly: in a run of n equal keys with r that escalate, after N before with R that escalate, place j is a
hit with r/n, and then R + 1 + (j−1)(r−1)/(n−1) hits stand up to it (McSherry & Najork 2008, ECIR, §2.5). None when nothing
escalates. An order by chance has about the share that escalates.
"""

from __future__ import annotations

import numpy as np

from risk.backtest.top import Flags, Floats


def average_precision(key: Floats, escalated: Flags) -> float | None:
    """The average precision of the highest keys first, equal keys in any order.

    >>> average_precision(np.array([0.1, 0.4, 0.35, 0.8]), np.array([0, 0, 1, 1], bool))
    0.8333333333333333
    """
    whole = int(escalated.sum())
    if whole == 0:
        return None
    _, run, length = np.unique(-key, return_inverse=True, return_counts=True)
    hits = np.bincount(run, weights=escalated, minlength=len(length))
    before, hits_before = np.cumsum(length) - length, np.cumsum(hits) - hits
    order = np.argsort(run, kind="stable")
    run = run[order]
    turn = np.arange(len(key)) - before[run]  # j − 1
    others = turn * (hits[run] - 1) / np.maximum(length[run] - 1, 1)
    at_place = (hits_before[run] + 1 + others) / (before[run] + turn + 1)
    return float(np.sum(hits[run] / length[run] * at_place) / whole)
