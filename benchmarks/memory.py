"""The most memory that a process and those it started held at one time: pages in memory, shared ones counted for each.

with Watch() as watch:
    …                       a worker of 350 MB beside 800 MB of ours  →  watch.peak_mb 1150.0
"""

from __future__ import annotations

import os
import resource
import sys
import threading
from contextlib import suppress
from types import TracebackType

EVERY_SECONDS = 0.02
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


class Watch:
    """Looks at the processes fifty times a second; this process alone counts by the kernel's own high-water mark."""

    def __init__(self) -> None:
        self._most = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    @property
    def peak_mb(self) -> float:
        """Megabytes, of 10⁶ bytes."""
        alone = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_BYTES
        return max(self._most, alone) / 1e6

    def _look(self) -> None:
        while not self._is_over.wait(EVERY_SECONDS):
            self._most = max(self._most, held_together())


def held_together() -> int:
    """Bytes held now by this process and its children; 0 where the system does not tell."""
    pages = 0
    with suppress(OSError):
        for process in ("self", *_children()):
            with suppress(OSError), open(f"/proc/{process}/statm", encoding="ascii") as statm:
                pages += int(statm.read().split()[1])
    return pages * PAGE_BYTES


def _children() -> list[str]:
    children: list[str] = []
    for task in os.listdir("/proc/self/task"):
        with suppress(OSError), open(f"/proc/self/task/{task}/children", encoding="ascii") as told:
            children += told.read().split()
    return children
