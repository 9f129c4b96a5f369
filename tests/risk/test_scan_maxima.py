"""Every replicate's largest ratio is that of a slow twin, whatever the floors, lanes, batches and threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.signal.scan import Circles, circles_of, permutation_scan, poisson_scan
from risk.signal.scan import climb as climb_module
from risk.signal.scan import kernel as kernel_module
from risk.signal.scan import maxima as maxima_module
from risk.signal.scan import permutation as permutation_module
from risk.signal.scan import poisson as poisson_module
from risk.signal.scan.circle import Floats, Longs
from risk.signal.scan.field import Field
from risk.signal.scan.lane import LANES
from risk.signal.scan.maxima import maxima_of
from tests.risk import scan_twin as twin
from tests.risk.scan_drawn import DAYS, WINDOW, places, reports

SEED = 5
MANY = 140  # replicates: three batches, the last not full


def field_of(cell: Longs, day: Longs, circles: Circles, days: int, window_days: int) -> Field | None:
    """What the permutation scan draws its replicates of; None where nothing is above what is expected."""
    return _caught(
        permutation_module,
        lambda: permutation_scan(
            cell,
            day,
            circles,
            days=days,
            window_days=window_days,
            replicates=1,
            rng=np.random.default_rng(1),
            weekday=day % 7,
            least_reports=1,
        ),
    )


def _caught(module: object, scan: Callable[[], object]) -> Field | None:
    seen: list[Field] = []

    def look(field: Field, **_: object) -> Floats:
        seen.append(field)
        return np.zeros(1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "maxima_of", look)
        scan()
    return seen[0] if seen else None


def lane_counts(field: Field, replicates: int) -> Longs:
    """[replicate, cell, window]: the reports of every replicate, as they are drawn for SEED."""
    windows, cells = field.expected.shape
    told = []
    for batch, own in enumerate(
        np.random.default_rng(SEED).integers(0, 2**63, -(-replicates // LANES)).tolist()
    ):
        lanes = min(LANES, replicates - LANES * batch)
        drawn = field.draw(np.random.default_rng(own), lanes)
        day = np.repeat(np.arange(windows), np.diff(drawn.day_start))
        counts = np.zeros((lanes, cells, windows), np.int64)
        np.add.at(counts, (drawn.lane, drawn.cell, day), 1)
        told.append(np.cumsum(counts, axis=2))
    return np.concatenate(told)


def largest_ratios(field: Field, nested: list[list[list[int]]], replicates: int) -> list[float]:
    """One circle and window after another, every replicate."""
    number, counts = field.arranged.number, lane_counts(field, replicates)
    best = [0.0] * replicates
    for around in nested:
        for circle in around:
            cells = [number[cell] for cell in circle if number[cell] >= 0]
            for window in range(len(field.expected)):
                expected = float(field.expected[window, cells].sum())
                for replicate, count in enumerate(counts[:, cells, window].sum(axis=1).tolist()):
                    if count >= field.least_count:
                        best[replicate] = max(best[replicate], twin.ratio(count, expected, field.total))
    return best


@settings(max_examples=25, deadline=None)
@given(data=st.data(), at=places(), most=st.integers(1, 13))
def test_small_permutations(data: st.DataObject, at: tuple[list[int], list[int]], most: int) -> None:
    cell, day = (np.array(each) for each in zip(*data.draw(reports(len(at[0]))), strict=True))
    circles = circles_of(np.array(at[0], float), np.array(at[1], float), most_cells=most)
    field = field_of(cell, day, circles, DAYS, WINDOW)
    if field is None:
        return
    told = maxima_of(field, replicates=70, rng=np.random.default_rng(SEED))
    nested = twin.circles(*at, most_cells=most)
    assert told == pytest.approx(largest_ratios(field, nested, 70), abs=1e-9)


@pytest.fixture(scope="module")
def town() -> tuple[Field, list[float]]:
    """70 cells, 600 reports in 90 days, windows to 15: spans, floors and batches all have something to do."""
    rng = np.random.default_rng(3)
    x, y = rng.integers(0, 5000, (2, 70))
    cell, day = rng.choice(70, 600, p=rng.dirichlet(np.ones(70))), rng.integers(0, 90, 600)
    field = field_of(cell, day, circles_of(x.astype(float), y.astype(float), most_cells=12), 90, 15)
    assert field is not None
    return field, largest_ratios(field, twin.circles(x.tolist(), y.tolist(), most_cells=12), MANY)


def told_of(field: Field, **options: float) -> Floats:
    return maxima_of(field, replicates=MANY, rng=np.random.default_rng(SEED), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("small", [0, 10**9], ids=["spans of windows", "every window"])
@pytest.mark.parametrize("steps_below", [-2.0, 2.2, 50.0], ids=["floor too high", "floor", "no floor"])
def test_a_town_whatever_the_floor(
    town: tuple[Field, list[float]], monkeypatch: pytest.MonkeyPatch, small: int, steps_below: float
) -> None:
    monkeypatch.setattr(climb_module, "SMALL", small)
    monkeypatch.setattr(maxima_module, "STEPS_BELOW", steps_below)
    assert told_of(town[0]) == pytest.approx(town[1], abs=1e-9)


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(
    town: tuple[Field, list[float]], monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    before = told_of(town[0]).tolist()
    monkeypatch.setattr(climb_module, "threads", lambda: threads)
    monkeypatch.setattr(maxima_module, "threads", lambda: threads)
    assert told_of(town[0]).tolist() == before


def test_wider_lanes_say_the_same(town: tuple[Field, list[float]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maxima_module, "LANE_TYPES", (np.uint16,))
    assert told_of(town[0]) == pytest.approx(town[1], abs=1e-9)


def test_a_stop_gives_the_first_replicates(town: tuple[Field, list[float]]) -> None:
    ratio = float(np.median(town[1][:LANES]))
    told = told_of(town[0], ratio=ratio, enough=10)
    as_large = np.array(town[1]) >= ratio
    assert len(told) == int(np.flatnonzero(np.cumsum(as_large) == 10)[0]) + 1
    assert told == pytest.approx(town[1][: len(told)], abs=1e-9)
    assert len(told_of(town[0], ratio=1e9, enough=10)) == MANY


@pytest.mark.parametrize("a_cell", [300, 90_000], ids=["past 8 bits", "past 16 bits"])
def test_more_reports_than_a_lane_holds(a_cell: int) -> None:
    """Narrow lanes are tried first; one cell overflows them in some replicate."""
    baseline = np.array([[0.95 * a_cell], [1.0]])
    counts = np.array([[a_cell], [3]])
    circles = circles_of(np.array([0.0, 100.0]), np.zeros(2))
    field = _caught(
        poisson_module,
        lambda: poisson_scan(counts, baseline, circles, replicates=1, rng=np.random.default_rng(1)),
    )
    assert field is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(maxima_module, "ROOMY", 1e9)
        told = maxima_of(field, replicates=9, rng=np.random.default_rng(SEED))
    nested = [[[0], [0, 1]], [[1], [1, 0]]]
    assert told == pytest.approx(largest_ratios(field, nested, 9), abs=1e-9)


def test_no_replicate_no_maximum(town: tuple[Field, list[float]]) -> None:
    assert maxima_of(town[0], replicates=0, rng=np.random.default_rng(1)).tolist() == []


def _weights(values: Sequence[int], size: int) -> Floats:
    return np.bincount(values, minlength=size) / len(values)


def test_a_permutation_keeps_what_it_must() -> None:
    """No report is taken twice, each weekday keeps its reports, and every cell comes as often as its share."""
    rng = np.random.default_rng(8)
    cell, day = rng.choice(5, 400, p=[0.5, 0.2, 0.15, 0.1, 0.05]), rng.integers(0, 60, 400)
    circles = circles_of(100.0 * np.arange(5), np.zeros(5), most_cells=2)
    field = field_of(cell, day, circles, 60, 10)
    assert field is not None
    drawn = field.draw(np.random.default_rng(2), LANES)
    in_window = [int(np.sum(day == 59 - ago)) for ago in range(10)]
    assert np.diff(drawn.day_start).tolist() == [LANES * count for count in in_window]
    of_cell = np.bincount(field.arranged.number[cell], minlength=5)
    for lane in range(LANES):
        assert (np.bincount(drawn.cell[drawn.lane == lane], minlength=5) <= of_cell).all()
    assert _weights(drawn.cell.tolist(), 5) == pytest.approx(field.expected[-1] / sum(in_window), abs=0.02)


def test_a_poisson_draw_has_the_means_of_its_baseline() -> None:
    baseline = np.array([[0.5, 2.0, 0.0], [0.1, 0.0, 4.0]])
    circles = circles_of(np.array([0.0, 100.0]), np.zeros(2))
    field = _caught(
        poisson_module,
        lambda: poisson_scan(
            np.array([[9, 9, 0], [9, 0, 9]]), baseline, circles, replicates=1, rng=np.random.default_rng(1)
        ),
    )
    assert field is not None
    drawn = field.draw(np.random.default_rng(2), 4000)
    day = np.repeat(np.arange(3), np.diff(drawn.day_start))
    means = np.zeros((2, 3))
    np.add.at(means, (drawn.cell, day), 1 / 4000)
    assert means[field.arranged.number] == pytest.approx(baseline[:, ::-1], abs=0.12)


def test_every_kernel_counts_in_the_hash_they_are_kept_under() -> None:
    folder = Path(kernel_module.__file__).parent
    marks = ("@kernel", "intrinsic(")
    told = {file.name for file in folder.glob("*.py") if any(mark in file.read_text() for mark in marks)}
    assert told == set(kernel_module.KERNELS)
