"""One file in: every row accounted for, identities to the vault, reports placed, all in one transaction.

排查表.xlsx  →  vault (identities, bytes)  →  warehouse (reports, masked rows, issues)  →  Receipt
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.config import Config
from data.db import Store
from data.keys import read_key
from ingest.entry import Entry
from ingest.garbage import seldom_collected
from ingest.person.token import Tokens
from ingest.receipt import Receipt
from ingest.sheet import read_workbook
from ingest.store.unfinished import sweep_orphans, under_way
from ingest.store.vault_file import keep_file, need_unchanged, sha256_of
from ingest.upload import Upload
from ingest.worker import Worker, perhaps_a_worker

__all__ = ["Intake", "Upload"]
Progress = Callable[[float], None]
PAGES_MB, KEY_BYTES = (
    500,
    200,
)  # pages of a file at most; and the keys of each report held, which must stay in memory
LARGE, LARGE_PACKED = 8_000_000, 3_000_000  # bytes: some 25,000 rows


@dataclass(frozen=True)
class Intake:
    """The open stores of a home, ready to take files in."""

    home: Path
    warehouse: Store
    vault: Store
    config: Config

    def sweep(self) -> int:
        """Tidy up after an upload that died; call once at start."""
        return sweep_orphans(self.home, self.warehouse, self.vault)

    def take(self, upload: Upload, *, progress: Progress | None = None) -> Receipt:
        """Take one file in; BadFile or BadMapping when it cannot be read, and then nothing has changed."""
        large = is_large(upload.path)
        try:
            with self._sparing(wanted=large):
                return self._beside_a_worker(upload, progress, wanted=large)
        except duckdb.OutOfMemoryException:  # nothing was changed: once more, with all the memory there is
            return self._beside_a_worker(upload, progress, wanted=large)

    def _beside_a_worker(self, upload: Upload, progress: Progress | None, *, wanted: bool) -> Receipt:
        key = read_key(self.home, "token")
        with perhaps_a_worker(key, wanted=wanted) as worker, seldom_collected(wanted=wanted):
            return self._take(upload, Tokens(key), worker, progress)

    @contextmanager
    def _sparing(self, *, wanted: bool) -> Iterator[None]:
        """A large file holds what it needs of the files and no more, also on a machine with little memory."""
        if not wanted:
            yield
            return
        with self.warehouse.reading() as connection:
            row = connection.execute("SELECT count(*) FROM core_report").fetchone()
        most_mb = PAGES_MB + (row[0] if row else 0) * KEY_BYTES // 1_000_000
        with self.warehouse.sparing(most_mb), self.vault.sparing(most_mb):
            yield

    def _take(
        self, upload: Upload, tokens: Tokens, worker: Worker | None, progress: Progress | None
    ) -> Receipt:
        sha256 = sha256_of(upload.path)
        workbook = read_workbook(upload.path, sheet=upload.mapping.sheet, encoding=upload.mapping.encoding)
        with (
            under_way(self.home, self.warehouse, self.vault, sha256=sha256),
            self.warehouse.writing() as connection,
            ThreadPoolExecutor(1, "pen") as pen,
        ):
            entry = Entry(connection, upload, self.vault, tokens, sha256, pen, worker)
            tables = entry.find_tables(workbook)
            kept = pen.submit(  # before all else that the pen writes
                keep_file, self.vault, upload.path, name=upload.file_name, sha256=sha256, now=upload.now
            )
            for number, table in enumerate(tables, start=1):
                entry.load_table(table)
                if progress:
                    progress(number / len(tables))
            kept.result()
            if worker:
                worker.close()
            receipt = entry.finish(len(tables))
            need_unchanged(upload.path, name=upload.file_name, sha256=sha256)
            return receipt


def is_large(path: Path) -> bool:
    """Whether a file is worth a second process: it takes seconds, and there is a processor to spare."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False  # read_workbook says so properly
    if status.st_size < LARGE_PACKED or not stat.S_ISREG(status.st_mode) or (os.cpu_count() or 1) < 2:
        return False
    with path.open("rb") as file:
        return status.st_size >= LARGE or file.read(2) == b"PK"
