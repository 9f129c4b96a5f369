"""Each scan agrees with a slow twin: circles and their ties, ratios, clusters without overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.signal.scan import circles_of, permutation_scan, poisson_scan
from tests.risk import scan_twin as twin
from tests.risk.scan_drawn import DAYS, WINDOW, places, reports


def _circles(x: list[int], y: list[int], most: int | None, radius: float | None):  # type: ignore[no-untyped-def]
    return circles_of(np.array(x, float), np.array(y, float), most_cells=most, radius=radius)


@given(
    at=places(),
    most=st.none() | st.integers(1, 13),
    radius=st.none() | st.sampled_from([0.0, 100.0, 150.0, 300.0]),
)
def test_circles_are_those_of_the_twin(
    at: tuple[list[int], list[int]], most: int | None, radius: float | None
) -> None:
    told = _circles(*at, most, radius)
    for centre, nested in enumerate(twin.circles(*at, most_cells=most, radius=radius)):
        so_far = np.cumsum([len(ring) for ring in told.around(centre)]).tolist()
        cells = [cell for ring in told.around(centre) for cell in ring]
        assert [set(cells[:end]) for end in so_far] == [set(circle) for circle in nested]


def _twin_permutation(
    nested: list[list[list[int]]], cell: Sequence[int], ago: Sequence[int], stratum: Sequence[int]
) -> list[twin.TwinCluster]:
    def observed(cells: Sequence[int], window: int) -> float:
        return sum(c in cells and a <= window for c, a in zip(cell, ago, strict=True))

    def expected(cells: Sequence[int], window: int) -> float:
        told = 0.0
        for each in set(stratum):
            chosen = [(c, a) for c, a, s in zip(cell, ago, stratum, strict=True) if s == each]
            told += sum(c in cells for c, _ in chosen) * sum(a <= window for _, a in chosen) / len(chosen)
        return told

    return list(twin.all_clusters(nested, WINDOW, observed, expected, len(cell), 2))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), at=places(), most=st.integers(1, 13), by_weekday=st.booleans())
def test_permutation_clusters_are_those_of_the_twin(
    data: st.DataObject, at: tuple[list[int], list[int]], most: int, by_weekday: bool
) -> None:
    cell, day = (list(each) for each in zip(*data.draw(reports(len(at[0]))), strict=True))
    stratum = [each % 3 if by_weekday else 0 for each in day]
    told = permutation_scan(
        np.array(cell),
        np.array(day),
        _circles(*at, most, None),
        days=DAYS,
        window_days=WINDOW,
        replicates=9,
        rng=np.random.default_rng(1),
        weekday=np.array(stratum),
        most_clusters=99,
    )
    nested = twin.circles(*at, most_cells=most)
    clusters = _twin_permutation(nested, cell, [DAYS - 1 - each for each in day], stratum)
    _assert_same(told, clusters, DAYS - 1)


def _assert_same(told, clusters: list[twin.TwinCluster], last_day: int) -> None:  # type: ignore[no-untyped-def]
    known = {(one.centre, one.cells, one.window): one for one in clusters}
    taken: set[int] = set()
    for one in told:
        same = known[one.centre, frozenset(one.cells), last_day - one.first_day]
        assert (one.observed, one.expected, one.llr) == pytest.approx(
            (same.observed, same.expected, same.llr)
        )
        left = [other.llr for other in clusters if not other.cells & taken]
        assert one.llr == pytest.approx(max(left))
        assert not taken & set(one.cells)
        taken |= set(one.cells)
    assert not [other for other in clusters if not other.cells & taken and other.llr > twin.SAME]


@settings(max_examples=40, deadline=None)
@given(data=st.data(), at=places(), most=st.integers(1, 13), whole=st.booleans())
def test_poisson_clusters_are_those_of_the_twin(
    data: st.DataObject, at: tuple[list[int], list[int]], most: int, whole: bool
) -> None:
    size = (len(at[0]), WINDOW)
    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    baseline = rng.uniform(0.1, 2.0, size) * (rng.uniform(size=(size[0], 1)) < 0.8)
    counts = rng.poisson(1.3 * baseline)
    told = poisson_scan(
        counts,
        baseline,
        _circles(*at, most, None),
        replicates=9,
        rng=np.random.default_rng(1),
        whole=whole,
        most_clusters=99,
    )
    nested = twin.circles(*at, most_cells=most)
    if whole:
        middle = np.hypot(at[0] - np.mean(at[0]), at[1] - np.mean(at[1])).argmin()
        nested[middle] = [*nested[middle], list(range(size[0]))]

    def observed(cells: Sequence[int], window: int) -> float:
        return float(counts[cells, WINDOW - 1 - window :].sum())

    def expected(cells: Sequence[int], window: int) -> float:
        return float(baseline[cells, WINDOW - 1 - window :].sum())

    clusters = list(twin.all_clusters(nested, WINDOW, observed, expected, float("inf"), 2))
    _assert_same(told, clusters, WINDOW - 1)
