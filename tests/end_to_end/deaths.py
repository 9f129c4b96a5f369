"""A warmed process that has `fengqiao …` carried out in forks of itself, and kills them at a chosen moment.

Deaths().die(["ingest", "a.xlsx"], home=…, at=Moment("vault.duckdb.wal", 0.004))   killed 4 ms after the vault's log grew
Deaths().live(["ingest", "a.xlsx"], home=…)                                       left to live: Death(False, 1.31, 0, "…")

Deaths().live(["ingest", "a.xlsx"], home=…, limit_bytes=1000)                     no file may grow past 1,000 bytes
Deaths().together(["ingest", "a.xlsx"], home=…, count=4)                          four at once

Importing is most of a start, so it is done once; no DuckDB is open when it forks. What the product is killed in is the
product as it is: nothing in it knows of this.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

Run = Callable[[list[str]], int]
MARKER = "intake.pending"
SHORT_SECONDS = 0.12  # about as long as a small file is written
SIGNS = ("start", MARKER, "vault.duckdb.wal", "warehouse.duckdb.wal", "warehouse.duckdb", "after " + MARKER)


@dataclass(frozen=True)
class Moment:
    """So long after a sign: the start, the mark put up or taken down, or a file of the home that grew or shrank."""

    sign: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.sign} + {self.seconds * 1000:.1f} ms"


@dataclass(frozen=True)
class Death:
    """Whether the process was killed before it ended by itself, how long it lived, its exit code, what it said."""

    was_killed: bool
    seconds: float
    code: int
    said: str


def moments(count: int, *, seed: int) -> list[Moment]:
    """Half of them anywhere in a second and a half, which a whole run takes, half right behind the signs."""
    draw = random.Random(seed)
    anywhere = [
        Moment("start", 1.5 * (number + draw.random()) / (count // 2)) for number in range(count // 2)
    ]
    signs = [SIGNS[1 + number % (len(SIGNS) - 1)] for number in range(count - len(anywhere))]
    return anywhere + [Moment(sign, SHORT_SECONDS * draw.random() ** 3) for sign in signs]


class Deaths:
    """The warmed process; close it when done."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._ask({}) == []

    def die(self, words: list[str], *, home: Path, at: Moment) -> Death:
        """Carry a command out in a fork and kill it at a moment."""
        return self._carry_out(words=words, home=str(home), at=asdict(at))[0]

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


def _serve_orders() -> None:
    import pypinyin
    import rich.progress  # noqa: F401  (imported before the forks, so that a start costs little)

    import ingest.load  # noqa: F401
    from dashboard import cli
    from dashboard.command import ingest as command  # noqa: F401
    from grid import place  # noqa: F401

    pypinyin.lazy_pinyin("张")  # reads its dictionary
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(_carry_out(order, cli.run) if order else []), flush=True)


def _carry_out(order: dict[str, Any], run: Run) -> list[dict[str, object]]:
    home = Path(order["home"])
    before = _sizes(home)
    began = time.monotonic()
    children = [_fork(order, run) for _ in range(order.get("count", 1))]
    at = Moment(**order["at"]) if order.get("at") else None
    told = []
    for child, said in children:
        status = _wait(child, home, before, at)
        said.seek(0)
        told.append(
            {
                "was_killed": os.WIFSIGNALED(status),
                "seconds": time.monotonic() - began,
                "code": -1 if os.WIFSIGNALED(status) else os.WEXITSTATUS(status),
                "said": said.read().decode(),
            }
        )
    return told


def _fork(order: dict[str, Any], run: Run) -> tuple[int, IO[bytes]]:
    """A child that carries the command out, and the file it speaks to."""
    said = tempfile.TemporaryFile()  # noqa: SIM115  (the caller reads it when the child has ended)
    child = os.fork()
    if child:
        return child, said
    os.environ.update({**order.get("more", {}), "FENGQIAO_HOME": order["home"]})
    for stream in (1, 2):
        os.dup2(said.fileno(), stream)
    if order.get("meek"):
        _give_up_powers()
    if order.get("limit"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
    os._exit(run(order["words"]))


def _give_up_powers() -> None:
    """Let modes of files hold for a superuser too: capset(2) with nothing in it."""
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(head, nothing) == 0


def _wait(child: int, home: Path, before: dict[str, int], at: Moment | None) -> int:
    """Watch for the sign and kill; the status the child ended with."""
    due: float | None = time.monotonic() + at.seconds if at and at.sign == "start" else None
    marked = False
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        if at and due is None:
            now = _sizes(home)
            marked = marked or MARKER in now
            if _is_there(at.sign, before, now, marked=marked):
                due = time.monotonic() + at.seconds
        if due is not None and time.monotonic() >= due:
            os.kill(child, signal.SIGKILL)
            return os.waitpid(child, 0)[1]
        time.sleep(0.0002)


def _is_there(sign: str, before: dict[str, int], now: dict[str, int], *, marked: bool) -> bool:
    if sign.startswith("after "):
        return marked and MARKER not in now
    return marked and now.get(sign) != before.get(sign)


def _sizes(home: Path) -> dict[str, int]:
    sizes = {}
    with os.scandir(home) as entries:
        for entry in entries:
            try:
                sizes[entry.name] = entry.stat().st_size
            except FileNotFoundError:
                continue  # gone between the two looks
    return sizes


if __name__ == "__main__":
    _serve_orders()
