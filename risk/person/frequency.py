"""How common a token is: the share of other petitioners who bear it.

petitioners  bearers  share                (bearers − 1 + 20,000 × 2e-5) / (petitioners + 20,000)
63,404       2        1.7e-5
10           2        7.0e-5               few petitioners say little: the share starts from that of a rare name

One bearer is left out because he is one side of the pair. Sources: Winkler 1989 (frequencies); Laplace (the prior count).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from risk.person.comparison import fixed_settings


def shares_of(counts: npt.NDArray[np.int64], record_count: int) -> npt.NDArray[np.float64]:
    """The share that goes with each count of bearers among so many petitioners."""
    settings = fixed_settings()
    start = settings.frequency_prior_count * settings.frequency_prior_share
    return np.asarray((np.maximum(counts, 1) - 1 + start) / (record_count + settings.frequency_prior_count))
