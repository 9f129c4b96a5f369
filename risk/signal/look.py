"""Every kind scanned for rises: in space and time, over the whole site, and by the week; those screening explains left out.

kind  cases a year   found in    cells   days   seen  expected  effort  once in (days)
09    300            space_time  5       14     18    1.1       1.2     90,000
18    316            –                                                  by chance once in 40: below the budget

How rare a rise must be follows from the false alarms a centre can bear: with K kinds looked at daily and a budget of B a week,
once in 7 K / B days. A scan is a pure function of what goes into it, its random numbers too: the same input is not scanned twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import numpy as np

from data.config import Signal
from risk.signal.case import Cases, Flags, Ground, Ints
from risk.signal.effort import effort_of
from risk.signal.life import Found
from risk.signal.scan.circle import Circles, circles_of
from risk.signal.scan.cluster import Cluster
from risk.signal.scan.gumbel import Gumbel
from risk.signal.scan.likelihood import likelihood
from risk.signal.scan.permutation import permutation_scan

VERSION = 1  # of what is scanned and how
MOST_CLUSTERS = 5
ENOUGH = (
    50  # replicates as large as the likeliest: then it is ordinary, and the rest of them need not be drawn
)
LONGEST = 1e9  # days; nothing is called rarer


@dataclass(frozen=True)
class Kept:
    """One cluster as a scan keeps it: places by number, how many days its window has, counts, ratio, and the chance fit."""

    places: tuple[int, ...]
    length: int
    observed: int
    expected: float
    mode: float
    scale: float


@dataclass(frozen=True)
class Scanned:
    """What a kind's scan found, as text, under the hash of its input."""

    category: str
    input_hash: str
    found_text: str


@dataclass(frozen=True)
class Looked:
    """The rises rare enough to tell, and every scan."""

    found: tuple[Found, ...]
    scanned: tuple[Scanned, ...]


def look(
    cases: Cases,
    ground: Ground,
    came: Flags,
    config: Signal,
    *,
    as_of: date,
    day_count: int,
    kept: Mapping[tuple[str, str], str],
) -> Looked:
    """Scan every kind. kept: (kind, hash of the input) → what an earlier scan of the same found."""
    circles = circles_of(ground.x, ground.y, most_cells=config.most_places, radius=config.most_radius_m)
    key = _key(ground, config, as_of=as_of, day_count=day_count)
    found: list[Found] = []
    scanned: list[Scanned] = []
    for kind, category in enumerate(cases.kinds):
        own = cases.kind == kind
        place, day = cases.place[own], day_count - 1 - cases.age[own]
        stratum = _rest_days(as_of, cases.age[own])
        input_hash = _hash(key, category, place, day)
        text = kept.get((category, input_hash)) or _as_text(
            _scan(place, day, stratum, circles, config, day_count=day_count, seed=input_hash)
        )
        scanned.append(Scanned(category, input_hash, text))
        for one in _from_text(text):
            rise = _weighed(one, kind, cases, ground, came, config, as_of=as_of)
            if is_told(rise, cases, config):
                found.append(rise)
    return Looked(tuple(found), tuple(scanned))


def is_told(rise: Found, cases: Cases, config: Signal) -> bool:
    """Whether a rise is rare enough for the false alarms that can be borne, all kinds looked at daily, and no mere handful."""
    least_days = 7 * max(len(cases.kinds), 1) / config.false_alarms_per_week
    return rise.recurrence_days >= least_days and rise.observed >= config.least_observed_count


def _key(ground: Ground, config: Signal, *, as_of: date, day_count: int) -> str:
    """What every kind's scan rests on besides its matters; of the day only its weekday."""
    settings = (
        config.window_days,
        config.replicates,
        config.most_places,
        config.most_radius_m,
        config.least_observed_count,
    )
    digest = hashlib.sha256(repr((VERSION, ground.codes, settings, day_count, as_of.weekday())).encode())
    digest.update(ground.x.tobytes() + ground.y.tobytes())
    return digest.hexdigest()


def _hash(key: str, category: str, place: Ints, day: Ints) -> str:
    order = np.lexsort((day, place))
    digest = hashlib.sha256(f"{key} {category}".encode())
    digest.update(place[order].tobytes() + day[order].tobytes())
    return digest.hexdigest()


def _rest_days(as_of: date, age: Ints) -> Ints:
    """1 for the matters first raised on a Saturday or Sunday: days are drawn within weekdays and within weekends."""
    weekday = (as_of.weekday() - age) % 7
    return (weekday >= 5).astype(np.int64)


def _scan(
    place: Ints, day: Ints, stratum: Ints, circles: Circles, config: Signal, *, day_count: int, seed: str
) -> list[Kept]:
    order = np.lexsort((day, place))
    clusters = permutation_scan(
        place[order],
        day[order],
        circles,
        days=day_count,
        window_days=config.window_days,
        replicates=config.replicates,
        rng=np.random.default_rng(int(seed[:16], 16)),
        weekday=stratum[order],
        most_clusters=MOST_CLUSTERS,
        least_reports=config.least_observed_count,
        enough=ENOUGH,
    )
    return [_kept(one) for one in clusters]


def _kept(one: Cluster) -> Kept:
    assert one.fit is not None, "two replicates at least, or no chance can be told"
    length = one.last_day - one.first_day + 1
    return Kept(one.cells, length, one.observed, one.expected, one.fit.mode, one.fit.scale)


def _as_text(kept: list[Kept]) -> str:
    return json.dumps([asdict(one) for one in kept])


def _from_text(text: str) -> list[Kept]:
    return [Kept(**{**one, "places": tuple(one["places"])}) for one in json.loads(text)]


def _weighed(
    one: Kept, kind: int, cases: Cases, ground: Ground, came: Flags, config: Signal, *, as_of: date
) -> Found:
    """How rare the rise is once the effort of screening is allowed for; places without a matter are kept, they lie inside."""
    places = np.array(one.places, dtype=np.int64)
    effort = effort_of(
        cases, ground, came, kind=kind, places=places, length=one.length, prior=config.effort_prior_count
    )
    expected = effort.allowed(one.expected)
    total = float(np.count_nonzero(cases.kind == kind))
    ratio = float(likelihood(float(one.observed), expected, total)) if expected < one.observed else 0.0
    chance = Gumbel(one.mode, one.scale).tail(ratio)
    return Found(
        method="space_time",
        category=cases.kinds[kind],
        places=tuple(sorted(ground.codes[place] for place in one.places)),
        starts_on=as_of - timedelta(days=one.length - 1),
        observed=one.observed,
        expected=expected,
        effort=expected / one.expected if one.expected else 1.0,
        recurrence_days=min(1 / max(chance, 1 / LONGEST), LONGEST),
    )
