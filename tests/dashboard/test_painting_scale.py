"""Steps of colour: nothing by itself, unknown never calm, hidden by itself, the few high ones seen."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dashboard.pages.situation_wall import is_stale
from dashboard.painting.scale import Scale, scale


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([0, 0], Scale("00", [])),
        ([0, 3, 5], Scale("012", [3, 5])),
        ([None, 4, 0], Scale("710", [4])),
        ([1] * 12 + [2, 3, 4, 8, 13], Scale("111111111111" + "23345", [1, 2, 3, 8, 13])),
        (list(range(1, 11)), Scale("1122334455", [1, 3, 5, 7, 9])),
    ],
)
def test_numbers_become_steps(numbers: list[float | None], told: Scale) -> None:
    found = scale(numbers, [False] * len(numbers))
    assert len(found.breaks) <= 5
    if len({number for number in numbers if number}) <= 5 or len(numbers) == 10:
        assert found == told
    else:
        assert found.classes[-1] == str(len(found.breaks))
        assert found.classes[0] == "1"


def test_nothing_from_where_no_return_came_is_unknown() -> None:
    assert scale([0, 0, 2], [True, False, True]).classes == "601"


def test_a_wall_is_stale_from_its_hours_on() -> None:
    then = datetime(2026, 3, 31, 18, 5)
    assert not is_stale(then, then + timedelta(hours=26), timedelta(hours=26))
    assert is_stale(then, then + timedelta(hours=26, minutes=1), timedelta(hours=26))
