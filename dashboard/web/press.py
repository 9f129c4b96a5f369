"""Briefings printed just now: reading, opening and taking the same one makes it once; what went out is kept in the archive."""

from __future__ import annotations

import threading

from dashboard.jobs_protocol import Jobs

MOST_KEPT = 8


class Press:
    """The last few briefings, by week, language and the refresh they come from."""

    def __init__(self) -> None:
        self._printed: dict[tuple[str, str, str], bytes] = {}
        self._lock = threading.Lock()

    def page(self, jobs: Jobs, week: str, *, lang: str, by: str, stamp: str) -> bytes:
        """The briefing of a week as HTML; whoever asks for it meanwhile waits for the same one."""
        with self._lock:
            key = (week, lang, stamp)
            if key not in self._printed:
                made = jobs.briefing(week, lang=lang, by=by)
                while len(self._printed) >= MOST_KEPT:
                    del self._printed[next(iter(self._printed))]
                self._printed[key] = made
            return self._printed[key]
