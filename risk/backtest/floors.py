"""The floors of the bands read over from one card to another: as likely to escalate there as here.

card      points   20  28  36     floor 28 stands for 0.31
          share    0.1 0.31 0.5
learned   points   30  44  61     first points that stand for as much: 52 (between 44 and 61)
          share    0.1 0.25 0.4

Shares are read off what became of earlier matters (risk/backtest/isotonic.py). A floor that nothing ever reached is set above
the highest points met.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from data.config import Score
from risk.backtest.isotonic import Calibration, calibrate
from risk.backtest.top import Flags, Floats


def with_floors(
    card: Score, learned: Score, *, points: Floats, learned_points: Floats, happened: Flags
) -> Score:
    """The learned card with floors that stand for the same share as the card's; both cards' points of the same matters."""
    here, there = calibrate(points, happened), calibrate(learned_points, happened)
    if here is None or there is None:
        return learned
    return replace(
        learned,
        red_floor=_read_over(here, there, card.red_floor),
        orange_floor=_read_over(here, there, card.orange_floor),
        yellow_floor=_read_over(here, there, card.yellow_floor),
    )


def _read_over(here: Calibration, there: Calibration, floor: int) -> int:
    wanted = float(here.shares(np.array([float(floor)]))[0])
    lowest, highest = int(np.floor(there.score[0])), int(np.ceil(there.score[-1]))
    every = np.arange(max(lowest, 1), highest + 2, dtype=np.float64)
    enough = np.flatnonzero(there.shares(every) >= wanted)
    return int(every[enough[0]]) if len(enough) else highest + 1
