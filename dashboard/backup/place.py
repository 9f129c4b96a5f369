"""The files of a backup brought into a home, each held to its mark while it is copied."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from dashboard.backup.manifest import CHUNK_BYTES, FileMark, Manifest
from data.errors import Damaged, DiskFull
from data.keys import KEY_NAMES

Progress = Callable[[str, float], None]


def need_room(home: Path, manifest: Manifest) -> None:
    """DiskFull when the backup will not fit."""
    free = shutil.disk_usage(home).free
    if free < manifest.byte_count:
        raise DiskFull(
            f"{home}：需要 {manifest.byte_count >> 20} MB，只剩 {free >> 20} MB。请腾出空间或换一个磁盘。",
            f"{home}: {manifest.byte_count >> 20} MB are needed and {free >> 20} MB are free.",
        )


def place_keys(source: Path, home: Path, placed: list[Path]) -> None:
    """Bring the keys that are named or in the backup; those already in the home stay."""
    if not source.is_dir():
        return
    target = home / "keys"
    target.mkdir(mode=0o700, exist_ok=True)
    for name in KEY_NAMES:
        path = target / f"{name}.key"
        if (source / path.name).exists() and not path.exists():
            path.touch(mode=0o600)
            placed.append(path)
            path.write_bytes((source / path.name).read_bytes())


def place_files(
    folder: Path, home: Path, manifest: Manifest, *, placed: list[Path], progress: Progress
) -> None:
    """Bring every file of the manifest; `placed` grows as they come, so that all can be taken away again."""
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
        raise damaged(source, "不见了", "is missing") from error
    if FileMark(digest.hexdigest(), target.stat().st_size) != mark:
        raise damaged(
            source, "与清单不符（被改动或损坏）", "is not what the manifest says (changed or damaged)"
        )


def damaged(path: Path, zh: str, en: str) -> Damaged:
    """The error for a file of a backup that is not what it was."""
    return Damaged(
        f"{path}：{zh}，没有恢复。请换一份备份。", f"{path}: {en}; nothing was restored. Use another backup."
    )
