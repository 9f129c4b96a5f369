"""A home of millions of reports, its derived tables written in bulk instead of by a refresh.

make_city_home(folder, 10_000_000, 20_000)     8 counties, 160 towns, 1,600 communities, 20,000 jagged grids
"""

from __future__ import annotations

import sys
import time
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from benchmarks.jagged import polygons
from dashboard.home import make_home
from data.db import Connection, open_store
from data.lend import execute_with
from grid.joined import keep_joined

SQL = Path(__file__).parent / "sql"
AS_OF = date(2026, 3, 29)  # a Sunday: the last full week needs no refresh of its own
NOW = datetime(2026, 3, 30, 8, 0)
DAYS = 1095
PARTS = ((4, 2), (5, 4), (5, 2))  # counties, towns in a county, communities in a town: across and up
FIRST_DAY = date(2020, 1, 1)
TITLES = (
    "小区电梯停运无人维修，业主要求公开维修基金使用情况",
    "拖欠务工人员三个月工资，多次催要未果",
    "夜间施工噪声扰民，附近居民无法休息",
    "拆迁安置房逾期未交付，过渡费停发",
    "楼上漏水损坏天花板，赔偿协商未成",
    "承包地界址不清，要求重新丈量确权",
    "物业公共收益未公示，业主要求说明",
)
CODES = ("repeats", "people", "group_growth", "unanswered")
TABLES = (
    *("report", "place", "matter_report", "matter", "score", "reason", "deadline", "week"),
    *("group", "status", "submission", "signal"),
)


def make_city_home(folder: Path, reports: int, grids: int) -> None:
    """Make it; a few minutes for ten million."""
    began = time.monotonic()
    make_home(folder, now=NOW, is_demo=True)
    store = open_store(folder, "warehouse")
    try:
        with store.writing() as connection:
            shapes = _write_areas(connection, grids)
            _tell(f"{shapes:,} grids", began)
            _write_tables(connection, reports, shapes, began)
    finally:
        store.close()


