"""Signals as at a day: looked for, attached to those already raised, and each with its state.

cases, ground, returns  →  look  →  rises  →  attach  →  core_signal, core_signal_day  →  signal_now and what it is made of
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import numpy as np

from data.config import Signal
from data.db import Connection
from risk.query import number, statement
from risk.signal.case import Cases, Flags, Ground, read_cases, read_ground, read_returns
from risk.signal.life import Day, Found, Known, State, attach, joined_days, state_of
from risk.signal.look import Looked, is_told, look
from risk.signal.made import Standing, write_matters, write_scans, write_signals, write_weeks
from risk.signal.place import Places
from risk.signal.record import raise_signals, read_known, write_days
from risk.signal.site import site_rises
from risk.signal.town_week import town_week_rises

SIGNALS = {
    "out_scan": "scan_now",
    "out_signal": "signal_now",
    "out_signal_matter": "signal_matter",
    "out_signal_week": "signal_week",
}


def find_signals(connection: Connection, config: Signal, *, as_of: date, now: datetime) -> None:
    """Make the temporary tables signal_now (one row a signal, closed ones too), its matters and weeks, and scan_now."""
    ground = read_ground(connection, as_of=as_of)
    cases = read_cases(connection, ground, as_of=as_of, day_count=_day_count(connection, config, as_of))
    places = Places.read(connection)
    looked = _look(connection, cases, ground, places, config, as_of)
    write_scans(connection, looked.scanned)
    known = read_known(connection, as_of=as_of)
    belongs, fresh = attach(looked.found, known, as_of=as_of, config=config)
    room = max(config.max_signals - len(belongs) + _closed_count(belongs, known), 0)
    raised = {_id_of(one, places, as_of): one for one in fresh[:room]}
    areas = {signal_id: places.holding(one.places) for signal_id, one in raised.items()}
    raise_signals(connection, raised, areas, as_of=as_of, now=now)
    today = {**belongs, **raised}
    lives = _lives(today, known, as_of)
    stands = [Standing(one, state_of(one, as_of=as_of, config=config), _effort(today, one)) for one in lives]
    looks = [(one.life.signal_id, one.life.last) for one in stands if _is_looked_at(one.life, one.state)]
    write_days(connection, looks, as_of=as_of)
    write_matters(connection, stands, cases, ground, as_of=as_of)
    write_weeks(connection, stands, cases, ground, as_of=as_of)
    write_signals(connection, stands, places, as_of=as_of)


def _day_count(connection: Connection, config: Signal, as_of: date) -> int:
    """The days looked at: those known, and no more than a window and its past."""
    known = number(connection, statement("days_known"), as_of=as_of)
    return min(known, config.history_days + config.window_days)


def _look(
    connection: Connection, cases: Cases, ground: Ground, places: Places, config: Signal, as_of: date
) -> Looked:
    """In space and time, over the whole site, and by towns' weeks; nothing while the past is too short to tell."""
    day_count = _day_count(connection, config, as_of)
    if not len(ground) or day_count < config.least_history_days + config.window_days:
        return Looked((), ())
    came = read_returns(connection, ground, as_of=as_of, day_count=day_count)
    kept = {(kind, key): text for kind, key, text in connection.execute("FROM out_scan").fetchall()}
    looked = look(cases, ground, came, config, as_of=as_of, day_count=day_count, kept=kept)
    all_days = number(connection, statement("days_known"), as_of=as_of)
    towns = town_week_rises(connection, ground, places, config, as_of=as_of, day_count=all_days)
    local = [*looked.found, *(one for one in towns if is_told(one, cases, config))]
    whole = site_rises(
        cases,
        config,
        site=places.holding(ground.codes),
        as_of=as_of,
        day_count=day_count,
        elsewhere=_elsewhere(local, ground),
    )
    return replace(looked, found=(*local, *(one for one in whole if is_told(one, cases, config))))


def _closed_count(belongs: Mapping[str, Found], known: Sequence[Known]) -> int:
    """How many of the signals still found are closed: they take nobody's time."""
    return sum(one.closing() is not None for one in known if one.signal_id in belongs)


def _elsewhere(local: Sequence[Found], ground: Ground) -> dict[str, Flags]:
    """By kind, which places lie outside every rise found in one place."""
    taken: dict[str, set[str]] = defaultdict(set)
    for one in local:
        taken[one.category].update(one.places)
    return {kind: np.array([code not in places for code in ground.codes]) for kind, places in taken.items()}


def _id_of(rise: Found, places: Places, as_of: date) -> str:
    """Kind, the area that holds it, its first grid and the day: 09-990101102001-003-20260630."""
    area = places.holding(rise.places)
    first = rise.places[0].removeprefix(area)
    return "-".join(part for part in (rise.category, area, first, f"{as_of:%Y%m%d}") if part)


def _lives(today: dict[str, Found], known: Sequence[Known], as_of: date) -> list[Known]:
    """Every signal with today's look joined to its days."""
    before = {one.signal_id: one for one in known}
    return [
        _joined(signal_id, today.get(signal_id), before.get(signal_id), as_of)
        for signal_id in sorted({*before, *today})
    ]


def _joined(signal_id: str, rise: Found | None, old: Known | None, as_of: date) -> Known:
    if rise is None:
        assert old is not None, "a signal not found today was raised before"
        last = _last_found(old)
        rows = (last.places, last.starts_on, last.observed, last.expected, last.recurrence_days)
        look = Day(as_of, False, *rows)
    else:
        rows = (rise.places, rise.starts_on, rise.observed, rise.expected, rise.recurrence_days)
        look = Day(as_of, True, *rows)
    if old is None:
        assert rise is not None
        return Known(signal_id, rise.method, rise.category, as_of, (look,))
    return Known(signal_id, old.method, old.category, old.raised_on, joined_days(old.days, look), old.told)


def _last_found(one: Known) -> Day:
    return next((day for day in reversed(one.days) if day.is_found), one.last)


def _effort(today: dict[str, Found], one: Known) -> float:
    return today[one.signal_id].effort if one.signal_id in today else 1.0


def _is_looked_at(one: Known, state: State) -> bool:
    """A closed signal has a row of the day only while the rise lasts."""
    return state.code != "closed" or one.last.is_found
