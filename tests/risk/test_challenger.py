"""The learned card: steps by hand, points that never turn, known odds found again, and duels that cannot look ahead."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.config import Measure
from risk.backtest.auc import auc
from risk.backtest.duel import Duel, Duels, Stand, fight, scored
from risk.backtest.floors import with_floors
from risk.backtest.known import Known
from risk.backtest.origin import Fold
from risk.challenger.design import cumulated, steps, thresholds_of
from risk.challenger.learn import LEAST_EVENTS, POINTS_A_LOGIT, learn
from risk.score import points_of
from tests.risk.ledger import CONFIG

NAN = float("nan")


def measure(code: str, direction: str, thresholds: tuple[float, ...], points: tuple[int, ...]) -> Measure:
    return Measure(code, direction, thresholds, points, "{value}", "{value}", "drawn")


UP = measure("people", "at_least", (5, 11), (6, 10))
DOWN = measure("due_in_days", "at_most", (7, 15), (16, 13))
RELIEF = measure("quiet_days", "at_least", (60,), (-4,))
CARD = replace(CONFIG.score, measure=(UP, DOWN, RELIEF))

DRAWN = [
    ("under every threshold", UP, 3, [0, 0]),
    ("on a threshold", UP, 5, [1, 0]),
    ("over all", UP, 60, [1, 1]),
    ("does not apply", UP, NAN, [0, 0]),
    ("nearer than all", DOWN, 2, [1, 1]),
    ("between", DOWN, 8, [0, 1]),
    ("further than all", DOWN, 16, [0, 0]),
    ("due on none", DOWN, NAN, [0, 0]),
]


@pytest.mark.parametrize(
    ("told", "value", "passed"), [case[1:] for case in DRAWN], ids=[case[0] for case in DRAWN]
)
def test_steps(told: Measure, value: float, passed: list[int]) -> None:
    assert steps(told, np.array(told.thresholds), np.array([value])).tolist() == [passed]


VALUES = st.lists(st.one_of(st.just(NAN), st.integers(-5, 40).map(float)), min_size=1, max_size=30)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    values=VALUES,
    weights=st.lists(st.integers(0, 9), min_size=2, max_size=2),
    told=st.sampled_from([UP, DOWN]),
)
def test_weights_of_steps_are_points_of_a_card(
    values: list[float], weights: list[int], told: Measure
) -> None:
    """Steps times weights say what the same measure says with the weights summed up as its points."""
    weight, value = np.array(weights, float), np.array(values)
    summed = replace(told, points=tuple(int(each) for each in cumulated(told, weight)))
    by_steps = steps(told, np.array(told.thresholds), value) @ weight
    assert by_steps.tolist() == points_of(summed, value).tolist()


def test_thresholds_are_the_cards_own_and_what_parts_the_values() -> None:
    parted = thresholds_of(UP, np.arange(100.0), 3)
    assert {5.0, 11.0} < set(parted)
    assert len(parted) == 5
    assert thresholds_of(UP, np.array([NAN, NAN]), 3).tolist() == [5, 11]


def drawn_past(seed: int, count: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Odds of 1 to 20, times e for 11 people, times e² for a limit within 15 days, by e⁻¹ for 60 quiet days."""
    rng = np.random.default_rng(seed)
    people, due = rng.integers(1, 20, count).astype(float), rng.integers(0, 40, count).astype(float)
    quiet = rng.integers(0, 120, count).astype(float)
    due[rng.random(count) < 0.3] = NAN
    logit = -np.log(20) + (people >= 11) * 1.0 + (due <= 15) * 2.0 - (quiet >= 60) * 1.0
    return np.column_stack([people, due, quiet]), rng.random(count) < 1 / (1 + np.exp(-logit))


def test_known_odds_are_found_again() -> None:
    """Within a fifth of what the past was drawn with: 14, 29 and −14 points."""
    learned = learn(CARD, *drawn_past(1, 40_000))
    assert learned is not None
    card = {each.code: each for each in learned.measure}
    for code, value, logit in (("people", 18.0, 1.0), ("due_in_days", 3.0, 2.0), ("quiet_days", 110.0, -1.0)):
        (points,) = points_of(card[code], np.array([value]))
        assert points == pytest.approx(logit * POINTS_A_LOGIT, rel=0.2), code


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), flip=st.booleans())
def test_no_measure_ever_turns(seed: int, flip: bool) -> None:
    """Whatever the past says, also the contrary of the card: points only rise with need, relief only takes off."""
    values, happened = drawn_past(seed, 600)
    learned = learn(CARD, values, ~happened if flip else happened)
    for each in learned.measure if learned else ():
        rising = list(each.points) if each.direction == "at_least" else list(reversed(each.points))
        relief = each.code == "quiet_days"
        assert rising == sorted(rising, reverse=relief)
        assert all(point < 0 if relief else point > 0 for point in rising)


