"""What changed for the reports of which days, between two states of all areas and their versions.

before                         after                          changes_between(before, after)
9901 A from 2020               9901 A from 2020               2024-01-01 … : shapes A and B, code 9901
                               9901 B from 2024
9902 甲村 from 2020             9902 乙村 from 2020             all days: words, code 9902
towns                          towns, grids from 2020         all days: whole, the finest level is another

Reports before the first version go by the earliest areas known (grid/atlas.py), so they change with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import shapely

from data.db import Connection
from grid.boundary import Objects
from grid.level import LEVELS
from grid.query import statement


@dataclass(frozen=True)
class Ground:
    """What an area is while a version of it holds: all of it that places reports."""

    code: str
    level: str
    name: str
    parent_code: str | None
    inner_lon: float | None
    inner_lat: float | None
    shape_wkb: bytes | None

    @property
    def words(self) -> tuple[object, ...]:
        """What words in a report are read by."""
        return self.code, self.level, self.name, self.parent_code, self.shape_wkb is not None


@dataclass(frozen=True)
class Version:
    """An area from its first to its last day, both included; last is None while it is in force."""

    first: date
    last: date | None
    ground: Ground


@dataclass(frozen=True)
class Difference:
    """The areas of one day that are there before only and after only, and the finest level with shapes of each side."""

    gone: frozenset[Ground]
    come: frozenset[Ground]
    finest_before: str | None
    finest_after: str | None


@dataclass(frozen=True, eq=False)
class Change:
    """What is another for the reports from `since` to before `until` (None: without end)."""

    since: date
    until: date | None
    is_whole: bool  # the finest level is another: every report is affected
    has_words: bool  # an area came, went, or has another name, parent or level: words may mean another area
    codes: frozenset[str]
    shapes: Objects  # of the finest level, old and new


def read_versions(connection: Connection) -> tuple[Version, ...]:
    """All versions held."""
    rows = connection.execute(statement("area_version")).fetchall()
    return tuple(Version(row[4], row[5], Ground(*row[:4], *row[6:])) for row in rows)


def changes_between(before: Sequence[Version], after: Sequence[Version]) -> tuple[Change, ...]:
    """The stretches of days whose areas differ, in their order; no two share a day."""
    starts_before, starts_after = _starts(before), _starts(after)
    stretches: list[tuple[date, Difference]] = []
    for since in sorted({date.min, *starts_before, *starts_after}):
        old = _in_force(before, max(since, min(starts_before, default=since)))
        new = _in_force(after, max(since, min(starts_after, default=since)))
        difference = Difference(old - new, new - old, _finest(old), _finest(new))
        if not stretches or stretches[-1][1] != difference:
            stretches.append((since, difference))
    ends = [*(since for since, _ in stretches[1:]), None]
    return tuple(
        _change(since, until, difference)
        for (since, difference), until in zip(stretches, ends, strict=True)
        if difference.gone or difference.come
    )


def _starts(versions: Sequence[Version]) -> set[date]:
    ends = {version.last + timedelta(days=1) for version in versions if version.last is not None}
    return ends | {version.first for version in versions}


def _in_force(versions: Sequence[Version], day: date) -> frozenset[Ground]:
    return frozenset(
        version.ground
        for version in versions
        if version.first <= day and (version.last is None or version.last >= day)
    )


def _change(since: date, until: date | None, between: Difference) -> Change:
    other = between.gone | between.come
    finest = between.finest_after
    shapes = [ground.shape_wkb for ground in other if ground.level == finest and ground.shape_wkb]
    return Change(
        since=since,
        until=until,
        is_whole=between.finest_before != finest,
        has_words={ground.words for ground in between.gone} != {ground.words for ground in between.come},
        codes=frozenset(ground.code for ground in other),
        shapes=shapely.from_wkb(np.array([*shapes, None], dtype=object)[:-1]),
    )


def _finest(areas: frozenset[Ground]) -> str | None:
    held = {ground.level for ground in areas if ground.shape_wkb is not None}
    return next((level for level in reversed(LEVELS) if level in held), None)
