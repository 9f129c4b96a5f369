"""The temporary tables signals are made of: the signals themselves, the matters behind each, its weeks, the scans kept.

signal_now        09-…-20260630   东村5个网格近12天新增…9件，按以往约2.1件…   new   town   县住建局
signal_matter     09-…-20260630   Q0017
signal_week       09-…-20260630   2026-06-24   5   0.9
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.db import Connection
from risk.query import Array, build, put
from risk.signal.case import Cases, Flags, Ground
from risk.signal.life import SITE, Day, Known, State
from risk.signal.look import Scanned
from risk.signal.outline import write_outlines
from risk.signal.place import Places

WEEKS = 52


@dataclass(frozen=True)
class Standing:
    """A signal, how it stands today, and how much more than usual was looked there."""

    life: Known
    state: State
    effort: float


def write_scans(connection: Connection, scanned: Sequence[Scanned]) -> None:
    """scan_now: what each kind's scan found, under the hash of what went into it."""
    put(
        connection,
        "scan_now",
        category_code=_texts(one.category for one in scanned),
        input_hash=_texts(one.input_hash for one in scanned),
        found_text=_texts(one.found_text for one in scanned),
    )


def write_matters(
    connection: Connection, stands: Sequence[Standing], cases: Cases, ground: Ground, *, as_of: date
) -> None:
    """signal_matter_index: the matters seen in each signal's grids and window."""
    ids, matters = [np.empty(0, "U1")], [np.empty(0, np.int64)]
    for one in stands:
        last, first_day = one.life.last, (as_of - one.life.last.starts_on).days
        newest = (as_of - (last.as_of if last.is_found else one.life.found_on)).days
        seen = _inside(one, cases, ground) & (cases.age <= first_day) & (cases.age >= newest)
        matters.append(cases.matter[seen])
        ids.append(np.full(np.count_nonzero(seen), one.life.signal_id))
    put(
        connection, "signal_matter_index", signal_id=np.concatenate(ids), matter_index=np.concatenate(matters)
    )
    build(connection, "signal_matter")


def write_weeks(
    connection: Connection, stands: Sequence[Standing], cases: Cases, ground: Ground, *, as_of: date
) -> None:
    """signal_week: seen and expected in each of the last weeks, expected as the scan has it: share of place × week."""
    ids, starts, observed, expected = [np.empty(0, "U1")], [], [np.empty(0)], [np.empty(0)]
    for one in stands:
        own = _is_kind(one, cases) & (cases.age < 7 * WEEKS)
        weeks = np.bincount(cases.age[own] // 7, minlength=WEEKS).astype(np.float64)
        here = own & _inside(one, cases, ground)
        seen = np.bincount(cases.age[here] // 7, minlength=WEEKS).astype(np.float64)
        ids.append(np.full(WEEKS, one.life.signal_id))
        starts += [as_of - timedelta(days=7 * week + 6) for week in range(WEEKS)]
        observed.append(seen)
        expected.append(weeks * seen.sum() / max(weeks.sum(), 1.0))
    put(
        connection,
        "signal_week",
        signal_id=np.concatenate(ids),
        week_start_date=np.array(starts, dtype="datetime64[D]"),
        observed_count=np.concatenate(observed).astype(np.int32),
        expected_count=np.concatenate(expected),
    )


def _is_kind(one: Standing, cases: Cases) -> Flags:
    if one.life.category not in cases.kinds:
        return np.zeros(len(cases.kind), dtype=bool)
    return np.asarray(cases.kind == cases.kinds.index(one.life.category))


def _inside(one: Standing, cases: Cases, ground: Ground) -> Flags:
    if one.life.method == SITE:
        return _is_kind(one, cases) & ~cases.is_screened
    held = np.isin(np.asarray(ground.codes, dtype=str), one.life.last.places)
    return np.asarray(held[cases.place] & _is_kind(one, cases))


def write_signals(connection: Connection, stands: Sequence[Standing], places: Places, *, as_of: date) -> None:
    """signal_now, by way of signal_life (a row a signal) and signal_place_now (a row a grid of it)."""
    lives = [one.life for one in stands]
    days: list[Day] = [one.last for one in lives]
    areas = [places.holding(day.places) for day in days]
    levels = [_level(one, area, places) for area, one in zip(areas, stands, strict=True)]
    put(
        connection,
        "signal_life",
        signal_id=_texts(one.signal_id for one in lives),
        method_code=_texts(one.method for one in lives),
        category_code=_texts(one.category for one in lives),
        area_code=_texts(areas),
        home_code=_texts(places.main_home(day.places) for day in days),
        starts_on_date=_days(day.starts_on for day in days),
        ends_on_date=_days(day.as_of if day.is_found else one.found_on for one, day in zip(lives, days, strict=True)),
        observed_count=np.array([day.observed for day in days], dtype=np.int32),
        expected_count=np.array([day.expected for day in days], dtype=np.float64),
        effort_ratio=np.array([one.effort for one in stands], dtype=np.float64),
        recurrence_interval_days=np.array([day.recurrence_days for day in days], dtype=np.float64),
        raised_on_date=_days(one.raised_on for one in lives),
        found_on_date=_days(one.found_on for one in lives),
        state_code=_texts(one.state.code for one in stands),
        level_code=_texts(levels),
        told_owner_name=_texts(one.state.owner or "" for one in stands),
        told_outcome_code=_texts(one.state.outcome or "" for one in stands),
    )  # fmt: skip
    pairs = [(one.signal_id, place) for one, day in zip(lives, days, strict=True) for place in day.places]
    put(
        connection,
        "signal_place_now",
        signal_id=_texts(pair[0] for pair in pairs),
        place_code=_texts(pair[1] for pair in pairs),
    )
    build(connection, "signal_grid")
    write_outlines(connection, as_of=as_of)
    build(connection, "signal_now")


def _level(one: Standing, area: str, places: Places) -> str:
    """The level that is to answer: a rise of the whole site is the top's from the start."""
    return places.top if one.life.method == SITE else places.level_above(area, one.state.climbed)


def _texts(values: Iterable[str]) -> Array:
    return np.array(list(values), dtype=np.str_)


def _days(values: Iterable[date]) -> Array:
    return np.array(list(values), dtype="datetime64[D]")
