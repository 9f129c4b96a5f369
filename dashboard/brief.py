"""A week's briefing of an open home: computed as at the week's Sunday, published, recorded.

When the warehouse stands at another day, everything derived is refreshed as at that Sunday inside a transaction
that is rolled back: nobody else ever sees it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dashboard.access import BRIEFING
from dashboard.audit import write_line
from dashboard.briefing import BriefingReceipt, Week, write_briefing
from dashboard.home import Home, operator
from dashboard.read import View, views
from data.errors import NothingThere
from risk.refresh import refresh_in


@dataclass(frozen=True)
class Briefing:
    """A published briefing."""

    title: str
    week_code: str
    html: bytes


def brief(home: Home, week: str | None, *, out: Path | None, now: datetime, lang: str = "zh") -> Briefing:
    """Publish a week's briefing (the last full week when none is named) to a file, or only as bytes."""
    held = _as_of(home)
    wanted = Week.parse(week) if week else Week.last_full(held)
    with tempfile.TemporaryDirectory() as folder, _view(home, wanted, held=held, now=now) as view:
        path = out or Path(folder) / "briefing.html"
        receipt = write_briefing(view, week=wanted, out=path, config=home.config, now=now, lang=lang)
        html = path.read_bytes()
    _record(home, receipt, now=now)
    return Briefing(receipt.title, receipt.week_code, html)


def _as_of(home: Home) -> date:
    with home.warehouse.reading() as connection:
        row = connection.execute("SELECT max(as_of_date) FROM out_refresh").fetchone()
    if not row or row[0] is None:
        raise NothingThere(
            "还没有刷新过，写不出周报。请先运行：fengqiao refresh",
            "Nothing has been refreshed yet, so there is no briefing. Run first: fengqiao refresh",
        )
    day: date = row[0]
    return day


@contextmanager
def _view(home: Home, week: Week, *, held: date, now: datetime) -> Iterator[View]:
    smallest = home.config.disclosure.smallest_shown_count
    if week.sunday == held or week.sunday > held:
        with home.warehouse.reading(prepare=views()) as connection:
            yield View(connection, BRIEFING, smallest)
        return
    with home.warehouse.trying() as connection:
        refresh_in(connection, as_of=week.sunday, config=home.config, now=now)
        for statement in views():
            connection.execute(statement)
        yield View(connection, BRIEFING, smallest)


def _record(home: Home, receipt: BriefingReceipt, *, now: datetime) -> None:
    with home.warehouse.writing() as connection:
        row = connection.execute(
            "SELECT count(*) + 1 FROM core_briefing WHERE week_code = ?", [receipt.week_code]
        ).fetchone()
        connection.execute(
            "INSERT INTO core_briefing VALUES (?, ?, ?, ?, ?, ?)",
            [
                f"{receipt.week_code}-{row[0] if row else 1}",
                receipt.week_code,
                receipt.as_of_date,
                receipt.html_sha256,
                json.dumps(receipt.manifest, ensure_ascii=False, sort_keys=True),
                now,
            ],
        )
    write_line(
        home.warehouse, home.path, actor=operator(), event="brief", now=now, object_id=receipt.week_code
    )
