"""A home, open: its two stores, its settings, and the upload desk."""

from __future__ import annotations

import getpass
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from data.codelist import code_rows
from data.config import Config, config_in_force, site_now
from data.db import Connection, Store, make_store, migrate, open_store
from data.errors import HomeInUse, HomeMissing
from data.keys import make_keys
from ingest.load import Intake

REGULATION_IN_FORCE = date(2022, 5, 1)  # 信访工作条例
INCOMING = "incoming"  # where files stand while they are worked on
MAKING = "making"  # a file of that name stands in a home from its first file to its last
RESTORING = "restoring"  # the same while a backup is put back into it


@dataclass(frozen=True)
class Home:
    """The open stores of a home."""

    path: Path
    warehouse: Store
    vault: Store
    backing_up: threading.Lock = field(default_factory=threading.Lock, compare=False)

    @property
    def config(self) -> Config:
        """The settings as the home's files stand now."""
        return config_in_force(self.path)

    def now(self) -> datetime:
        """The local time at the site, without a zone: by it everything that is done here is dated."""
        return self.config.site.now()

    @property
    def intake(self) -> Intake:
        """The desk that takes files in."""
        return Intake(self.path, self.warehouse, self.vault, self.config)

    @property
    def is_demo(self) -> bool:
        """Whether this home holds a synthetic city and nobody's real data."""
        with self.warehouse.reading() as connection:
            row = connection.execute("SELECT value FROM core_setting WHERE name = 'is_demo'").fetchone()
        return bool(row and row[0] == "yes")

    def close(self) -> None:
        """Let go of both files."""
        self.warehouse.close()
        self.vault.close()


_served: ContextVar[Home | None] = ContextVar("served", default=None)


def default_home() -> Path:
    """FENGQIAO_HOME, else ~/fengqiao-home."""
    return Path(os.environ.get("FENGQIAO_HOME") or Path.home() / "fengqiao-home")


def make_home(path: Path, *, now: datetime, is_demo: bool = False) -> None:
    """Make a home: keys, vault, warehouse with its reference lists; HomeInUse when one is there already.

    Killed half-way it is no home yet, and making it again begins anew.
    """
    mark = path / MAKING
    _need_restored(path)
    if (path / "warehouse.duckdb").exists() and not mark.exists():
        raise HomeInUse(
            f"{path}：这里已经有枫桥的数据，不会覆盖。请换一个 --home。",
            f"{path}: there is a Fengqiao home here already; it will not be overwritten. Choose another --home.",
        )
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if mark.exists():
        _clear_unfinished(path)
    mark.touch(mode=0o600)
    make_keys(path)
    make_store(path, "vault", now=now)
    make_store(path, "warehouse", now=now)
    store = open_store(path, "warehouse")
    try:
        with store.writing() as connection:
            _fill(connection, now=now, is_demo=is_demo)
    finally:
        store.close()
    mark.unlink()


def _clear_unfinished(path: Path) -> None:
    """Remove what was made of a home that was never finished, so never opened."""
    shutil.rmtree(path / "keys", ignore_errors=True)
    for name in ("vault", "warehouse"):
        for file in (f"{name}.duckdb", f"{name}.duckdb.wal"):
            (path / file).unlink(missing_ok=True)


def _fill(connection: Connection, *, now: datetime, is_demo: bool) -> None:
    from risk.calendar import load_calendar
    from risk.rules import load_rules

    connection.executemany("INSERT INTO core_code VALUES (?, ?, ?, ?, ?)", code_rows())
    connection.executemany(
        "INSERT INTO core_setting VALUES (?, ?)",
        [("is_demo", "yes" if is_demo else "no"), ("created_at", now.isoformat(timespec="seconds"))],
    )
    load_calendar(connection)
    load_rules(connection, valid_from=REGULATION_IN_FORCE)


def open_home(path: Path, *, now: datetime) -> Home:
    """Open a home, bring its schema up to date, and tidy up after an upload that died."""
    _need_restored(path)
    if (path / MAKING).exists():
        raise HomeMissing(
            f"{path}：初始化没有做完（中途断了）。请重新运行：fengqiao init --home {path}",
            f"{path}: was not made to its end. Run again: fengqiao init --home {path}",
        )
    config_in_force(path)  # a setting that cannot be is told before anything is opened
    warehouse = open_store(path, "warehouse")
    try:
        vault = open_store(path, "vault")
    except BaseException:
        warehouse.close()
        raise
    home = Home(path, warehouse, vault)
    try:
        migrate(warehouse, now=now)
        migrate(vault, now=now)
        home.intake.sweep()
        # what a server that was killed had been sent: sheets with names in them; nobody else works in a home that is open here
        shutil.rmtree(path / INCOMING, ignore_errors=True)
    except BaseException:
        home.close()
        raise
    return home


def _need_restored(path: Path) -> None:
    """HomeMissing when a backup was being put back here and that was cut off."""
    if (path / RESTORING).exists():
        raise HomeMissing(
            f"{path}：从备份恢复没有做完（中途断了），这里的数据不完整。请重新运行：fengqiao restore 备份文件夹 --home {path}",
            f"{path}: putting a backup back was cut off, and the data here is not whole. "
            f"Run again: fengqiao restore BACKUP --home {path}",
        )


@contextmanager
def opened(path: Path) -> Iterator[Home]:
    """The home for one command: the server's own when it runs inside one, else opened here and closed again."""
    served = _served.get()
    if served is not None:
        yield served
        return
    home = open_home(path, now=site_now(path))
    try:
        yield home
    finally:
        home.close()


@contextmanager
def serving(home: Home) -> Iterator[None]:
    """Commands run inside this use the given home."""
    token = _served.set(home)
    try:
        yield
    finally:
        _served.reset(token)


def operator() -> str:
    """The operating system's user, for the audit log."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
