"""Whether a backup could be put back: its manifest sealed by this home's key, every file as it was written.

fengqiao-20260401-090000   sealed, hashes equal   → its manifest
                           one byte changed       → Damaged
A whole restore goes further (it opens both files and counts rows); this is what can be done while the server runs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dashboard.backup.check import need_keys, need_ours
from dashboard.backup.manifest import Manifest, mark_of, read_manifest
from dashboard.backup.place import damaged
from data.system_error import explaining

Progress = Callable[[str, float], None]


def verify_backup(folder: Path, *, home: Path, progress: Progress) -> Manifest:
    """The manifest of a backup that is whole; BadFile, WrongKey or Damaged says what is wrong."""
    manifest = read_manifest(folder)
    need_ours(folder, manifest)
    need_keys(home, folder, manifest)
    done = 0
    for name, mark in manifest.files.items():
        progress(name, done / max(1, manifest.byte_count))
        with explaining(str(folder / name)):
            if not (folder / name).is_file():
                raise damaged(folder / name, "不见了", "is missing")
            if mark_of(folder / name) != mark:
                raise damaged(
                    folder / name,
                    "与清单不符（被改动或损坏）",
                    "is not what the manifest says (changed or damaged)",
                )
        done += mark.byte_count
    return manifest
