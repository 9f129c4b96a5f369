"""How much of what escalates anybody could foresee: a list that knows the city's own making, but not the dice to come.

At each origin the city is lived on a few hundred times from where it stands, each time with other dice; an open matter is
ranked by the share of these lives in which it escalates within the horizon, and the list is held to the life that came true.

open matter   lives in which it escalates   came true
m17           0.92                          yes
m03           0.31                          no            recall of the top 15 % of such a list, all origins together

It is told more than any ledger tells: the habits of every unit, the chances by which people come again, who will join a group,
when a matter answered will be closed, and for whoever has come twice the day on which the answer is due to come. Not told is
only what is not decided yet, and when the first answer to the others comes. So no list made of what is known can do better,
but for luck.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np

from data.city.areas import make_land
from data.city.bank import causes
from data.city.day import answer, begin, close, come_again, miss, relapse, take_up
from data.city.life import NEVER, Life
from data.city.matters import make_matters
from data.city.returns import make_returns
from data.city.season import WAGE_KINDS, days_to_festival
from data.city.size import DAYS, CitySize
from data.city.stream import Floats, Ints, stream
from data.city.units import make_units, units_for

HORIZON = 30
FOLDS = 6
LIVES = 200
MOST_DRAWS = 100  # of a first answer; who has waited so long that all of these came too soon is told his own
TOP_SHARE = 0.15
ARRAYS = (
    *("unit", "asked", "told", "answer", "answered", "close", "relapse"),
    *("rank", "level", "episode", "spell", "petition"),
)


def foreseeable_recall(seed: int, size: CitySize, *, lives: int = LIVES) -> float:
    """The recall in the top 15 % of open matters, over all folds, of a list that knows all but the dice."""
    life = _begun(seed, size)
    origins = [DAYS - 1 - HORIZON * (fold + 1) for fold in reversed(range(FOLDS))]
    hits, escalated = 0.0, 0
    live = np.empty(0, dtype=np.int64)
    for first, last in zip([0, *(day + 1 for day in origins)], [*origins, DAYS - 1], strict=True):
        if first:
            chance = _chances(life, live, first, lives=lives)
            standing, known = live, len(life.escalations)
        live = _lived(life, live, range(first, last + 1))
        if first:
            came_true = np.isin(standing, _escalated(life.escalations[known:]))
            hits += _taken(chance, came_true)
            escalated += int(came_true.sum())
    return hits / max(escalated, 1)


def _begun(seed: int, size: CitySize) -> Life:
    """The city before its first day, as make_world begins it."""
    land = make_land(seed, size)
    matters, _ = make_matters(seed, land, make_returns(seed, land), size=size)
    units = make_units(seed, land)
    unit, other = units_for(stream(seed, "given"), units, land, matters)
    heat = np.array([cause.heat for cause in causes()])[matters.cause]
    wage = np.isin(np.array([cause.kind for cause in causes()])[matters.cause], WAGE_KINDS)
    return Life(stream(seed, "course"), units, unit, other, matters, heat, wage)


def _lived(life: Life, live: Ints, days: range) -> Ints:
    """The open matters after these days, new ones begun as they come."""
    starters = np.argsort(life.matters.day, kind="stable")
    starts = np.searchsorted(life.matters.day[starters], np.arange(DAYS + 1))
    to_go = days_to_festival()
    for day in days:
        new = starters[starts[day] : starts[day + 1]]
        begin(life, new, day)
        live = relapse(life, _one_day(life, np.concatenate([live, new]), day, to_go[day]), day)
    return live


def _one_day(life: Life, live: Ints, day: int, to_go: float) -> Ints:
    answer(life, live, day)
    live = close(life, live, day)
    miss(life, live, day)
    come_again(life, live, day, to_go)
    return live


def _chances(life: Life, live: Ints, first: int, *, lives: int) -> Floats:
    """The share of lives in which each open matter escalates within the horizon that begins on a day."""
    count = np.zeros(len(live))
    to_go = days_to_festival()
    for number in range(lives):
        fork = _fork(life, live, first, number)
        left = live
        for day in range(first, first + HORIZON):
            left = _one_day(fork, left, day, to_go[day])
        count += np.isin(live, _escalated(fork.escalations))
    return count / lives


def _fork(life: Life, live: Ints, first: int, number: int) -> Life:
    """The same city with other dice; a first answer that has not come is awaited anew, as long as it is late enough."""
    fork = copy.copy(life)
    for name in ARRAYS:
        setattr(fork, name, getattr(life, name).copy())
    fork.reports, fork.answers, fork.closings, fork.escalations = [], [], [], []
    fork.rng = np.random.default_rng([first, number])
    awaited = live[(fork.answered[live] == NEVER) & (fork.rank[live] == 1)]
    for _ in range(MOST_DRAWS):
        take_up(fork, awaited)
        awaited = awaited[fork.answer[awaited] < first]
    fork.answer[awaited] = life.answer[awaited]
    return fork


def _escalated(events: Sequence[Ints]) -> Ints:
    return np.concatenate([rows[:, 0] for rows in events]) if events else np.empty(0, dtype=np.int64)


def _taken(chance: Floats, came_true: np.typing.NDArray[np.bool_]) -> float:
    """How many that came true are in the top share, those of equal chance at its edge counted as they would fall by lot.

    >>> _taken(np.array([0.9, 0.5, 0.5, 0.1] + [0.0] * 16), np.array([True, True, False, True] + [False] * 16))
    2.0
    """
    places = int(np.ceil(TOP_SHARE * len(chance)))
    edge = np.sort(chance)[::-1][places - 1]
    above, level = chance > edge, chance == edge
    return float(came_true[above].sum() + came_true[level].sum() * (places - above.sum()) / level.sum())
