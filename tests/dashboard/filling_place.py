"""The made-up county: jagged cells that tile without gaps, codes with prefix 99."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from data.db import Connection

FROM = date(2024, 1, 1)
COUNTY = "990101000000"
TOWNS = ("枫桥镇", "临江街道", "石塘乡")
COMMUNITIES = ("新桥社区", "东湖社区", "柳岸村", "锦绣社区")
WIDTH, HEIGHT, ROWS = 9, 8, 4  # 9 × 8 cells: a town is 3 columns wide, a community two rows of it
CELL = 0.02
LON, LAT = 120.30, 29.70


@dataclass(frozen=True)
class Place:
    """One area with its shape and the areas above it, itself first."""

    code: str
    level: str
    name: str
    parent: str | None
    shape: BaseGeometry
    path: tuple[tuple[str, str], ...]


def make_places(seed: int) -> list[Place]:
    """County, towns, communities and grids, each the union of what is below it."""
    corners = _corners(random.Random(seed))
    grids = [_grid(corners, x, y) for y in range(HEIGHT) for x in range(WIDTH)]
    communities = _above(grids, "community", lambda code: COMMUNITIES[int(code[9:12]) - 1])
    towns = _above(communities, "town", lambda code: TOWNS[int(code[6:9]) - 100])
    county = _above(towns, "county", lambda _code: "枫江县")
    by_code = {place.code: place for place in [*county, *towns, *communities, *grids]}
    return [_with_path(place, by_code) for place in by_code.values()]


def _corners(rng: random.Random) -> dict[tuple[int, int], tuple[float, float]]:
    def jiggle() -> float:
        return rng.uniform(-0.3, 0.3) * CELL

    spots = ((x, y) for x in range(WIDTH + 1) for y in range(HEIGHT + 1))
    return {(x, y): (LON + x * CELL + jiggle(), LAT + y * CELL + jiggle()) for x, y in spots}


def _grid(corners: dict[tuple[int, int], tuple[float, float]], x: int, y: int) -> Place:
    ring = [corners[spot] for spot in ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))]
    community = f"990101{100 + x // 3:03d}{1 + y // 2:03d}"
    number = x % 3 + 3 * (y % 2) + 1
    return Place(f"{community}{number:03d}", "grid", f"第{number}网格", community, Polygon(ring), ())


def _above(below: list[Place], level: str, name) -> list[Place]:
    parents = sorted({place.parent for place in below if place.parent})
    upper = {
        "community": lambda code: code[:9] + "000",
        "town": lambda _code: COUNTY,
        "county": lambda _c: None,
    }
    return [Place(code, level, name(code), upper[level](code), _union(below, code), ()) for code in parents]


def _union(below: list[Place], code: str) -> BaseGeometry:
    return shapely.union_all([place.shape for place in below if place.parent == code])


def _with_path(place: Place, by_code: dict[str, Place]) -> Place:
    path, at = [], place
    while True:
        path.append((at.code, at.level))
        if at.parent is None:
            return Place(place.code, place.level, place.name, place.parent, place.shape, tuple(path))
        at = by_code[at.parent]


def write_places(connection: Connection, places: list[Place]) -> None:
    """core_area, core_boundary and out_area_path."""
    for place in places:
        inner = place.shape.representative_point()
        connection.execute(
            "INSERT INTO core_area VALUES (?, ?, ?, ?, ?, NULL)",
            [place.code, place.level, place.name, place.parent, FROM],
        )
        connection.execute(
            "INSERT INTO core_boundary VALUES (?, ?, NULL, ?, ?, ?, 1.0, 'EPSG:4490', FALSE)",
            [place.code, FROM, shapely.to_wkb(place.shape), inner.x, inner.y],
        )
        for code, level in place.path:
            connection.execute("INSERT INTO out_area_path VALUES (?, ?, ?)", [place.code, code, level])
