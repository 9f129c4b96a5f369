"""Python's cyclic collector, at ease while a large file is read.

A lot of a sheet is a hundred thousand cells, none of which refers to another; to walk through them again and again is a tenth
of the work. Cycles are still found, less often.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 50, 100)
_guard = threading.Lock()
_usual: list[tuple[int, int, int]] = []  # the same once for every file under way


@contextmanager
def seldom_collected(*, wanted: bool = True) -> Iterator[None]:
    """Collect seldom until the last file under way is done."""
    if not wanted:
        yield
        return
    with _guard:
        _usual.append(_usual[0] if _usual else gc.get_threshold())
        gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        with _guard:
            usual = _usual.pop()
            if not _usual:
                gc.set_threshold(*usual)
