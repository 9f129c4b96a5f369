"""A second process that prepares lots of a large file beside this one, spoken to over its standard input and output.

parent   key, language, then Task, Task, …   →   child
parent   Done, Done, … (None: do it yourself) ←   child

The child ends with its input, so it never outlives the parent. Nothing of a file is written to disk on the way.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import BinaryIO

import pyarrow as pa

from data.errors import language, speaking
from ingest.garbage import seldom_collected
from ingest.person.token import Tokens
from ingest.report.task import Done, Task, do

PROTOCOL = 5
MOST_WAITING = 2  # tasks with the child: the one it does, and the next, so that it is never idle
SECONDS_TO_END = 5
BROKEN = (OSError, EOFError, pickle.PickleError, ValueError)


class Worker:
    """The child, seen from the parent; a child that died or failed leaves its tasks to be done here."""

    def __init__(self, key: str) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self._tokens = Tokens(key)
        self._asking = ThreadPoolExecutor(1, "worker")
        self._asked: list[Future[Done]] = []
        self._is_broken = False
        self._told((key, language()))

    def is_free(self) -> bool:
        """Whether it would begin a task soon."""
        self._asked = [each for each in self._asked if not each.done()]
        return not self._is_broken and len(self._asked) < MOST_WAITING

    def submit(self, task: Task) -> Future[Done]:
        """Have a task done over there."""
        asked = self._asking.submit(self._ask, task, language())
        self._asked.append(asked)
        return asked

    def _ask(self, task: Task, spoken: str) -> Done:
        done = self._answer() if not self._is_broken and self._told(task) else None
        if done is not None:
            return done
        with speaking(spoken):
            return do(task, self._tokens)

    def _told(self, message: object) -> bool:
        try:
            pickle.dump(message, _pipe(self._process.stdin), PROTOCOL)
            _pipe(self._process.stdin).flush()
        except BROKEN:
            self._is_broken = True
        return not self._is_broken

    def _answer(self) -> Done | None:
        try:
            done: Done | None = pickle.load(_pipe(self._process.stdout))
        except BROKEN:
            self._is_broken = True
            return None
        return done

    def close(self) -> None:
        """End the child, once or twice; what it had not done is lost with it."""
        self._is_broken = True
        self._asking.shutdown(wait=False, cancel_futures=True)
        self._process.kill()
        self._asking.shutdown(wait=True)
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                _pipe(pipe).close()
            except OSError:
                continue  # what was still in the pipe has nobody to read it
        self._process.wait(SECONDS_TO_END)


@contextmanager
def perhaps_a_worker(key: str, *, wanted: bool) -> Iterator[Worker | None]:
    """A worker where one is wanted and can be started; None otherwise."""
    worker = _started(key) if wanted else None
    try:
        yield worker
    finally:
        if worker:
            worker.close()


def _started(key: str) -> Worker | None:
    try:
        return Worker(key)
    except OSError:
        return None


def _pipe(pipe: object) -> BinaryIO:
    return pipe  # type: ignore[return-value]


def main() -> None:
    """The child: do tasks until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    incoming = sys.stdin.buffer
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints does not spoil the answers
    try:
        pa.set_memory_pool(pa.system_memory_pool())  # gives back what a lot took
        key, spoken = pickle.load(incoming)
        tokens = Tokens(key)
        with speaking(spoken), seldom_collected():
            while True:
                pickle.dump(_done(pickle.load(incoming), tokens), outgoing, PROTOCOL)
                outgoing.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _done(task: Task, tokens: Tokens) -> Done | None:
    try:
        return do(task, tokens)
    except Exception:
        tokens.drain()
        return None  # the parent does it again, and says what is wrong


if __name__ == "__main__":
    main()
