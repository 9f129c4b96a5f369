"""A piece of work in a fresh process of its own, so that its peak memory is its own and its death is not ours."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


class DiedAlone(RuntimeError):
    """The process ended without an answer: killed for its memory, for example (exit code -9)."""


def alone(work: Callable[..., T], *arguments: object) -> T:
    """The answer of work(*arguments) from a new process; its exception is raised here; it never outlives us."""
    fresh = get_context("spawn")
    receiver, sender = fresh.Pipe(duplex=False)
    process = fresh.Process(target=_answer, args=(sender, work, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        answer, error = receiver.recv()
    except EOFError:
        process.join()
        raise DiedAlone(f"its process ended with exit code {process.exitcode}") from None
    except BaseException:
        process.terminate()
        process.join()
        raise
    process.join()
    if error is not None:
        raise error
    return answer  # type: ignore[no-any-return]


def _answer(sender: Connection, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    try:
        answer = (work(*arguments), None)
    except Exception as error:
        sender.send((None, error))
    else:
        sender.send(answer)
