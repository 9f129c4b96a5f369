"""Quiet days and outbreaks in the grids of the synthetic county, at its own volumes.

kind   reports a day     drawn: cell  day          a grid by its weight, a day by the kind's weekdays, season and holidays
02     8.2                      17    0            nothing comes closer together than that: whatever a scan finds is false
…
all    77.5

An outbreak adds Poisson(1 or 2) reports a day in 13 neighbouring grids, one of them drawn by weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from data.city.areas import make_land
from data.city.bank import causes
from data.city.matters import OUTBREAK_GRIDS, make_matters
from data.city.returns import make_returns
from data.city.season import day_weights
from data.city.size import DAYS, SIZES
from risk.signal.scan import Circles, Cluster, circles_of, permutation_scan
from risk.signal.scan.circle import Floats, Longs

SEED = 1
HISTORY_DAYS, WINDOW_DAYS, MOST_CELLS = 365, 30, 95
REPLICATES = 179  # of a look: one in twenty of 180 ranks; for what is rarer the Gumbel tail speaks
ENOUGH = 10
METRES_PER_KM = 1000.0


@dataclass(frozen=True)
class County:
    """Grids (metres, weight), the circles around them, and what each kind brings: reports a day, weight of each day."""

    x: Floats
    y: Floats
    weight: Floats
    circles: Circles
    volume: dict[str, float]
    season: dict[str, Floats]
    near: Longs


@dataclass(frozen=True)
class Reports:
    """One entry per report."""

    cell: Longs
    day: Longs


def make_county(size: str = "county") -> County:
    """The land and volumes of the synthetic county; its groups, outbreaks and campaigns count as volume only."""
    chosen = SIZES[size]  # type: ignore[index]
    land = make_land(SEED, chosen)
    matters, _ = make_matters(SEED, land, make_returns(SEED, land), size=chosen)
    kinds = np.array([cause.kind for cause in causes()])
    of_matter = kinds[matters.cause]
    x, y = METRES_PER_KM * land.tiling.seeds.T
    _, near = cKDTree(np.column_stack([x, y])).query(np.column_stack([x, y]), OUTBREAK_GRIDS)
    names = [str(kind) for kind in np.unique(kinds)]
    return County(
        x=x,
        y=y,
        weight=land.weight,
        circles=circles_of(x, y, most_cells=MOST_CELLS),
        volume={kind: float(np.mean(of_matter == kind)) * len(of_matter) / DAYS for kind in names},
        season={kind: day_weights(kind) for kind in names},
        near=np.asarray(near, np.int64),
    )


def largest(county: County) -> str:
    """The kind with the most reports a day: the hardest to see an outbreak in."""
    return max(county.volume, key=lambda kind: county.volume[kind])


def quiet(county: County, kinds: Sequence[str], rng: np.random.Generator) -> Reports:
    """Two years of reports of some kinds together, each drawn for itself."""
    cells, days = [], []
    for kind in kinds:
        counts = rng.poisson(county.volume[kind] * DAYS * county.season[kind])
        days.append(np.repeat(np.arange(DAYS), counts))
        cells.append(rng.choice(len(county.weight), int(counts.sum()), p=county.weight))
    return Reports(np.concatenate(cells), np.concatenate(days))


def with_outbreak(
    county: County, reports: Reports, first: int, a_day: int, rng: np.random.Generator
) -> tuple[Reports, frozenset[int]]:
    """The reports and those of an outbreak from `first` until the end, and its grids."""
    grids = county.near[rng.choice(len(county.weight), p=county.weight)]
    counts = rng.poisson(a_day, DAYS - first)
    day = np.repeat(np.arange(first, DAYS), counts)
    cell = rng.choice(grids, len(day))
    more = Reports(np.append(reports.cell, cell), np.append(reports.day, day))
    return more, frozenset(grids.tolist())


def look(
    county: County,
    reports: Reports,
    today: int,
    rng: np.random.Generator,
    *,
    most: int = 5,
    enough: int | None = None,
) -> list[Cluster]:
    """What the scan says on a day of the year before it; within weekdays."""
    first = today - HISTORY_DAYS + 1
    known = (reports.day >= first) & (reports.day <= today)
    day = reports.day[known] - first
    return permutation_scan(
        reports.cell[known],
        day,
        county.circles,
        days=HISTORY_DAYS,
        window_days=WINDOW_DAYS,
        replicates=REPLICATES,
        rng=rng,
        weekday=day % 7,
        most_clusters=most,
        enough=enough,
    )
