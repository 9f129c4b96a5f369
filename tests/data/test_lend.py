"""Arrow tables lent to a statement: read by name, given back when it ends, also inside a long transaction."""

from __future__ import annotations

import gc

import duckdb
import pyarrow as pa
import pytest

from data.lend import execute_with


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    """A connection inside a transaction, with an empty table."""
    made = duckdb.connect()
    made.execute("CREATE TABLE held (number BIGINT)")
    made.execute("BEGIN")
    return made


def test_a_statement_reads_the_table_by_its_name(connection: duckdb.DuckDBPyConnection) -> None:
    given = pa.table({"number": [1, 2, 3]})
    execute_with(
        connection,
        "INSERT INTO held SELECT number FROM given WHERE number > $least",
        {"least": 1},
        {"given": given},
    )
    assert connection.execute("SELECT list(number) FROM held").fetchall() == [([2, 3],)]
    del given  # which DuckDB would find among this function's own names
    with pytest.raises(duckdb.CatalogException):
        connection.execute("SELECT * FROM given")


def test_nothing_is_held_until_the_transaction_ends(connection: duckdb.DuckDBPyConnection) -> None:
    """A registered table would be: this is what lending is for."""
    before = pa.total_allocated_bytes()
    for _ in range(20):
        given = pa.table({"number": pa.array(range(100_000), pa.int64())})
        execute_with(connection, "INSERT INTO held FROM given", None, {"given": given})
        del given
    gc.collect()
    assert pa.total_allocated_bytes() - before < 2 * 800_000
    assert connection.execute("SELECT count(*) FROM held").fetchone() == (2_000_000,)


def test_a_name_of_the_statement_itself_cannot_be_lent(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(AssertionError, match="values"):
        execute_with(connection, "SELECT 1", None, {"values": pa.table({"a": [1]})})
