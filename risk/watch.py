"""Times the steps of a refresh and tells whoever watches as each begins.

locate 0.4 s, read 12.9 s, link …      progress("link", 0.18)
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, float], None]
STEPS = ("locate", "read", "link", "group", "clock", "score", "lists", "signal", "areas", "weeks", "swap")


@dataclass
class Watch:
    """Times the steps and tells `progress` (step, share of steps done) as each begins."""

    progress: Progress | None
    seconds: dict[str, float]
    step: str = ""
    began: float = 0.0
    share: float = 0.0

    def begin(self, step: str) -> None:
        """End the step before and begin this one."""
        self.end()
        self.step, self.began = step, time.perf_counter()
        self.share = max(self.share, STEPS.index(step) / len(STEPS))  # a touch takes some in another order
        if self.progress:
            self.progress(step, self.share)

    def end(self) -> None:
        """Note how long the running step took, beside what it took before."""
        if self.step:
            took = self.seconds.get(self.step, 0.0) + time.perf_counter() - self.began
            self.seconds[self.step] = round(took, 3)