@pytest.mark.parametrize("hits", [0, LEAST_EVENTS - 1])
def test_too_little_teaches_nothing(hits: int) -> None:
    values = np.ones((500, 3))
    happened = np.arange(500) < hits
    assert learn(CARD, values, happened) is None
    assert learn(CARD, values, ~happened) is None


def test_a_learned_card_keeps_measures_sentences_and_bands() -> None:
    learned = learn(CARD, *drawn_past(2))
    assert learned is not None
    known = {each.code: each for each in CARD.measure}
    assert all(
        (each.zh, each.direction) == (known[each.code].zh, known[each.code].direction)
        for each in learned.measure
    )
    assert (learned.weekly_capacity, learned.wage_categories) == (CARD.weekly_capacity, CARD.wage_categories)


def test_scores_find_their_columns_by_name() -> None:
    turned = replace(CARD, measure=(RELIEF, UP))
    values = np.array([[12.0, NAN, 90.0], [3.0, 2.0, 0.0]])
    assert scored(CARD, CARD, values).tolist() == [6, 16]
    assert scored(CARD, turned, values).tolist() == [6, 0]


def folds(seed: int, count: int) -> list[tuple[Known, np.ndarray]]:
    told = []
    for k in range(count):
        values, happened = drawn_past(seed + k, 1500)
        origin = date(2026, 1, 1) + timedelta(days=30 * k)
        known = Known(
            Fold(origin, origin + timedelta(days=30)), pa.table({"row_no": range(len(values))}), values
        )
        told.append((known, happened))
    return told


def test_a_duel_learns_from_earlier_folds_only() -> None:
    """What became of the last fold changes its own standing and no earlier one."""
    before = folds(5, 4)
    changed = [*before[:3], (before[3][0], ~before[3][1])]
    one, other = fight(CARD, before), fight(CARD, changed)
    assert [duel.origin for duel in one.duels] == [date(2026, 1, 31), date(2026, 3, 2), date(2026, 4, 1)]
    assert one.duels[:2] == other.duels[:2]
    assert one.duels[2] != other.duels[2]
    assert one.duels[2].learned.auc == pytest.approx(1 - other.duels[2].learned.auc)


def stand(area: float | None, hits: float, error: float | None) -> Stand:
    return Stand(area, hits, error)


@pytest.mark.parametrize(
    ("card", "learned", "is_won"),
    [
        ((0.8, 10, 0.1), (0.9, 12, 0.09), True),
        ((0.8, 12, 0.1), (0.9, 12, 0.09), False),
        ((0.9, 10, 0.1), (0.9, 12, 0.09), False),
        ((0.8, 10, 0.1), (0.9, 12, 0.11), False),
        ((None, 10, 0.1), (0.9, 12, 0.09), False),
    ],
    ids=["better in all", "as many hits", "same area", "worse forecast", "nothing happened"],
)
def test_who_wins(card: tuple, learned: tuple, is_won: bool) -> None:
    assert Duels((Duel(date(2026, 1, 1), stand(*card), stand(*learned)),), CARD).is_won is is_won
    assert not Duels((), None).is_won


@settings(max_examples=200, deadline=None, derandomize=True)
@given(pairs=st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=20))
def test_area_under_the_curve_counts_pairs(pairs: list[tuple[int, bool]]) -> None:
    hits = [key for key, flag in pairs if flag]
    others = [key for key, flag in pairs if not flag]
    found = auc(np.array([key for key, _ in pairs], float), np.array([flag for _, flag in pairs], bool))
    if not hits or not others:
        assert found is None
        return
    won = sum((a > b) + (a == b) / 2 for a in hits for b in others)
    assert found == pytest.approx(won / (len(hits) * len(others)))


FLOORS = [
    # points of four matters by one card, by the other, what happened, floors → floors
    ("the same card", [0, 20, 30, 40], [0, 20, 30, 40], [0, 0, 1, 1], (36, 28, 22), (30, 28, 22)),
    ("twice the points", [0, 20, 30, 40], [0, 40, 60, 80], [0, 0, 1, 1], (36, 28, 22), (60, 56, 44)),
    ("never reached", [0, 10, 10, 40], [0, 5, 9, 9], [0, 0, 0, 1], (40, 30, 20), (10, 10, 8)),
]


@pytest.mark.parametrize(
    ("here", "there", "happened", "floors", "expected"), [c[1:] for c in FLOORS], ids=[c[0] for c in FLOORS]
)
def test_floors_stand_for_the_same_share(here, there, happened, floors, expected) -> None:
    card = replace(CARD, red_floor=floors[0], orange_floor=floors[1], yellow_floor=floors[2])
    told = with_floors(
        card,
        card,
        points=np.array(here, float),
        learned_points=np.array(there, float),
        happened=np.array(happened, bool),
    )
    assert (told.red_floor, told.orange_floor, told.yellow_floor) == expected
