"""A backup put back into a new home: every file and row checked, all of it or nothing.

home/restoring    there from the first file to the last check; a home with it does not open
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.audit import note_head
from dashboard.backup.check import PLACED, need_keys, need_ours, need_whole
from dashboard.backup.keep import backups_in
from dashboard.backup.manifest import NAME, Manifest, read_manifest
from dashboard.backup.place import Progress, need_room, place_files, place_keys
from dashboard.home import RESTORING
from data.errors import HomeInUse
from data.system_error import explaining

# what makes a folder somebody's home
OWN = (*PLACED, "warehouse.duckdb.wal", "vault.duckdb.wal", "audit.head")


@dataclass(frozen=True)
class Order:
    """Which backup into which home, and where its keys lie when neither holds them."""

    backup: Path
    home: Path
    keys: Path | None


def restore(order: Order, *, progress: Progress) -> Manifest:
    """Put a backup back; its manifest. Nothing is left in the home when that cannot be done."""
    folder = _found(order.backup)
    manifest = read_manifest(folder)
    need_ours(folder, manifest)
    with explaining(str(order.home)), _all_or_nothing(order.home) as placed:
        place_keys(order.keys or folder / "keys", order.home, placed)
        need_keys(order.home, folder, manifest)
        need_room(order.home, manifest)
        place_files(folder, order.home, manifest, placed=placed, progress=progress)
        note_head(order.home, manifest.audit_head.number, manifest.audit_head.hash)
        placed.append(order.home / "audit.head")
        progress("", 0.9)
        need_whole(order.home, manifest)
    return manifest


def _found(backup: Path) -> Path:
    """The backup itself, or the newest of a folder of backups."""
    if (backup / NAME).exists():
        return backup
    held = backups_in(backup)
    return held[-1] if held else backup


@contextmanager
def _all_or_nothing(home: Path) -> Iterator[list[Path]]:
    """The mark stands while the block runs; when it fails, everything placed is taken away again."""
    mark = home / RESTORING
    if not mark.exists() and any((home / name).exists() for name in OWN):
        raise HomeInUse(
            f"{home}：这里已经有数据，恢复不会覆盖它。请换一个 --home。",
            f"{home}: holds data already, which restoring will not overwrite. Choose another --home.",
        )
    was_there = home.exists()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_unfinished(home)
    mark.touch(mode=0o600)
    placed: list[Path] = []
    try:
        yield placed
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        _clear_unfinished(home)
        mark.unlink()
        if not was_there:
            shutil.rmtree(home)
        raise
    mark.unlink()


def _clear_unfinished(home: Path) -> None:
    """Remove what a restore that was cut off left, if the mark says so; keys stay, they may be the only ones."""
    if (home / RESTORING).exists():
        for name in OWN:
            (home / name).unlink(missing_ok=True)
        shutil.rmtree(home / "spill", ignore_errors=True)
