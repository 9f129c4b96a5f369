"""Every table and column of a really made home says what it is, once, in the schema file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dashboard.home import Home, make_home, open_home
from data.db import Store
from data.dictionary import SQL, tables

NOW = datetime(2026, 7, 1, 9, 0)
STORES = (("warehouse", "schema.sql"), ("vault", "vault.sql"))
both = pytest.mark.parametrize(("name", "file"), STORES, ids=[name for name, _ in STORES])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    path = tmp_path_factory.mktemp("dictionary") / "home"
    make_home(path, now=NOW)
    made = open_home(path, now=NOW)
    yield made
    made.close()


def ask(store: Store, sql: str) -> list[tuple[str, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


@both
def test_every_table_and_column_of_a_made_home_is_explained(home: Home, name: str, file: str) -> None:
    store: Store = getattr(home, name)
    where = f"WHERE database_name = '{name}' AND coalesce(trim(comment), '') = ''"
    assert ask(store, f"SELECT table_name FROM duckdb_tables() {where}") == []
    assert ask(store, f"SELECT table_name, column_name FROM duckdb_columns() {where}") == []


@both
def test_a_made_home_holds_the_tables_of_its_schema_file_and_no_others(
    home: Home, name: str, file: str
) -> None:
    held = ask(getattr(home, name), f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{name}'")
    assert sorted(table for (table,) in held) == sorted(tables(file))


@both
def test_every_column_of_the_schema_file_is_read_in_its_order(name: str, file: str) -> None:
    """DuckDB itself reads the whole file; the dictionary has to find the same."""
    with duckdb.connect() as scratch:
        scratch.execute((SQL / file).read_text(encoding="utf-8"))
        rows = scratch.execute(
            "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
            "WHERE NOT internal GROUP BY table_name"
        ).fetchall()
    found = {table.name: [column.name for column in table.columns] for table in tables(file).values()}
    assert found == dict(rows)


@both
def test_comments_are_words_and_fit_the_data(home: Home, name: str, file: str) -> None:
    """区域: one row per area …: a Chinese word and the grain; and no column without words."""
    for table in tables(file).values():
        assert re.match(r"[\u4e00-\u9fff]+: one row", table.comment), table.name
        for column in table.columns:
            assert len(column.comment) >= 3, f"{table.name}.{column.name}"


def test_a_comment_with_an_apostrophe_survives(home: Home) -> None:
    told = dict(
        ask(
            home.warehouse,
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'raw_submission'",
        )
    )
    assert told["file_sha256"] == "SHA-256 of the file's bytes; the bytes themselves are in the vault"


def test_names_end_in_their_kind() -> None:
    """STYLE.md 5: times end in _at or _date, counts in _count, shares in _share, by what they hold."""
    ends = {"TIMESTAMP": ("_at",), "DATE": ("_date",), "UUID": ("_token", "token"), "BOOLEAN": ("",)}
    for _, file in STORES:
        for table in tables(file).values():
            for column in table.columns:
                wanted = ends.get(column.type.split()[0], ("",))
                assert column.name.endswith(wanted), f"{table.name}.{column.name} {column.type}"


def test_the_schema_file_stands_alone(tmp_path: Path) -> None:
    """Each statement by itself makes its table, so a derived table can be rebuilt without the others."""
    for _, file in STORES:
        for table in tables(file).values():
            with duckdb.connect() as scratch:
                scratch.execute(table.create_sql)
                for statement in table.comment_statements():
                    scratch.execute(statement)