def _write_tables(connection: Connection, reports: int, grids: int, began: float) -> None:
    values = _values(connection, reports, grids)
    _run(connection, "drawn", values)
    _tell(f"{reports:,} reports drawn", began)
    for table in TABLES:
        _run(connection, table, values)
        _tell(table, began)
    row = [AS_OF, NOW, reports, reports, reports * 4 // 5, 0, "benchmark"]
    connection.execute("INSERT INTO out_refresh VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute("DROP TABLE drawn")


def _values(connection: Connection, reports: int, grids: int) -> dict[str, object]:
    def codes(name: str) -> list[str]:
        found = connection.execute(
            "SELECT code FROM core_code WHERE set_code = ? ORDER BY code", [name]
        ).fetchall()
        return [str(row[0]) for row in found]

    return {
        "reports": reports,
        "grids": grids,
        "days": DAYS,
        "as_of": datetime(AS_OF.year, AS_OF.month, AS_OF.day),
        "kinds": codes("category"),
        "channels": codes("channel"),
        "titles": list(TITLES),
        "codes": list(CODES),
    }


def _run(connection: Connection, name: str, values: dict[str, object]) -> None:
    text = (SQL / f"faces_{name}.sql").read_text(encoding="utf-8")
    connection.execute(text, {key: value for key, value in values.items() if f"${key}" in text} or None)


def _write_areas(connection: Connection, count: int) -> int:
    """The hierarchy and the grids' own boundaries; the levels above are joined from them."""
    shapes = polygons(count)
    points = shapely.point_on_surface(shapes)
    lon, lat = shapely.get_x(points), shapely.get_y(points)
    county, town, community = _nested(lon, lat)
    codes = [f"G{number:06d}" for number in range(len(shapes))]
    names = [f"第{number % 12 + 1}网格" for number in range(len(shapes))]
    grids = [(codes[at], "grid", names[at], f"C{community[at]:05d}") for at in range(len(shapes))]
    areas = [*_upper(county, town, community), *grids]
    _lend_areas(connection, areas)
    boundary = pa.table(
        {
            "area_code": codes,
            "shape_wkb": [bytes(shape) for shape in shapely.to_wkb(shapes)],
            "inner_lon": lon,
            "inner_lat": lat,
            "grid_no": np.arange(len(shapes), dtype=np.int32),
        }
    )
    insert = (
        "INSERT INTO core_boundary SELECT area_code, $since, NULL, shape_wkb, inner_lon, inner_lat, 0.5, "
        "'EPSG:4326', FALSE FROM boundary"
    )
    execute_with(connection, insert, {"since": FIRST_DAY}, {"boundary": boundary})
    keep_joined(connection, as_of=AS_OF)  # as a refresh does
    ground = "CREATE TEMP TABLE ground AS SELECT grid_no, area_code, inner_lon, inner_lat FROM boundary"
    execute_with(connection, ground, None, {"boundary": boundary})
    return len(shapes)


def _nested(
    lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Which county, town and community each grid is in: tiles of equal numbers inside tiles of equal numbers."""
    level = np.zeros(len(lon), dtype=np.int64)
    found = []
    for across, up in PARTS:
        level = level * (across * up) + _tiles(level, lon, lat, across, up)
        found.append(level)
    return found[0], found[1], found[2]


def _tiles(
    within: NDArray[np.int64], lon: NDArray[np.float64], lat: NDArray[np.float64], across: int, up: int
) -> NDArray[np.int64]:
    tile = np.zeros(len(lon), dtype=np.int64)
    for one in np.unique(within):
        inside = np.flatnonzero(within == one)
        column = _quantile(lon[inside], across)
        for number in range(across):
            some = inside[column == number]
            tile[some] = number * up + _quantile(lat[some], up)
    return tile


def _quantile(values: NDArray[np.float64], parts: int) -> NDArray[np.int64]:
    rank = np.argsort(np.argsort(values))
    return np.asarray(rank * parts // max(len(values), 1), dtype=np.int64)


def _upper(
    county: NDArray[np.int64], town: NDArray[np.int64], community: NDArray[np.int64]
) -> list[tuple[str, str, str, str | None]]:
    counties = [(f"X{one}", "county", f"第{one + 1}县", "P") for one in np.unique(county)]
    towns = [
        (f"T{one:03d}", "town", f"{one}号镇", f"X{up}")
        for one, up in sorted({(int(a), int(b)) for a, b in zip(town, county, strict=True)})
    ]
    communities = [
        (f"C{one:05d}", "community", f"{one}村", f"T{up:03d}")
        for one, up in sorted({(int(a), int(b)) for a, b in zip(community, town, strict=True)})
    ]
    return [("P", "prefecture", "枫江市", None), *counties, *towns, *communities]


def _lend_areas(connection: Connection, areas: list[tuple[str, str, str, str | None]]) -> None:
    parents = {code: parent for code, _, _, parent in areas}
    levels = {code: level for code, level, _, _ in areas}
    paths = [(code, above, levels[above]) for code in parents for above in _above(code, parents)]
    columns = list(zip(*areas, strict=True))
    area = pa.table({name: list(columns[at]) for at, name in enumerate(("code", "level", "name", "parent"))})
    path = pa.table({name: [row[at] for row in paths] for at, name in enumerate(("code", "above", "level"))})
    insert = "INSERT INTO core_area SELECT code, level, name, parent, $since, NULL FROM area"
    execute_with(connection, insert, {"since": FIRST_DAY}, {"area": area})
    execute_with(
        connection, "INSERT INTO out_area_path SELECT code, above, level FROM path", None, {"path": path}
    )


def _above(code: str, parents: dict[str, str | None]) -> list[str]:
    above: list[str] = []
    one: str | None = code
    while one is not None:
        above.append(one)
        one = parents[one]
    return above


def _tell(line: str, began: float) -> None:
    print(f"faces {time.monotonic() - began:6.1f} s  {line}", file=sys.stderr, flush=True)
