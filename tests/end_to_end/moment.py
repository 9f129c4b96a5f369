"""When a process is killed: so long after a sign, or before a step of its own.

Moment("vault.duckdb.wal", 0.004)      4 ms after the vault's log grew: anywhere, in the midst of a write too
Step("os.remove", "intake.pending")    before the mark is taken down: by then the reports are in, at any speed
Step("open", "二月.xlsx", nth=2)        before the file is opened the second time since the mark went up
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

MARKER = "intake.pending"
SHORT_SECONDS = 0.12  # about as long as a small file is written
SIGNS = ("start", MARKER, "vault.duckdb.wal", "warehouse.duckdb.wal", "warehouse.duckdb", "after " + MARKER)
Sizes = dict[str, int]


@dataclass(frozen=True)
class Moment:
    """So long after a sign: the start, the mark put up or taken down, or a file of the home that grew or shrank."""

    sign: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.sign} + {self.seconds * 1000:.1f} ms"


@dataclass(frozen=True)
class Step:
    """Before the nth time that a file of this name is dealt with so, counted from the mark's going up."""

    event: str
    name: str
    nth: int = 1

    def __str__(self) -> str:
        return f"before {self.event} {self.name} {self.nth}"


def moments(count: int, *, seed: int) -> list[Moment]:
    """Half of them anywhere in a second and a half, which a whole run takes, half right behind the signs."""
    draw = random.Random(seed)
    anywhere = [
        Moment("start", 1.5 * (number + draw.random()) / (count // 2)) for number in range(count // 2)
    ]
    signs = [SIGNS[1 + number % (len(SIGNS) - 1)] for number in range(count - len(anywhere))]
    return anywhere + [Moment(sign, SHORT_SECONDS * draw.random() ** 3) for sign in signs]


class Lookout:
    """Watches a home for a sign."""

    def __init__(self, home: Path, sign: str) -> None:
        self.home, self.sign = home, sign
        self.before = sizes(home)
        self.was_marked = False

    def sees(self) -> bool:
        """Whether the sign is there now."""
        now = sizes(self.home)
        self.was_marked = self.was_marked or MARKER in now
        if self.sign == "start":
            return True
        if self.sign.startswith("after "):
            return self.was_marked and MARKER not in now
        return self.was_marked and now.get(self.sign) != self.before.get(self.sign)


def sizes(home: Path) -> Sizes:
    """The files of a home by name."""
    found = {}
    for path in home.iterdir():
        try:
            found[path.name] = path.stat().st_size
        except FileNotFoundError:
            continue  # gone between the two looks
    return found
