"""Folds by hand: where they stand, what a forecast may have learned from, and the three cuts."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadArgument, NothingThere
from risk.backtest.cut import Cut, cuts
from risk.backtest.judge import Limits, Ranked, over_best_rule
from risk.backtest.known import Known
from risk.backtest.origin import Fold, History, days_needed, plan
from risk.backtest.outcome import Outcome
from risk.backtest.run import Replay, _judge
from risk.backtest.top import Top

HISTORY = History(date(2024, 7, 1), date(2026, 6, 30))
LIMITS = Limits(2, 0.5)


def known_of(k: int, score: list[int], **said: list[object]) -> Known:
    """Matters on a list, best first, of the k-th fold."""
    origin = date(2026, 1, 1) + timedelta(days=30 * k)
    plain = {
        "row_no": list(range(len(score))),
        "matter_id": [f"m{n}" for n in range(len(score))],
        "score": score,
    }
    for name in ("need_score", "report_count", "people_count", "open_days", "overdue_days"):
        plain[name] = [1] * len(score)
    for name in ("town_code", "category_code", "channel_code"):
        plain[name] = ["x"] * len(score)
    return Known(Fold(origin, origin + timedelta(days=30)), pa.table({**plain, **said}))


def outcome_of(days: list[int], missed: list[int] | None = None) -> Outcome:
    """Raised again after so many days, or a limit missed."""
    none = np.zeros(len(days), np.int64)
    return Outcome(np.array(days), none, none, np.array(missed or none), {})


def test_folds_stand_a_horizon_apart_and_leave_a_whole_one() -> None:
    assert plan(HISTORY, horizon=30, fold_count=3) == [
        Fold(date(2026, 4, 1), date(2026, 5, 1)),
        Fold(date(2026, 5, 1), date(2026, 5, 31)),
        Fold(date(2026, 5, 31), date(2026, 6, 30)),
    ]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(horizon=st.integers(1, 120), count=st.integers(1, 12), days=st.integers(1, 900))
def test_there_are_folds_when_the_history_holds_them(horizon: int, count: int, days: int) -> None:
    history = History(date(2026, 6, 30) - timedelta(days=days - 1), date(2026, 6, 30))
    if days < days_needed(horizon, count):
        with pytest.raises(NothingThere):
            plan(history, horizon=horizon, fold_count=count)
        return
    folds = plan(history, horizon=horizon, fold_count=count)
    assert [fold.until for fold in folds[:-1]] == [fold.origin for fold in folds[1:]]
    assert {(fold.until - fold.origin).days for fold in folds} == {horizon}
    assert folds[-1].until == history.last
    assert (folds[0].origin - history.first).days >= 59


def test_too_little_history_says_how_much_there_is_and_how_much_is_needed() -> None:
    with pytest.raises(NothingThere) as told:
        plan(History(date(2026, 3, 1), date(2026, 6, 30)), horizon=30, fold_count=6)
    assert "现有 122 天" in told.value.zh
    assert "共需 240 天" in told.value.zh
    assert "--folds 2" in told.value.zh
    assert "122 days" in told.value.en
    assert "need 240" in told.value.en


@pytest.mark.parametrize(("horizon", "count"), [(0, 6), (30, 0)])
def test_what_cannot_be_asked(horizon: int, count: int) -> None:
    with pytest.raises(BadArgument):
        plan(HISTORY, horizon=horizon, fold_count=count)


def test_the_first_escalation_counts_and_deadlines_can_be_left_out() -> None:
    outcome = outcome_of([0, 9, 9, 0], [0, 3, 0, 5])
    assert outcome.first_days(with_deadline=True).tolist() == [0, 3, 9, 5]
    assert outcome.first_days(with_deadline=False).tolist() == [0, 9, 9, 0]


def test_a_fold_by_hand() -> None:
    """Four matters, two taken; the first and the third escalate, after 4 and 8 days."""
    (one,) = _judge(
        Replay([known_of(0, [30, 20, 10, 0])], [outcome_of([4, 0, 8, 0])], {}, 0), LIMITS, with_deadline=True
    )
    by_code = {ranked.code: ranked for ranked in one.ranked}
    assert by_code["list"] == Ranked("list", Top(2, 1.0, 2, 4), Top(2, 1.0, 2, 4), (1 + 2 / 3) / 2)
    assert by_code["oldest"].at_top == Top(2, 1.0, 2, 4)  # all equal: half of what is taken
    assert one.lead_at_top.tolist() == [4]
    assert one.forecast is None
    assert over_best_rule(one.ranked, at_top=True) == 1.0


def test_a_forecast_is_learned_on_earlier_folds_alone() -> None:
    """Fold 1 teaches 30 → 1, 20 → ½, 10 → ½, 0 → 0; what becomes of fold 2 and 3 changes nothing in fold 2's forecast."""
    first = outcome_of([4, 0, 8, 0])
    for second, third in (([0, 0, 0, 0], [1, 1, 1, 1]), ([1, 1, 1, 1], [0, 0, 0, 0])):
        replay = Replay(
            [known_of(k, [30, 20, 10, 0]) for k in range(3)],
            [first, outcome_of(second), outcome_of(third)],
            {},
            0,
        )
        forecast = _judge(replay, LIMITS, with_deadline=True)[1].forecast
        assert forecast is not None
        assert forecast.foretold.tolist() == [1, 0.5, 0.5, 0]
        assert forecast.base.tolist() == [0.5] * 4
        assert forecast.happened.tolist() == [day > 0 for day in second]


def test_no_open_matters_is_a_fold_without_figures() -> None:
    (one,) = _judge(Replay([known_of(0, [])], [outcome_of([])], {}, 0), LIMITS, with_deadline=True)
    assert {ranked.at_top.precision for ranked in one.ranked} == {None}
    assert over_best_rule(one.ranked, at_top=True) is None


def test_cuts_by_hand() -> None:
    """40 matters of town p of which the first 35 taken and 32 of all escalate; 10 of town q: too few; 1 not placed."""
    towns = ["p"] * 40 + ["q"] * 10 + [None]
    known = known_of(0, list(range(51, 0, -1)), town_code=towns)
    escalated = np.arange(51) < 32
    found = [cut for cut in cuts([(known, escalated)], [35]) if cut.cut_code == "area"]
    assert [(cut.code, cut.matter_count, cut.is_too_few) for cut in found] == [
        ("p", 40, False),
        ("q", 10, True),
        (None, 1, True),
    ]
    town = found[0]
    assert (town.escalated_count, town.taken_count, town.hit_count) == (32, 35, 32)
    assert town.precision is not None
    assert town.recall is not None
    assert (round(town.precision.share, 3), town.recall.share) == (0.914, 1.0)
    assert town.precision.low < 0.914 < town.precision.high
    assert found[1] == Cut("area", "q", 10, None, None, None, None, None)


def test_a_rate_of_few_is_not_given() -> None:
    """40 matters, all seen, of which 10 are taken and 5 escalate: counts, no rates."""
    known = known_of(0, list(range(40, 0, -1)))
    town = cuts([(known, np.arange(40) < 5)], [10])[0]
    assert (town.matter_count, town.escalated_count, town.taken_count, town.hit_count) == (40, 5, 10, 5)
    assert (town.precision, town.recall) == (None, None)
