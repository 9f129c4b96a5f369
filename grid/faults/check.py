"""The boundaries held on one day, checked around the areas a file brought.

loaded          checked
grids           each against all other grids; each against its parent, of the nearest level above that has boundaries
towns           the same; and every grid or village that has one of these towns as its parent
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from data.db import Connection
from grid.boundary import Objects
from grid.faults.fault import Found
from grid.faults.gap import find_gaps
from grid.faults.overlap import find_overlaps, uneven
from grid.faults.parent import find_strays
from grid.faults.piece import Flags, Index
from grid.level import LEVELS
from grid.parent import level_above
from grid.query import statement

MOST_UNEVEN = 4000  # areas that overlap others: the union of more takes longer than a person waits


@dataclass(frozen=True)
class Held:
    """The areas of one level in force on one day, sorted by code."""

    level: str
    codes: Sequence[str]
    names: Sequence[str]
    parents: Sequence[str | None]
    shapes: Objects


@dataclass(frozen=True)
class Checked:
    """What was found, with the name and the parent of each area it is about."""

    found: Found
    names: dict[str, str]
    parents: dict[str, str | None]
    is_parent_checked: bool
    are_gaps_checked: bool


def check_boundaries(connection: Connection, level: str, on: date, codes: Collection[str]) -> Checked:
    """Overlaps and gaps among areas of this level, and areas that leave their parent, where any of `codes` is concerned."""
    held = _held(connection, level, on)
    is_asked = _is_among(held.codes, codes)
    is_uneven = uneven(held.shapes)
    asked = {"is_uneven": is_uneven, "is_asked": is_asked}
    are_gaps_checked = int(is_uneven.sum()) <= MOST_UNEVEN
    found = [find_overlaps(held.codes, held.shapes, **asked)]
    if are_gaps_checked:
        found.append(find_gaps(held.codes, held.shapes, **asked))
    levels = [held]
    steps = _steps(connection, level, on)
    for child_level, above_level in steps:
        children = held if child_level == level else _held(connection, child_level, on)
        above = held if above_level == level else _held(connection, above_level, on)
        concerned = is_asked if child_level == level else _is_among(children.parents, codes)
        found.append(_strays(children, above, concerned))
        levels += [children, above]
    return Checked(
        _together(found),
        names={code: name for one in levels for code, name in zip(one.codes, one.names, strict=True)},
        parents={code: up for one in levels for code, up in zip(one.codes, one.parents, strict=True)},
        are_gaps_checked=are_gaps_checked,
        is_parent_checked=level == LEVELS[0] or level in dict(steps),
    )


def _held(connection: Connection, level: str, on: date) -> Held:
    table = connection.execute(statement("area_to_check"), {"level": level, "on": on}).to_arrow_table()
    return Held(
        level,
        codes=table["area_code"].to_pylist(),
        names=table["name"].to_pylist(),
        parents=table["parent_code"].to_pylist(),
        shapes=shapely.from_wkb(table["shape_wkb"].to_numpy()),
    )


def _is_among(values: Sequence[str | None], wanted: Collection[str]) -> Flags:
    chosen = frozenset(wanted)
    return np.array([value in chosen for value in values], dtype=bool)


def _steps(connection: Connection, level: str, on: date) -> list[tuple[str, str]]:
    """(level, nearest level above it that has boundaries), for this level and for those right below it."""
    above = level_above(connection, level, on)
    below = [
        child for child in LEVELS[LEVELS.index(level) + 1 :] if level_above(connection, child, on) == level
    ]
    return [*([(level, above)] if above else []), *((child, level) for child in below)]


def _strays(children: Held, above: Held, is_asked: Flags) -> Found:
    places = {code: place for place, code in enumerate(above.codes)}
    chosen = np.flatnonzero(is_asked).tolist()
    parents: Index = np.array([places.get(children.parents[one] or "", -1) for one in chosen], dtype=np.int64)
    codes = [children.codes[one] for one in chosen]
    return find_strays(codes, children.shapes[chosen], parents, above=(above.codes, above.shapes))


def _together(found: Sequence[Found]) -> Found:
    return Found(
        tuple(fault for one in found for fault in one.faults), sum(one.sliver_count for one in found)
    )
