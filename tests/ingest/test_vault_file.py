"""Files in the vault: kept whole or not at all, given back as they came, whatever their length."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from data.db import Store, migrate, open_store
from data.dictionary import tables
from data.errors import BadFile, NothingThere
from ingest.store import vault_file
from ingest.store.vault_file import file_parts, keep_file, read_file, sha256_of
from tests.new_home import new_stores

NOW = datetime(2026, 7, 1, 9, 0)
PART = 1000


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(vault_file, "PART_BYTES", PART)
    store = open_store(new_stores(tmp_path / "home"), "vault")
    yield store
    store.close()


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


def keep(vault: Store, path: Path, *, sha256: str | None = None) -> bool:
    return keep_file(vault, path, name=path.name, sha256=sha256 or sha256_of(path), now=NOW)


def noise(length: int) -> bytes:
    return random.Random(length).randbytes(length)


@pytest.mark.parametrize(
    ("held", "parts", "packed"),
    [
        (noise(1), 1, 0),
        (noise(PART - 1), 1, 0),
        (noise(PART), 1, 0),
        (noise(PART + 1), 2, 0),
        (noise(3 * PART), 3, 0),
        (b"\0" * 5 * PART, 5, 5),
        ("排查表,纠纷简况\n".encode() * 300, 7, 7),
        (noise(PART) + b"x" * PART, 2, 1),
    ],
    ids=lambda value: f"{len(value)} bytes" if isinstance(value, bytes) else None,
)
def test_a_file_comes_back_as_it_went_in(
    vault: Store, tmp_path: Path, held: bytes, parts: int, packed: int
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(held)
    assert keep(vault, path)
    assert not keep(vault, path)
    sha256 = hashlib.sha256(held).hexdigest()
    assert read_file(vault, sha256) == held
    assert [len(part) for part in file_parts(vault, sha256)][:-1] == [PART] * (parts - 1)
    assert ask(vault, "SELECT file_name, byte_count, part_count FROM vault_file") == [
        ("a.bin", len(held), parts)
    ]
    assert ask(vault, "SELECT count(*) FILTER (is_packed) FROM vault_file_part") == [(packed,)]


def empty(vault: Store) -> bool:
    return ask(vault, "SELECT (SELECT count(*) FROM vault_file), (SELECT count(*) FROM vault_file_part)") == [
        (0, 0)
    ]


@pytest.mark.parametrize("known", [False, True], ids=["a new file", "a file kept before"])
def test_a_file_that_is_other_bytes_by_now_is_refused(vault: Store, tmp_path: Path, known: bool) -> None:
    path = tmp_path / "排查表.csv"
    path.write_bytes(noise(3 * PART))
    before = sha256_of(path)
    if known:
        keep(vault, path)
    path.write_bytes(noise(3 * PART)[:-1] + b"!")
    with pytest.raises(BadFile, match=r"排查表\.csv.*改动"):
        keep(vault, path, sha256=before)
    assert [row[0] for row in ask(vault, "SELECT file_sha256 FROM vault_file")] == ([before] if known else [])
    assert known or empty(vault)


@pytest.mark.parametrize("what", ["gone", "a folder"])
def test_a_file_that_cannot_be_read_any_more_is_refused(vault: Store, tmp_path: Path, what: str) -> None:
    path = tmp_path / "排查表.csv"
    if what == "a folder":
        path.mkdir()
    with pytest.raises(BadFile, match=r"排查表\.csv"):
        keep(vault, path, sha256="0" * 64)
    with pytest.raises(BadFile, match=r"排查表\.csv"):
        sha256_of(path)
    assert empty(vault)


def test_a_file_that_fails_midway_leaves_no_part(
    vault: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(noise(5 * PART))
    insert = vault_file._insert_part

    def third_fails(connection: duckdb.DuckDBPyConnection, part_id: str, part: bytes) -> None:
        insert(connection, part_id, part)
        if part_id.endswith("/3"):
            raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(vault_file, "_insert_part", third_fails)
    with pytest.raises(Exception, match="磁盘已满"):
        keep(vault, path)
    monkeypatch.undo()
    assert empty(vault)
    assert keep(vault, path)


def test_a_file_the_vault_does_not_hold_is_said(vault: Store) -> None:
    with pytest.raises(NothingThere, match="abcdef"):
        read_file(vault, "abcdef" + "0" * 58)


# --- older vaults ---

VERSION_1 = """
CREATE TABLE vault_file (
    file_sha256 VARCHAR PRIMARY KEY, file_name VARCHAR NOT NULL, file_bytes BLOB NOT NULL, received_at TIMESTAMP NOT NULL
);
CREATE TABLE vault_identity (token UUID PRIMARY KEY, field_code VARCHAR NOT NULL, plaintext VARCHAR NOT NULL);
INSERT INTO vault_identity VALUES (uuid(), 'name', '张三')
"""


def shape(store: Store) -> list[tuple[object, ...]]:
    return ask(
        store,
        "SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, c.comment, t.comment, t.has_primary_key "
        "FROM duckdb_columns() AS c JOIN duckdb_tables() AS t USING (database_name, table_name) "
        "WHERE c.database_name = 'vault' ORDER BY c.table_name, c.column_index",
    )


def test_a_vault_of_version_1_keeps_its_files_and_becomes_as_one_made_today(
    vault: Store, tmp_path: Path
) -> None:
    held = {
        hashlib.sha256(text).hexdigest(): text for text in (noise(3 * PART), b"a,b\n1,2\n", b"\0\x80\xff")
    }
    with vault.writing() as connection:
        for name in tables("vault.sql"):
            connection.execute(f"DROP TABLE {name}")
        connection.execute(VERSION_1)
        for sha256, text in held.items():
            connection.execute("INSERT INTO vault_file VALUES (?, 'a.csv', ?, ?)", [sha256, text, NOW])
    assert migrate(vault, now=NOW) == 2
    assert migrate(vault, now=NOW) == 2
    assert {sha256: read_file(vault, sha256) for sha256 in held} == held
    assert ask(vault, "SELECT plaintext FROM vault_identity") == [("张三",)]
    assert ask(vault, "SELECT version_no, name FROM vault_migration ORDER BY 1") == [
        (1, "vault.sql"),
        (2, "0002_file_parts.sql"),
    ]
    today = open_store(new_stores(tmp_path / "today"), "vault")
    try:
        assert shape(vault) == shape(today)
        assert migrate(today, now=NOW) == 2
    finally:
        today.close()
