"""Acts entered on a matter drive its limits; with nothing entered the sheets do, and both say the same where both can speak."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.db import Store
from risk.limit.act import STANDINGS
from risk.limit.given import Given, given_again
from risk.limit.pause import Pause
from risk.limit.rule import Extension, read_rules
from tests.risk.drawn import LENGTH, Row, ledgers
from tests.risk.ledger import add, clear, report, rows, run

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
QUERY = (
    "SELECT rule_code, CAST(from_date AS VARCHAR), CAST(statutory_due_date AS VARCHAR), state_code FROM out_deadline "
    "ORDER BY from_date, rule_code"
)


def act(code: str, day: str, **said: object) -> Row:
    days = {name: date.fromisoformat(str(value)) for name, value in said.items() if name.endswith("_date")}
    return {"event_id": f"{code} {day}", "report_id": "a", "event_code": code,
            "occurred_at": datetime.fromisoformat(f"{day} 09:00:00"), **said, **days}  # fmt: skip


ACCEPTED = act("accepted", "2025-03-05", route_code="31.6")
# a visit on 3 March 2025; acts; as at; limits: rule, from, statutory last day, state
DRAWN = {
    "accepted, the notice still owed": (
        [ACCEPTED],
        "2025-03-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "overdue"), ("XF60_HANDLE", "2025-03-05", "2025-05-06", "running")],
    ),
    "told and accepted": (
        [act("told", "2025-03-05"), ACCEPTED],
        "2025-03-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "met"), ("XF60_HANDLE", "2025-03-05", "2025-05-06", "running")],
    ),
    "extended once, approved and told": (
        [act("told", "2025-03-05"), ACCEPTED,
         act("extended", "2025-04-20", approved_date="2025-04-20", told_date="2025-04-21")],
        "2025-05-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "met"), ("XF60_HANDLE", "2025-03-05", "2025-06-03", "running")],
    ),
    "extended without telling the petitioner": (
        [act("told", "2025-03-05"), ACCEPTED, act("extended", "2025-04-20", approved_date="2025-04-20")],
        "2025-05-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "met"), ("XF60_HANDLE", "2025-03-05", "2025-05-06", "overdue")],
    ),
    "on a route of its own law": (
        [act("told", "2025-03-05"), act("accepted", "2025-03-05", route_code="31.2")],
        "2025-03-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "met")],
    ),
    "answered, and the petitioner may ask for a review": (
        [act("told", "2025-03-05"), ACCEPTED, act("opinion_delivered", "2025-04-10")],
        "2025-04-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "met"), ("XF60_HANDLE", "2025-03-05", "2025-05-06", "met"),
         ("XF30_ASK_REVIEW", "2025-04-10", "2025-05-12", "open")],
    ),
    "a hearing goes on in the recheck": (
        [act("review_delivered", "2025-03-10"), act("recheck_received", "2025-03-14"),
         act("hearing_begun", "2025-03-20")],
        "2025-04-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "overdue"), ("XF30_ASK_RECHECK", "2025-03-10", "2025-04-09", "used"),
         ("XF30_RECHECK", "2025-03-14", "2025-05-15", "paused")],
    ),
    "a transfer to another unit, which may object": (
        [act("unit_received", "2025-03-06")],
        "2025-03-10",
        [("XF15_NOTICE_UNIT", "2025-03-06", "2025-03-21", "running"), ("XF5W_OBJECTION", "2025-03-06", "2025-03-13", "due_soon")],
    ),
    "withdrawn by the petitioner": (
        [act("withdrawn", "2025-03-08")],
        "2025-03-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "ended")],
    ),
    "what is entered for later has not happened": (
        [act("told", "2025-04-01")],
        "2025-03-20",
        [("XF15_NOTICE", "2025-03-03", "2025-03-18", "overdue")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("acts", "as_of", "expected"), DRAWN.values(), ids=DRAWN)
def test_drawn(warehouse: Store, acts: list[Row], as_of: str, expected: list[tuple[str, ...]]) -> None:
    add(warehouse, "core_report", [report("a", "2025-03-03")])
    for each in acts:
        add(warehouse, "core_event", [each])
    run(warehouse, as_of)
    assert rows(warehouse, QUERY) == expected


def test_a_screened_dispute_that_nobody_petitioned_about_has_no_review(warehouse: Store) -> None:
    add(
        warehouse,
        "core_report",
        [report("a", "2025-03-03", channel_code="screening", closed_at="2025-03-10")],
    )
    add(warehouse, "core_event", [act("told", "2025-03-05")])
    run(warehouse, "2025-06-20")
    assert rows(warehouse, QUERY) == [("RMTJ30", "2025-03-03", "2025-04-02", "met")]


def test_a_withdrawn_entry_is_as_if_it_had_not_been(warehouse: Store) -> None:
    add(warehouse, "core_report", [report("a", "2025-03-03"), report("b", "2025-03-04", narrative="别的事")])
    run(warehouse, "2025-03-20")
    before = rows(warehouse, "SELECT * FROM out_deadline ORDER BY matter_id, rule_code")
    add(warehouse, "core_event", [act("told", "2025-03-05") | {"withdrawn_at": datetime(2025, 3, 6)}])
    run(warehouse, "2025-03-20")
    assert rows(warehouse, "SELECT * FROM out_deadline ORDER BY matter_id, rule_code") == before


def test_a_right_that_lapses_is_nobodys_delay(warehouse: Store) -> None:
    """No review was asked for: nothing overdue, no next limit, no points, not in the unit's weeks."""
    add(warehouse, "core_report", [report("a", "2025-03-03", unit_id="u1")])
    for each in (act("told", "2025-03-05"), ACCEPTED, act("opinion_delivered", "2025-04-10")):
        add(warehouse, "core_event", [each])
    run(warehouse, "2025-06-20")
    assert ("XF30_ASK_REVIEW", "lapsed") in rows(warehouse, "SELECT rule_code, state_code FROM out_deadline")
    assert rows(warehouse, "SELECT overdue_days, next_due_date FROM out_matter") == [(0, None)]
    assert rows(warehouse, "SELECT measure_code FROM out_reason WHERE measure_code LIKE '%due%'") == []
    assert ("XF30_ASK_REVIEW",) not in rows(warehouse, "SELECT rule_code FROM out_unit_week")


