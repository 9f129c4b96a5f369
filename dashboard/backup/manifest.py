"""The list of what is in a backup, sealed with the home's audit key so that a changed word shows.

manifest.json   {"made_at": "2026-04-01T09:00:00", "schema_version": 9, "audit_head": {"number": 812, "hash": "…"},
                 "files": {"warehouse.duckdb": {"sha256": "…", "byte_count": 2633728}, …},
                 "row_counts": {"warehouse": {"core_report": 60000, …}, "vault": {…}}, "key_marks": {…}, "seal": "…"}
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from data.errors import BadFile, Damaged
from data.keys import KeyName, read_key
from data.moment import Counts
from data.system_error import explaining

NAME = "manifest.json"
FORMAT = 1
NEEDED_KEYS: tuple[KeyName, ...] = (
    "warehouse",
    "vault",
    "token",
    "audit",
)  # a new session key only signs people out
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class FileMark:
    """What a file of a backup must be."""

    sha256: str
    byte_count: int


@dataclass(frozen=True)
class AuditHead:
    """The last line of the audit log that is in the backup."""

    number: int
    hash: str


@dataclass(frozen=True)
class Manifest:
    """Everything a backup says of itself; key_marks tell one key from another and give away neither."""

    made_at: str
    product_version: str
    schema_version: int
    vault_schema_version: int
    audit_head: AuditHead
    files: Mapping[str, FileMark]
    row_counts: Mapping[str, Counts]
    key_marks: Mapping[str, str]
    format: int = FORMAT

    def write(self, folder: Path, *, key: str) -> None:
        """Write it sealed into a backup's folder."""
        words = asdict(self)
        text = json.dumps({**words, "seal": _seal(words, key)}, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")
        (folder / NAME).chmod(0o600)

    @property
    def byte_count(self) -> int:
        """Length of all files together."""
        return sum(mark.byte_count for mark in self.files.values())


def _seal(words: Mapping[str, object], key: str) -> str:
    text = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(bytes.fromhex(key), b"fengqiao manifest" + text.encode(), "sha256").hex()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup; BadFile when there is none or it is not one of ours. The seal is need_sealed's."""
    words = _words(folder)
    try:
        manifest = Manifest(
            **{
                **words,
                "audit_head": AuditHead(**words["audit_head"]),  # type: ignore[arg-type]
                "files": {name: FileMark(**mark) for name, mark in words["files"].items()},  # type: ignore[attr-defined]
            }
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _not_one(folder) from error
    numbers = (
        manifest.schema_version,
        manifest.vault_schema_version,
        *(mark.byte_count for mark in manifest.files.values()),
    )
    if not all(isinstance(number, int) for number in numbers) or not isinstance(manifest.key_marks, dict):
        raise _not_one(folder)
    return manifest


def _words(folder: Path) -> dict[str, object]:
    with explaining(str(folder / NAME)):
        try:
            words = json.loads((folder / NAME).read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            raise _not_one(folder) from error
    if not isinstance(words, dict) or not words.pop("seal", None) or words.get("format") != FORMAT:
        raise _not_one(folder)
    return words


def _not_one(folder: Path) -> BadFile:
    return BadFile(
        f"{folder}：这不是枫桥的完整备份（没有可读的 {NAME}）。请指定 fengqiao backup 写出的文件夹。",
        f"{folder}: not a whole backup of Fengqiao (no readable {NAME}). Name a folder that fengqiao backup wrote.",
    )


def need_sealed(folder: Path, *, key: str) -> None:
    """Damaged when a word of the manifest was changed after it was written."""
    whole = json.loads((folder / NAME).read_text(encoding="utf-8"))
    told = str(whole.pop("seal"))
    if not hmac.compare_digest(told, _seal(whole, key)):
        raise Damaged(
            f"{folder / NAME}：清单被改动过，不能用来恢复。请换一份备份。",
            f"{folder / NAME}: was changed after it was written and cannot be restored from. Use another backup.",
        )


def key_marks(home: Path) -> dict[str, str]:
    """By name, a mark of each key that data cannot do without."""
    return {
        name: hmac.digest(bytes.fromhex(read_key(home, name)), b"fengqiao key mark", "sha256").hex()[:16]
        for name in NEEDED_KEYS
    }


def mark_of(path: Path) -> FileMark:
    """The hash and length of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return FileMark(digest.hexdigest(), path.stat().st_size)
