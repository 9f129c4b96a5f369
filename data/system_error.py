"""What the operating system refused or lost, said so that a person can mend it.

OSError 28 on intake.pending                    → DiskFull    磁盘已满（或超出配额）…
duckdb "… .wal": No space left on device        → DiskFull
duckdb "… warehouse.duckdb": Permission denied  → NotAllowed  没有权限…
duckdb "… AES tag differs …"                    → Damaged     文件已损坏…
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from data.errors import Damaged, DiskFull, FengqiaoError, NotAllowed, OurError

_FULL = ("max_temp_directory_size", *map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)))
_LOST = (
    "Could not read enough bytes",
    "not a valid DuckDB database file",
    "AES tag differs",
    "Corrupt database file",
    os.strerror(errno.EIO),
)
_REFUSED = tuple(map(os.strerror, (errno.EACCES, errno.EPERM, errno.EROFS)))


def explained(error: OSError | duckdb.Error, where: str) -> FengqiaoError | None:
    """The error for a person, or None when the system has no part in it; where: the file or folder meant."""
    text = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    if any(words in text for words in _FULL):
        return DiskFull(
            f"磁盘已满（或超出配额）：{where} 写不进去，什么都没有改动。请腾出空间后再试。",
            f"The disk is full (or a quota is reached): {where} could not be written, and nothing was changed. "
            "Free some space and try again.",
        )
    if any(words in text for words in _REFUSED):
        return NotAllowed(
            f"没有权限读写 {where}，什么都没有改动。请检查它的权限、属主和磁盘是否只读。",
            f"{where} may not be read or written, and nothing was changed. "
            "Check its permissions, its owner and whether the disk is read-only.",
        )
    if any(words in text for words in _LOST):
        return Damaged(
            f"{where}：文件已损坏（不完整或被改动），读不下去。请从备份恢复，不要删除它。",
            f"{where}: damaged (cut short or changed) and cannot be read on. "
            "Restore it from your backup; do not delete it.",
        )
    if isinstance(error, duckdb.FatalException):
        return OurError(
            f"{where} 写入时出错，已停止使用；数据仍是上一次写完时的样子。请重新启动 fengqiao。",
            f"{where} failed while being written and was shut; the data is as it last was. Restart fengqiao.",
        )
    return None


@contextmanager
def explaining(where: str) -> Iterator[None]:
    """What the system refuses inside is raised as the error for a person; everything else as it is."""
    try:
        yield
    except OSError as error:
        said = explained(error, where)
        if said is None:
            raise
        raise said from error


@contextmanager
def explaining_store(file_name: str) -> Iterator[None]:
    """The same for what DuckDB meets in its own file; errors of other files pass."""
    try:
        yield
    except duckdb.Error as error:
        said = explained(error, file_name)
        if said is None:
            raise
        raise said from error
