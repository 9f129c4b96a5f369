"""Backups of a home: made, checked and listed; the command line and the page do the same.

fengqiao-20260401-090000   2026-04-01 09:00   612 MB
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.backup.keep import BACKUP, backups_in
from dashboard.backup.manifest import key_marks, read_manifest
from dashboard.backup.take import Order, take_backup
from dashboard.backup.verify import verify_backup
from dashboard.home import Home
from dashboard.site.noted import noted
from data.errors import NothingThere

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Kept:
    """One backup in the folder."""

    name: str
    made_at: datetime
    byte_count: int


def backup_folder(home: Path, named: str) -> Path:
    """Where the page's backups go: what the setting names, else a folder beside the home."""
    return Path(named) if named else home.resolve().with_name(f"{home.resolve().name}-backup")


def make_backup(home: Home, order: Order, *, by: str, progress: Progress) -> Path:
    """Take a backup, noted before and after; where it is."""
    with noted(home, "backup", f"fengqiao-{order.now:%Y%m%d-%H%M%S}", by=by):
        return take_backup(home, order, progress=progress)


def check_backup(home: Home, folder: Path, name: str, *, by: str, progress: Progress) -> None:
    """Hold every file of a backup to its manifest, noted; NothingThere for a name that is none."""
    if not BACKUP.fullmatch(name) or not (folder / name).is_dir():
        raise NothingThere("没有这份备份。请刷新页面再选。", "There is no such backup. Reload the page.")
    with noted(home, "backup_check", name, by=by):
        verify_backup(folder / name, home=home.path, progress=progress)


def kept_backups(home: Path, folder: Path) -> list[Kept]:
    """Whole backups of this home, the newest first; a folder that is not there holds none."""
    if not folder.is_dir():
        return []
    mark = key_marks(home)["warehouse"]
    found = [(path, read_manifest(path)) for path in backups_in(folder)]
    return [
        Kept(path.name, datetime.fromisoformat(manifest.made_at), manifest.byte_count)
        for path, manifest in reversed(found)
        if manifest.key_marks.get("warehouse") == mark
    ]
