"""Sifted areas into core_area and core_boundary, inside the caller's transaction.

incoming  held at the same valid_from      becomes
new       –                                loaded
changed   other name, parent or shape      loaded, in the place of the held row
same      the same                         unchanged
clash     the code at another level        refused; unless the shape is the same: then the level is corrected
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import shapely

from data.db import Connection
from grid import rule
from grid.feature import Areas
from grid.level import LEVEL_NAMES_ZH
from grid.offset import Floats
from grid.parent import adopt_orphans, find_parents, level_above
from grid.query import statement
from grid.receipt import AreaProblem
from grid.shape import area_km2, inner_points

NOW = date.max  # no version ends so late: the versions in force are those without an end


@dataclass(frozen=True)
class Incoming:
    """The areas of one file with what holds for all of them."""

    file: str
    level: str
    valid_from: date
    crs_code: str
    areas: Areas


@dataclass(frozen=True)
class Stored:
    """What storing came to: loaded + unchanged + refused = incoming areas."""

    loaded_count: int
    unchanged_count: int
    refused_count: int
    repaired_count: int
    problems: tuple[AreaProblem, ...]
    new_count: int = 0


def store_areas(connection: Connection, incoming: Incoming) -> Stored:
    """Write the areas that are new or changed, close the versions they follow, and find parents by place."""
    table, orphans = _with_parents(connection, incoming)
    clashes, refused = _clashes(connection, incoming, table)
    table = table.filter(pc.invert(pc.is_in(table["area_code"], pa.array(refused, pa.string()))))
    same = _ask(connection, "area_unchanged", table)["area_code"].combine_chunks()
    fresh = table.filter(pc.invert(pc.is_in(table["area_code"], same)))
    known = _ask(connection, "area_known", fresh)["area_code"]
    for step in ("area_upsert", "boundary_upsert", "area_close", "boundary_close"):
        _tell(connection, step, fresh)
    adopt_orphans(connection, incoming.level, incoming.valid_from)
    strays = _missing_parents(connection, incoming)
    return Stored(
        loaded_count=len(fresh),
        unchanged_count=len(same),
        refused_count=len(refused),
        repaired_count=int(pc.sum(table["is_repaired"]).as_py() or 0),
        problems=(*clashes, *(one for one in orphans if one.area_code not in refused), *strays),
        new_count=len(fresh) - len(known),
    )


def _with_parents(connection: Connection, incoming: Incoming) -> tuple[pa.Table, list[AreaProblem]]:
    areas = incoming.areas
    lon, lat = inner_points(areas.shapes)
    told = areas.parents or (None,) * len(areas.codes)
    parents: list[str | None] = list(told)
    above, on = _above(connection, incoming) if areas.parents is None else (None, incoming.valid_from)
    problems: list[AreaProblem] = []
    if above:
        found = find_parents(connection, above, on, lon, lat)
        parents = [
            parent if parent != code else None for parent, code in zip(found, areas.codes, strict=True)
        ]
        problems = [
            rule.NO_PARENT_FOUND.problem(
                incoming.file, number, code, level_zh=LEVEL_NAMES_ZH[above], level_en=above
            )
            for number, code, parent in zip(areas.feature_nos, areas.codes, parents, strict=True)
            if parent is None
        ]
    return _table(incoming, parents, lon, lat), problems


def _above(connection: Connection, incoming: Incoming) -> tuple[str | None, date]:
    """The level to look for parents in: as it was on the first day, else as it is now."""
    above = level_above(connection, incoming.level, incoming.valid_from)
    return (above, incoming.valid_from) if above else (level_above(connection, incoming.level, NOW), NOW)


def _table(incoming: Incoming, parents: list[str | None], lon: Floats, lat: Floats) -> pa.Table:
    areas = incoming.areas
    count = len(areas.codes)
    return pa.table(
        {
            "area_code": pa.array(areas.codes, pa.string()),
            "level_code": pa.array([incoming.level] * count, pa.string()),
            "name": pa.array(areas.names, pa.string()),
            "parent_code": pa.array(parents, pa.string()),
            "valid_from_date": pa.array([incoming.valid_from] * count, pa.date32()),
            "shape_wkb": pa.array(shapely.to_wkb(areas.shapes), pa.binary()),
            "inner_lon": pa.array(lon, pa.float64()),
            "inner_lat": pa.array(lat, pa.float64()),
            "area_km2": pa.array(area_km2(areas.shapes), pa.float64()),
            "source_crs_code": pa.array([incoming.crs_code] * count, pa.string()),
            "is_repaired": pa.array(areas.is_repaired, pa.bool_()),
        }
    )


def _clashes(
    connection: Connection, incoming: Incoming, table: pa.Table
) -> tuple[list[AreaProblem], list[str]]:
    numbers = dict(zip(incoming.areas.codes, incoming.areas.feature_nos, strict=True))
    problems, refused = [], []
    for row in _ask(connection, "area_other_level", table).to_pylist():
        code, held = row["area_code"], row["held_level_code"]
        where = (incoming.file, numbers[code], code)
        words = {"held_zh": LEVEL_NAMES_ZH[held], "held_en": held, "name": row["held_name"]}
        if row["is_same_shape"]:
            words |= {"level_zh": LEVEL_NAMES_ZH[incoming.level], "level_en": incoming.level}
            problems.append(rule.LEVEL_CORRECTED.problem(*where, **words))
        else:
            problems.append(rule.OTHER_LEVEL.problem(*where, **words))
            refused.append(code)
    return problems, refused


def _missing_parents(connection: Connection, incoming: Incoming) -> list[AreaProblem]:
    areas = incoming.areas
    if areas.parents is None:
        return []
    held = {row[0] for row in connection.execute(statement("area_code_known")).fetchall()}
    return [
        rule.MISSING_PARENT.problem(incoming.file, number, code, parent=parent)
        for number, code, parent in zip(areas.feature_nos, areas.codes, areas.parents, strict=True)
        if parent is not None and parent not in held
    ]


def _ask(connection: Connection, query: str, table: pa.Table) -> pa.Table:
    connection.register("incoming_area", table)
    answer = connection.execute(statement(query)).to_arrow_table()
    connection.unregister("incoming_area")
    return answer


def _tell(connection: Connection, query: str, table: pa.Table) -> None:
    connection.register("incoming_area", table)
    connection.execute(statement(query))
    connection.unregister("incoming_area")
