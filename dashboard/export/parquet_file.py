"""A table as Parquet, its own types kept."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write the table."""
    parquet.write_table(table, path, compression="zstd")
