"""Only the newest backups of a home are kept when so many are asked for; those of other homes are not touched."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from dashboard.backup.manifest import key_marks, read_manifest
from data.errors import UserError
from data.system_error import explaining

BACKUP = re.compile(r"fengqiao-\d{8}-\d{6}")


def backups_in(folder: Path) -> list[Path]:
    """Whole backups in a folder, oldest first."""
    found = [path for path in folder.glob("fengqiao-*") if BACKUP.fullmatch(path.name) and path.is_dir()]
    return sorted(path for path in found if _mark(path))


def keep_newest(folder: Path, count: int, *, home: Path) -> list[Path]:
    """Remove all backups of a home but the newest; what was removed. A backup goes whole: first its name, then its files."""
    mark = key_marks(home)["warehouse"]
    own = [path for path in backups_in(folder) if _mark(path) == mark]
    old = own[:-count]
    with explaining(str(folder)):
        for path in old:
            leaving = folder / f".{path.name}-{mark[:8]}.partial"
            os.rename(path, leaving)
            shutil.rmtree(leaving)
    return old


def _mark(folder: Path) -> str:
    """Whose backup it is: the mark of its warehouse's key; nothing when it is no whole backup."""
    try:
        return read_manifest(folder).key_marks.get("warehouse", "")
    except UserError:
        return ""
