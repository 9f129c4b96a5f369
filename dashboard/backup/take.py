"""A backup taken while the server runs: both stores at one moment, settings, the sealed list; there whole or not at all.

DIR/.fengqiao-20260401-090000-1f3c5a7b.partial/    while it is written
DIR/fengqiao-20260401-090000/                      when it is whole: warehouse.duckdb vault.duckdb manifest.json …
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dashboard.audit import last_line
from dashboard.backup.manifest import AuditHead, FileMark, Manifest, key_marks, mark_of
from dashboard.home import Home
from data.config import OWN_FILES
from data.db import Store, version_of
from data.errors import BadArgument, DiskFull, HomeInUse
from data.keys import KEY_NAMES, KeyName, read_key
from data.moment import Moment, Wanted, one_moment
from data.system_error import explaining

Progress = Callable[[str, float], None]
SHARE_COPYING = 0.8  # of the time; the rest is hashing


@dataclass(frozen=True)
class Order:
    """Where to, and whether the keys go with it."""

    folder: Path
    with_keys: bool
    now: datetime


def take_backup(home: Home, order: Order, *, progress: Progress) -> Path:
    """Write a backup into a folder; where it is. Nothing is left when that cannot be done."""
    with _only_one(home), explaining(str(order.folder)):
        _need_folder(home, order.folder)
        marks = key_marks(home.path)
        clear_partials(order.folder, marks)
        with _whole_folder(order, marks["warehouse"]) as (partial, made):
            _fill(home, partial, order, marks=marks, progress=progress)
    return made


@contextmanager
def _only_one(home: Home) -> Iterator[None]:
    if not home.backing_up.acquire(blocking=False):
        raise HomeInUse(
            "另一个备份正在进行。请等它做完再试。",
            "Another backup is under way. Wait for it to end and try again.",
        )
    try:
        yield
    finally:
        home.backing_up.release()


def _need_folder(home: Home, folder: Path) -> None:
    if folder.resolve().is_relative_to(home.path.resolve()):
        raise BadArgument(
            f"{folder}：备份不能放在数据文件夹里面，请放到别的磁盘上。",
            f"{folder}: lies inside the home. Put backups elsewhere, on another disk.",
        )
    if folder.exists() and not folder.is_dir():
        raise BadArgument(f"{folder}：这是一个文件，请给出文件夹。", f"{folder}: is a file; name a folder.")
    if not folder.parent.is_dir():
        raise BadArgument(
            f"{folder}：上级文件夹 {folder.parent} 不存在。", f"{folder}: there is no folder {folder.parent}."
        )
    folder.mkdir(mode=0o700, exist_ok=True)
    needed = sum(path.stat().st_size for path in home.path.glob("*.duckdb*"))
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(
            f"{folder}：大约需要 {needed >> 20} MB，只剩 {free >> 20} MB。请腾出空间或换一个磁盘。",
            f"{folder}: about {needed >> 20} MB are needed and {free >> 20} MB are free. Free some, or use another disk.",
        )


def clear_partials(folder: Path, marks: dict[str, str]) -> None:
    """Remove what backups of this home that were cut off left behind."""
    for path in folder.glob(f".fengqiao-*-{marks['warehouse'][:8]}.partial"):
        shutil.rmtree(path)


@contextmanager
def _whole_folder(order: Order, mark: str) -> Iterator[tuple[Path, Path]]:
    """A folder to write to and the one it becomes when the block ends well."""
    name = f"fengqiao-{order.now:%Y%m%d-%H%M%S}"
    made = order.folder / name
    partial = order.folder / f".{name}-{mark[:8]}.partial"
    if made.exists():
        raise BadArgument(
            f"{made}：已经有了，请稍后再试。", f"{made}: is there already; try again in a moment."
        )
    partial.mkdir(mode=0o700)
    try:
        yield partial, made
        for path in (path for path in partial.rglob("*") if path.is_file()):
            _to_disk(path)
        os.rename(partial, made)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _to_disk(path: Path) -> None:
    """Nothing is called whole that a power cut could still take away."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _fill(home: Home, partial: Path, order: Order, *, marks: dict[str, str], progress: Progress) -> None:
    with one_moment([_wanted(home, store, partial) for store in (home.warehouse, home.vault)]) as moments:
        head = AuditHead(*last_line(moments[0].connection))
        _copy(moments, progress)
    counts = {moment.wanted.store.catalog: moment.counts for moment in moments}
    for name in OWN_FILES:
        if (home.path / name).exists():
            shutil.copyfile(home.path / name, partial / name)
    if order.with_keys:
        _write_keys(home.path, partial)
    Manifest(
        made_at=order.now.isoformat(timespec="seconds"),
        product_version=_product_version(),
        schema_version=version_of(home.warehouse),
        vault_schema_version=version_of(home.vault),
        audit_head=head,
        files=_marks(partial, progress),
        row_counts=counts,
        key_marks=marks,
    ).write(partial, key=read_key(home.path, "audit"))


def _wanted(home: Home, store: Store, folder: Path) -> Wanted:
    name: KeyName = "warehouse" if store is home.warehouse else "vault"
    return Wanted(store, folder / store.file_name, read_key(home.path, name))


def _copy(moments: list[Moment], progress: Progress) -> None:
    whole = sum(sum(moment.counts.values()) for moment in moments) or 1
    done = 0
    for moment in moments:
        for rows in moment.copy():
            done += rows
            progress(moment.wanted.store.file_name, SHARE_COPYING * done / whole)


def _write_keys(home: Path, partial: Path) -> None:
    (partial / "keys").mkdir(mode=0o700)
    for name in KEY_NAMES:
        path = partial / "keys" / f"{name}.key"
        path.touch(mode=0o600)
        path.write_text(read_key(home, name), encoding="ascii")


def _marks(partial: Path, progress: Progress) -> dict[str, FileMark]:
    """The hash of every file but the keys; only its owner may read it from now on."""
    marks = {}
    for path in sorted(path for path in partial.iterdir() if path.is_file()):
        progress(path.name, SHARE_COPYING)
        path.chmod(0o600)
        marks[path.name] = mark_of(path)
    return marks


def _product_version() -> str:
    try:
        return version("fengqiao")
    except PackageNotFoundError:
        return "unknown"
