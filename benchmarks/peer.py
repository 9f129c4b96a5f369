"""Other engines that place points in polygons, each asked in the way its own documentation recommends.

peer                   index                    what is timed                     a point on a shared edge
shapely STRtree        kept                     query(points, "intersects")       the first polygon
geopandas.sjoin        kept in its frame        sjoin(predicate="intersects")     the first polygon
DuckDB spatial         its SPATIAL_JOIN's own   join on ST_Intersects             the first polygon
SedonaDB               its join's own           join on ST_Intersects             the first polygon

Each takes Arrow columns and answers with an Arrow column: the place of the polygon, -1 for none.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

Objects = NDArray[np.object_]
Answer = tuple[float, NDArray[np.int32]]  # seconds, places
Peer = Callable[[Objects, pa.Table], Answer]
NOWHERE = -1


def by_shapely(shapes: Objects, points: pa.Table) -> Answer:
    """shapely's STRtree, built beforehand, the polygons prepared."""
    tree = shapely.STRtree(shapes)
    shapely.prepare(shapes)
    tree.query(shapely.points([0.0], [0.0]), predicate="intersects")
    began = time.perf_counter()
    made = shapely.points(points["lon"].to_numpy(), points["lat"].to_numpy())
    point, polygon = tree.query(made, predicate="intersects")
    found = first_of(point, polygon, len(points))
    return time.perf_counter() - began, found


def by_geopandas(shapes: Objects, points: pa.Table) -> Answer:
    """geopandas.sjoin, the polygons' own index built beforehand."""
    import geopandas

    areas = geopandas.GeoDataFrame(geometry=shapes, crs="EPSG:4490")
    assert areas.sindex is not None
    began = time.perf_counter()
    spots = geopandas.points_from_xy(points["lon"].to_numpy(), points["lat"].to_numpy(), crs="EPSG:4490")
    joined = geopandas.sjoin(
        geopandas.GeoDataFrame(geometry=spots), areas, how="inner", predicate="intersects"
    )
    found = first_of(joined.index.to_numpy(), joined["index_right"].to_numpy(), len(points))
    return time.perf_counter() - began, found


def by_duckdb(shapes: Objects, points: pa.Table) -> Answer:
    """DuckDB's spatial extension: its SPATIAL_JOIN operator builds an index of the polygons as it goes."""
    import duckdb
    import duckdb_extension_spatial

    connection = duckdb.connect()
    folder = Path(duckdb_extension_spatial.__path__[0]) / "extensions" / f"v{duckdb.__version__}"
    connection.execute(f"LOAD '{folder / 'spatial.duckdb_extension'}'")
    connection.register("given", _polygons(shapes))
    connection.execute("CREATE TABLE area AS SELECT place, ST_GeomFromWKB(shape) AS shape FROM given")
    spots = points.append_column("number", pa.array(np.arange(len(points))))
    connection.register("spot", spots)
    query = (
        "SELECT spot.number, min(area.place) AS place FROM spot JOIN area "
        "ON ST_Intersects(area.shape, ST_Point(spot.lon, spot.lat)) GROUP BY ALL"
    )
    began = time.perf_counter()
    told = connection.execute(query).to_arrow_table()
    found = first_of(told["number"].to_numpy(), told["place"].to_numpy(), len(points))
    return time.perf_counter() - began, found


def by_sedonadb(shapes: Objects, points: pa.Table) -> Answer:
    """SedonaDB's spatial join, on DataFusion."""
    import sedonadb

    context: Any = sedonadb.connect()
    context.create_data_frame(_polygons(shapes)).to_view("area")
    context.create_data_frame(points.append_column("number", pa.array(np.arange(len(points))))).to_view(
        "spot"
    )
    query = (
        "SELECT number, min(place) AS place FROM (SELECT number, ST_Point(lon, lat) AS at FROM spot) AS spot "
        "JOIN (SELECT place, ST_GeomFromWKB(shape) AS shape FROM area) AS area "
        "ON ST_Intersects(area.shape, spot.at) GROUP BY number"
    )
    began = time.perf_counter()
    told = pa.table(context.sql(query).to_arrow_table())
    found = first_of(told["number"].to_numpy(), told["place"].to_numpy(), len(points))
    return time.perf_counter() - began, found


PEERS: dict[str, Peer] = {
    "shapely": by_shapely,
    "geopandas": by_geopandas,
    "duckdb_spatial": by_duckdb,
    "sedonadb": by_sedonadb,
}


def first_of(point: NDArray[np.integer], polygon: NDArray[np.integer], count: int) -> NDArray[np.int32]:
    """For each point the first of the polygons it was met with; -1 for those met with none."""
    found = np.full(count, np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(found, point, polygon.astype(np.int32))
    found[found == np.iinfo(np.int32).max] = NOWHERE
    return found


def _polygons(shapes: Objects) -> pa.Table:
    return pa.table({"place": np.arange(len(shapes)), "shape": pa.array(shapely.to_wkb(shapes), pa.binary())})
