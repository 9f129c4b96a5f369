"""The matters of the city before anyone reports them: lone ones, groups, outbreaks, campaigns.

day  cause     grid  person  group  outbreak  screened
12   漏水      31    0       -1     -1        True
40   工程欠薪  88    1       3      -1        False
"""

from dataclasses import dataclass

import numpy as np

from data.city.areas import Land
from data.city.bank import causes
from data.city.returns import CAMPAIGN_DAYS, FULL, Returns
from data.city.season import day_weights
from data.city.shape import nearest
from data.city.size import DAYS, CitySize, month_of
from data.city.stream import Floats, Ints, stream

REPORTS_PER_MATTER = 1.06
GROUP_SHARE = 0.15
CAMPAIGN_SHARE = 0.055
SAME_PERSON_SHARE = 0.06
LOOK_ALIKE_SHARE = 0.03
OUTBREAK_GRIDS = 13
OUTBREAK_KEYS = ("噪声", "油烟", "商品质量", "包工头欠薪", "交通事故", "漏水", "道路破损", "网购", "通道")


@dataclass(frozen=True)
class Matters:
    """One entry per matter; -1 in `group`, `outbreak`, `like` means none."""

    day: Ints
    cause: Ints
    grid: Ints
    person: Ints
    group: Ints
    outbreak: Ints
    screened: Ints
    like: Ints
    seed: Ints
    home: Ints


@dataclass(frozen=True)
class Outbreak:
    """A local rise of one kind in neighbouring grids."""

    cause: int
    grids: tuple[int, ...]
    first: int
    last: int
    a_day: int


@dataclass(frozen=True)
class _Part:
    day: Ints
    cause: Ints
    grid: Ints
    group: Ints
    outbreak: Ints
    campaign: Ints


def make_matters(
    seed: int, land: Land, returns: Returns, *, size: CitySize
) -> tuple[Matters, tuple[Outbreak, ...]]:
    """Draw every matter, in no order of time."""
    rng = stream(seed, "matters")
    total = int(size.reports / REPORTS_PER_MATTER)
    near = nearest(land.tiling.seeds, land.tiling.seeds, OUTBREAK_GRIDS)
    outbreaks = _outbreaks(rng, land, near, size.outbreaks)
    parts = [_outbreak_part(rng, outbreaks), _group_part(rng, land, int(total * GROUP_SHARE))]
    parts += [
        _campaign_part(rng, land, returns, window=window, count=int(total * CAMPAIGN_SHARE))
        for window in CAMPAIGN_DAYS
    ]
    parts.append(_lone_part(rng, land, returns, total - sum(len(p.day) for p in parts)))
    joined = _joined(parts)
    return _with_people(rng, land, returns, part=joined, near=near), outbreaks


def _joined(parts: list[_Part]) -> _Part:
    names = _Part.__dataclass_fields__
    return _Part(**{name: np.concatenate([getattr(p, name) for p in parts]) for name in names})


def _cause_weights() -> Floats:
    weight = np.array([c.weight for c in causes()])
    return np.asarray(weight / weight.sum())


def _days_for(rng: np.random.Generator, cause: Ints) -> Ints:
    """Founding days by the season of each cause's kind."""
    kinds = np.array([c.kind for c in causes()])[cause]
    day = np.empty(len(cause), dtype=np.int64)
    for kind in np.unique(kinds):
        mine = kinds == kind
        day[mine] = rng.choice(DAYS, int(mine.sum()), p=day_weights(str(kind)))
    return day


def _minus(count: int) -> Ints:
    return np.full(count, -1, dtype=np.int64)


def _grid_weights(land: Land, returns: Returns, weak_factor: float) -> Floats:
    weight = land.weight * np.where(returns.weak[land.grid_town], weak_factor, 1.0)
    return np.asarray(weight / weight.sum())


def _lone_part(rng: np.random.Generator, land: Land, returns: Returns, count: int) -> _Part:
    cause = rng.choice(len(causes()), count, p=_cause_weights())
    grid = rng.choice(len(land.weight), count, p=_grid_weights(land, returns, 0.75))
    return _Part(_days_for(rng, cause), cause, grid, _minus(count), _minus(count), np.zeros(count, np.int64))


def _campaign_part(
    rng: np.random.Generator, land: Land, returns: Returns, *, window: tuple[int, int], count: int
) -> _Part:
    """Small matters that only a house-to-house screening brings up."""
    weight = np.array([c.weight * (c.heat < 0.75) for c in causes()])
    cause = rng.choice(len(weight), count, p=weight / weight.sum())
    grid = rng.choice(len(land.weight), count, p=_grid_weights(land, returns, 0.25))
    day = rng.integers(window[0], window[1] + 1, count)
    return _Part(day, cause, grid, _minus(count), _minus(count), np.ones(count, np.int64))


def _group_part(rng: np.random.Generator, land: Land, want: int) -> _Part:
    """Groups of 3 to 60 matters, each with one cause at one place over some weeks."""
    pool = np.array([i for i, c in enumerate(causes()) if c.joint])
    sizes: list[int] = []
    while sum(sizes) < want:
        sizes.append(int(np.clip(rng.lognormal(2.1, 0.75), 3, 60)))
    group = np.repeat(np.arange(len(sizes)), sizes)
    cause = rng.choice(pool, len(sizes), p=_cause_weights()[pool] / _cause_weights()[pool].sum())
    grid = rng.choice(len(land.weight), len(sizes), p=land.weight)
    start = np.minimum(_days_for(rng, cause), DAYS - 5)
    stretch = rng.uniform(12, 75, len(sizes))
    offset = rng.beta(1.3, 2.0, len(group)) * stretch[group] * np.sqrt(np.array(sizes)[group] / 8)
    offset[np.concatenate([[0], np.cumsum(sizes)[:-1]])] = 0
    day = np.minimum(start[group] + offset.astype(np.int64), DAYS - 1)
    zeros = np.zeros(len(group), np.int64)
    return _Part(day, cause[group], grid[group], group, _minus(len(group)), zeros)


