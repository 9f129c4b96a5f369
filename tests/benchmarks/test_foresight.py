"""What can be foreseen of the synthetic city: the lives tried out leave the true one as it is, and are only told the past."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import foresight
from benchmarks.city_of import city_size
from benchmarks.foresight import _begun, _chances, _fork, _lived, _taken, foreseeable_recall
from data.city.areas import make_land
from data.city.course import run_course
from data.city.life import NEVER, Life
from data.city.matters import make_matters
from data.city.returns import make_returns
from data.city.size import DAYS
from data.city.stream import Ints, stream
from data.city.units import make_units, units_for

SIZE = city_size(5_000)
DAY = 600


@pytest.fixture(scope="module")
def standing() -> tuple[Life, Ints]:
    life = _begun(3, SIZE)
    return life, _lived(life, np.empty(0, dtype=np.int64), range(DAY))


def test_the_city_is_lived_as_its_makers_live_it_and_lives_tried_out_leave_no_trace() -> None:
    land = make_land(3, SIZE)
    matters, _ = make_matters(3, land, make_returns(3, land), size=SIZE)
    units = make_units(3, land)
    course = run_course(3, matters, units, units_for(stream(3, "given"), units, land, matters))
    life = _begun(3, SIZE)
    live = _lived(life, np.empty(0, dtype=np.int64), range(DAY))
    _chances(life, live, DAY, lives=2)
    _lived(life, live, range(DAY, DAYS))
    assert np.array_equal(np.concatenate(life.escalations), course.escalations)


def test_a_life_tried_out_begins_where_the_true_one_stands(standing: tuple[Life, Ints]) -> None:
    life, live = standing
    before = {name: getattr(life, name).copy() for name in foresight.ARRAYS}
    fork = _fork(life, live, DAY, 0)
    awaited = live[(life.answered[live] == NEVER) & (life.rank[live] == 1)]
    assert len(awaited) > 20
    assert (fork.answer[awaited] >= DAY).all()
    assert (fork.answer[awaited] != before["answer"][awaited]).any()
    others = np.setdiff1d(np.arange(len(fork.answer)), awaited)
    assert np.array_equal(fork.answer[others], before["answer"][others])
    for name in foresight.ARRAYS:
        assert np.array_equal(getattr(life, name), before[name]), name
        assert name in ("answer", "answered") or np.array_equal(getattr(fork, name), before[name]), name


def test_other_dice_other_lives_same_dice_the_same(standing: tuple[Life, Ints]) -> None:
    life, live = standing
    once, again = (_chances(life, live, DAY, lives=5) for _ in range(2))
    assert np.array_equal(once, again)
    assert 0 < np.unique(once).size <= 6


def test_the_edge_falls_by_lot() -> None:
    chance = np.array([0.9, 0.5, 0.5, 0.1] + [0.0] * 16)
    assert _taken(chance, chance > 0.6) == 1
    assert _taken(chance, chance == 0.5) == 2  # three places: the first is taken, two are left for the two
    assert _taken(np.full(20, 0.5), np.arange(20) < 4) == pytest.approx(4 * 3 / 20)


def test_knowing_the_chances_beats_chance_and_not_the_future() -> None:
    assert 0.3 < foreseeable_recall(3, SIZE, lives=10) < 1.0
