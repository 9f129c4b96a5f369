"""What the scan finds, and what it finds where nothing is: outbreaks followed day by day, quiet days, quiet months.

outbreak  a day  found after days       not in 15 days: not found
0         2      5
1         2      4

A look is one scan of the year before, within weekdays, 179 replicates and the Gumbel tail beyond them, stopped once ten
replicates are as large as the likeliest cluster (its p is then above 0.05). Found: a cluster that shares a grid with the
outbreak, at or above the recurrence interval asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from typing import TypeVar

import numpy as np

from benchmarks.signal_city import ENOUGH, County, look, make_county, quiet, with_outbreak
from data.city.size import DAYS

LOOK_DAYS, MONTH_DAYS = 15, 30
FIRST_DAY = 380
WORKERS = 2

T = TypeVar("T")


@cache
def _county() -> County:
    return make_county()


def follow(a_day: int, least_days: float, kinds: Sequence[str], seed: int) -> int | None:
    """Look every day from the first of an outbreak on: after how many it is found, None when not within 15."""
    county, rng = _county(), np.random.default_rng([seed, a_day])
    first = int(rng.integers(FIRST_DAY, DAYS - LOOK_DAYS))
    reports, grids = with_outbreak(county, quiet(county, kinds, rng), first, a_day, rng)
    for day in range(LOOK_DAYS):
        for cluster in look(county, reports, first + day, rng, enough=ENOUGH):
            if cluster.recurrence_days >= least_days and grids & set(cluster.cells):
                return day + 1
    return None


def quiet_p(kinds: Sequence[str], seed: int) -> float:
    """The p of the likeliest cluster on one quiet day, all replicates drawn; 1 where there is none."""
    county, rng = _county(), np.random.default_rng([seed, 77])
    clusters = look(county, quiet(county, kinds, rng), int(rng.integers(FIRST_DAY, DAYS)), rng, most=1)
    return clusters[0].p if clusters else 1.0


def false_signals(least_days: float, which: tuple[str, int]) -> int:
    """Of one kind in one quiet month: a signal lasts while each day's cluster shares a grid with one of the day before."""
    kind, seed = which
    county, rng = _county(), np.random.default_rng([seed, 33, int(kind)])
    reports, first = quiet(county, [kind], rng), int(rng.integers(FIRST_DAY, DAYS - MONTH_DAYS))
    told, before = 0, list[set[int]]()
    for day in range(first, first + MONTH_DAYS):
        clusters = look(county, reports, day, rng, enough=ENOUGH)
        today = [set(each.cells) for each in clusters if each.recurrence_days >= least_days]
        told += sum(not any(cells & earlier for earlier in before) for cells in today)
        before = today
    return told


def all_outbreaks(a_day: int, least_days: float, kinds: Sequence[str], count: int) -> list[int | None]:
    """So many outbreaks: the days each took to be found."""
    return _spread(partial(follow, a_day, least_days, kinds), list(range(count)))


def all_quiet(kinds: Sequence[str], count: int) -> list[float]:
    """The p of so many quiet days."""
    return _spread(partial(quiet_p, kinds), list(range(count)))


def all_false(kinds: Sequence[str], least_days: float, months: int) -> list[int]:
    """False signals of each kind in each month."""
    return _spread(
        partial(false_signals, least_days), [(kind, month) for month in range(months) for kind in kinds]
    )


def _spread(work: Callable[..., T], over: Sequence[object]) -> list[T]:
    """The work on each, over processes of their own."""
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        return list(pool.map(work, over, chunksize=2))
