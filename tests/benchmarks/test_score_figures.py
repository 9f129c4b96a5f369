"""The benchmark of the score: its figures and what is asked of them, the ceiling of recall, and Boston by its own file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from benchmarks import score
from benchmarks.boston import Boston, judge, origins, rank_boston
from benchmarks.boston_file import Facts, facts, read_requests, samples
from benchmarks.city_of import take_city
from benchmarks.figure import Figure
from benchmarks.foresight import foreseeable_recall
from benchmarks.scored import Backtested, Scored, auc_below_learned, ceiling, score_city, scored
from risk.backtest.duel import Duel, Duels, Stand
from risk.backtest.judge import Forecast, Judged, Ranked
from risk.backtest.known import Known
from risk.backtest.origin import Fold
from risk.backtest.result import Way
from risk.backtest.rule import ORDERS
from risk.backtest.top import Top

COUNTED = Scored(0.12, 1.5, 1.1, 0.71, 0.99, 0.011, 0.008, 11.0)
OTHERS = Scored(0.03, 0.6, 0.4, 0.41, 1.0, 0.007, 0.006, None)
BOSTON = Boston(
    {"list": Top(10, 4.0, 20, 100), "oldest": Top(10, 2.0, 20, 100), "address_lately": Top(10, 5.0, 20, 100)},
    6,
)


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    score.add_options(parser)
    return parser.parse_args(arguments)


def in_place_of_alone(work: Callable[..., object], *arguments: object) -> object:
    if work is score_city:
        return Backtested({"with_deadline": COUNTED, "without_deadline": OTHERS}, auc_below_learned=-0.01)
    if work is foreseeable_recall:
        return 0.86
    return BOSTON if work is rank_boston else arguments[1]


def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *arguments: str) -> dict[str, Figure]:
    (tmp_path / "boston311").mkdir(exist_ok=True)
    (tmp_path / "boston311" / "filtered_2014.csv").touch()
    monkeypatch.setenv("FENGQIAO_SAMPLES", str(tmp_path))
    monkeypatch.setattr(score, "alone", in_place_of_alone)
    return {figure.figure: figure for figure in score.measure(options(*arguments))}


def test_the_figures_and_what_is_asked_of_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    figures = measured(monkeypatch, tmp_path)
    asked = {
        name: (figure.asked, figure.is_ceiling, figure.met)
        for name, figure in figures.items()
        if figure.asked
    }
    assert asked == {
        "score.lift_over_best_rule_min": (1.2, False, True),
        "score.recall_top15": (0.85, False, False),
        "score.calibration_error": (0.02, True, True),
        "score.median_lead_days": (10.0, False, True),
        "score.auc_below_learned": (0.02, True, True),
    }
    told = {
        name: figures[f"score.{name}"].measured
        for name in ("recall_top15_ceiling", "recall_top15_foreseeable", "recall_top15_without_deadline")
    }
    assert told == {
        "recall_top15_ceiling": 0.99,
        "recall_top15_foreseeable": 0.86,
        "recall_top15_without_deadline": 0.41,
    }


def test_boston_is_told_as_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """4 hits of 10 taken where 20 of 100 come again: lift 2; the best rule hits 5."""
    figures = measured(monkeypatch, tmp_path)
    told = [
        figures[f"score.boston_{name}"].measured
        for name in ("lift_top10", "base_rate", "lift_over_best_rule")
    ]
    assert told == pytest.approx([2.0, 0.2, 0.8])
    assert figures["score.boston_lift_top10"].asked is None


def test_of_another_size_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    figures = measured(monkeypatch, tmp_path, "--score-reports", "5000")
    assert [name for name, figure in figures.items() if figure.asked is not None] == []


def test_without_the_files_and_without_a_county_there_is_no_value(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(work: Callable[..., object], *arguments: object) -> object:
        assert work in (take_city, foreseeable_recall)
        raise MemoryError("too large")

    monkeypatch.setenv("FENGQIAO_SAMPLES", str(tmp_path))
    monkeypatch.setattr(score, "alone", full)
    figures = score.measure(options())
    assert {figure.measured for figure in figures} == {None}
    told = capsys.readouterr().err
    assert "stopped: MemoryError: too large" in told
    assert "FENGQIAO_SAMPLES" in told


@pytest.mark.parametrize(
    "wrong", [("--score-reports", "5"), ("--boston-origins", "0"), ("--boston-origins", "x")]
)
def test_a_size_that_is_none_is_refused(wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit):
        options(*wrong)


@pytest.mark.parametrize(
    ("tops", "share"),
    [
        ([], None),
        ([Top(15, 0.0, 0, 100)], None),
        ([Top(15, 3.0, 10, 100)], 1.0),
        ([Top(15, 3.0, 30, 100)], 0.5),
        ([Top(15, 3.0, 10, 100), Top(15, 3.0, 30, 100)], 25 / 40),
    ],
)
def test_the_ceiling_of_recall(tops: list[Top], share: float | None) -> None:
    assert ceiling(tops) == share


def way(*hits: tuple[float, float], days: tuple[int, ...] = (), taken: int = 15) -> Way:
    """Folds of a hundred matters, thirty of which escalate: hits of the list and of every other order."""
    folds = []
    for ours, theirs in hits:
        tops = [Top(taken, ours if order.code == "list" else theirs, 30, 100) for order in ORDERS]
        ranked = tuple(Ranked(order.code, top, top, None) for order, top in zip(ORDERS, tops, strict=True))
        forecast = Forecast(np.array([0.1, 0.4]), np.array([0.3, 0.3]), np.array([False, True]))
        folds.append(Judged(ranked, forecast, np.array(days), np.array(days)))
    return Way(tuple(folds))


def test_one_way_of_counting() -> None:
    """At the top 10 % 6 ÷ 4 and 3 ÷ 4: the least is 0.75; at the top 15 % 9 + 6 of 60 hit, at most 15 + 15 could."""
    found = scored(way((6, 4), (3, 4), days=(4, 9, 20), taken=10), way((9, 4), (6, 4)))
    assert found == Scored(
        base_rate=0.3,
        lift_over_best_rule_min=0.75,
        lift_over_best_rule_min_at_capacity=0.75,
        recall_top15=15 / 60,
        recall_top15_ceiling=30 / 60,
        calibration_error=pytest.approx(0.35),
        calibration_error_even_width=pytest.approx(0.35),
        median_lead_days=9.0,
    )


def test_how_far_the_card_is_below_the_learned_one() -> None:
    """Areas 0.90 and 0.80 for the card, 0.93 and 0.85 learned; a fold in which nothing happened has none."""
    areas = [(0.90, 0.93), (0.80, 0.85), (None, None)]
    duels = tuple(
        Duel(FOLD.origin, Stand(card, 1.0, None), Stand(learned, 1.0, None)) for card, learned in areas
    )
    assert auc_below_learned(Duels(duels, None)) == pytest.approx(0.04)
    assert auc_below_learned(Duels((), None)) is None


REQUESTS = """case_enquiry_id,open_dt,location,type
1,2014-01-05 08:00:00,1 Elm St,Bed Bugs
2,2014-01-25 23:00:00,1 Elm St ,Bed Bugs
3,2014-01-25 08:00:00,1 Elm St,Animal Lost
4,2014-02-01 00:10:00,1 elm st,Bed Bugs
5,2014-01-31 23:59:00,,Bed Bugs
6,2014-03-03 08:00:00,,Bed Bugs
7,2014-03-03 08:00:00,1 Elm St,Animal Lost
"""
FOLD = Fold(date(2014, 1, 31), date(2014, 3, 2))


@pytest.fixture
def requests(tmp_path: Path) -> pd.DataFrame:
    (tmp_path / "filtered_2014.csv").write_text(REQUESTS, encoding="utf-8")
    return read_requests(tmp_path)


def test_what_the_citys_file_says(requests: pd.DataFrame) -> None:
    """
    case  address, kind        until the origin 01-31   in its 30 days   raised again by 03-02
    1     1 Elm St, bed bugs   1, 2                     1, 2             4, ten minutes into February
    3     1 Elm St, lost       3                        3                no: 7 comes on 03-03
    5     none                 none                     none             never, though 6 is as nameless
    """
    told = facts(requests, pd.Series(["1", "3", "5"]), FOLD)
    assert told.again.tolist() == [True, False, False]
    assert told.so_far.tolist() == [2, 1, 0]
    assert told.lately.tolist() == [2, 1, 0]


def test_requests_before_the_last_thirty_days_count_only_so_far(requests: pd.DataFrame) -> None:
    told = facts(requests, pd.Series(["4"]), Fold(date(2014, 2, 10), date(2014, 3, 12)))
    assert (told.so_far.tolist(), told.lately.tolist(), told.again.tolist()) == ([3], [2], [False])


def test_orders_are_judged_at_the_same_number_taken() -> None:
    """Ten cases, so one is taken: the list's first came again; of ten equal ages any may be first, three of which came."""
    plain = {name: [1] * 10 for name in ("report_count", "people_count", "open_days", "overdue_days")}
    known = Known(FOLD, pa.table({**plain, "score": list(range(10, 0, -1))}))
    again = np.array([1, 0, 0, 1, 0, 0, 0, 0, 0, 1], bool)
    so_far = np.arange(10, dtype=np.float64)
    tops = judge(known, Facts(again, so_far, np.zeros(10)))
    assert {code: top.hit_count for code, top in tops.items()} == {
        "list": 1.0, "most_reports": 0.3, "most_people": 0.3, "oldest": 0.3, "most_overdue": 0.3,
        "address_so_far": 1.0, "address_lately": 0.3,
    }  # fmt: skip
    assert {top.taken_count for top in tops.values()} == {1}


@pytest.mark.parametrize(("count", "many"), [(1, 1), (4, 4), (5, 5), (6, 5), (10, 10), (99, 10)])
def test_origins_are_spread_over_the_history(count: int, many: int) -> None:
    """364 days hold ten horizons after the first sixty days; every second of them is five."""
    days = pd.Series(pd.to_datetime(["2014-01-01", "2014-12-30"]))
    folds = origins(days, count)
    assert len(folds) == many
    assert all((fold.until - fold.origin).days == 30 for fold in folds)
    assert all(one.until <= other.origin for one, other in pairwise(folds))
    assert folds[-1].until <= date(2014, 12, 30)


def test_no_files_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FENGQIAO_SAMPLES", str(tmp_path))
    assert samples() is None
