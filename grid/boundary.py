"""The features of a boundary file, as they stand in it: GeoJSON, Shapefile, GeoPackage or GeoParquet.

read_layer(Path("grids.geojson"), ("code", "name"))
→ Layer(columns={"code": ["990101001001", …], "name": ["第一网格", …]}, shapes=[<POLYGON …>, …], crs=<EPSG:4326>)

The coordinate system is the file's own or told, never guessed: GeoJSON is WGS 84 by its standard (RFC 7946).
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import BadArgument, BadFile

if TYPE_CHECKING:
    from pyproj import CRS

Objects = NDArray[np.object_]
VECTOR_SUFFIXES = (".geojson", ".json", ".shp", ".gpkg")
PARQUET_SUFFIXES = (".parquet", ".geoparquet")


@dataclass(frozen=True)
class Layer:
    """One layer of a file: wanted columns by name, one shape (or None) per feature, and the file's own system."""

    columns: Mapping[str, Sequence[object]]
    shapes: Objects
    is_unclosed: NDArray[np.bool_]  # rings that did not end where they began, closed here
    crs: CRS | None
    is_geojson: bool
    name: str
    other_layers: tuple[str, ...] = ()


def read_layer(file: Path, wanted: Sequence[str]) -> Layer:
    """The first layer with its wanted columns; BadFile when it cannot be read, BadArgument when a column is not there."""
    if not file.is_file():
        raise BadFile(f"{file}：找不到这个文件。请核对路径。", f"{file}: no such file. Check the path.")
    suffix = file.suffix.lower()
    if suffix not in VECTOR_SUFFIXES + PARQUET_SUFFIXES:
        raise _unreadable(file)
    try:
        layer = _read_parquet(file, wanted) if suffix in PARQUET_SUFFIXES else _read_vector(file, wanted)
    except (
        RuntimeError,
        ValueError,
        OSError,
    ) as error:  # what GDAL and Arrow raise for a file they cannot read
        raise _unreadable(file) from error
    if len(layer.shapes) == 0:
        raise BadFile(
            f"{file.name}：没有任何图形。请核对导出的图层。",
            f"{file.name}: holds no feature. Check the exported layer.",
        )
    return layer


def _read_vector(file: Path, wanted: Sequence[str]) -> Layer:
    import pyogrio
    from pyproj import CRS

    layers = [str(name) for name, kind in pyogrio.list_layers(file) if kind is not None]
    if not layers:
        raise _unreadable(file)
    encoding = _encoding_of(file)
    info = pyogrio.read_info(file, layer=layers[0], encoding=encoding)
    _check_columns(file, wanted, [str(field) for field in info["fields"]], is_empty=info["features"] == 0)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # GDAL's notes on unclosed rings: ours say which feature
        meta, _, wkb, values = pyogrio.raw.read(
            file, layer=layers[0], columns=list(wanted), encoding=encoding, force_2d=True
        )
    shapes, is_unclosed = _shapes_of(wkb)
    return Layer(
        columns=dict(zip(meta["fields"], values, strict=True)),
        shapes=shapes,
        is_unclosed=is_unclosed,
        crs=CRS.from_user_input(meta["crs"]) if meta["crs"] else None,
        is_geojson=info["driver"] == "GeoJSON",
        name=layers[0],
        other_layers=tuple(layers[1:]),
    )


def _shapes_of(wkb: Objects) -> tuple[Objects, NDArray[np.bool_]]:
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    is_unclosed = shapely.is_missing(shapes) & np.array([one is not None for one in wkb], dtype=bool)
    for place in np.flatnonzero(is_unclosed):
        shapes[place] = _closed(wkb[place])
    return shapes, is_unclosed


def _closed(wkb: bytes) -> shapely.Geometry | None:
    try:
        return shapely.from_wkb(wkb, on_invalid="fix")
    except shapely.errors.ShapelyError:
        return None  # nothing a ring can be made of: refused later as having no shape


def _read_parquet(file: Path, wanted: Sequence[str]) -> Layer:
    import geopandas

    frame = geopandas.read_parquet(file)
    there = [str(column) for column in frame.columns if column != frame.geometry.name]
    _check_columns(file, wanted, there, is_empty=len(frame) == 0)
    return Layer(
        columns={column: frame[column].to_numpy(dtype=object, na_value=None) for column in wanted},
        shapes=shapely.force_2d(np.asarray(frame.geometry.array, dtype=object)),
        is_unclosed=np.zeros(len(frame), dtype=bool),
        crs=frame.crs,
        is_geojson=False,
        name=file.stem,
    )


def _encoding_of(file: Path) -> str | None:
    """GBK for a Shapefile that does not say its encoding and is not UTF-8; None leaves it to the file."""
    table = file.with_suffix(".dbf")
    if file.suffix.lower() != ".shp" or file.with_suffix(".cpg").exists() or not table.exists():
        return None
    content = table.read_bytes()
    records = content[int.from_bytes(content[8:10], "little") :]
    for encoding in ("UTF-8", "GB18030"):
        try:
            records.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _check_columns(file: Path, wanted: Sequence[str], there: Sequence[str], *, is_empty: bool) -> None:
    missing = [column for column in wanted if column not in there]
    if missing and not is_empty:
        raise BadArgument(
            f"{file.name}：没有「{'、'.join(missing)}」列。文件里的列有：{'、'.join(there)}。",
            f"{file.name}: has no column {', '.join(missing)}. Its columns are: {', '.join(there)}.",
        )


def _unreadable(file: Path) -> BadFile:
    return BadFile(
        f"{file.name}：不是能读的边界文件。请用 GeoJSON、Shapefile（.shp 与 .dbf、.shx 放在一起）、GeoPackage 或 GeoParquet。",
        f"{file.name}: not a boundary file that can be read. "
        "Use GeoJSON, Shapefile (.shp beside its .dbf and .shx), GeoPackage or GeoParquet.",
    )
