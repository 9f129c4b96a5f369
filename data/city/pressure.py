"""What drives people back: a long wait, an answer refused, earlier repeats, a growing group, a slow unit.

All of it stands in the ledger; nothing hidden moves anyone.
"""

import numpy as np

from data.city.life import NEVER, Life
from data.city.stream import Floats, Ints

BASE_HAZARD = 0.0007
SLOW = 0.12  # share worked too long above which a unit counts as slow
_WAIT = ([0, 10, 18, 26, 36, 60, 100, 160, 260], [0.0, 0.01, 0.05, 0.5, 3.0, 4.0, 1.0, 0.1, 0.02])
_SORE = ([0, 2, 6, 25, 40, 65, 110, 200], [1.0, 8.0, 14.0, 14.0, 5.0, 0.6, 0.08, 0.01])


def growth(life: Life, who: Ints, day: int) -> Floats:
    """Matters that joined each one's group in the last 28 days, itself left out."""
    group = life.matters.group[who]
    total = life.group_days[group, day] - np.where(day >= 28, life.group_days[group, max(day - 28, 0)], 0)
    own = (life.matters.day[who] > day - 28).astype(np.int64)
    return np.asarray(np.where(group >= 0, np.maximum(total - own, 0), 0), dtype=np.float64)


def hazard(life: Life, who: Ints, day: int, to_go: float) -> Floats:
    """The chance that each open matter is raised again today."""
    sore = life.answered[who] < NEVER
    wait = np.interp(day - life.asked[who], *_WAIT)
    since_answer = np.interp(day - life.answered[who], *_SORE)
    repeats = 1 + 4.0 * np.minimum(life.rank[who] - 1, 3)
    joining = 1 + 0.3 * np.minimum(growth(life, who, day), 10)
    slow = np.where(life.units.late[life.unit[who]] > SLOW, 2.0, 0.4)
    untold = np.where(~sore & (life.told[who] > day), 1.3, 1.0)
    season = np.where(life.wage[who] & (to_go < 50), 2.5, 1.0)
    quiet = np.where(life.petition[who] | (life.rank[who] > 1), 1.0, 0.08)
    drive = np.where(sore, since_answer, wait * slow * untold)
    rate = BASE_HAZARD * drive * repeats * joining * season * quiet * life.heat[who] ** 1.6
    return np.asarray(np.where(life.asked[who] == NEVER, 0, np.minimum(rate, 0.08)))
