"""The signature of httpfs looked over once a process: hashing it takes DuckDB 0.2 s at each of thousands of openings."""

from __future__ import annotations

import duckdb

import data.db
from data.extension import load_httpfs

PRODUCT_SETTINGS = data.db._settings


def check_signature_once() -> None:
    """Load httpfs as the product does, which refuses what is not signed; later openings load it without a look."""
    with duckdb.connect() as connection:
        load_httpfs(connection)
    data.db._settings = lambda spill: {**PRODUCT_SETTINGS(spill), "allow_unsigned_extensions": True}
