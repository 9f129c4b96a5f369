"""A table as CSV that any spreadsheet opens rightly: UTF-8 with BOM, and no cell that is taken for a formula."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from dashboard.neutral import neutral_column

BOM = b"\xef\xbb\xbf"
BETWEEN_ITEMS = ";"


def write_csv(table: pa.Table, path: Path) -> None:
    """Write the table, times as 2024-05-13T08:30:00, lists joined by ';'."""
    with path.open("wb") as file:
        _write(table, file)


def csv_bytes(table: pa.Table) -> bytes:
    """The same of a small table, to be sent at once."""
    file = BytesIO()
    _write(table, file)
    return file.getvalue()


def _write(table: pa.Table, file: BinaryIO) -> None:
    columns = [_as_written(column) for column in table.columns]
    file.write(BOM)
    csv.write_csv(pa.table(columns, names=table.column_names), file)


def _as_written(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, BETWEEN_ITEMS)
    if pa.types.is_timestamp(column.type):
        column = pc.strftime(column.cast(pa.timestamp("s"), safe=False), format="%Y-%m-%dT%H:%M:%S")
    return neutral_column(column) if pa.types.is_string(column.type) else column
