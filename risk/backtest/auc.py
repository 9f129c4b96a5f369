"""The area under the ROC curve: how often a matter that escalates stands before one that does not.

key         9 7 7 3      pairs (9, 7) 1   (9, 3) 1   (7, 7) ½   (7, 3) 1      3.5 of 4 → 0.875
escalated   1 1 0 0

Equal keys count half (Mann & Whitney 1947; Hanley & McNeil 1982, Radiology 143). None when all or none escalate.
"""

from __future__ import annotations

from scipy.stats import rankdata

from risk.backtest.top import Flags, Floats


def auc(key: Floats, escalated: Flags) -> float | None:
    """The area.

    >>> auc(np.array([9.0, 7, 7, 3]), np.array([1, 1, 0, 0], bool))
    0.875
    """
    hits, others = int(escalated.sum()), int((~escalated).sum())
    if not hits or not others:
        return None
    ranks = float(rankdata(key)[escalated].sum())
    return (ranks - hits * (hits + 1) / 2) / (hits * others)
