"""The warehouse: one writer, readers who keep their moment, all of a change or none, and nothing readable on disk."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from data.db import SCHEMA_VERSION, Store, make_store, migrate, open_store, swap
from data.errors import HomeInUse, HomeMissing
from data.keys import make_keys
from tests.signature import PRODUCT_SETTINGS

NOW = datetime(2026, 7, 1, 9, 0)
ONE_REFRESH = (
    "(SELECT DATE '{day}' AS as_of_date, TIMESTAMP '2026-07-01 09:00:00' AS refreshed_at, {count} AS report_count, "
    "0 AS placed_count, 0 AS matter_count, 0 AS group_count, 'h' AS config_hash)"
)
ONE_SCORE = "(SELECT 'm1' AS matter_id, {score} AS score, 'red' AS band_code, 1 AS rank_no)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("db") / "home"
    home.mkdir()
    make_keys(home)
    make_store(home, "warehouse", now=NOW)
    make_store(home, "vault", now=NOW)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    opened = open_store(home, "warehouse")
    yield opened
    opened.close()


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


def put(store: Store, **built: str) -> None:
    with store.writing() as connection:
        swap(connection, built)


def state(store: Store) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    return ask(store, "SELECT as_of_date::VARCHAR FROM out_refresh"), ask(
        store, "SELECT score FROM out_score"
    )


# --- readers and the swap ---


def test_a_reader_keeps_its_moment_while_derived_tables_are_swapped(store: Store) -> None:
    put(
        store, out_refresh=ONE_REFRESH.format(day="2026-06-29", count=1), out_score=ONE_SCORE.format(score=10)
    )
    with store.reading() as old:
        before = old.execute("SELECT score FROM out_score").fetchall()
        put(
            store,
            out_refresh=ONE_REFRESH.format(day="2026-06-30", count=2),
            out_score=ONE_SCORE.format(score=20),
        )
        assert old.execute("SELECT score FROM out_score").fetchall() == before == [(10,)]
        # a table this reader had not looked at yet is of the same moment
        assert old.execute("SELECT report_count FROM out_refresh").fetchall() == [(1,)]
    assert state(store) == ([("2026-06-30",)], [(20,)])


def test_a_reader_that_asked_nothing_yet_sees_one_moment_over_all_its_tables(store: Store) -> None:
    put(store, out_refresh=ONE_REFRESH.format(day="2026-06-29", count=1), out_score=ONE_SCORE.format(score=1))
    for number in range(2, 8):
        with store.reading() as reader:
            first = reader.execute("SELECT report_count FROM out_refresh").fetchone()
            put(
                store,
                out_refresh=ONE_REFRESH.format(day="2026-06-30", count=number),
                out_score=ONE_SCORE.format(score=number),
            )
            assert reader.execute("SELECT score FROM out_score").fetchone() == first


WRONG = {
    "a word where a number belongs": {"out_score": ONE_SCORE.format(score="'many'")},
    "a null where none may be": {"out_score": ONE_SCORE.format(score="NULL")},
    "a column that is missing": {"out_score": "(SELECT 'm1' AS matter_id, 1 AS score)"},
    "a source that is not there": {"out_score": "nowhere"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_table_that_does_not_fit_leaves_no_half_of_a_refresh(store: Store, wrong: dict[str, str]) -> None:
    put(
        store, out_refresh=ONE_REFRESH.format(day="2026-06-29", count=1), out_score=ONE_SCORE.format(score=10)
    )
    with pytest.raises(duckdb.Error):
        put(store, out_refresh=ONE_REFRESH.format(day="2026-06-30", count=2), **wrong)
    assert state(store) == ([("2026-06-29",)], [(10,)])
    put(store, out_score=ONE_SCORE.format(score=11))  # and the store still writes
    assert state(store) == ([("2026-06-29",)], [(11,)])


def test_columns_find_their_place_by_name(store: Store) -> None:
    put(store, out_score="(SELECT 3 AS rank_no, 'blue' AS band_code, 7 AS score, 'm9' AS matter_id)")
    assert ask(store, "SELECT * FROM out_score") == [("m9", 7, "blue", 3)]


def test_a_swapped_table_keeps_its_comments_and_its_constraints(store: Store) -> None:
    put(store, out_score=ONE_SCORE.format(score=1))
    told = "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'out_score' AND comment IS NULL"
    assert ask(store, told) == [(0,)]
    assert ask(store, "SELECT comment IS NOT NULL FROM duckdb_tables() WHERE table_name = 'out_score'") == [
        (True,)
    ]
    with pytest.raises(duckdb.ConstraintException), store.writing() as connection:
        connection.execute("INSERT INTO out_score VALUES (NULL, 1, 'red', 1)")


# --- writing ---


def break_midway(store: Store, error: type[BaseException]) -> None:
    with store.writing() as connection:
        connection.execute("INSERT INTO core_setting VALUES ('a', '1')")
        if error is duckdb.ConstraintException:
            connection.execute("INSERT INTO core_setting VALUES ('b', NULL)")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, duckdb.ConstraintException])
def test_an_error_takes_back_all_that_was_written(store: Store, error: type[BaseException]) -> None:
    with pytest.raises(error):
        break_midway(store, error)
    assert ask(store, "SELECT * FROM core_setting") == []
    with store.writing() as connection:
        connection.execute("INSERT INTO core_setting VALUES ('c', '3')")
    assert ask(store, "SELECT name FROM core_setting") == [("c",)]


def test_trying_leaves_nothing_behind(store: Store) -> None:
    put(store, out_score=ONE_SCORE.format(score=10))
    with store.trying() as connection:
        swap(connection, {"out_score": ONE_SCORE.format(score=99)})
        assert connection.execute("SELECT score FROM out_score").fetchall() == [(99,)]
        assert ask(store, "SELECT score FROM out_score") == [(10,)]
    assert ask(store, "SELECT score FROM out_score") == [(10,)]


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(duckdb.Error), store.reading() as connection:
        connection.execute("INSERT INTO core_setting VALUES ('a', '1')")
    assert ask(store, "SELECT * FROM core_setting") == []


def test_what_was_written_is_there_after_closing(home: Path) -> None:
    store = open_store(home, "warehouse")
    with store.writing() as connection:
        connection.execute("INSERT INTO core_setting VALUES ('a', '1')")
    store.close()
    store = open_store(home, "warehouse")
    assert ask(store, "SELECT value FROM core_setting") == [("1",)]
    store.close()


# --- migrations ---


@pytest.fixture
def migrations(tmp_path: Path) -> Callable[..., Path]:
    """migrations(**{"0002_a": "CREATE …"}) writes a folder of migrations."""

    def write(**files: str) -> Path:
        folder = tmp_path / "migrations"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.sql").write_text(text, encoding="utf-8")
        return folder

    return write


NEXT = SCHEMA_VERSION + 1


def marks(store: Store) -> list[tuple[object, ...]]:
    return ask(store, "SELECT version_no, name FROM core_migration ORDER BY version_no")


def test_migrations_apply_once_in_order_each_with_its_mark(
    store: Store, migrations: Callable[..., Path]
) -> None:
    folder = migrations(
        **{
            f"{NEXT + 1:04}_fill": "INSERT INTO core_second VALUES (1); INSERT INTO core_second VALUES (2)",
            f"{NEXT:04}_make": "CREATE TABLE core_second (n INTEGER)",
        }
    )
    assert migrate(store, now=NOW, folder=folder) == NEXT + 1
    assert marks(store) == [
        (SCHEMA_VERSION, "schema.sql"),
        (NEXT, f"{NEXT:04}_make.sql"),
        (NEXT + 1, f"{NEXT + 1:04}_fill.sql"),
    ]
    assert migrate(store, now=NOW, folder=folder) == NEXT + 1
    assert ask(store, "SELECT n FROM core_second ORDER BY n") == [(1,), (2,)]
    assert len(marks(store)) == 3


def test_migrations_are_ordered_by_number_not_by_letter(
    store: Store, migrations: Callable[..., Path]
) -> None:
    folder = migrations(
        **{
            "99_first": "CREATE TABLE core_ninth (n INTEGER)",
            "100_then": "ALTER TABLE core_ninth ADD m INTEGER",
        }
    )
    assert migrate(store, now=NOW, folder=folder) == 100
    assert [number for number, _ in marks(store)] == [SCHEMA_VERSION, 99, 100]


def test_a_failing_migration_changes_nothing_and_those_before_it_stay(
    store: Store, migrations: Callable[..., Path]
) -> None:
    folder = migrations(
        **{
            f"{NEXT:04}_good": "CREATE TABLE core_good (n INTEGER)",
            f"{NEXT + 1:04}_bad": "CREATE TABLE core_half (n INTEGER); INSERT INTO nowhere VALUES (1)",
            f"{NEXT + 2:04}_never": "CREATE TABLE core_never (n INTEGER)",
        }
    )
    for _ in range(2):  # the second start stops at the same place
        with pytest.raises(duckdb.Error):
            migrate(store, now=NOW, folder=folder)
        assert [number for number, _ in marks(store)] == [SCHEMA_VERSION, NEXT]
        held = ask(
            store,
            "SELECT table_name FROM duckdb_tables() WHERE table_name IN ('core_good', 'core_half', 'core_never')",
        )
        assert held == [("core_good",)]


# --- the files ---


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("warehouse", "INSERT INTO core_setting VALUES ('看得见的字', 'PLAINTEXT-MARK-枫桥')"),
        ("vault", "INSERT INTO vault_identity VALUES (uuid(), 'name', 'PLAINTEXT-MARK-枫桥')"),
    ],
)
def test_nothing_written_can_be_read_in_the_files(home: Path, name: str, sql: str) -> None:
    """Neither in the file nor in its log, while open or closed; nor the names of tables."""
    store = open_store(home, name)  # type: ignore[arg-type]
    with store.writing() as connection:
        connection.execute(sql)
    seen = on_disk(home)
    store.close()
    seen += on_disk(home)
    for words in ("PLAINTEXT-MARK", "枫桥", "看得见的字", "core_setting", "vault_identity", "CREATE TABLE"):
        assert words.encode() not in seen, words


def on_disk(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file() and path.suffix != ".key")


def test_what_spills_is_encrypted_and_stays_in_the_home(home: Path) -> None:
    store = open_store(home, "warehouse")
    assert ask(store, "SELECT current_setting('temp_file_encryption')") == [(True,)]
    with store.reading() as connection:
        connection.execute("SET memory_limit = '60MB'")
        connection.execute("SET threads = 1")
        answer = connection.execute(
            "SELECT i, 'SPILLED-MARK-' || i || repeat('x', 60) AS s FROM range(2000000) AS t (i) ORDER BY hash(i)"
        )
        answer.fetchone()
        spilled = [path for path in (home / "spill").rglob("*") if path.is_file()]
        assert spilled, "nothing spilled: the test asks for too little"
        assert not [path.name for path in spilled if b"SPILLED-MARK" in path.read_bytes()]
    store.close()
    assert not [path for path in (home / "spill").rglob("*") if path.is_file()]


def test_an_extension_without_a_signature_is_never_allowed(tmp_path: Path) -> None:
    """The tests themselves look at the signature once a process; the product at every opening."""
    with duckdb.connect(config=PRODUCT_SETTINGS(tmp_path)) as connection:
        assert connection.execute("SELECT current_setting('allow_unsigned_extensions')").fetchall() == [
            (False,)
        ]


def test_extensions_are_never_fetched(store: Store) -> None:
    settings = (
        "SELECT current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')"
    )
    assert ask(store, settings) == [(False, False)]
    with store.reading() as connection, pytest.raises(duckdb.Error):
        connection.execute("SELECT * FROM read_csv('https://127.0.0.1:1/a.xlsx.csv')")
    with store.reading() as connection, pytest.raises(duckdb.Error):
        connection.execute("SELECT st_point(1, 2)")


def test_a_folder_without_a_home_is_said(tmp_path: Path) -> None:
    with pytest.raises(HomeMissing, match="fengqiao init"):
        open_store(tmp_path, "warehouse")
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_never_made_over_another(home: Path) -> None:
    before = (home / "vault.duckdb").read_bytes()
    with pytest.raises(HomeInUse):
        make_store(home, "vault", now=NOW)
    assert (home / "vault.duckdb").read_bytes() == before


# --- a process that dies ---

DYING = """
import os, sys
from pathlib import Path
from data.db import open_store
store = open_store(Path(sys.argv[1]), "warehouse")
def say(word):
    print(word, flush=True)
    sys.stdin.readline()
with store.writing() as connection:
    connection.execute("INSERT INTO core_setting SELECT 'k' || i, repeat('v', 100) FROM range(50000) AS t (i)")
    say("inside")
say("after")
"""


@pytest.mark.parametrize(("moment", "kept"), [("inside", 1), ("after", 50001)])
def test_a_killed_writer_leaves_all_or_nothing(home: Path, moment: str, kept: int) -> None:
    store = open_store(home, "warehouse")
    with store.writing() as connection:
        connection.execute("INSERT INTO core_setting VALUES ('old', '1')")
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", DYING, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdin
        for line in process.stdout:
            if line.strip() == moment:
                break
            process.stdin.write("\n")
            process.stdin.flush()
        os.kill(process.pid, signal.SIGKILL)
    store = open_store(home, "warehouse")
    assert ask(store, "SELECT count(*) FROM core_setting") == [(kept,)]
    store.close()


def test_a_long_query_draws_nothing_on_standard_output(store: Store) -> None:
    """DuckDB draws a progress bar there after two seconds, between the lines of JSON that others read."""
    for opened in (store.reading(), store.writing(), store.trying()):
        with opened as connection:
            assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)
