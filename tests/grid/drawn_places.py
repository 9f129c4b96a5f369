"""Small worlds for the tests of grid/: squares of 0.01 degrees (about 1 km), files and tables drawn by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import shapely

from data.db import Store
from grid.area import load_areas
from grid.receipt import AreasReceipt

STEP = 0.01
WEST, SOUTH = 120.0, 30.0


def square(column: float, row: float, *, width: float = 1, height: float = 1) -> shapely.Polygon:
    """A square of the grid whose south-west corner is (column, row) steps from 120°E 30°N."""
    x, y = WEST + column * STEP, SOUTH + row * STEP
    return shapely.box(x, y, x + width * STEP, y + height * STEP)


def spot(column: float, row: float) -> tuple[float, float]:
    return WEST + column * STEP, SOUTH + row * STEP


def write_geojson(
    path: Path,
    features: Iterable[tuple[Mapping[str, object], shapely.Geometry | Mapping[str, object] | None]],
) -> Path:
    """A GeoJSON file of (properties, shape) pairs; a shape may be raw GeoJSON when shapely would refuse it."""
    rows = [
        {
            "type": "Feature",
            "properties": dict(properties),
            "geometry": json.loads(shapely.to_geojson(shape))
            if isinstance(shape, shapely.Geometry)
            else shape,
        }
        for properties, shape in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


def load(warehouse: Store, path: Path, level: str, **options: object) -> AreasReceipt:
    """load_areas with the columns every drawn file has."""
    given = {"code": "code", "name": "name", "valid_from": date(2020, 1, 1)} | options
    return load_areas(warehouse, path, level=level, **given)  # type: ignore[arg-type]


def load_county(warehouse: Store, folder: Path) -> None:
    """One county, two towns, three villages, five grids.

    枫桥镇 990101                       石门镇 990102
    东风村 …001          石门村 …002     东风村 …001
    第一网格  第二网格     第一网格         东风村第一网格  东风村第二网格
    """
    county = [({"code": "9901", "name": "枫县"}, square(0, 0, width=5))]
    towns = [
        ({"code": "990101", "name": "枫桥镇"}, square(0, 0, width=3)),
        ({"code": "990102", "name": "石门镇"}, square(3, 0, width=2)),
    ]
    villages = [
        ({"code": "990101001", "name": "东风村"}, square(0, 0, width=2)),
        ({"code": "990101002", "name": "石门村"}, square(2, 0)),
        ({"code": "990102001", "name": "东风村"}, square(3, 0, width=2)),
    ]
    grids = [
        ({"code": "990101001001", "name": "第一网格"}, square(0, 0)),
        ({"code": "990101001002", "name": "第二网格"}, square(1, 0)),
        ({"code": "990101002001", "name": "第一网格"}, square(2, 0)),
        ({"code": "990102001001", "name": "东风村第一网格"}, square(3, 0)),
        ({"code": "990102001002", "name": "东风村第二网格"}, square(4, 0)),
    ]
    for level, features in (("county", county), ("town", towns), ("community", villages), ("grid", grids)):
        load(warehouse, write_geojson(folder / f"{level}.geojson", features), level)


def reports(*rows: Mapping[str, object], day: datetime = datetime(2024, 5, 1, 9)) -> pa.Table:
    """Rows for locate(): report_id R1, R2 … and None for every column a row leaves out."""
    empty = {
        "reported_at": day,
        "lon": None,
        "lat": None,
        "grid_text": None,
        "village_name": None,
        "town_name": None,
        "place_text": None,
    }
    filled = [{"report_id": f"R{number}", **empty, **row} for number, row in enumerate(rows, start=1)]
    kinds = {"reported_at": pa.timestamp("us"), "lon": pa.float64(), "lat": pa.float64()}
    names = ("report_id", *empty)
    return pa.Table.from_pylist(filled, pa.schema([(name, kinds.get(name, pa.string())) for name in names]))


def places(table: pa.Table) -> list[tuple[object, ...]]:
    """(area_code, located_by) of each row."""
    return list(zip(table["area_code"].to_pylist(), table["located_by"].to_pylist(), strict=True))
