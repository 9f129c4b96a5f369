"""What is known of the places of one day: areas, names, and the polygons of the finest level that has any.

core_area, core_boundary on 2024-05-01           read_gazetteer(connection, on=date(2024, 5, 1))
990101001001 grid      第一网格  polygon          finest_level = "grid", codes = ("990101001001", …), polygons
990101001    community 东风村    polygon          areas["990101001"] = Area(…, name="东风村", inner_lon=…, …)
core_local_name: 金桂苑, an estate                local_names = (LocalName("金桂苑", "estate", "990101001001"), …)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely

from data.db import Connection
from grid.addressing.alias import LocalName
from grid.level import LEVELS
from grid.offset import Floats
from grid.polygon import PolygonSearch
from grid.query import statement


@dataclass(frozen=True)
class Area:
    """An area with its inner point in CGCS2000 degrees; no point when it has no boundary."""

    code: str
    level: str
    name: str
    parent_code: str | None
    inner_lon: float | None
    inner_lat: float | None


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The areas of one day and the names the site keeps; `codes` are those of the polygons, in their order, that of codes."""

    finest_level: str | None
    codes: tuple[str, ...]
    polygons: PolygonSearch
    areas: Mapping[str, Area]
    local_names: tuple[LocalName, ...] = ()

    def areas_at(self, lon: Floats, lat: Floats) -> list[str | None]:
        """The code of the finest area each point is in; None outside all, and for what is no point."""
        places = np.full(len(lon), -1, dtype=np.int64)
        there = is_point(lon, lat)
        places[there] = self.polygons.find_polygon(lon[there], lat[there])
        return [self.codes[place] if place >= 0 else None for place in places.tolist()]

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The area itself and those above it that are held, nearest first; a cycle ends where it began."""
        path: list[str] = []
        at: str | None = code
        while at is not None and at in self.areas and at not in path:
            path.append(at)
            at = self.areas[at].parent_code
        return tuple(path)


def is_point(lon: Floats, lat: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the numbers are a place: given, on Earth, and not exactly 0, 0 (what forms send for "none")."""
    return np.asarray((np.abs(lon) <= 180) & (np.abs(lat) <= 90) & ~((lon == 0) & (lat == 0)), dtype=bool)


def read_gazetteer(connection: Connection, *, on: date | None) -> Gazetteer:
    """The areas in force on a day; on=None: the latest, those without an end."""
    day = date.max if on is None else on
    rows = connection.execute(statement("area_in_force"), {"on": day}).fetchall()
    areas = {row[0]: Area(*row) for row in rows}
    held = {area.level for area in areas.values() if area.inner_lon is not None}
    finest = next((level for level in reversed(LEVELS) if level in held), None)
    table = connection.execute(statement("boundary_of_level"), {"level": finest, "on": day}).to_arrow_table()
    return Gazetteer(
        finest_level=finest,
        codes=tuple(table["area_code"].to_pylist()),
        polygons=PolygonSearch(shapely.from_wkb(_objects(table["shape_wkb"])), kept_in=_folder(connection)),
        areas=areas,
        local_names=read_kept_names(connection),
    )


def read_kept_names(connection: Connection) -> tuple[LocalName, ...]:
    """The names a site keeps beside those of its areas."""
    return tuple(LocalName(*row) for row in connection.execute(statement("local_name")).fetchall())


def _objects(column: pa.ChunkedArray) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array([*column.to_pylist(), None], dtype=object)[:-1]


def _folder(connection: Connection) -> Path | None:
    """The folder cells/ of the home that the connection's file lies in; None for a database in memory."""
    row = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchone()
    return Path(row[0]).parent / "cells" if row and row[0] else None
