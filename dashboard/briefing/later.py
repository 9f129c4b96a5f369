"""An answer that is worked out on a thread of its own while the next questions are asked.

shapes = Later(partial(shape_up, rows))    the drawing of 2,000 boundaries begins
…                                        questions to the warehouse
shapes()                                 the answer; what went wrong there is raised here
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Later(Generic[Answer]):
    """Work begun at once, its answer had by calling; copied, it is its answer."""

    def __init__(self, work: Callable[[], Answer]) -> None:
        pool = ThreadPoolExecutor(1)
        self._answer = pool.submit(work)
        pool.shutdown(wait=False)

    def __call__(self) -> Answer:
        """The answer, waited for."""
        return self._answer.result()

    def __deepcopy__(self, memo: dict[int, object]) -> Answer:
        """What a manifest takes down."""
        return self()
