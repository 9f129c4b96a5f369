"""Towns whose week stands out against the same weeks of former years: the flexible Farrington method on matters people brought.

town  kind  … 51 weeks ago   last week  this week   →   expected 4.1, at most 9.0; seen 14, p 0.0004
t1    18        5            4          14

Asked only when the site knows `years_back` years of weeks. Weeks in which nothing at all came from a town are unknown, not
zero. Once in so many days by chance: 7 / (p × towns). (risk/signal/farrington; Noufaily et al. 2013, Stat Med 32:1206)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from data.config import Signal
from data.db import Connection
from risk.query import columns
from risk.signal.case import Ground, Ints
from risk.signal.farrington.setting import IMPROVED
from risk.signal.farrington.threshold import farrington
from risk.signal.life import Found
from risk.signal.place import Places

METHOD = "town_week"
MOST_YEARS = 5
WEEK = 7


@dataclass(frozen=True)
class Weeks:
    """Counts by series and week, the last week last, −1 where nothing came from the town; town and kind of each series."""

    counts: Ints
    town: tuple[str, ...]
    kind: tuple[str, ...]


def town_week_rises(
    connection: Connection, ground: Ground, places: Places, config: Signal, *, as_of: date, day_count: int
) -> list[Found]:
    """The towns and kinds of which this week is beyond the threshold; none where the past is too short.

    day_count: how many days the site knows.
    """
    week_count = min(day_count // WEEK, MOST_YEARS * 52 + 3)
    setting = replace(IMPROVED, years_back=config.years_back)
    if week_count <= setting.weeks_needed:
        return []
    known = columns(connection, "signal_town_week", as_of=as_of, week_count=week_count)
    weeks = laid_out(
        known["town_code"].tolist(),
        known["category_code"].tolist(),
        known["week_no"].astype(np.int64),
        known["matter_count"].astype(np.int64),
        week_count=week_count,
    )
    if not len(weeks.counts):
        return []
    wide = replace(setting, years_back=MOST_YEARS).within(week_count - 1)
    told = farrington(weeks.counts, at=week_count - 1, setting=wide)
    towns = len(set(weeks.town))
    return [
        Found(
            METHOD,
            weeks.kind[row],
            places.within(weeks.town[row], ground.codes),
            as_of - timedelta(days=WEEK - 1),
            int(weeks.counts[row, -1]),
            float(told.expected[row]),
            1.0,
            WEEK / max(float(told.p[row]) * towns, 1e-9),
        )
        for row in np.flatnonzero(told.is_alarm).tolist()
    ]


def laid_out(towns: list[str], kinds: list[str], week_no: Ints, counts: Ints, *, week_count: int) -> Weeks:
    """The counts as one row per town and kind, oldest week first; −1 for a town's weeks without any matter.

    >>> laid_out(["t", "t", "t"], ["02", "02", "18"], np.array([0, 1, 3]), np.array([4, 2, 1]), week_count=4).counts.tolist()
    [[0, -1, 2, 4], [1, -1, 0, 0]]
    """
    series = sorted(set(zip(towns, kinds, strict=True)))
    number = {one: row for row, one in enumerate(series)}
    laid = np.zeros((len(series), week_count), dtype=np.int64)
    rows = np.array([number[one] for one in zip(towns, kinds, strict=True)], dtype=np.int64)
    if len(rows):
        laid[rows, week_count - 1 - week_no] = counts
    for town in set(towns):
        own = np.array([row for row, one in enumerate(series) if one[0] == town])
        laid[np.ix_(own, np.flatnonzero(laid[own].sum(axis=0) == 0))] = -1
    return Weeks(laid, tuple(one[0] for one in series), tuple(one[1] for one in series))
