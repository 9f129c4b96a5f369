"""Who raised what, where and when, drawn in whole columns: people, matters, and the reports of matters.

person  name  phone  grid      matter  person  cause  grid  body  day      report  matter  rank  day
0       王伟  1380…  31        0       0       4      31    12    40       0       0       1     40
                                                                           7       0       2     66
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.city.areas import Land
from data.city.bank import causes
from data.city.size import DAYS
from data.city.stream import Floats, Ints, stream

REPEAT_SHARE = 0.12
GROUP_SHARE = 0.15
GROUP_SIZE = 5
GROUP_DAYS = 15.0  # mean days from a group's first matter to another
PEOPLE_PER_MATTER = 0.85
MATTERS_PER_BODY = 2.5  # of one kind in one community
REPEAT_DAYS = 3.6  # log of the median days to a further report
AWAY_SHARE = 0.15  # matters elsewhere than where their person lives


@dataclass(frozen=True)
class Matters:
    """One entry per matter; `body` numbers the bodies of its cause's type in its community."""

    person: Ints
    cause: Ints
    grid: Ints
    body: Ints
    site: Ints
    day: Ints
    money: Ints
    months: Ints
    number: Ints


@dataclass(frozen=True)
class Reports:
    """One entry per report in order of time; rank 1 is a matter's first."""

    matter: Ints
    rank: Ints
    day: Ints


def make_matters(seed: int, land: Land, count: int) -> Matters:
    """Draw `count` matters, some of them in groups that share cause, grid, body, site and time."""
    rng = stream(seed, "road matters")
    homes = rng.choice(len(land.weight), max(1, int(count * PEOPLE_PER_MATTER)), p=land.weight)
    person = rng.integers(0, len(homes), count)
    away = rng.uniform(0, 1, count) < AWAY_SHARE
    grid = np.where(away, rng.choice(len(land.weight), count, p=land.weight), homes[person])
    weights = np.array([cause.weight for cause in causes()])
    cause = rng.choice(len(weights), count, p=weights / weights.sum())
    bodies = max(3, int(count / MATTERS_PER_BODY / len(land.community_codes) / len(weights)))
    body, site = rng.integers(0, bodies, count), rng.integers(0, 60, count)
    day = rng.integers(0, DAYS, count)
    group = _groups(rng, count)
    lead, member = group[group >= 0], np.flatnonzero(group >= 0)
    for column in (cause, grid, body, site):
        column[member] = column[lead]
    day[member] = np.minimum(day[lead] + rng.exponential(GROUP_DAYS, len(lead)).astype(np.int64), DAYS - 1)
    return Matters(
        person, cause, grid, body, site, day, _money(rng, count), rng.integers(2, 24, count), rng.integers(3, 200, count)
    )  # fmt: skip


def _groups(rng: np.random.Generator, count: int) -> Ints:
    """The matter each matter follows in everything but its person; -1 for most."""
    followers = int(count * GROUP_SHARE * (1 - 1 / GROUP_SIZE))
    leaders = max(1, int(count * GROUP_SHARE / GROUP_SIZE))
    group = np.full(count, -1, np.int64)
    group[leaders : leaders + followers] = rng.integers(0, leaders, max(0, min(followers, count - leaders)))
    return group


def _money(rng: np.random.Generator, count: int) -> Ints:
    """Yuan: hundreds to some hundred thousands, round."""
    yuan = np.exp(rng.normal(9.6, 1.3, count)).clip(150, 900_000)
    step = np.where(yuan < 10_000, 10, 100)
    return np.asarray((yuan / step).astype(np.int64) * step)


def make_reports(seed: int, matters: Matters, count: int) -> Reports:
    """A first report of every matter, further ones of some, `count` in all and sorted by day."""
    rng = stream(seed, "road reports")
    first = len(matters.day)
    again = np.sort(rng.integers(0, first, count - first))
    matter = np.concatenate([np.arange(first), again])
    rank = np.concatenate([np.ones(first, np.int64), 2 + _place_in_run(again)])
    wait = rng.lognormal(REPEAT_DAYS, 0.8, count) * (rank - 1)
    day = np.minimum(matters.day[matter] + wait.astype(np.int64), DAYS - 1)
    order = np.argsort(day, kind="stable")
    return Reports(matter[order], rank[order], day[order])


def _place_in_run(values: Ints) -> Ints:
    """0, 1, 2 … within each run of equal values: 4 4 7 → 0 1 0."""
    starts = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])) if len(values) else values
    return np.arange(len(values)) - np.repeat(starts, np.diff(np.append(starts, len(values))))


@dataclass(frozen=True)
class Draw:
    """Everything the columns of a sheet are told from."""

    land: Land
    matters: Matters
    reports: Reports
    seed: int

    def of_matter(self, column: Ints) -> Ints:
        """A matter's value for each of its reports."""
        return np.asarray(column[self.reports.matter])

    def rng(self, concern: str) -> np.random.Generator:
        """Chance for one concern of the columns."""
        return stream(self.seed, f"road {concern}")


def name_numbers(seed: int, count: int, *, surnames: int, given: int) -> tuple[Ints, Ints]:
    """Surname and given name of each of `count` people by frequency: the first are common, the last rare."""
    rng = stream(seed, "road names")
    chances: list[Floats] = [1 / (np.arange(size) + shift) for size, shift in ((surnames, 6), (given, 20))]
    one, other = (rng.choice(len(chance), count, p=chance / chance.sum()) for chance in chances)
    return np.asarray(one), np.asarray(other)