def _outbreaks(rng: np.random.Generator, land: Land, near: Ints, count: int) -> tuple[Outbreak, ...]:
    keys = [i for i, c in enumerate(causes()) if c.key in OUTBREAK_KEYS]
    centres = rng.choice(len(land.weight), count, p=land.weight)
    found = []
    for i, centre in enumerate(centres.tolist()):
        first, length = int(rng.integers(180, DAYS - 25)), int(rng.integers(14, 22))
        grids = tuple(int(g) for g in near[centre])
        found.append(
            Outbreak(keys[int(rng.integers(0, len(keys)))], grids, first, first + length - 1, 1 + i % 2)
        )
    return tuple(found)


def _outbreak_part(rng: np.random.Generator, outbreaks: tuple[Outbreak, ...]) -> _Part:
    day, cause, grid, which = [], [], [], []
    for i, o in enumerate(outbreaks):
        counts = rng.poisson(o.a_day, o.last - o.first + 1)
        day.append(np.repeat(np.arange(o.first, o.last + 1), counts))
        cause.append(np.full(counts.sum(), o.cause))
        grid.append(rng.choice(np.array(o.grids), counts.sum()))
        which.append(np.full(counts.sum(), i))
    joined = [np.concatenate(parts).astype(np.int64) for parts in (day, cause, grid, which)]
    none = _minus(len(joined[0]))
    return _Part(joined[0], joined[1], joined[2], none, joined[3], np.zeros(len(none), np.int64))


def _with_people(
    rng: np.random.Generator, land: Land, returns: Returns, *, part: _Part, near: Ints
) -> Matters:
    """Give each matter its person, first channel and, for some, a look-alike elsewhere."""
    count = len(part.day)
    part, person = _persons(rng, land, part)
    screened = _screened(rng, land, returns, part)
    part, like, seed = _look_alikes(rng, land, part, rng.integers(0, 1 << 40, count))
    neighbour = near[part.grid, rng.integers(0, 8, count)]
    own = np.array([c.place in ("home", "estate", "hamlet") for c in causes()])[part.cause]
    home = np.where(own & (part.group < 0), part.grid, neighbour)
    home = np.where(own & (part.group >= 0) & (rng.uniform(0, 1, count) < 0.7), part.grid, home)
    return Matters(
        part.day, part.cause, part.grid, person, part.group, part.outbreak, screened, like, seed, home
    )


def _persons(rng: np.random.Generator, land: Land, part: _Part) -> tuple[_Part, Ints]:
    """A new person for most matters; some lone matters belong to someone who has another matter."""
    count = len(part.day)
    kinds = np.array([int(c.kind) for c in causes()])[part.cause]
    lone = np.flatnonzero((part.group < 0) & (part.outbreak < 0))
    order = lone[np.lexsort((rng.uniform(0, 1, len(lone)), land.tiling.community[part.grid[lone]]))]
    later, earlier = order[1:], order[:-1]
    near = land.tiling.community[part.grid[later]] == land.tiling.community[part.grid[earlier]]
    again = near & (kinds[later] != kinds[earlier]) & (rng.uniform(0, 1, len(later)) < SAME_PERSON_SHARE)
    again[1:] &= ~again[:-1]
    grid, person = part.grid.copy(), np.arange(count)
    person[later[again]] = earlier[again]
    grid[later[again]] = grid[earlier[again]]
    return _Part(part.day, part.cause, grid, part.group, part.outbreak, part.campaign), person


def _screened(rng: np.random.Generator, land: Land, returns: Returns, part: _Part) -> Ints:
    """1 when the first report comes from a screening sheet that was really handed in."""
    month = np.array([month_of(d) for d in range(DAYS)])[part.day]
    weak = returns.weak[land.grid_town[part.grid]]
    chance = np.where(weak, 0.3, 0.66) * np.where(part.group >= 0, 0.6, 1.0)
    chance = np.where(part.campaign == 1, 1.0, chance)
    handed_in = returns.state[land.tiling.community[part.grid], month] == FULL
    return np.asarray(handed_in & (rng.uniform(0, 1, len(weak)) < chance), dtype=np.int64)


def _look_alikes(rng: np.random.Generator, land: Land, part: _Part, seed: Ints) -> tuple[_Part, Ints, Ints]:
    """Some lone matters tell nearly the same story as another person's matter somewhere else."""
    like, cause = _minus(len(seed)), part.cause.copy()
    lone = rng.permutation(np.flatnonzero((part.group < 0) & (part.outbreak < 0) & (part.campaign == 0)))
    pairs = int(len(seed) * LOOK_ALIKE_SHARE)
    copy, model = lone[:pairs], lone[pairs : 2 * pairs]
    apart = land.tiling.community[part.grid[copy]] != land.tiling.community[part.grid[model]]
    copy, model = copy[apart], model[apart]
    like[copy], cause[copy], seed[copy] = model, part.cause[model], seed[model]
    return _Part(part.day, cause, part.grid, part.group, part.outbreak, part.campaign), like, seed
