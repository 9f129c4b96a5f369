"""Limits by hand: around the Spring Festivals of 2024 and 2025, weekends, and past the end of the holiday list."""

from datetime import date

import pytest

from data.db import Store
from risk.calendar import calendar_days, next_working, weeks_to_spring_festival
from risk.clock import due, state
from tests.risk.ledger import add, report, rows, run

DAYS = calendar_days()
NEXT = dict(zip((day for day, _, _ in DAYS), next_working(DAYS), strict=True))

CALENDAR = [
    # from          days  conservative    statutory      why
    ("2024-01-26", 15, "2024-02-10", "2024-02-18", "first day of the festival; Sunday 18 is worked"),
    ("2024-01-25", 15, "2024-02-09", "2024-02-09", "New Year's Eve 2024 was a working day"),
    ("2025-01-13", 15, "2025-01-28", "2025-02-05", "the 2025 festival began on New Year's Eve"),
    ("2025-01-24", 15, "2025-02-08", "2025-02-08", "a worked Saturday does not roll"),
    ("2025-01-25", 15, "2025-02-09", "2025-02-10", "Sunday rolls to Monday"),
    ("2024-05-31", 15, "2024-06-15", "2024-06-17", "Saturday rolls to Monday"),
    ("2024-08-02", 60, "2024-10-01", "2024-10-08", "National Day"),
    ("2023-12-31", 60, "2024-02-29", "2024-02-29", "29 February exists"),
]


@pytest.mark.parametrize(("start", "days", "conservative", "statutory", "_"), CALENDAR)
def test_last_day(start: str, days: int, conservative: str, statutory: str, _: str) -> None:
    found = due(date.fromisoformat(start), days, NEXT)
    assert (found.conservative.isoformat(), found.statutory.isoformat()) == (conservative, statutory)
    assert not found.is_past_calendar


def test_past_the_list_nothing_is_rolled_and_it_says_so() -> None:
    found = due(date(2026, 12, 25), 15, NEXT)
    assert (found.statutory, found.is_past_calendar) == (date(2027, 1, 9), True)


@pytest.mark.parametrize(
    ("met", "as_of", "expected"),
    [
        ("2024-02-18", "2024-03-01", "met"),
        ("2024-02-19", "2024-03-01", "late"),
        (None, "2024-01-27", "running"),
        (None, "2024-02-03", "due_soon"),
        (None, "2024-02-18", "due_soon"),
        (None, "2024-02-19", "overdue"),
    ],
)
def test_state(met: str | None, as_of: str, expected: str) -> None:
    limit = due(date(2024, 1, 26), 15, NEXT)
    done = date.fromisoformat(met) if met else None
    assert state(limit, done, as_of=date.fromisoformat(as_of), due_soon_days=7) == expected


def test_weeks_to_the_spring_festival() -> None:
    assert [weeks_to_spring_festival(date(*day)) for day in ((2025, 1, 1), (2025, 1, 29), (2025, 1, 30))] == [
        4,
        0,
        54,
    ]


LEDGER = [
    # report          channel      accepted      replied       closed        due           limits expected on 2024-03-20
    ("a", "visit", None, None, None, None, {"XF15_NOTICE": ("2024-02-18", None, "overdue", 31)}),
    ("b", "visit", "2024-02-01", None, None, None,
     {"XF15_NOTICE": ("2024-02-18", "2024-02-01", "met", 0), "XF60_HANDLE": ("2024-04-01", None, "running", 0)}),
    ("c", "call", "2024-02-20", "2024-03-10", None, None,
     {"XF15_NOTICE": ("2024-02-18", "2024-02-20", "late", 2), "XF60_HANDLE": ("2024-04-22", "2024-03-10", "met", 0)}),
    ("d", "screening", None, None, None, None, {"RMTJ30": ("2024-02-26", None, "overdue", 23)}),
    ("e", "screening", None, None, "2024-02-20", "2024-02-17", {"LOCAL_SHEET_DUE": ("2024-02-18", "2024-02-20", "late", 2)}),
    ("f", "letter", None, None, "2024-04-01", "2024-03-25",
     {"XF15_NOTICE": ("2024-02-18", None, "overdue", 31), "LOCAL_SHEET_DUE": ("2024-03-25", None, "due_soon", 0)}),
]  # fmt: skip


def test_limits_of_a_ledger(warehouse: Store) -> None:
    """Reported on 2024-01-26, as at 2024-03-20: what happens later (f) has not happened."""
    names = ("channel_code", "accepted_at", "replied_at", "closed_at", "due_date")
    told = [
        report(row[0], "2024-01-26", **{n: v for n, v in zip(names, row[1:6], strict=True) if v})
        for row in LEDGER
    ]
    add(warehouse, "core_report", told)
    run(warehouse, "2024-03-20")
    query = "SELECT matter_id, rule_code, statutory_due_date, met_date, state_code, overdue_days FROM out_deadline"
    found: dict[str, dict[str, tuple[object, ...]]] = {}
    for matter, rule, last, met, standing, days in rows(warehouse, query):
        found.setdefault(str(matter), {})[str(rule)] = (str(last), met and str(met), standing, days)
    assert found == {row[0]: row[6] for row in LEDGER}


def test_the_first_report_starts_the_notice_clock_of_a_repeated_matter(warehouse: Store) -> None:
    add(warehouse, "core_report", [report("a", "2024-03-01"), report("b", "2024-03-20")])
    judged = {"judgement_id": "j", "about_code": "matter", "report_id": "a", "other_report_id": "b", "decision_code": "same",
              "decided_by": "chen", "decided_at": "2024-04-01"}  # fmt: skip
    add(warehouse, "core_judgement", [judged])
    run(warehouse, "2024-03-25")
    assert rows(
        warehouse, "SELECT rule_code, CAST(from_date AS VARCHAR), overdue_days FROM out_deadline"
    ) == [("XF15_NOTICE", "2024-03-01", 7)]
    assert rows(warehouse, "SELECT overdue_days, next_due_date, report_count FROM out_matter") == [
        (7, None, 2)
    ]
