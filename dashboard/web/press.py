"""Briefings already printed: reading, opening and taking the same one makes it once."""

from __future__ import annotations

import threading
from pathlib import Path

from dashboard.jobs_protocol import Jobs

MOST_KEPT = 8


class Press:
    """The last few briefings, by week and the refresh they come from."""

    def __init__(self) -> None:
        self._printed: dict[tuple[str, str], bytes] = {}
        self._lock = threading.Lock()

    def page(self, jobs: Jobs, week: str, *, stamp: str) -> bytes:
        """The briefing of a week as HTML; whoever asks for it meanwhile waits for the same one."""
        with self._lock:
            if (week, stamp) not in self._printed:
                made = jobs.briefing(week)
                while len(self._printed) >= MOST_KEPT:
                    del self._printed[next(iter(self._printed))]
                self._printed[week, stamp] = made.read_bytes() if isinstance(made, Path) else made
            return self._printed[week, stamp]
