"""The two encrypted DuckDB files of a home, one writer and many readers each.

home/warehouse.duckdb   masked rows, reports, everything derived
home/vault.duckdb       plaintext identities and the original files
home/keys/*.key         0600
home/spill/<file>/      what DuckDB spills, encrypted
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import duckdb

from data.dictionary import SQL, tables
from data.errors import HomeInUse, HomeMissing, WrongKey
from data.extension import load_httpfs
from data.in_use import InUse
from data.keys import KeyName, read_key
from data.system_error import explained, explaining, explaining_store

Connection = duckdb.DuckDBPyConnection
Prepared = str | tuple[str, Mapping[str, object]]  # a statement, or one with its values
SCHEMA_VERSION = 17
STOPPING_SECONDS = 30.0  # that closing waits for what other threads have under way
MOST_KEPT = 32  # connections that wait with their temporary views for the next reader
VAULT_SCHEMA_VERSION = 2
SPARING = {
    "threads": "1",  # several pack rows worse than one, and wait for each other awake
    "write_buffer_row_group_count": "1",  # else up to five wait for the commit, which nothing runs beside
}


class Store:
    """One encrypted file, open: `reading()` gives a snapshot, `writing()` the only transaction that may write."""

    def __init__(self, connection: Connection, catalog: str, schema_file: str) -> None:
        self._connection = connection
        self.catalog = catalog
        self._write_lock = threading.RLock()
        self._kept: list[tuple[Hashable, Connection]] = []
        self._kept_lock = threading.Lock()
        self._in_use = InUse()
        self._is_closed = False
        self.schema_file = schema_file
        names = ", ".join(f"current_setting('{name}')" for name in ("memory_limit", *SPARING))
        row = connection.execute(f"SELECT {names}").fetchone() or ("1GB", 1, 1)
        self._memory, *usual = map(str, row)
        self._usual = dict(zip(SPARING, usual, strict=True))
        self._allow(self._memory, self._usual)  # said rounded: the same before and after sparing()

    def _allow(self, memory: str, settings: Mapping[str, str]) -> None:
        """Set it outright: RESET changes what DuckDB says and leaves what holds."""
        self._connection.execute(f"SET memory_limit = '{memory}'")
        for name, value in settings.items():
            self._connection.execute(f"SET {name} = {value}")

    @property
    def file_name(self) -> str:
        """Its file in the home."""
        return f"{self.catalog}.duckdb"

    @property
    def migration_table(self) -> str:
        """Where it notes the migrations it has had."""
        return "core_migration" if self.catalog == "warehouse" else f"{self.catalog}_migration"

    @property
    def migrations(self) -> Path:
        """The folder of its migrations."""
        return SQL / "migrations" if self.catalog == "warehouse" else SQL / f"migrations_{self.catalog}"

    @contextmanager
    def reading(
        self, *, prepare: Sequence[Prepared] = (), keep: Hashable | None = None
    ) -> Iterator[Connection]:
        """A connection that sees one moment of the file from its first query to its last.

        prepare: statements that make temporary tables and views before that moment begins.
        keep: what the connection waits under afterwards, for whoever asks for the same prepared again.
        """
        with explaining_store(self.file_name), self._prepared(prepare, keep) as cursor:
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            try:
                yield cursor
            finally:
                cursor.execute("ROLLBACK")

    @contextmanager
    def _prepared(self, prepare: Sequence[Prepared], keep: Hashable | None) -> Iterator[Connection]:
        """A cursor with its temporary views; one that the database failed is not used again."""
        cursor = self._take(keep)
        if cursor is None:
            cursor = self._new_cursor()
            try:
                with self._in_use.by_this_thread(cursor):
                    for statement in prepare:
                        cursor.execute(*((statement,) if isinstance(statement, str) else statement))
            except BaseException:
                cursor.close()
                raise
        try:
            with self._in_use.by_this_thread(cursor):
                yield cursor
        except duckdb.Error:
            cursor.close()
            raise
        except BaseException:
            self._give_back(keep, cursor)
            raise
        self._give_back(keep, cursor)

    def _take(self, keep: Hashable | None) -> Connection | None:
        with self._kept_lock:
            for number, (kept, cursor) in enumerate(self._kept):
                if keep is not None and kept == keep:
                    del self._kept[number]
                    return cursor
        return None

    def _give_back(self, keep: Hashable | None, cursor: Connection) -> None:
        """The latest stand first; what does not fit, or comes after the end, is closed."""
        with self._kept_lock:
            if keep is None or self._is_closed:
                cursor.close()
                return
            self._kept.insert(0, (keep, cursor))
            for _, old in self._kept[MOST_KEPT:]:
                old.close()
            del self._kept[MOST_KEPT:]

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The writer's connection inside one transaction: all of it or none."""
        with self._write_lock, explaining_store(self.file_name), self._cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                _roll_back(cursor)
                raise

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """The writer's connection inside a transaction that is always rolled back: to see what would be."""
        with self._write_lock, explaining_store(self.file_name), self._cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION")
            try:
                yield cursor
            finally:
                _roll_back(cursor)

    @contextmanager
    def copying_to(self, path: Path, *, key: str) -> Iterator[Connection]:
        """A moment that begins at once, with a new encrypted file attached as `beside`; what is written there is kept.

        Nothing that goes wrong with the new file touches this one; its errors pass as they are.
        """
        with self._cursor() as cursor:
            cursor.execute(f"ATTACH {_quoted(path)} AS beside (ENCRYPTION_KEY '{key}')")
            try:
                cursor.execute("BEGIN TRANSACTION")
                cursor.execute(f"SELECT version_no FROM {self.migration_table} LIMIT 1").fetchall()
                yield cursor
                cursor.execute("COMMIT")
                cursor.execute("CHECKPOINT beside")
            except BaseException:
                _roll_back(cursor)
                with suppress(duckdb.Error):
                    cursor.execute("DETACH beside")
                raise
            cursor.execute("DETACH beside")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes until the block ends, over as many transactions of its own as it takes."""
        with self._write_lock:
            yield

    @contextmanager
    def sparing(self, most_mb: int) -> Iterator[None]:
        """While this lasts the file's pages take at most so much memory, and rows are packed and go to disk as they come."""
        self._allow(f"{most_mb}MB", SPARING)
        try:
            yield
        finally:
            self._allow(self._memory, self._usual)

    @contextmanager
    def _cursor(self) -> Iterator[Connection]:
        cursor = self._new_cursor()
        try:
            with self._in_use.by_this_thread(cursor):
                yield cursor
        finally:
            cursor.close()

    def _new_cursor(self) -> Connection:
        cursor = self._connection.cursor()
        with self._in_use.by_this_thread(cursor):
            cursor.execute(f"USE {self.catalog}")
            cursor.execute(
                "SET enable_progress_bar = false"
            )  # drawn on standard output, where others read JSON
        return cursor

    def close(self) -> None:
        """Stop what other threads have under way, write everything to the file and let go of it."""
        with self._kept_lock:
            self._is_closed = True
            for _, cursor in self._kept:
                cursor.close()
            self._kept.clear()
        self._in_use.stop(within=STOPPING_SECONDS)
        self._connection.close()


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _roll_back(cursor: Connection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:
        return  # the failed statement had ended the transaction already; the first error is the one to show


def make_store(home: Path, name: KeyName, *, now: datetime) -> None:
    """Make an empty encrypted file with its schema and comments; HomeInUse when it exists."""
    path = home / f"{name}.duckdb"
    if path.exists():
        raise HomeInUse(
            f"{path}：已经有数据了，不会覆盖。请换一个 --home，或直接使用它。",
            f"{path}: holds data already and will not be overwritten. Choose another --home, or use this one.",
        )
    store = _open(home, name)
    try:
        with store.writing() as connection:
            _build_schema(connection, store.schema_file)
            connection.execute(
                f"INSERT INTO {store.migration_table} VALUES ($version_no, $name, $now)",
                {"version_no": _version(name), "name": store.schema_file, "now": now},
            )
    finally:
        store.close()


def _version(name: KeyName) -> int:
    return SCHEMA_VERSION if name == "warehouse" else VAULT_SCHEMA_VERSION


def open_store(home: Path, name: KeyName) -> Store:
    """Open a file of the home; HomeMissing, KeyMissing, WrongKey, NotAllowed or HomeInUse if that cannot be."""
    with explaining(str(home)):
        is_there = (home / f"{name}.duckdb").exists()
    if not is_there:
        raise HomeMissing(
            f"{home}：这里还没有枫桥的数据。请先运行：fengqiao init --home {home}",
            f"{home}: no Fengqiao home here. Run first: fengqiao init --home {home}",
        )
    return _open(home, name)


def _open(home: Path, name: KeyName) -> Store:
    key = read_key(home, name)
    spill = home / "spill" / name  # two files that spilled under the same names would overwrite each other
    with explaining(str(spill)):
        for folder in (spill.parent, spill):
            folder.mkdir(mode=0o700, exist_ok=True)
    connection = duckdb.connect(":memory:", config=_settings(spill))
    try:
        connection.execute("SET enable_progress_bar = false")  # it draws where others read JSON
        load_httpfs(connection)
        connection.execute("SET temp_file_encryption = true")
        connection.execute(f"ATTACH {_quoted(home / f'{name}.duckdb')} AS {name} (ENCRYPTION_KEY '{key}')")
    except duckdb.Error as error:
        connection.close()
        raise _explained(error, home, name) from error
    return Store(connection, name, "schema.sql" if name == "warehouse" else f"{name}.sql")


def _settings(spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(spill),
        "preserve_insertion_order": True,
        "checkpoint_threshold": "256MB",  # a sheet of 100,000 rows commits by its log alone
        "disabled_compression_methods": "fsst",  # halves the time of writing text; dict_fsst keeps the size
    }


def _explained(error: duckdb.Error, home: Path, name: str) -> Exception:
    text = str(error)
    if "lock on file" in text or "Conflicting lock" in text:
        return HomeInUse(
            f"{home}：另一个进程正在使用这里的数据（例如正在运行的 fengqiao serve）。请等它结束，或在那里操作。",
            f"{home}: another process holds this data (a running fengqiao serve, for example). "
            "Wait for it to end, or work there.",
        )
    if "Wrong encryption key" in text:
        return WrongKey(
            f"{name}.duckdb：密钥不对，打不开。请从备份放回建库时的 keys/{name}.key。",
            f"{name}.duckdb: the key does not open it. Put back the keys/{name}.key it was made with.",
        )
    return explained(error, f"{name}.duckdb") or error


def _build_schema(connection: Connection, schema_file: str) -> None:
    for table in tables(schema_file).values():
        connection.execute(table.create_sql)
    _hang_comments(connection, schema_file)


def _hang_comments(connection: Connection, schema_file: str) -> None:
    for table in tables(schema_file).values():
        for statement in table.comment_statements():
            connection.execute(statement)


def swap(connection: Connection, built: Mapping[str, str]) -> None:
    """Put freshly built tables in the place of derived ones, inside the caller's transaction.

    built: derived table → query or temporary table that holds its new rows, matched by column name.
    Type and NOT NULL come from schema.sql, so rows that do not fit fail the whole transaction.
    """
    for name, source in built.items():
        table = tables()[name]
        connection.execute(f"DROP TABLE {name}")
        connection.execute(table.create_sql)
        columns = ", ".join(column.name for column in table.columns)
        connection.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {source}")
        for statement in table.comment_statements():
            connection.execute(statement)


def migrate(store: Store, *, now: datetime, folder: Path | None = None) -> int:
    """Apply every migration the file has not had, each with its mark in one transaction; the new version."""
    before = version = version_of(store)
    found = (store.migrations if folder is None else folder).glob("[0-9]*.sql")
    for number, path in sorted((int(path.name.split("_")[0]), path) for path in found):
        if number > version:
            with store.writing() as connection:
                connection.execute(path.read_text(encoding="utf-8"))
                connection.execute(
                    f"INSERT INTO {store.migration_table} VALUES (?, ?, ?)", [number, path.name, now]
                )
            version = number
    if version > before:
        with store.writing() as connection:
            _hang_comments(connection, store.schema_file)
    return version


def version_of(store: Store) -> int:
    """The version a file is at; one made before its schema had a table of migrations is at 1."""
    with store.reading() as connection:
        if not connection.execute(
            "SELECT 1 FROM duckdb_tables() WHERE table_name = ? AND database_name = current_database()",
            [store.migration_table],
        ).fetchone():
            return 1
        row = connection.execute(f"SELECT max(version_no) FROM {store.migration_table}").fetchone()
    return (row[0] or 0) if row else 0
