"""Expected calibration error: how far shares foretold lie from shares that happened, bin by bin.

foretold  0.05 0.05 | 0.35 0.35        happened 0 of 2 | 1 of 2
error     2/4 · |0 − 0.05| + 2/4 · |0.5 − 0.35| = 0.10

ECE = Σ n_b/n · |share happened in b − mean foretold in b| (Naeini, Cooper & Hauskrecht 2015, AAAI; Guo et al. 2017, ICML).
`even_width` has ten bins of equal width, as there. Where nearly all are foretold below a tenth these are one bin and say
little, so `even_count` cuts ten bins of equal number, equal shares never parted (Nixon et al. 2019, CVPR workshops).
Units: shares, 0 is perfect. None for no forecast.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from risk.backtest.top import Flags, Floats

BINS = 10


def even_width(foretold: Floats, happened: Flags) -> float | None:
    """The error over ten bins of equal width; the last one holds 1.

    >>> round(even_width(np.array([0.05, 0.05, 0.35, 0.35]), np.array([0, 0, 1, 0], bool)), 4)
    0.1
    """
    return _error(np.minimum((foretold * BINS).astype(np.int64), BINS - 1), foretold, happened)


def even_count(foretold: Floats, happened: Flags) -> float | None:
    """The error over ten bins of equal number, by rank of the foretold share; equal shares go to one bin.

    >>> round(even_count(np.array([0.05, 0.05, 0.35, 0.35]), np.array([0, 0, 1, 0], bool)), 4)
    0.1
    """
    first = np.searchsorted(np.sort(foretold), foretold, side="left")
    return _error(first * BINS // max(len(foretold), 1), foretold, happened)


def _error(bin_no: npt.NDArray[np.int64], foretold: Floats, happened: Flags) -> float | None:
    if len(foretold) == 0:
        return None
    gap = np.bincount(bin_no, weights=happened - foretold, minlength=1)
    return float(np.abs(gap).sum() / len(foretold))