@QUICK
@given(ledger=ledgers(most=25), day=st.integers(30, LENGTH - 10))
def test_where_both_can_speak_acts_and_sheets_agree(
    warehouse: Store, ledger: tuple[list[Row], list[Row]], day: int
) -> None:
    """An act that sets nothing running brings every matter to the procedure, which then says of its sheets what they said."""
    clear(warehouse)
    add(warehouse, "core_report", ledger[0])
    add(warehouse, "core_report_party", ledger[1])
    as_of = (date(2024, 1, 1) + timedelta(days=day)).isoformat()
    names = "matter_id, rule_code, from_date, statutory_due_date, conservative_due_date, met_date, state_code, overdue_days"
    query = f"SELECT {names} FROM out_deadline WHERE NOT is_right ORDER BY ALL"
    run(warehouse, as_of)
    before = rows(warehouse, query)
    matters = rows(warehouse, "SELECT matter_id FROM out_matter")
    idle = [
        {
            "event_id": str(matter),
            "report_id": matter,
            "event_code": "mediation_ended",
            "occurred_at": datetime(2024, 1, 1),
        }
        for (matter,) in matters
    ]
    add(warehouse, "core_event", idle)
    run(warehouse, as_of)
    assert rows(warehouse, query) == before


def test_what_a_limit_was_counted_with_is_kept_whole() -> None:
    rule = read_rules()["XF30_RECHECK"]
    pauses = (Pause("听证", date(2025, 3, 10), date(2025, 3, 14)), Pause("听证", date(2025, 3, 20)))
    for given_ in (
        Given(rule, date(2025, 3, 3)),
        Given(rule, date(2025, 3, 3), pauses),
        Given(rule, date(2025, 3, 3), pauses[:1], Extension(date(2025, 3, 5), None, 10)),
    ):
        assert given_again(rule, given_.from_date, given_.text) == given_


def test_every_code_the_statements_name_is_an_act() -> None:
    from risk.query import statement

    for name in ("live_report", "later_report", "act"):
        text = statement(name)
        told = {word for word in text.split("'")[1::2] if word.replace("_", "").isalpha()}
        assert {
            word for word in told if word.endswith(("issued", "delivered", "received", "accepted"))
        } <= set(STANDINGS)
