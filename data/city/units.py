"""The responsible units, each with its own pace and manner of answering."""

from dataclasses import dataclass

import numpy as np

from data.city.areas import Land
from data.city.bank import causes, unit_kinds
from data.city.matters import Matters
from data.city.stream import Floats, Ints, stream


@dataclass(frozen=True)
class Units:
    """Names and habits of every unit; `serving[kind of unit]` is the first unit of that kind."""

    names: tuple[str, ...]
    days: Floats
    late: Floats
    content: Floats
    first_of: Ints
    scope: tuple[str, ...]


def make_units(seed: int, land: Land) -> Units:
    """A committee per community, offices per town, bureaus of the county."""
    rng = stream(seed, "units")
    names: list[str] = []
    kind: list[int] = []
    first: list[int] = []
    scopes: list[str] = []
    for i, unit in enumerate(unit_kinds()):
        own, scope = _names(unit.name, land)
        first.append(len(names))
        scopes.append(scope)
        names += own
        kind += [i] * len(own)
    table, at = unit_kinds(), np.array(kind)
    days = np.array([u.days for u in table])[at] * rng.lognormal(0, 0.2, len(at))
    late = np.array([u.late for u in table])[at] * rng.lognormal(0, 0.7, len(at))
    content = np.clip(np.array([u.content for u in table])[at] + rng.normal(0, 0.03, len(at)), 0.5, 0.97)
    return Units(tuple(names), days, np.minimum(late, 0.45), content, np.array(first), tuple(scopes))


def committee_name(community: str) -> str:
    """柳河社区 → 柳河社区居委会; 青石村 → 青石村村委会."""
    return community + ("居委会" if community.endswith("社区") else "村委会")


def _names(pattern: str, land: Land) -> tuple[list[str], str]:
    if "{committee}" in pattern:
        return [committee_name(c) for c in land.community_names], "community"
    if "{town}" in pattern:
        own = [pattern.format(town=t) for t in land.town_names]
        return [n.replace("街道政府", "街道办事处") for n in own], "town"
    return [pattern], "county"


def units_for(rng: np.random.Generator, units: Units, land: Land, matters: Matters) -> tuple[Ints, Ints]:
    """The unit each matter is first given to, and the one it is handed on to."""
    table = unit_kinds()
    weight = np.zeros((len(causes()), len(table)))
    for i, cause in enumerate(causes()):
        weight[i] = [float(cause.kind in u.kinds) for u in table]
    local = np.array([s != "county" for s in units.scope])
    lean = np.where(matters.screened[:, None] == 1, np.where(local, 1.0, 0.06), np.where(local, 0.35, 1.0))
    kind = _drawn(rng, weight[matters.cause] * lean)
    other = _drawn(rng, weight[matters.cause] * np.where(local, 0.3, 1.0))
    return _unit_at(units, land, kind, matters.grid), _unit_at(units, land, other, matters.grid)


def _drawn(rng: np.random.Generator, weight: Floats) -> Ints:
    edges = np.cumsum(weight, axis=1)
    return np.asarray((rng.uniform(0, 1, (len(edges), 1)) * edges[:, -1:] > edges).sum(axis=1))


def _unit_at(units: Units, land: Land, kind: Ints, grid: Ints) -> Ints:
    scope = np.array(units.scope)[kind]
    offset = np.where(scope == "community", land.tiling.community[grid], 0)
    offset = np.where(scope == "town", land.grid_town[grid], offset)
    return np.asarray(units.first_of[kind] + offset)
