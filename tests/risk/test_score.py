"""The score card by hand: points, floors, bands by capacity, order, reasons."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from data.config import Measure
from data.db import Store
from data.errors import BadArgument
from risk.score import bands, points_of, rank_of
from tests.risk.drawn import Row, ledgers
from tests.risk.ledger import CONFIG, add, clear, party, report, rows, run

CARD = {measure.code: measure for measure in CONFIG.score.measure}
POINTS = [
    ("unanswered_repeats", [0, 1, 2, 9, math.nan], [0, 10, 16, 24, 0]),
    ("people", [4, 5, 10, 11, 21, 51, 100, 101], [0, 6, 6, 10, 14, 18, 18, 22]),
    ("due_in_days", [0, 7, 8, 15, 16, 30, 31, math.nan], [16, 16, 15, 15, 14, 14, 0, 0]),
    ("limit_missed_percent", [0, 24, 25, 50, 74, 75, 100, math.nan], [0, 0, 6, 12, 12, 16, 16, 0]),
    ("quiet_days", [0, 59, 60, 120, 239, 240, 900], [0, 0, -4, -7, -7, -10, -10]),
    ("replied_waiting", [1, math.nan], [-8, 0]),
]


@pytest.mark.parametrize(("code", "values", "expected"), POINTS)
def test_points(code: str, values: list[float], expected: list[int]) -> None:
    assert points_of(CARD[code], np.array(values)).tolist() == expected


def test_a_measure_that_cannot_be_is_refused() -> None:
    with pytest.raises(BadArgument):
        replace(CARD["people"], thresholds=(5.0, 3.0))


def test_every_measure_cites_a_source_and_has_both_sentences() -> None:
    assert all(measure.source and measure.zh and measure.en for measure in CONFIG.score.measure)


def test_bands_hold_the_capacity_of_the_week() -> None:
    """60 matters of 40 points: 10 red, 30 orange, the rest yellow; of 24 points: none above yellow; of 12: blue."""
    rank = np.arange(1, 61)
    high = bands(np.full(60, 40), rank, CONFIG.score)
    assert [int((high == band).sum()) for band in ("red", "orange", "yellow", "blue")] == [10, 30, 20, 0]
    assert set(bands(np.full(60, 24), rank, CONFIG.score)) == {"yellow"}
    assert set(bands(np.full(60, 12), rank, CONFIG.score)) == {"blue"}


def test_order_is_score_then_nearest_limit_then_the_earlier_matter() -> None:
    assert rank_of(np.array([5, 9, 5, 5]), np.array([3, 9, 1, 1])).tolist() == [4, 1, 2, 3]


def test_reasons_of_one_matter(warehouse: Store) -> None:
    """Raised on 1 March by 12 people, again on 1 April one level up, unanswered on 20 April."""
    told = [
        report("a", "2024-03-01", people_count=12, level_code="town", narrative="拖欠工资32600元"),
        report("b", "2024-04-01", level_code="county", narrative="拖欠工资32600元"),
    ]
    add(warehouse, "core_report", told)
    add(warehouse, "core_report_party", [party("a", phone="1"), party("b", phone="1")])
    run(warehouse, "2024-04-20")
    assert rows(warehouse, "SELECT measure_code, points, sentence FROM out_reason ORDER BY 1") == [
        ("level_rise", 8, "已向上一级及以上反映（上升1级），首接层级尚未解决"),
        ("overdue_days", 3, "时限已超33天，请责任单位尽快补办并说明"),
        ("people", 10, "涉及12人"),
        ("unanswered_repeats", 10, "未获答复期间又反映1次，诉求尚未得到回应"),
    ]
    assert rows(warehouse, "SELECT matter_id, score, band_code, rank_no FROM out_score") == [
        ("a", 31, "orange", 1)
    ]


QUICK = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
        HealthCheck.too_slow,
    ],
)
AS_OF = date(2024, 4, 15)


def _points(measure: Measure, value: float) -> int:
    met = [p for t, p in zip(measure.thresholds, measure.points, strict=True) if value >= t]
    return met[-1] if met else 0


@QUICK
@given(ledger=ledgers())
def test_the_card_agrees_with_plain_python(warehouse: Store, ledger: tuple[list[Row], list[Row]]) -> None:
    """Repeats, people, open and quiet days and rising level worked out again from the reports of each open matter."""
    clear(warehouse)
    add(warehouse, "core_report", ledger[0])
    add(warehouse, "core_report_party", ledger[1])
    run(warehouse, AS_OF.isoformat())
    by_id = {row["report_id"]: row for row in ledger[0]}
    members: dict[str, list[Row]] = {}
    for report_id, matter_id in rows(
        warehouse, "SELECT report_id, matter_id FROM out_matter_report ORDER BY repeat_no"
    ):
        members.setdefault(str(matter_id), []).append(by_id[report_id])
    expected = set()
    for (matter,) in rows(warehouse, "SELECT matter_id FROM out_score"):
        for code, value in _plain_measures(members[str(matter)]).items():
            if points := _points(CARD[code], value):
                expected.add((matter, code, points))
    codes = ("unanswered_repeats", "people", "open_days", "quiet_days", "level_rise")
    found = {
        row
        for row in rows(warehouse, "SELECT matter_id, measure_code, points FROM out_reason")
        if row[1] in codes
    }
    assert found == expected


def _plain_measures(reports: list[Row]) -> dict[str, float]:
    days = [row["reported_at"].date() for row in reports]  # type: ignore[attr-defined]
    answers = [row[name].date() for row in reports for name in ("replied_at", "closed_at") if row.get(name)]  # type: ignore[attr-defined]
    answers = [day for day in answers if day <= AS_OF]
    levels = [("community", "town", "county").index(str(row["level_code"])) for row in reports]
    return {
        "unanswered_repeats": sum(1 for day in days[1:] if not answers or day > max(answers)),
        "people": max(int(str(row.get("people_count") or 1)) for row in reports),
        "open_days": (AS_OF - days[0]).days,
        "quiet_days": (AS_OF - days[-1]).days,
        "level_rise": max(levels) - levels[0],
    }


RECORD = [
    # day of the last day of a limit, day it was met, as at 2024-04-15
    ("kept before its end", "2024-03-01", "2024-02-20", (1, 0)),
    ("kept on its last day", "2024-03-01", "2024-03-01", (1, 0)),
    ("kept late", "2024-03-01", "2024-03-02", (1, 1)),
    ("not kept", "2024-03-01", None, (1, 1)),
    ("ends today", "2024-04-15", None, None),
    ("ended on Friday", "2024-04-12", None, (1, 1)),
    ("ended a year ago, rolled to Monday", "2023-04-15", None, (1, 1)),
    ("ended longer ago", "2023-04-14", None, None),
]


@pytest.mark.parametrize(
    ("due", "met", "counts"), [case[1:] for case in RECORD], ids=[case[0] for case in RECORD]
)
def test_record_of_a_limit(
    warehouse: Store, due: str, met: str | None, counts: tuple[int, int] | None
) -> None:
    """A screened dispute with a last day of its own, which its sheet tells."""
    answered = {"replied_at": met} if met else {}
    told = report("a", "2023-01-02", channel_code="screening", due_date=due, **answered)
    add(warehouse, "core_report", [told])
    run(warehouse, "2024-04-15")
    found = rows(
        warehouse, "SELECT rule_code, ended_count, missed_count, missed_percent FROM out_limit_record"
    )
    assert found == ([] if counts is None else [("LOCAL_SHEET_DUE", *counts, None)])


def test_a_limit_due_soon_weighs_by_how_its_kind_was_kept(warehouse: Store) -> None:
    """21 ended, 16 of them missed: 76 %; the one due in 5 days gets 16 points for it, the one due in 40 none."""
    ended = [
        report(f"e{k:02}", f"2024-01-{1 + k:02}", channel_code="screening", due_date="2024-03-01",
               narrative=f"第{k}件", **({"replied_at": "2024-02-28"} if k < 5 else {}))
        for k in range(21)
    ]  # fmt: skip
    ahead = [
        report("soon", "2024-04-10", channel_code="screening", due_date="2024-04-20", narrative="噪音扰民"),
        report("later", "2024-04-11", channel_code="screening", due_date="2024-05-25", narrative="占道经营"),
    ]
    add(warehouse, "core_report", [*ended, *ahead])
    run(warehouse, "2024-04-15")
    assert rows(warehouse, "SELECT ended_count, missed_count, missed_percent FROM out_limit_record") == [
        (21, 16, 76)
    ]
    given = "SELECT matter_id, points, sentence FROM out_reason WHERE measure_code = 'limit_missed_percent'"
    assert rows(warehouse, given) == [("soon", 16, "本地近一年到期的同类时限有76%未按期办到，宜提前督促")]
