"""Which connections are being worked with, so that a file is not closed under a query: DuckDB would end the process.

thread 1  refresh   INSERT INTO out_matter …      ← interrupted, rolled back, done
thread 2  close()   waits for 1, then closes
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from data.db import Connection

AGAIN_SECONDS = 0.02  # a thread between two queries is not stopped by being interrupted; its next query is


class InUse:
    """Connections and the threads that work with them."""

    def __init__(self) -> None:
        self._by: dict[int, tuple[int, Connection]] = {}
        self._changed = threading.Condition()
        self._is_over = False

    @contextmanager
    def by_this_thread(self, connection: Connection) -> Iterator[None]:
        """While the block lasts this thread works with a connection; ConnectionException once stop() began."""
        with self._changed:
            if self._is_over:
                raise duckdb.ConnectionException("the file is being closed")
            self._by[id(connection)] = (threading.get_ident(), connection)
        try:
            yield
        finally:
            with self._changed:
                del self._by[id(connection)]
                self._changed.notify_all()

    def stop(self, *, within: float) -> bool:
        """Interrupt what other threads do until they are done; whether they were in so many seconds."""
        until = time.monotonic() + within
        with self._changed:
            self._is_over = True
            while others := self._others():
                if time.monotonic() > until:
                    return False
                for connection in others:
                    connection.interrupt()
                self._changed.wait(AGAIN_SECONDS)
        return True

    def _others(self) -> list[Connection]:
        me = threading.get_ident()
        return [connection for thread, connection in self._by.values() if thread != me]
