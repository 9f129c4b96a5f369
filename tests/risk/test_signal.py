"""Signals: the tail against scipy's own definition, a drawn rise, and quiet."""

import doctest

import numpy as np
import pytest
from scipy.stats import gamma, poisson

import risk.signal.weekly
from data.db import Store
from risk.signal.weekly import rise
from tests.risk.ledger import add, day_after, report, rows, run


def test_the_example_in_the_docstring_holds() -> None:
    assert doctest.testmod(risk.signal.weekly).failed == 0


def test_the_tail_is_a_poisson_mixed_over_the_unknown_rate() -> None:
    """Negative binomial = Poisson with a Gamma rate (Gelman et al., BDA §2.6), integrated numerically."""
    past, windows, seen = 26, 26.0, 6
    rates = np.linspace(1e-6, 12, 200_001)
    weight = gamma.pdf(rates, past + 0.5, scale=1 / windows)
    tail = float(np.trapezoid(poisson.sf(seen - 1, rates) * weight, rates))
    found = rise(np.array([float(seen)]), np.array([float(past)]), past_windows=windows, effort=np.ones(1))
    assert 1 / found.recurrence_days[0] == pytest.approx(tail, rel=1e-6)


def _told(count: int, day: str, prefix: str, grid: str = "g1") -> list[dict[str, object]]:
    return [
        report(f"{prefix}{k}", day, grid_text=grid, narrative=f"{prefix}{k * 7919}") for k in range(count)
    ]


def test_a_rise_is_found_and_named(warehouse: Store) -> None:
    """One matter a month for a year in the east village, then eight in a fortnight; the west village stays as it was."""
    told = [row for k in range(13) for row in _told(1, day_after("2023-06-01", 28 * k), f"m{k}x")]
    told += [row for k in range(13) for row in _told(1, day_after("2023-06-02", 28 * k), f"w{k}x", "g3")]
    told += _told(5, "2024-06-20", "n") + _told(3, "2024-06-25", "o", "g2")
    add(warehouse, "core_report", told)
    run(warehouse, "2024-06-30")
    query = "SELECT signal_id, area_code, grid_codes, observed_count, CAST(starts_on_date AS VARCHAR) FROM out_signal"
    assert rows(warehouse, query) == [("18-c1-20240617", "c1", ["g1", "g2"], 8, "2024-06-17")]
    ((zh, en),) = rows(warehouse, "SELECT sentence, sentence_en FROM out_signal")
    assert str(zh).startswith("东村近14天新增")
    assert "8 new matters" in str(en)


def test_too_little_history_gives_no_signal(warehouse: Store) -> None:
    add(warehouse, "core_report", _told(9, "2024-06-20", "n"))
    run(warehouse, "2024-06-30")
    assert rows(warehouse, "SELECT * FROM out_signal") == []
