"""A change of the site stands in the log before it is begun, and again with what came of it.

12  areas  grids.geojson  begun      written first: a change that cannot be noted is not made
13  areas  grids.geojson  ok         or refused (the user's error), or failed (ours)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import Home
from data.config import site_now
from data.db import Store
from data.errors import UserError


@contextmanager
def noted(home: Home, event: str, about: str | None, *, by: str) -> Iterator[None]:
    """Lines before and after what happens inside."""

    def line(result: str) -> None:
        now = home.now()
        write_line(home.warehouse, home.path, actor=by, event=event, now=now, object_id=about, result=result)

    line("begun")
    try:
        yield
    except UserError:
        line("refused")
        raise
    except BaseException:
        line("failed")
        raise
    line("ok")


def note_refused(store: Store, home: Path, event: str, *, by: str) -> None:
    """One line for what somebody asked who may not; without the words he sent."""
    write_line(store, home, actor=by, event=event, now=site_now(home), result="refused")
