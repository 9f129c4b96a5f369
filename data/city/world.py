"""The whole invented county in memory: land, people, matters and everything that was reported."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import shapely

from data.city.areas import Land, make_land
from data.city.bodies import Bodies, make_bodies
from data.city.course import Course, run_course
from data.city.life import CALL, SCREENING
from data.city.matters import Matters, Outbreak, make_matters
from data.city.people import People, make_people
from data.city.returns import FULL, Returns, make_returns
from data.city.shape import points_in_grids
from data.city.size import DAYS, CitySize, month_of
from data.city.stream import Flags, Floats, Ints, stream
from data.city.units import Units, make_units, units_for

STRAY_SHARE = 0.003
PAIR_SHARE = 0.012

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class World:
    """Everything the sheets are written from; `pair[report]` is the report told in the same cell, or -1."""

    seed: int
    size: CitySize
    land: Land
    returns: Returns
    matters: Matters
    outbreaks: tuple[Outbreak, ...]
    units: Units
    people: People
    bodies: Bodies
    course: Course
    points: Floats
    pair: Ints

    @property
    def month(self) -> Ints:
        """The month of every report."""
        return MONTH_OF_DAY[self.course.day]


MONTH_OF_DAY = np.array([month_of(d) for d in range(DAYS)])


def make_world(seed: int, size: CitySize, progress: Progress) -> World:
    """Build the land, its people, and two years of disputes."""
    progress("areas", 0.0)
    land = make_land(seed, size)
    returns = make_returns(seed, land)
    progress("people and matters", 0.05)
    matters, outbreaks = make_matters(seed, land, returns, size=size)
    units = make_units(seed, land)
    progress("two years, day by day", 0.1)
    course = run_course(seed, matters, units, units_for(stream(seed, "given"), units, land, matters))
    course = _trimmed(seed, _rerouted(course, land, returns, matters.grid), matters, size.reports)
    course, pair = _paired(seed, course, matters)
    progress("people", 0.15)
    people = make_people(seed, land, matters.home)
    bodies = make_bodies(seed, land, matters)
    points = _points(seed, land, matters, course)
    return World(seed, size, land, returns, matters, outbreaks, units, people, bodies, course, points, pair)


def _kept(course: Course, reports: Flags, matters: Flags) -> Course:
    """The course without the dropped reports and matters."""
    lists = {}
    for name in Course.__dataclass_fields__:
        table = getattr(course, name)
        lists[name] = table[matters[table[:, 0]]] if name in ("escalations", "spells") else table[reports]
    return Course(**lists)


def _rerouted(course: Course, land: Land, returns: Returns, grid: Ints) -> Course:
    """What a village that handed in no sheet would have screened comes in by telephone."""
    community = land.tiling.community[grid[course.matter]]
    lost = returns.state[community, MONTH_OF_DAY[course.day]] != FULL
    channel = np.where(lost & (course.channel == SCREENING), CALL, course.channel)
    return replace(course, channel=channel)


def _trimmed(seed: int, course: Course, matters: Matters, want: int) -> Course:
    """Drop whole lone matters at random until exactly `want` reports remain."""
    rng = stream(seed, "trim")
    counts = np.bincount(course.matter, minlength=len(matters.day))
    lone = rng.permutation(np.flatnonzero((matters.group < 0) & (matters.outbreak < 0)))
    excess = len(course.day) - want
    if excess < 0:
        raise ValueError(f"the course made {len(course.day)} reports, fewer than {want}")
    running = np.cumsum(counts[lone])
    taken = int(np.searchsorted(running, excess, side="right"))
    gone = lone[:taken]
    left = excess - (int(running[taken - 1]) if taken else 0)
    singles = lone[taken:][counts[lone[taken:]] == 1][:left]
    keep = np.ones(len(matters.day), dtype=np.bool_)
    keep[gone] = False
    keep[singles] = False
    return _kept(course, keep[course.matter], keep)


def _paired(seed: int, course: Course, matters: Matters) -> tuple[Course, Ints]:
    """Choose pairs of small screened matters of one grid and month that share a cell and its dates."""
    rng = stream(seed, "pairs")
    counts = np.bincount(course.matter, minlength=len(matters.day))
    small = (course.channel == SCREENING) & (counts[course.matter] == 1) & (matters.group[course.matter] < 0)
    small &= ~np.isin(course.matter, course.escalations[:, 0]) & (course.people < 5) & (course.agent == 0)
    which = np.flatnonzero(small)
    grid, month = matters.grid[course.matter[which]], MONTH_OF_DAY[course.day[which]]
    which = which[np.lexsort((which, month, grid))]
    first, second = which[:-1:2], which[1::2]
    same = matters.grid[course.matter[first]] == matters.grid[course.matter[second]]
    same &= MONTH_OF_DAY[course.day[first]] == MONTH_OF_DAY[course.day[second]]
    same &= rng.uniform(0, 1, len(first)) < PAIR_SHARE * 8
    first, second = first[same], second[same]
    pair = np.full(len(course.day), -1, dtype=np.int64)
    pair[first], pair[second] = second, first
    return _with_same_dates(course, first, second), pair


def _with_same_dates(course: Course, first: Ints, second: Ints) -> Course:
    names = ("day", "unit", "accepted", "replied", "satisfied", "closed")
    changed = {name: getattr(course, name).copy() for name in names}
    for table in changed.values():
        table[second] = table[first]
    spells = course.spells.copy()
    at = {int(m): i for i, m in enumerate(spells[:, 0])}
    for one, two in zip(course.matter[first].tolist(), course.matter[second].tolist(), strict=True):
        spells[at[two], 1:] = spells[at[one], 1:]
    return replace(course, **changed, spells=spells)


def _points(seed: int, land: Land, matters: Matters, course: Course) -> Floats:
    """Where each report was pinned: its matter's spot within some metres, a few far off."""
    rng = stream(seed, "points")
    spot = points_in_grids(rng, land.tiling, matters.grid)[course.matter]
    count = len(course.day)
    near = np.round(spot + rng.normal(0, 0.00012, (count, 2)), 6)
    shapes = land.tiling.polygons[matters.grid[course.matter]]
    inside = shapely.contains_xy(shapes, near[:, 0], near[:, 1])
    point = np.where(inside[:, None], near, spot)
    stray = rng.uniform(0, 1, count) < STRAY_SHARE
    far = np.round(spot + rng.normal(0, 0.004, (count, 2)), 6)
    return np.where(stray[:, None], far, point)
