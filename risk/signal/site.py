"""A rise of a kind over the whole site, which a scan that compares places with each other cannot see.

kind  brought by people, the last 30 days   to be expected                              ratio  by chance once in (days)
02    61                                    24 a month over the year, season × 1.1       19.3   1,000,000
18    30                                    27                                            0.2   2

The expectation-based Poisson scan (Neill 2006, ch. 2) over one cell, the site, in windows of 1 to 30 days that end today. To be
expected is the mean of the past for working and rest days, times the season: how the same days a year ago stood to that year,
when they were more. Only what people brought counts, so that no campaign raises it. Counts vary more than a Poisson's where
one cause brings many: the ratio is divided by the dispersion of past weeks, at least 1 (quasi-likelihood; McCullagh & Nelder
1989, §9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.config import Signal
from risk.signal.case import Cases, Flags, Floats, Ints
from risk.signal.life import SITE, Found
from risk.signal.scan.circle import circles_of
from risk.signal.scan.likelihood import likelihood
from risk.signal.scan.poisson import poisson_scan

YEAR = 364
SEASON_PRIOR = 20.0  # matters a season must bring before half of it is believed


@dataclass(frozen=True)
class Past:
    """What the past says of each day of the window, the last day last, and how much weeks vary against a Poisson."""

    expected: Floats
    dispersion: float


def site_rises(
    cases: Cases,
    config: Signal,
    *,
    site: str,
    as_of: date,
    day_count: int,
    elsewhere: Mapping[str, Flags],
) -> list[Found]:
    """The kinds that rise everywhere.

    site: the code of the area that holds all; elsewhere: by kind, the places outside every rise found in one place: a rise
    of one village is none of the site.
    """
    found = []
    for kind, category in enumerate(cases.kinds):
        own = (cases.kind == kind) & ~cases.is_screened
        if category in elsewhere:
            own &= elsewhere[category][cases.place]
        age = cases.age[own]
        seen = np.bincount(age[age < config.window_days], minlength=config.window_days)[::-1]
        if seen.sum() < config.least_observed_count:
            continue
        past = past_of(age, window=config.window_days, day_count=day_count, as_of=as_of)
        rise = _scanned(seen, past, config, np.random.default_rng([as_of.toordinal(), kind]))
        if rise is not None:
            length, observed, expected, days = rise
            starts = as_of - timedelta(days=length - 1)
            found.append(Found(SITE, category, (site,), starts, observed, expected, 1.0, days))
    return found


def past_of(age: Ints, *, window: int, day_count: int, as_of: date) -> Past:
    """The past of one kind. age: days before as_of of each matter; what lies in the window itself is left out.

    >>> every_day = np.arange(394)
    >>> past = past_of(every_day, window=30, day_count=394, as_of=date(2026, 6, 30))
    >>> past.expected.round(2).tolist()[:3], past.dispersion
    ([1.0, 1.0, 1.0], 1.0)
    """
    before = age[(age >= window) & (age < day_count)]
    days = np.arange(window, day_count)
    is_rest, was_rest = _is_rest(np.arange(window), as_of), _is_rest(days, as_of)
    rate = np.empty(window)
    for rest in (False, True):
        count = int(np.count_nonzero(_is_rest(before, as_of) == rest))
        rate[is_rest == rest] = count / max(int(np.count_nonzero(was_rest == rest)), 1)
    rate = rate * _season(before, window=window, day_count=day_count)
    # a past of nothing expects half a matter (Jeffreys' prior), so that a first one is no certainty
    rate = np.maximum(rate, 0.5 / max(len(days), 1))
    return Past(rate[::-1].astype(np.float64), _dispersion(before, window=window, day_count=day_count))


def _is_rest(age: Ints, as_of: date) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray((as_of.weekday() - age) % 7 >= 5)


def _season(before: Ints, *, window: int, day_count: int) -> float:
    """How the same days a year ago stood to the past's mean; 1 when fewer, or when they are not known."""
    if day_count < YEAR + window:
        return 1.0
    then = np.count_nonzero((before >= YEAR) & (before < YEAR + window))
    mean = len(before) / (day_count - window) * window
    return float(max(1.0, (then + SEASON_PRIOR) / (mean + SEASON_PRIOR)))


def _dispersion(before: Ints, *, window: int, day_count: int) -> float:
    """Variance over mean of the past's whole weeks, at least 1."""
    weeks = (day_count - window) // 7
    if weeks < 2:
        return 1.0
    inside = before[before < window + 7 * weeks] - window
    counts = np.bincount(inside // 7, minlength=weeks)
    return float(max(1.0, counts.var(ddof=1) / max(counts.mean(), 1e-9)))


def _scanned(
    seen: Ints, past: Past, config: Signal, rng: np.random.Generator
) -> tuple[int, int, float, float] | None:
    """Days, seen, expected and recurrence of the likeliest window, its ratio held against those of chance."""
    circles = circles_of(np.zeros(1), np.zeros(1))
    found = poisson_scan(
        seen[None, :],
        past.expected[None, :],
        circles,
        replicates=config.replicates,
        rng=rng,
        most_clusters=1,
        least_reports=config.least_observed_count,
        whole=False,
    )
    if not found:
        return None
    one, fit = found[0], found[0].fit
    assert fit is not None, "two replicates at least, or no chance can be told"
    ratio = float(likelihood(float(one.observed), one.expected, np.inf)) / past.dispersion
    return (
        one.last_day - one.first_day + 1,
        one.observed,
        one.expected,
        1 / max(fit.tail(ratio), 1e-9),
    )
