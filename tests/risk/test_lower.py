"""What would lower the score: foretold without a refresh, and held to what a refresh says once the act is done."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.db import Store
from risk.lower import OpenLimit, acts, what_would_lower
from tests.risk.drawn import Row, ledgers
from tests.risk.ledger import CONFIG, add, clear, rows, run

AS_OF = "2024-06-20"
LATE, SOON, FAR = (
    OpenLimit("XF15_NOTICE", "overdue", 3, -3),
    OpenLimit("XF60_HANDLE", "due_soon", 0, 5),
    OpenLimit("RMTJ30", "running", 0, 20),
)

# measured, limits → score, acts with points, score after all of them
DRAWN = {
    "a late notice": ({"people": 12}, [LATE], 12, [("answer", -10), ("mediate", -6), ("notice", -2)], 0),
    "a limit that runs out": ({"people": 60}, [SOON], 34, [("answer", -24), ("mediate", -6)], 4),
    "two limits": (
        {"people": 60, "unanswered_repeats": 1},
        [LATE, SOON],
        46,
        [("answer", -36), ("mediate", -6), ("notice", -2)],
        4,
    ),
    "a notice that is not late": (
        {"people": 60},
        [OpenLimit("XF15_NOTICE", "due_soon", 0, 1)],
        34,
        [("answer", -24), ("notice", -20), ("mediate", -6)],
        4,
    ),
    "an answer that did not satisfy": (
        {"people": 60, "dissatisfied": 1, "unanswered_repeats": 1},
        [],
        40,
        [("answer", -10), ("mediate", -6)],
        24,
    ),
    "mediated and answered": ({"people": 60, "mediation_under_way": 1, "replied_waiting": 1}, [], 4, [], 4),
    "a limit of this month": ({}, [FAR], 14, [("answer", -14), ("mediate", -6)], 0),
    "a limit whose kind is often missed": (
        {"people": 60},
        [OpenLimit("XF60_HANDLE", "due_soon", 0, 5, 80)],
        50,
        [("answer", -40), ("mediate", -6)],
        4,
    ),
    "the nearest limit decides": (
        {},
        [OpenLimit("XF60_HANDLE", "running", 0, 20, 10), OpenLimit("XF15_NOTICE", "due_soon", 0, 5, 80)],
        32,
        [("answer", -32), ("notice", -22), ("mediate", -6)],
        0,
    ),
    "a kind often missed, due after the horizon": (
        {},
        [OpenLimit("XF60_HANDLE", "running", 0, 31, 80)],
        0,
        [],
        0,
    ),
    "nothing to lower": ({}, [], 0, [], 0),
}


@pytest.mark.parametrize(("measured", "limits", "score", "steps", "after"), DRAWN.values(), ids=DRAWN)
def test_drawn(measured, limits, score, steps, after):
    told = what_would_lower(measured, limits, CONFIG.score)
    assert told.score == score
    assert [(step.act.code, step.points) for step in told.steps] == steps
    assert told.score_after_all == after


def test_every_act_names_its_basis_and_only_measures_of_the_card():
    codes = {measure.code for measure in CONFIG.score.measure}
    for act in acts():
        assert all((act.zh, act.en, act.basis))
        assert {*act.sets, *act.in_time_sets, *act.clears} <= codes
        assert act.hindered_by in codes | {""}


def foretold(store: Store) -> dict[str, tuple[int, dict[str, int]]]:
    """For each scored matter its score and what each act would make of it."""
    found = {}
    scores = dict(rows(store, "SELECT matter_id, score FROM out_score"))
    for matter_id, score in scores.items():
        measured = dict(
            rows(
                store,
                f"SELECT measure_code, measured_value FROM out_reason WHERE matter_id = '{matter_id}'",
            )
        )
        limits = rows(
            store,
            "SELECT rule_code, state_code, overdue_days, date_diff('day', DATE '"
            + AS_OF
            + "', conservative_due_date), missed_percent "
            "FROM out_deadline LEFT JOIN out_limit_record USING (rule_code) "
            f"WHERE matter_id = '{matter_id}' AND met_date IS NULL",
        )
        told = what_would_lower(measured, [OpenLimit(*limit) for limit in limits], CONFIG.score)
        assert told.score == score
        found[matter_id] = (score, {step.act.code: score + step.points for step in told.steps})
    return found


def do(store: Store, matter_id: str, act: str) -> None:
    """The act as a sheet would tell it: on the day, of the first petition or of the last report."""
    held = rows(
        store,
        "SELECT r.report_id, r.channel_code FROM out_matter_report AS m JOIN core_report AS r USING (report_id) "
        f"WHERE m.matter_id = '{matter_id}' ORDER BY r.reported_at, r.report_id",
    )
    first = next((report_id for report_id, channel in held if channel != "screening"), held[0][0])
    change, report_id = {
        "notice": ("accepted_at = DATE '" + AS_OF + "'", first),
        "answer": ("replied_at = DATE '" + AS_OF + "'", held[-1][0]),
        "mediate": ("status_code = 'mediation'", held[-1][0]),
    }[act]
    with store.writing() as connection:
        connection.execute(f"UPDATE core_report SET {change} WHERE report_id = '{report_id}'")


def _is_rated(store: Store, matter_id: str) -> bool:
    held = rows(
        store,
        "SELECT r.satisfaction_code FROM out_matter_report AS m JOIN core_report AS r USING (report_id) "
        f"WHERE m.matter_id = '{matter_id}'",
    )
    return any(code is not None for (code,) in held)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=ledgers(most=6), pick=st.randoms(use_true_random=False))
def test_done_and_refreshed_the_score_is_the_one_foretold(
    shared_warehouse: Store, drawn: tuple[list[Row], list[Row]], pick
) -> None:
    clear(shared_warehouse)
    add(shared_warehouse, "core_report", drawn[0])
    add(shared_warehouse, "core_report_party", drawn[1])
    run(shared_warehouse, AS_OF)
    told = [(matter, act) for matter, (_, steps) in foretold(shared_warehouse).items() for act in steps]
    if not told:
        return
    matter, act = pick.choice(sorted(told))
    if act == "answer" and _is_rated(shared_warehouse, matter):
        return  # the row would rate the new answer with what was said of another
    expected = foretold(shared_warehouse)[matter][1][act]
    do(shared_warehouse, matter, act)
    run(shared_warehouse, AS_OF)
    assert dict(rows(shared_warehouse, "SELECT matter_id, score FROM out_score"))[matter] == expected
