"""A home of schema 8 opens with its accounts: nobody is locked out, the administrator opens no matters any more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from data.db import SQL, migrate, open_store
from tests.new_home import new_stores

NOW = datetime(2026, 7, 1, 9, 0)
BEFORE = """
CREATE TABLE core_account (
    username VARCHAR PRIMARY KEY, password_hash VARCHAR NOT NULL, role_code VARCHAR NOT NULL,
    must_change BOOLEAN NOT NULL, failed_count INTEGER NOT NULL, locked_until_at TIMESTAMP, created_at TIMESTAMP NOT NULL
)
"""
HELD = [
    # name    hash   role                    must change  failed  locked until             made
    ("admin", "h1", "system_administrator", False, 0, None, NOW),
    ("chen", "h2", "command_centre", True, 3, datetime(2026, 7, 1, 9, 15), NOW),
]
THEN = [
    ("admin", "h1", "system_admin", False, 0, None, NOW),
    ("chen", "h2", "command_centre", True, 3, datetime(2026, 7, 1, 9, 15), NOW),
]


def test_accounts_of_schema_8_are_kept(tmp_path: Path) -> None:
    store = open_store(new_stores(tmp_path / "home"), "warehouse")
    only = tmp_path / "migrations"
    only.mkdir()
    (only / "0009_accounts.sql").write_text((SQL / "migrations" / "0009_accounts.sql").read_text())
    with store.reading() as connection:
        fresh = _shape(connection)
    with store.writing() as connection:
        connection.execute("DROP TABLE core_account")
        connection.execute(BEFORE)
        connection.executemany("INSERT INTO core_account VALUES (?, ?, ?, ?, ?, ?, ?)", HELD)
        connection.execute("UPDATE core_migration SET version_no = 8")
    assert migrate(store, now=NOW, folder=only) == 9
    with store.reading() as connection:
        names = "username, password_hash, role_code, must_change, failed_count, locked_until_at, created_at"
        kept = connection.execute(f"SELECT {names} FROM core_account ORDER BY username").fetchall()
        new = connection.execute(
            "SELECT DISTINCT is_locked, area_code, totp_salt FROM core_account"
        ).fetchall()
        assert _shape(connection) == fresh, "a home brought up to date has other columns than a new one"
    store.close()
    assert kept == THEN
    assert new == [(False, None, None)]


def _shape(connection) -> list[tuple[object, ...]]:  # type: ignore[no-untyped-def]
    columns = connection.execute(
        "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() "
        "WHERE table_name = 'core_account' AND database_name = 'warehouse' ORDER BY column_index"
    ).fetchall()
    keys = connection.execute(
        "SELECT constraint_text FROM duckdb_constraints() WHERE table_name = 'core_account' AND "
        "database_name = 'warehouse' AND constraint_type = 'PRIMARY KEY'"
    ).fetchall()
    return [*columns, *keys]
