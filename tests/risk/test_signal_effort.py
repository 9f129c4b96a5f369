"""Screening effort: what screening explains is no rise; drawn cases, and what must always hold."""

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import risk.signal.effort
from risk.signal.case import Cases, Ground
from risk.signal.effort import Effort, effort_of

# two communities of two places each
GROUND = Ground(
    codes=("a1", "a2", "b1", "b2"),
    x=np.array([0.0, 100.0, 5000.0, 5100.0]),
    y=np.zeros(4),
    home=np.array([0, 0, 1, 1]),
    homes=("a", "b"),
)
EVERY_WEEK = np.ones((2, 52), dtype=bool)
HERE = np.array([0, 1])


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(risk.signal.effort).failed == 0


def cases(*told: tuple[str, int, int, bool, int]) -> Cases:
    """(kind, place, age, screened, how many)"""
    rows = [(kind, place, age, screened) for kind, place, age, screened, count in told for _ in range(count)]
    kinds = tuple(sorted({row[0] for row in rows}))
    return Cases(
        kinds=kinds,
        matter=np.arange(len(rows)),
        kind=np.array([kinds.index(row[0]) for row in rows], dtype=np.int64),
        place=np.array([row[1] for row in rows], dtype=np.int64),
        age=np.array([row[2] for row in rows], dtype=np.int64),
        is_screened=np.array([row[3] for row in rows], dtype=bool),
    )


PAST = (("18", 0, 200, True, 5), ("18", 2, 200, True, 5), ("09", 0, 200, True, 20), ("09", 2, 200, True, 20))


@pytest.mark.parametrize(
    ("now", "ratio"),
    [
        pytest.param([("18", 0, 3, True, 9)], 1.0, id="only-this-kind-rises"),
        pytest.param(
            [("18", 0, 3, True, 9), ("09", 0, 3, True, 20)], 25 / 18.33, id="the-other-kind-rises-there"
        ),
        pytest.param(
            [("18", 0, 3, True, 9), ("09", 0, 3, False, 20)], 1.0, id="the-other-kind-rises-by-visits"
        ),
        pytest.param(
            [("18", 0, 3, True, 9), ("09", 2, 3, True, 20)], 1.0, id="the-other-kind-rises-elsewhere"
        ),
    ],
)
def test_other_kinds_tell_how_much_was_screened(
    now: list[tuple[str, int, int, bool, int]], ratio: float
) -> None:
    told = effort_of(cases(*PAST, *now), GROUND, EVERY_WEEK, kind=1, places=HERE, length=7, prior=5.0)
    assert told.other_kinds == pytest.approx(ratio, rel=1e-3)


@pytest.mark.parametrize(
    ("came", "ratio"),
    [
        pytest.param([1] * 52, 1.0, id="every-week"),
        pytest.param([1] + [0, 1] * 25 + [0], 1 / (25 / 51), id="every-second-week-before"),
        pytest.param([1] + [0] * 51, 1.0, id="never-before-nothing-to-compare"),
        pytest.param([0] + [1] * 51, 1.0, id="not-now"),
    ],
)
def test_returns_that_come_again_are_no_rise(came: list[int], ratio: float) -> None:
    weeks = np.array([came, [1] * 52], dtype=bool)
    told = effort_of(cases(*PAST), GROUND, weeks, kind=1, places=HERE, length=7, prior=5.0)
    assert told.returns == pytest.approx(ratio, rel=1e-3)


@given(
    expected=st.floats(0.01, 50),
    other=st.floats(1, 10),
    returns=st.floats(1, 10),
    share=st.floats(0, 1),
    screened=st.integers(0, 60),
)
def test_effort_never_lowers_what_is_expected_nor_explains_more_than_screening_found(
    expected: float, other: float, returns: float, share: float, screened: int
) -> None:
    allowed = Effort(other, returns, share, screened).allowed(expected)
    assert allowed >= expected - 1e-9
    assert allowed <= max(expected, expected * (1 - share) + screened) + 1e-9
