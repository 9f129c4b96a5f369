"""A table as GeoJSON (RFC 7946): longitude and latitude, seven decimals (about a centimetre)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import shapely

Geometry = dict[str, object] | None
DECIMALS = 7


def write_points(table: pa.Table, path: Path) -> None:
    """One feature per row at its lon and lat; a row without a place has no geometry."""
    points = zip(table["lon"].to_pylist(), table["lat"].to_pylist(), strict=True)
    _write(path, table, (_point(lon, lat) for lon, lat in points))


def write_polygons(table: pa.Table, shapes: pa.Table, path: Path) -> None:
    """One feature per grid with its boundary; shapes: area_code, shape_wkb."""
    known = dict(zip(shapes["area_code"].to_pylist(), shapes["shape_wkb"].to_pylist(), strict=True))
    _write(path, table, (polygon(known.get(code)) for code in table["grid_code"].to_pylist()))


def _point(lon: float | None, lat: float | None) -> Geometry:
    if lon is None or lat is None:
        return None
    return {"type": "Point", "coordinates": [round(lon, DECIMALS), round(lat, DECIMALS)]}


def polygon(wkb: bytes | None) -> Geometry:
    """A boundary as a GeoJSON geometry; None without one."""
    if wkb is None:
        return None
    shape = shapely.orient_polygons(shapely.from_wkb(wkb), exterior_cw=False)
    geometry = shapely.geometry.mapping(shape)
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}


def _rounded(coordinates: object) -> object:
    if isinstance(coordinates, float):
        return round(coordinates, DECIMALS)
    return [_rounded(part) for part in coordinates]  # type: ignore[attr-defined]  # nested tuples down to floats


def _write(path: Path, table: pa.Table, geometries: Iterable[Geometry]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for number, (properties, geometry) in enumerate(zip(_records(table), geometries, strict=True)):
            feature = {"type": "Feature", "properties": properties, "geometry": geometry}
            file.write(",\n" if number else "\n")
            json.dump(feature, file, ensure_ascii=False, allow_nan=False, default=_iso)
        file.write("\n]}\n")


def _records(table: pa.Table) -> Iterator[dict[str, object]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def _iso(value: date | datetime) -> str:
    return value.isoformat()
