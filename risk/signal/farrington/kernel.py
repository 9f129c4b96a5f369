"""How the kernels of Farrington's method are compiled: once, kept under the hash of all their sources, without Python's lock.

As grid/cells/kernel.py keeps its own: numba would not notice a change of a file that a kernel calls.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba

HERE = Path(__file__).parent
KERNELS = ("fit.py", "level.py", "model.py")


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
