"""A backup put back into a new home: every file and row checked, all of it or nothing.

home/restoring    there from the first file to the last check; a home with it does not open
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.audit import first_broken_line, note_head, write_line
from dashboard.backup.keep import backups_in
from dashboard.backup.manifest import (
    CHUNK_BYTES,
    NAME,
    NEEDED_KEYS,
    FileMark,
    Manifest,
    key_marks,
    need_sealed,
    read_manifest,
)
from dashboard.home import RESTORING, operator
from data.config import OWN_FILES
from data.db import SCHEMA_VERSION, VAULT_SCHEMA_VERSION, Store, open_store, version_of
from data.errors import BadFile, Damaged, DiskFull, HomeInUse, WrongKey
from data.keys import KEY_NAMES, KeyName, make_keys, read_key
from data.moment import row_counts
from data.system_error import explaining

Progress = Callable[[str, float], None]
STORES: tuple[KeyName, ...] = ("warehouse", "vault")
PLACED = ("warehouse.duckdb", "vault.duckdb", *OWN_FILES)
OWN = (
    *PLACED,
    "warehouse.duckdb.wal",
    "vault.duckdb.wal",
    "audit.head",
)  # what makes a folder somebody's home


@dataclass(frozen=True)
class Order:
    """Which backup into which home, and where its keys lie when neither holds them."""

    backup: Path
    home: Path
    keys: Path | None
    now: datetime


def restore(order: Order, *, progress: Progress) -> Manifest:
    """Put a backup back; its manifest. Nothing is left in the home when that cannot be done."""
    folder = _found(order.backup)
    manifest = read_manifest(folder)
    _need_ours(folder, manifest)
    with explaining(str(order.home)), _all_or_nothing(order.home) as placed:
        _place_keys(order, folder, placed)
        _need_keys(order.home, folder, manifest)
        _need_room(order.home, manifest)
        _place_files(folder, order.home, manifest, placed=placed, progress=progress)
        note_head(order.home, manifest.audit_head.number, manifest.audit_head.hash)
        placed.append(order.home / "audit.head")
        progress("", 0.9)
        _check(order.home, manifest, now=order.now)
    return manifest


def _found(backup: Path) -> Path:
    """The backup itself, or the newest of a folder of backups."""
    if (backup / NAME).exists():
        return backup
    held = backups_in(backup)
    return held[-1] if held else backup


def _need_ours(folder: Path, manifest: Manifest) -> None:
    strange = [name for name in manifest.files if name not in PLACED]
    missing = {f"{name}.duckdb" for name in STORES} - set(manifest.files)
    if strange or missing:
        raise BadFile(
            f"{folder / NAME}：清单里的文件不对（{'、'.join(strange) or '缺 ' + '、'.join(sorted(missing))}）。",
            f"{folder / NAME}: its files are wrong ({', '.join(strange) or 'missing ' + ', '.join(sorted(missing))}).",
        )
    if manifest.schema_version > SCHEMA_VERSION or manifest.vault_schema_version > VAULT_SCHEMA_VERSION:
        raise BadFile(
            f"{folder}：这份备份是更新版本的枫桥（{manifest.product_version}）写的。请先升级再恢复。",
            f"{folder}: a newer Fengqiao ({manifest.product_version}) wrote this backup. Upgrade first.",
        )


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


def _place_keys(order: Order, folder: Path, placed: list[Path]) -> None:
    """Bring the keys that are named or in the backup; those already in the home stay."""
    source = order.keys or folder / "keys"
    if not source.is_dir():
        return
    target = order.home / "keys"
    target.mkdir(mode=0o700, exist_ok=True)
    for name in KEY_NAMES:
        path = target / f"{name}.key"
        if (source / path.name).exists() and not path.exists():
            path.touch(mode=0o600)
            placed.append(path)
            path.write_bytes((source / path.name).read_bytes())


def _need_keys(home: Path, folder: Path, manifest: Manifest) -> None:
    """KeyMissing, or WrongKey for a key the backup was not made with; the seal is looked at by the way."""
    marks = key_marks(home)
    wrong = [name for name in NEEDED_KEYS if marks[name] != manifest.key_marks.get(name)]
    if wrong:
        raise WrongKey(
            f"{folder}：密钥 {'、'.join(wrong)} 不是这份备份的。请放回当时的 keys/ 文件夹（或用 --keys 指定）。",
            f"{folder}: the {', '.join(wrong)} key is not the one this backup was made with. "
            "Put the keys/ of that time in place, or name them with --keys.",
        )
    need_sealed(folder, key=read_key(home, "audit"))


def _need_room(home: Path, manifest: Manifest) -> None:
    free = shutil.disk_usage(home).free
    if free < manifest.byte_count:
        raise DiskFull(
            f"{home}：需要 {manifest.byte_count >> 20} MB，只剩 {free >> 20} MB。请腾出空间或换一个磁盘。",
            f"{home}: {manifest.byte_count >> 20} MB are needed and {free >> 20} MB are free.",
        )


def _place_files(
    folder: Path, home: Path, manifest: Manifest, *, placed: list[Path], progress: Progress
) -> None:
    done = 0
    for name, mark in manifest.files.items():
        placed.append(home / name)
        _copy(folder / name, home / name, mark)
        done += mark.byte_count
        progress(name, 0.9 * done / max(1, manifest.byte_count))


def _copy(source: Path, target: Path, mark: FileMark) -> None:
    """Copy a file and hold what was copied to its mark; Damaged when it is another."""
    digest = hashlib.sha256()
    try:
        with source.open("rb") as held, target.open("xb") as file:
            target.chmod(0o600)
            while chunk := held.read(CHUNK_BYTES):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError as error:
        raise _damaged(source, "不见了", "is missing") from error
    if FileMark(digest.hexdigest(), target.stat().st_size) != mark:
        raise _damaged(
            source, "与清单不符（被改动或损坏）", "is not what the manifest says (changed or damaged)"
        )


def _damaged(path: Path, zh: str, en: str) -> Damaged:
    return Damaged(
        f"{path}：{zh}，没有恢复。请换一份备份。", f"{path}: {en}; nothing was restored. Use another backup."
    )


def _check(home: Path, manifest: Manifest, *, now: datetime) -> None:
    """Open both stores, compare versions, rows and the audit log, and note the restore."""
    versions = {"warehouse": manifest.schema_version, "vault": manifest.vault_schema_version}
    for name in STORES:
        store = open_store(home, name)
        try:
            _need_same(store, name, version=versions[name], counts=manifest.row_counts.get(name, {}))
            if name == "warehouse":
                _need_whole_log(store, home)
                make_keys(home)  # the session's, where it was not kept: everybody signs in again
                write_line(
                    store, home, actor=operator(), event="restore", now=now, object_id=manifest.made_at
                )
        finally:
            store.close()


def _need_same(store: Store, name: str, *, version: int, counts: object) -> None:
    with store.reading() as connection:
        held = row_counts(connection, name)
    if held != counts or version_of(store) != version:
        raise _damaged(
            Path(store.file_name), "行数或版本与清单不符", "has not the rows or version the manifest says"
        )


def _need_whole_log(store: Store, home: Path) -> None:
    with store.reading() as connection:
        broken = first_broken_line(connection, home)
    if broken is not None:
        raise _damaged(
            Path(store.file_name),
            f"操作日志第 {broken} 行被改动过",
            f"line {broken} of the audit log was changed",
        )
