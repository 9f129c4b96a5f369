"""A warmed process that has `fengqiao …` carried out in forks of itself, and kills them at a chosen moment.

Deaths().die(["ingest", "a.xlsx"], home=…, at=Moment("vault.duckdb.wal", 0.004))   killed 4 ms after the vault's log grew
Deaths().die(["ingest", "a.xlsx"], home=…, at=Step("os.remove", "intake.pending")) killed before it removes the mark
Deaths().live(["ingest", "a.xlsx"], home=…)                                       left to live: Death(False, 1.31, 0, "…")

Deaths().live(["ingest", "a.xlsx"], home=…, limit_bytes=1000)                     no file may grow past 1,000 bytes
Deaths().together(["ingest", "a.xlsx"], home=…, count=4)                          four at once
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.end_to_end.moment import Moment, Step


@dataclass(frozen=True)
class Death:
    """Whether the process was killed before it ended by itself, how long it lived, its exit code, what it said."""

    was_killed: bool
    seconds: float
    code: int
    said: str


class Deaths:
    """The warmed process; close it when done."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "tests.end_to_end.dying"]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._ask({}) == []

    def die(self, words: list[str], *, home: Path, at: Moment | Step) -> Death:
        """Carry a command out in a fork and kill it at a moment or before a step."""
        when = {"step" if isinstance(at, Step) else "moment": asdict(at)}
        return self._carry_out(words=words, home=str(home), **when)[0]

    def live(
        self, words: list[str], *, home: Path, limit_bytes: int = 0, is_meek: bool = False, **more: str
    ) -> Death:
        """Carry a command out; limit_bytes: no file may grow past it; is_meek: without a superuser's powers."""
        return self._carry_out(words=words, home=str(home), limit=limit_bytes, meek=is_meek, more=more)[0]

    def together(self, words: list[str], *, home: Path, count: int) -> list[Death]:
        """Carry the same command out so many times at once."""
        return self._carry_out(words=words, home=str(home), count=count)

    def _carry_out(self, **order: object) -> list[Death]:
        return [Death(**told) for told in self._ask(order)]

    def _ask(self, order: dict[str, object]) -> list[dict[str, Any]]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return list(json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()
