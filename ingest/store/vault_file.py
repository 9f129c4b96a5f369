"""Original files in the vault, in parts: never whole in memory, and kept whole or not at all.

排查表.csv, 21 MB  →  vault_file       ab12…    排查表.csv  21 MB  3 parts
                      vault_file_part  ab12…/1  8 MB, ab12…/2  8 MB, ab12…/3  5 MB, packed when that pays
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from data.db import Connection, Store
from data.errors import BadFile, NothingThere
from ingest.statement import run

PART_BYTES = 8 << 20
WORTH_PACKING_SHARE = 0.9


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes; BadFile when they cannot be read."""
    with _readable(path.name), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_file(vault: Store, path: Path, *, name: str, sha256: str, now: datetime) -> bool:
    """Keep a file as it came, once; whether it is kept for the first time.

    sha256: what the bytes were before they were parsed; BadFile when they are other bytes now, and nothing is kept.
    """
    with vault.writing() as connection:
        if is_kept(connection, sha256):
            need_unchanged(path, name=name, sha256=sha256)
            return False
        digest, part_no, byte_count = hashlib.sha256(), 0, 0
        for part_no, part in enumerate(_parts_of(path, name), start=1):
            digest.update(part)
            byte_count += len(part)
            _insert_part(connection, f"{sha256}/{part_no}", part)
        if digest.hexdigest() != sha256:
            raise _changed(name)
        counts = {"byte_count": byte_count, "part_count": part_no}
        run(connection, "keep_file", sha256=sha256, name=name, now=now, **counts)
    return True


def need_unchanged(path: Path, *, name: str, sha256: str) -> None:
    """BadFile when the bytes of a file are no longer those of the sha256."""
    with _readable(name):
        if sha256_of(path) != sha256:
            raise _changed(name)


def is_kept(connection: Connection, sha256: str) -> bool:
    """Whether the vault holds the file."""
    return run(connection, "kept_file", sha256=sha256).fetchone() is not None


def forget_file(vault: Store, sha256: str) -> None:
    """Take a file out again whose upload failed."""
    with vault.writing() as connection:
        run(connection, "forget_file_part", sha256=sha256)
        run(connection, "forget_file", sha256=sha256)


def file_parts(vault: Store, sha256: str) -> Iterator[bytes]:
    """The bytes of a kept file, part by part, as they came; NothingThere when the vault has no such file."""
    with vault.reading() as connection:
        row = run(connection, "kept_file", sha256=sha256).fetchone()
        if row is None:
            raise NothingThere(
                f"保密库里没有这个原文件（SHA-256 {sha256[:12]}…）。",
                f"The vault holds no such file (SHA-256 {sha256[:12]}…).",
            )
        for part_no in range(1, row[0] + 1):
            part = run(connection, "file_part", part_id=f"{sha256}/{part_no}").fetchone()
            assert part is not None, f"part {part_no} of {sha256} is missing"
            byte_count, is_packed, held = part
            yield pa.decompress(held, byte_count, codec="zstd", asbytes=True) if is_packed else held


def read_file(vault: Store, sha256: str) -> bytes:
    """A kept file as it came; NothingThere when the vault has no such file."""
    return b"".join(file_parts(vault, sha256))


def _parts_of(path: Path, name: str) -> Iterator[bytes]:
    with _readable(name), path.open("rb") as file:
        while part := file.read(PART_BYTES):
            yield part


def _insert_part(connection: Connection, part_id: str, part: bytes) -> None:
    packed = pa.compress(part, codec="zstd", asbytes=True)
    is_packed = len(packed) < len(part) * WORTH_PACKING_SHARE
    held = packed if is_packed else part
    run(connection, "keep_file_part", part_id=part_id, byte_count=len(part), is_packed=is_packed, held=held)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """BadFile for a file that is gone or that we may not read."""
    try:
        yield
    except FileNotFoundError as error:
        raise BadFile(
            f"{name}：找不到这个文件（或读的过程中被移走），什么都没有改动。请检查路径。",
            f"{name}: no such file (or it was taken away while it was read); nothing was changed. Check the path.",
        ) from error
    except OSError as error:
        raise BadFile(
            f"{name}：读不出来（{error.strerror}），什么都没有改动。请检查文件权限，或另存一份再传。",
            f"{name}: cannot be read ({error.strerror}), and nothing was changed. "
            "Check its permissions, or save a copy and send that.",
        ) from error


def _changed(name: str) -> BadFile:
    return BadFile(
        f"{name}：读的过程中文件被改动，什么都没有收下。请保存并关闭它，再传一次。",
        f"{name}: the file was changed while it was read; nothing was taken in. Save it, close it and send it again.",
    )
