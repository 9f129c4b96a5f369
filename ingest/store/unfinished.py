"""Uploads that did not finish: what they left in the vault and in the home is swept.

home/intake.pending   there while an upload writes to vault and warehouse; found at a start, one has died
home/incoming/        files on their way in from a browser: plain text, so nothing may stay
home/spill/           what DuckDB spilled

A file that was kept before the process died stays in the vault: sending it again repairs the upload.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from data.db import Store
from data.errors import FengqiaoError
from data.system_error import explaining
from ingest.statement import lent, run
from ingest.store.vault_file import forget_file, is_kept

MARKER = "intake.pending"


@contextmanager
def under_way(home: Path, warehouse: Store, vault: Store, *, sha256: str) -> Iterator[None]:
    """Nobody else writes until the block ends; when it fails, what it put into the vault is taken out again.

    The warehouse's transaction belongs inside the block: the mark goes only when that is over.
    """
    with warehouse.alone():
        left_before = (home / MARKER).exists()
        with vault.reading() as connection:
            was_kept = is_kept(connection, sha256)
        with explaining(str(home)):
            (home / MARKER).touch(mode=0o600)
        try:
            yield
        except BaseException:
            with suppress(
                FengqiaoError, duckdb.Error, OSError
            ):  # what cannot be swept now is at the next start
                if not was_kept:
                    forget_file(vault, sha256)
                _sweep_identities(home, warehouse, vault)
            raise
        if left_before:
            _sweep_identities(home, warehouse, vault)
        (home / MARKER).unlink(missing_ok=True)


def sweep_orphans(home: Path, warehouse: Store, vault: Store) -> int:
    """At a start: remove what an upload that died left behind; how many identities were removed."""
    shutil.rmtree(home / "incoming", ignore_errors=True)
    for path in (home / "spill").glob("*"):
        _remove(path)
    return _sweep_identities(home, warehouse, vault) if (home / MARKER).exists() else 0


def _remove(path: Path) -> None:
    """A file, or the files of a folder: DuckDB goes on using its own folder."""
    for each in path.iterdir() if path.is_dir() else [path]:
        shutil.rmtree(each) if each.is_dir() else each.unlink()


def _sweep_identities(home: Path, warehouse: Store, vault: Store) -> int:
    """Remove identities no report uses, then the mark that said there may be some."""
    with warehouse.reading() as connection:
        used = run(connection, "used_token").to_arrow_table()
    with vault.writing() as connection, lent(used_token=used):
        gone = run(connection, "sweep_identity").fetchone()
    (home / MARKER).unlink(missing_ok=True)
    return int(gone[0]) if gone else 0
