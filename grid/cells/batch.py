"""The cell index under engines that hand over Arrow: DuckDB calls a function of two columns, Spark one of batches.

report_id  lon     lat         →   report_id  lon     lat    area_code
R1         120.1   30.2            R1         120.1   30.2   990101001
R2         0.0     0.0             R2         0.0     0.0    null

DuckDB   connection.create_function("area_of", AreaOf(codes, index), ["DOUBLE", "DOUBLE"], "VARCHAR", type="arrow",
                                    null_handling="special")
Spark    frame.mapInArrow(PlaceBatches(open_it), "report_id string, lon double, lat double, area_code string")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from grid.cellindex import CellIndex


@dataclass(frozen=True)
class AreaOf:
    """lon, lat → area code, null in none; codes in the order of the index's polygons."""

    codes: Sequence[str]
    index: CellIndex

    def __call__(self, lon: pa.Array, lat: pa.Array) -> pa.StringArray:
        """One code for each point; degrees, a null or NaN is in none."""
        return pa.array(self.codes, pa.string()).take(self.index.find_arrow(lon, lat))


@dataclass(frozen=True)
class PlaceBatches:
    """What mapInArrow calls with an iterator of batches; open_it is called once by each worker, not once a batch.

    open_it: gives AreaOf, from the kept index for example, so that no index travels with the job.
    """

    open_it: Callable[[], AreaOf]
    lon: str = "lon"
    lat: str = "lat"
    area: str = "area_code"

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Each batch with the column of area codes after its own."""
        area_of = self.open_it()
        for batch in batches:
            codes = area_of(batch.column(self.lon), batch.column(self.lat))
            yield pa.RecordBatch.from_arrays(
                [*batch.columns, codes], schema=batch.schema.append(pa.field(self.area, pa.string()))
            )
