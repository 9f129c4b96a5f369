"""How the kernels of grid/ are compiled: once, kept on disk under the hash of their own sources, and without Python's lock.

numba notices a change of a kernel's own file but not of the files it calls, so a mended kernel must not meet an old cache;
where nothing can be kept (a read-only account), they are compiled anew by each process.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

HERE = Path(__file__).parent
KERNELS = ("orient.py", "prefetch.py", "slab.py", "query.py", "touch.py", "cover.py", "build.py")


def _cache_folder() -> Path | None:
    """Where compiled kernels are kept; None when that cannot be written."""
    digest = hashlib.sha256(numba.__version__.encode())
    for name in KERNELS:
        digest.update((HERE / name).read_bytes())
    above = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    folder = above / "fengqiao" / f"kernels-{digest.hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None


_FOLDER = _cache_folder()


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function to machine code when it is first called, or take what is kept."""
    setattr(numba.config, "CACHE_DIR", str(_FOLDER or ""))  # noqa: B010  read when a kernel is declared
    return numba.njit(nogil=True, cache=_FOLDER is not None)(function)
