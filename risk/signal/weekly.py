"""More new matters in a community and kind than its own past explains.

    community 990101001, kind 18: 7 new matters in 14 days, 1.0 expected, 2 series  →  a signal: once in 3,173 days by chance

Null hypothesis: matters arrive at the rate of the community's own past. The rate is known only from `past` matters in
`past_windows` windows, so with Jeffreys' prior the count to expect is negative binomial with shape past + ½ and
success probability T/(T+1); p is its upper tail, P(X ≥ observed). (Gelman et al., Bayesian Data Analysis, §2.6.)
When the community's other kinds rise too (a screening campaign), the expectation rises with them.

Recurrence interval in days = 1 / (p × tests looked at each day): how long until chance alone would show one such rise
anywhere. (Kleinman, Lazarus & Platt, Am J Epidemiol 2004; 159:217–224.)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
from scipy.stats import nbinom

from data.config import Signal
from data.db import Connection
from risk.query import Array, build, columns, number, put, statement

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rise:
    """Per series: the count to expect, and the days until chance alone shows one as high anywhere."""

    expected: Floats
    recurrence_days: Floats


def rise(observed: Floats, past: Floats, *, past_windows: float, effort: Floats) -> Rise:
    """How surprising each count is; counts of matters, `past_windows` the length of the past in windows.

    >>> answer = rise(np.array([7.0, 1.0]), np.array([26.0, 26.0]), past_windows=26.0, effort=np.ones(2))
    >>> answer.expected.round(2).tolist(), answer.recurrence_days.round(1).tolist()
    ([1.02, 1.02], [3173.4, 0.8])
    >>> rise(np.empty(0), np.empty(0), past_windows=26.0, effort=np.empty(0)).expected.tolist()
    []
    """
    windows = past_windows / effort
    expected = (past + 0.5) / windows
    p = nbinom.sf(observed - 1, past + 0.5, windows / (windows + 1))
    return Rise(expected, 1 / np.maximum(p * max(len(observed), 1), 1e-12))


def find_signals(connection: Connection, config: Signal, *, as_of: date) -> None:
    """Make the temporary table signal_now, one row per signal, the rarest first and no more than a centre can look at."""
    known = columns(
        connection,
        "signal_count",
        as_of=as_of,
        window_days=config.window_days,
        history_days=config.history_days,
    )
    past_days = min(
        number(connection, statement("days_known"), as_of=as_of) - config.window_days, config.history_days
    )
    chosen = _chosen(known, config, past_days) if past_days >= config.least_history_days else {}
    _write(connection, chosen, config, as_of)


def _chosen(known: dict[str, Array], config: Signal, past_days: int) -> dict[str, Array]:
    count = {name: known[name].astype(np.float64) for name in known if name.endswith("_count")}
    past_windows = past_days / config.window_days
    others = (count["other_observed_count"] + 1) / (count["other_past_count"] / past_windows + 1)
    found = rise(
        count["observed_count"], count["past_count"], past_windows=past_windows, effort=np.maximum(others, 1)
    )
    keep = (count["observed_count"] >= config.least_observed_count) & (
        found.recurrence_days >= config.least_recurrence_days
    )
    order = np.flatnonzero(keep)
    order = order[np.lexsort((order, -found.recurrence_days[order]))][: config.max_signals]
    return {
        "area_code": known["home_code"][order],
        "category_code": known["category_code"][order],
        "observed_count": count["observed_count"][order].astype(np.int32),
        "expected_count": found.expected[order],
        "recurrence_interval_days": found.recurrence_days[order],
    }


def _write(connection: Connection, chosen: dict[str, Array], config: Signal, as_of: date) -> None:
    """Number the signals, gather their grids and write their sentences; a handful of rows."""
    start = as_of - timedelta(days=config.window_days - 1)
    names = ("area_code", "category_code")
    areas, kinds = (np.asarray(chosen.get(name, np.empty(0)), dtype=str) for name in names)
    ids = np.array(
        [f"{kind}-{area}-{start:%Y%m%d}" for kind, area in zip(kinds, areas, strict=True)], dtype=str
    )
    counts = {name: array for name, array in chosen.items() if name not in names} or {
        "observed_count": np.empty(0, np.int32),
        "expected_count": np.empty(0),
        "recurrence_interval_days": np.empty(0),
    }
    put(connection, "signal_found", signal_id=ids, area_code=areas, category_code=kinds, **counts)
    values = {"as_of": as_of, "window_days": config.window_days}
    rows = connection.execute(statement("signal_grid"), values).fetchall()
    connection.execute("CREATE OR REPLACE TEMP TABLE signal_place (signal_id VARCHAR, grid_codes VARCHAR[])")
    for signal_id in ids.tolist():
        grids = [grid for known_id, grid in rows if known_id == signal_id]
        connection.execute("INSERT INTO signal_place VALUES (?, ?)", [signal_id, grids])
    build(connection, "signal_now", as_of=as_of, start=start)
