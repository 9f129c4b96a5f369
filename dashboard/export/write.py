"""One named export to one file, by its suffix.

name        .csv .parquet   .geojson
reports     yes             points to show
matters     yes             inner point of their area
grids       yes             polygons
groups signals issues reasons deadlines   yes   no
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from dashboard.export.csv_file import write_csv
from dashboard.export.geojson_file import write_points, write_polygons
from dashboard.export.parquet_file import write_parquet
from dashboard.read import Door, View
from dashboard.whole_file import whole_file
from data.errors import BadArgument, NothingThere

NAMES = ("reports", "matters", "groups", "grids", "signals", "issues", "reasons", "deadlines")
PLACED = ("reports", "matters", "grids")
NOT_DERIVED = ("reports", "issues")
SUFFIXES = (".csv", ".parquet", ".geojson")


@dataclass(frozen=True)
class ExportReceipt:
    """What was written where."""

    path: Path
    row_count: int


def export(door: Door, name: str, out: Path) -> ExportReceipt:
    """Write the rows of `name` a general viewer may see to `out`, whole or not at all.

    BadArgument: unknown name or suffix, a suffix that does not fit, or a folder that is not there.
    NothingThere: it needs a refresh and there was none.
    """
    suffix = _checked(name, out)
    with door.open() as view:
        if name not in NOT_DERIVED:
            _need_refresh(view, name)
        table = view.table(f"export_{name}")
        with whole_file(out) as path:
            _write(view, name, suffix, table=table, path=path)
    return ExportReceipt(out, table.num_rows)


def _checked(name: str, out: Path) -> str:
    if name not in NAMES:
        known = " ".join(NAMES)
        raise BadArgument(
            f"没有「{name}」这种导出。可以导出：{known}",
            f"There is no export {name!r}. There are: {known}",
        )
    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadArgument(
            f"{out.name}：不认识后缀「{out.suffix}」。请用 .csv、.parquet 或 .geojson。",
            f"{out.name}: unknown suffix {out.suffix!r}. Use .csv, .parquet or .geojson.",
        )
    if suffix == ".geojson" and name not in PLACED:
        raise BadArgument(
            f"{name} 没有位置，不能导出为 geojson。请用 .csv 或 .parquet；有位置的是：{' '.join(PLACED)}",
            f"{name} have no place, so not as geojson. Use .csv or .parquet; those with a place: {' '.join(PLACED)}",
        )
    return suffix


def _need_refresh(view: View, name: str) -> None:
    if view.table("export_as_of").num_rows == 0:
        raise NothingThere(
            f"还没有算过，没有可导出的 {name}。请先运行：fengqiao refresh",
            f"Nothing has been computed yet, so there are no {name} to export. Run first: fengqiao refresh",
        )


def _write(view: View, name: str, suffix: str, *, table: pa.Table, path: Path) -> None:
    if suffix == ".csv":
        write_csv(table, path)
    elif suffix == ".parquet":
        write_parquet(table, path)
    elif name == "grids":
        write_polygons(table, view.table("export_shapes"), path)
    else:
        write_points(table, path)
