"""A week's briefing of an open home: computed as at the week's Sunday, published, recorded.

When the warehouse stands at another day, everything derived is refreshed as at that Sunday inside a transaction
that is rolled back: nobody else ever sees it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dashboard.access import BRIEFING
from dashboard.archive import issue_of, keep_issue
from dashboard.briefing import Week, write_briefing
from dashboard.home import Home, operator
from dashboard.read import View, views
from dashboard.whole_file import whole_file
from data.errors import NothingThere
from risk.refresh import refresh_in

FOLDER = "briefings"


@dataclass(frozen=True)
class Briefing:
    """A published briefing, whole and on one page for a phone."""

    title: str
    week_code: str
    html: bytes
    phone_html: bytes


def brief(
    home: Home,
    week: str | None,
    *,
    out: Path | None,
    now: datetime,
    lang: str = "zh",
    phone: Path | None = None,
    actor: str | None = None,
) -> Briefing:
    """Publish a week's briefing (the last full week when none is named) to files, or only as bytes, and keep it."""
    held = _as_of(home)
    wanted = Week.parse(week) if week else Week.last_full(held)
    with tempfile.TemporaryDirectory() as folder, _view(home, wanted, held=held, now=now) as view:
        path = out or Path(folder) / "briefing.html"
        receipt = write_briefing(view, week=wanted, out=path, config=home.config, now=now, lang=lang)
    if phone is not None:
        _write(phone, receipt.phone_html)
    keep_issue(home, receipt, lang=lang, actor=actor or operator(), now=now)
    return Briefing(receipt.title, receipt.week_code, receipt.html, receipt.phone_html)


def brief_when_due(
    home: Home, week: str | None, *, folder: Path | None, now: datetime, lang: str = "zh"
) -> tuple[Path, bool]:
    """Publish the last full week unless it was, and see that its files lie in a folder; the file, and whether it is new.

    Run every morning or every minute, a week goes out once.
    """
    held = _as_of(home)
    wanted = (Week.parse(week) if week else Week.last_full(held)).code
    place = folder or home.path / FOLDER
    whole, phone = place / f"briefing-{wanted}.html", place / f"briefing-{wanted}-phone.html"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    smallest = home.config.disclosure.smallest_shown_count
    with home.warehouse.reading(prepare=views()) as connection:
        issue = issue_of(View(connection, BRIEFING, smallest), wanted, lang)
    if issue is None:
        brief(home, wanted, out=whole, phone=phone, now=now, lang=lang, actor="schedule")
        return whole, True
    for path, body in ((whole, issue.page), (phone, issue.phone_page)):
        if not path.exists():
            _write(path, body)
    return whole, False


def _write(path: Path, body: bytes) -> None:
    with whole_file(path) as draft:
        draft.write_bytes(body)


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
