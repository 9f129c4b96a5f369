"""When a digest goes out: once a day, and again when a signal appears or grows that was not told yet.

refresh 06-30 08:00   signals S1 new                 told today: –            →  sent, S1 told
refresh 06-30 10:00   signals S1 new                 told today: S1           →  nothing
refresh 06-30 15:00   signals S1 growing, S2 new     told today: S1 new       →  sent
refresh 07-01 08:00   no signal, 5 matters due       told today: nothing      →  sent
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dashboard.access import COMMAND_CENTRE
from dashboard.audit import write_line
from dashboard.home import Home
from dashboard.notice.deliver import WAITS, Clock, Try, deliver
from dashboard.notice.message import Digest, SignalTold, Told, digest
from dashboard.notice.quiet import next_allowed, read_quiet
from dashboard.notice.target import read_targets
from dashboard.present import speech_for
from dashboard.read import Door, View

SETTING = "notice_told"
CLOSED_DAYS = 0
DUE_DAYS = 7
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class News:
    """What there is to tell as at a day: the digest, and the signals it tells with their states."""

    as_of: date
    digest: Digest
    signals: frozenset[str]


def news_of(home: Home) -> News | None:
    """The digest of the last refresh; None before any, or when there is nothing to tell."""
    with Door(home.warehouse, COMMAND_CENTRE, home.config).open() as view:
        state = view.rows("page_state")
        if not state:
            return None
        as_of = state[0]["as_of_date"]
        assert isinstance(as_of, date)
        told, signals = _told(home, view, as_of)
    words = digest(
        told,
        smallest_shown=home.config.disclosure.smallest_shown_count,
        language="en" if home.config.site.language == "en" else "zh",
    )
    return News(as_of, words, signals) if words else None


def _told(home: Home, view: View, as_of: date) -> tuple[Told, frozenset[str]]:
    speech = speech_for(view.rows("page_code"), home.config.site.language, view.smallest_shown)
    rows = [
        row
        for row in view.rows("page_signals", focus="", closed_days=CLOSED_DAYS)
        if row["state_code"] in ("new", "growing")
    ]
    counts = view.rows("page_notice", due_days=DUE_DAYS)[0]
    signals = [
        SignalTold(
            state="new" if row["state_code"] == "new" else "growing",
            area_name=str(row["area_code"]),
            kind_name=speech.name("category", row["category_code"]),
            observed_count=int(str(row["observed_count"])),
            sentence=speech.sentence(row),
        )
        for row in rows
    ]
    told = Told(
        site_name=home.config.site.name,
        as_of=as_of,
        signals=signals,
        due_soon_count=int(str(counts["due_soon_total"] or 0)),
        overdue_count=int(str(counts["overdue_total"] or 0)),
        link=home.config.notice.link,
    )
    return told, frozenset(f"{row['signal_id']} {row['state_code']}" for row in rows)


def is_news(home: Home, news: News) -> bool:
    """Whether it must go out: the first of its day, or with a signal or state that was not told."""
    with home.warehouse.reading() as connection:
        row = connection.execute("SELECT value FROM core_setting WHERE name = ?", [SETTING]).fetchone()
    before = json.loads(row[0]) if row else {"as_of": "", "signals": []}
    return bool(news.as_of.isoformat() > before["as_of"] or news.signals - set(before["signals"]))


def send_news(
    home: Home,
    *,
    now: Callable[[], datetime] | None = None,
    sleep: Callable[[float], None] = time.sleep,
    is_asked: bool = False,
) -> list[Try]:
    """Send what there is to tell to every target, quiet hours first waited out; the last try of each.

    is_asked: by a person at the command line: also what was told before, and at once.
    """
    settings = home.config.notice
    if not settings.targets:
        return []
    zone = ZoneInfo(home.config.site.timezone)
    clock = Clock(now or (lambda: datetime.now(zone)), sleep)
    quiet = read_quiet("" if is_asked else settings.quiet_hours, zone=home.config.site.timezone)
    with _ONE_AT_A_TIME:
        wait = (next_allowed(clock.now(), quiet) - clock.now()).total_seconds()
        if wait > 0:
            sleep(wait)
        news = news_of(home)
        if news is None or not (is_asked or is_news(home, news)):
            return []
        tries = deliver(
            news.digest,
            read_targets(settings.targets),
            quiet=quiet,
            clock=clock,
            note=lambda one: _note(home, one),
            waits=() if is_asked else WAITS,
        )
        if any(one.outcome == "sent" for one in tries):
            _remember(home, news)
        return tries


def _remember(home: Home, news: News) -> None:
    value = json.dumps({"as_of": news.as_of.isoformat(), "signals": sorted(news.signals)})
    with home.warehouse.writing() as connection:
        connection.execute("DELETE FROM core_setting WHERE name = ?", [SETTING])
        connection.execute("INSERT INTO core_setting VALUES (?, ?)", [SETTING, value])


def _note(home: Home, one: Try) -> None:
    write_line(
        home.warehouse,
        home.path,
        actor="server",
        event="notice",
        now=home.now(),
        object_id=f"{one.digest_key} {one.target_number} {one.kind}",
        result="ok" if one.outcome == "sent" else "failed",
    )
