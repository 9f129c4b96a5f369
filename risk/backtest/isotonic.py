"""A score read as a share that escalates: isotonic regression on earlier folds.

score       0    5    5    9    20        blocks that would fall are pooled until the shares only rise
escalated   0    1    0    0    1
share       0   1/3  1/3  1/3   1         a score between two known ones is read in a straight line, beyond them as the last

The least-squares fit among all that never fall, by pooling adjacent violators (Ayer, Brunk, Ewing, Reid & Silverman 1955,
Ann. Math. Stat. 26; as calibration: Zadrozny & Elkan 2002, KDD). Equal scores are one point with their mean. Nothing learned
from: None.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from risk.backtest.top import Flags, Floats


@dataclass(frozen=True)
class Calibration:
    """Scores seen, rising, and the share that escalated at each once pooled."""

    score: Floats
    share: Floats

    def shares(self, score: Floats) -> Floats:
        """What share each score stands for."""
        return np.asarray(np.interp(score, self.score, self.share))


def calibrate(score: Floats, escalated: Flags) -> Calibration | None:
    """Learn the shares.

    >>> calibrate(np.array([0.0, 5, 5, 9, 20]), np.array([0, 1, 0, 0, 1], bool)).share.round(2).tolist()
    [0.0, 0.33, 0.33, 1.0]
    """
    if len(score) == 0:
        return None
    seen, place, count = np.unique(score, return_inverse=True, return_counts=True)
    hits = np.bincount(place, weights=escalated, minlength=len(seen))
    return Calibration(seen, pooled(hits / count, count.astype(np.float64)))


def pooled(value: Floats, weight: Floats) -> Floats:
    """The values that never fall nearest to these, each of its weight, by squares."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight, length
    for mean, heavy in zip(value.tolist(), weight.tolist(), strict=True):
        length = 1
        while blocks and blocks[-1][0] >= mean:
            last, last_weight, last_length = blocks.pop()
            mean = (last * last_weight + mean * heavy) / (last_weight + heavy)
            heavy, length = heavy + last_weight, length + last_length
        blocks.append((mean, heavy, length))
    return np.repeat([mean for mean, _, _ in blocks], [length for _, _, length in blocks])
