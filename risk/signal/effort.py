"""How much more than usual was looked: a rise that screening explains is no signal.

cluster: kind 18, 9 matters, 2.0 expected; 8 of the 9 were found by screening, as is half of the kind everywhere
screened matters of other kinds there and then: 24, where 11 were to be expected  →  (24 + 5) / (11 + 5) = 1.8 times as much
returns there: in 4 of 4 weeks lately, in 24 of 48 before                        →  2 times as often
to expect with that effort: 1.0 brought by people + 1.0 × 1.8 × 2 found by screening = 4.6

What people brought themselves (visits, letters, calls) no screening explains, and no more than it found. Both ratios are at
least 1: quiet elsewhere does not make a rise. The first is shrunk toward 1 by `prior` matters (the mean of a Poisson rate
under a Gamma prior of mean 1; Clayton & Kaldor, Biometrics 1987; 43:671–681).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from risk.signal.case import Cases, Flags, Ground, Ints

DAYS = 7


@dataclass(frozen=True)
class Effort:
    """How much more was screened by the other kinds and by the returns; 1 means as always.

    screened_share: of the kind everywhere; screened: how many of the cluster screening found.
    """

    other_kinds: float
    returns: float
    screened_share: float
    screened: int

    def allowed(self, expected: float) -> float:
        """The count to expect with that effort.

        >>> round(Effort(other_kinds=1.8, returns=2.0, screened_share=0.5, screened=8).allowed(2.0), 1)
        4.6
        >>> Effort(other_kinds=3.0, returns=6.0, screened_share=0.5, screened=4).allowed(6.0)
        7.0
        """
        usual = expected * self.screened_share
        more = min(usual * self.other_kinds * self.returns, float(self.screened))
        return expected - usual + max(usual, more)


def effort_of(
    cases: Cases, ground: Ground, came: Flags, *, kind: int, places: Ints, length: int, prior: float
) -> Effort:
    """The effort in these places and the last `length` days, against their own past.

    came: whether each community was screened in each week, [communities, weeks], week 0 the last one.
    """
    inside = np.zeros(len(ground), dtype=bool)
    inside[places] = True
    here, now = inside[cases.place], cases.age < length
    own = cases.kind == kind
    other = ~own & cases.is_screened
    seen = int(np.count_nonzero(here & now & other))
    whole = int(np.count_nonzero(other))
    expected = int(np.count_nonzero(here & other)) * int(np.count_nonzero(now & other)) / max(whole, 1)
    return Effort(
        other_kinds=max(1.0, (seen + prior) / (expected + prior)),
        returns=_returns(ground, came, places, length),
        screened_share=float(np.mean(cases.is_screened[own])) if own.any() else 0.0,
        screened=int(np.count_nonzero(here & now & own & cases.is_screened)),
    )


def _returns(ground: Ground, came: Flags, places: Ints, length: int) -> float:
    """How much more often its communities were screened in the window than before it; at least 1, and 1 when never before."""
    homes = np.unique(ground.home[places])
    weeks = max(1, -(-length // DAYS))
    lately, before = came[homes, :weeks], came[homes, weeks:]
    if not before.size or not before.any() or not lately.any():
        return 1.0
    return max(1.0, float(lately.mean() / before.mean()))
