"""Failed sign-ins by address, in memory: after so many in a quarter of an hour the address waits, whichever name it tries.

10.0.0.7  20 failures since 09:02   →  wait until 09:17: 429, Retry-After in seconds
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque

import flask

WINDOW_SECONDS = 15 * 60
MOST_ADDRESSES = 10_000


class Failures:
    """The moments of the last failures of each address."""

    def __init__(self) -> None:
        self._failed: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def note(self, address: str) -> None:
        """One more failure; the address heard of longest ago makes room when there are very many."""
        with self._lock:
            kept = self._failed.pop(address, deque())
            kept.append(time.time())
            self._failed[address] = kept
            if len(self._failed) > MOST_ADDRESSES:
                del self._failed[next(iter(self._failed))]

    def wait(self, address: str, *, most: int) -> int:
        """Seconds this address has to wait; 0 when it may try."""
        now = time.time()
        with self._lock:
            kept = self._failed.get(address)
            while kept and kept[0] <= now - WINDOW_SECONDS:
                kept.popleft()
            if kept is not None and not kept:
                del self._failed[address]
            if not kept or len(kept) < most:
                return 0
            return max(1, math.ceil(kept[len(kept) - most] + WINDOW_SECONDS - now))


def address_of(request: flask.Request, header: str) -> str:
    """Whose request it is: the peer, or what the site's own proxy wrote last into the header named in the settings."""
    told = request.headers.get(header, "").split(",")[-1].strip() if header else ""
    return (told or request.remote_addr or "unknown")[:64]
