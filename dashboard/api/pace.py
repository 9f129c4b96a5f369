"""How often somebody may call, and what is noted of it once: kept in memory, forgotten when its time is over.

Pace().is_too_fast("token:GIS", most=120, minute=29_000_001)   →  True from the 121st call of that minute on
Notes().is_new(("ok", "token:GIS", "areas", "2026-03-05 09"))  →  True the first time
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

MOST_NOTED = 20_000


@dataclass
class Pace:
    """Calls of the running minute, by caller."""

    _minute: int = -1
    _calls: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_too_fast(self, caller: str, *, most: int, minute: int) -> bool:
        """Count a call and say whether it is one too many."""
        with self._lock:
            if minute != self._minute:
                self._minute, self._calls = minute, {}
            self._calls[caller] = self._calls.get(caller, 0) + 1
            return self._calls[caller] > most


@dataclass
class Notes:
    """What is in the audit log already."""

    _noted: set[tuple[str, ...]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_new(self, line: tuple[str, ...]) -> bool:
        """Whether a line is to be written now; the same one is not written again."""
        with self._lock:
            if line in self._noted:
                return False
            if len(self._noted) >= MOST_NOTED:
                self._noted.clear()
            self._noted.add(line)
            return True
