"""The cell index called by DuckDB and in the way Spark's mapInArrow calls: the answers of find, nulls where there is none."""

from __future__ import annotations

import pickle

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from grid.cellindex import build_cell_index
from grid.cells.batch import AreaOf, PlaceBatches
from tests.grid.exact_twin import jagged_tiles

TILES = jagged_tiles(30, seed=4)
CODES = tuple(f"A{number:02d}" for number in range(len(TILES)))
AREA_OF = AreaOf(CODES, build_cell_index(TILES))
SPOTS = np.random.default_rng(5).uniform(-0.2, 1.2, (5000, 2))


def spots() -> pa.Table:
    """Two points without a number among those of SPOTS."""
    lon, lat = (pa.array(column) for column in SPOTS.T.copy())
    nothing = pa.array([None, 0.5], pa.float64())
    return pa.table(
        {
            "report_id": [f"R{number}" for number in range(len(SPOTS) + 2)],
            "lon": pa.concat_arrays([lon, nothing]),
            "lat": pa.concat_arrays([lat, pa.array([0.5, float("nan")])]),
        }
    )


def expected() -> list[str | None]:
    """By find itself."""
    found = AREA_OF.index.find(*SPOTS.T)
    return [CODES[place] if place >= 0 else None for place in found.tolist()] + [None, None]


def test_duckdb_asks_the_index_in_a_query() -> None:
    with duckdb.connect() as connection:
        connection.create_function(
            "area_of", AREA_OF, ["DOUBLE", "DOUBLE"], "VARCHAR", type="arrow", null_handling="special"
        )
        rows = connection.from_arrow(spots())  # noqa: F841  read by name
        told = connection.execute("SELECT area_of(lon, lat) FROM rows").to_arrow_table().column(0).to_pylist()
    assert told == expected()
    assert {None, *CODES} == set(told)


@pytest.mark.parametrize("rows", [1, 7, 1000, 10_000])
def test_batches_of_any_size_come_back_whole_and_in_order(rows: int) -> None:
    opened = []
    place = PlaceBatches(lambda: opened.append(1) or AREA_OF)
    told = pa.Table.from_batches(place(spots().to_batches(max_chunksize=rows)))
    assert told.column_names == ["report_id", "lon", "lat", "area_code"]
    assert told["report_id"].to_pylist() == spots()["report_id"].to_pylist()
    assert told["area_code"].to_pylist() == expected()
    assert opened == [1]


def test_no_batches_give_none() -> None:
    assert list(PlaceBatches(lambda: AREA_OF)(iter(()))) == []


def test_it_travels_to_a_worker() -> None:
    there = pickle.loads(pickle.dumps(AREA_OF))
    assert there(spots()["lon"], spots()["lat"]).to_pylist() == expected()
