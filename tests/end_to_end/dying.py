"""What Deaths has running: orders come in as lines, each is carried out in a fork, which may be killed.

python -m tests.end_to_end.dying '{"event": "os.remove", "name": "intake.pending"}' serve   dies without a fork

Importing is most of a start, so it is done once; no DuckDB is open when it forks. What the product is killed in is the
product as it is: nothing in it knows of this.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from tests.end_to_end.moment import MARKER, Lookout, Moment, Step
from tests.signature import check_signature_once

Run = Callable[[list[str]], int]


def _serve_orders() -> None:
    import pypinyin
    import rich.progress  # noqa: F401  (imported before the forks, so that a start costs little)

    import ingest.load  # noqa: F401
    from dashboard import cli
    from dashboard.command import ingest as command  # noqa: F401
    from grid import place  # noqa: F401

    pypinyin.lazy_pinyin("张")  # reads its dictionary
    check_signature_once()
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(_carry_out(order, cli.run) if order else []), flush=True)


def _carry_out(order: dict[str, Any], run: Run) -> list[dict[str, object]]:
    moment = Moment(**order["moment"]) if "moment" in order else None
    lookout = Lookout(Path(order["home"]), moment.sign) if moment else None
    began = time.monotonic()
    children = [_fork(order, run) for _ in range(order.get("count", 1))]
    told = []
    for child, said in children:
        if moment and lookout:
            _kill(child, lookout, moment.seconds)
        status = os.waitpid(child, 0)[1]
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
    if "step" in order:
        _die_before(Step(**order["step"]))
    os._exit(run(order["words"]))


def _give_up_powers() -> None:
    """Let modes of files hold for a superuser too: capset(2) with nothing in it."""
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(head, nothing) == 0


def _die_before(step: Step) -> None:
    """Kill this very process when it is about to take the step, whichever of its threads takes it."""
    is_marked, left = False, step.nth

    def look(event: str, given: tuple[object, ...]) -> None:
        nonlocal is_marked, left
        if event not in ("open", step.event) or not given or not isinstance(given[0], str | os.PathLike):
            return
        name = Path(given[0]).name
        is_marked = is_marked or name == MARKER
        if is_marked and (event, name) == (step.event, step.name):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def _kill(child: int, lookout: Lookout, seconds: float) -> None:
    """Watch for the sign and kill so long after it, unless the child has ended by then."""
    due: float | None = None
    while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        if due is None and lookout.sees():
            due = time.monotonic() + seconds
        if due is not None and time.monotonic() >= due:
            os.kill(child, signal.SIGKILL)
            return
        time.sleep(0.0002)


def _die_by_itself(step: str, words: list[str]) -> int:
    """Carry a command out in this process: its exit code, if it lives."""
    from dashboard import cli

    _die_before(Step(**json.loads(step)))
    return cli.run(words)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(_die_by_itself(sys.argv[1], sys.argv[2:]))
    _serve_orders()
