"""The Brier score: the mean squared distance of shares foretold from what happened.

foretold  0.1  0.9  0.8  0.3
happened  0    1    1    0        (0.01 + 0.01 + 0.04 + 0.09) / 4 = 0.0375

Brier 1950, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, in the form for one
event. 0 is perfect; always foretelling the share p that happens gives p(1−p). None for no forecast.
"""

from __future__ import annotations

import numpy as np

from risk.backtest.top import Flags, Floats


def brier(foretold: Floats, happened: Flags) -> float | None:
    """The Brier score.

    >>> round(brier(np.array([0.1, 0.9, 0.8, 0.3]), np.array([0, 1, 1, 0], bool)), 4)
    0.0375
    """
    return float(np.mean((foretold - happened) ** 2)) if len(foretold) else None
