"""Homes as they are when new, made once a process and copied: making one takes two seconds, a copy ten milliseconds.

new_home(tmp_path / "home")                 as `fengqiao init` leaves it: keys, both files, lists, rules, calendar
new_home(tmp_path / "home", is_demo=True)   as `fengqiao demo` begins
new_stores(tmp_path / "home")               keys and both files with their tables, nothing in them
"""

from __future__ import annotations

import functools
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from dashboard.home import make_home
from data.db import make_store
from data.keys import make_keys

MADE_AT = datetime(2024, 6, 1, 9, 0)


def new_home(path: Path, *, is_demo: bool = False) -> Path:
    """A home nobody has put anything into; what the folder holds already stays."""
    return Path(shutil.copytree(_made_home(is_demo=is_demo), path, dirs_exist_ok=True))


def new_stores(path: Path) -> Path:
    """Keys and the two files with their tables and nothing in them."""
    return Path(shutil.copytree(_made_stores(), path, dirs_exist_ok=True))


@functools.cache
def _made_home(*, is_demo: bool) -> Path:
    path = Path(_folder().name) / ("demo" if is_demo else "home")
    make_home(path, now=MADE_AT, is_demo=is_demo)
    return path


@functools.cache
def _made_stores() -> Path:
    path = Path(_folder().name) / "stores"
    path.mkdir()
    make_keys(path)
    make_store(path, "warehouse", now=MADE_AT)
    make_store(path, "vault", now=MADE_AT)
    return path


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Gone when the process ends."""
    return tempfile.TemporaryDirectory(prefix="fengqiao-new-")
