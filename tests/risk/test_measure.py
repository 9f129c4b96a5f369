"""Measures on a matter: what is refused, what an assignment changes, and that nothing is deleted.

matter a is the housing office's by its own report   → assigned to the labour office from 3 June to 10 June
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from data.config import load_config
from data.db import Store
from data.errors import BadArgument, NothingThere, UserError
from risk.measure import Measure, end_measure, set_measure, withdraw_measure
from risk.refresh import refresh
from tests.risk.ledger import add, make_warehouse, report

NOW = datetime(2025, 7, 1, 9)
START = date(2025, 6, 3)
ASSIGN = Measure("assign", START, unit_id="labour", due=date(2025, 6, 30))
LEAD = Measure("lead", START, carrier="分管副县长")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    kept = make_warehouse(tmp_path)
    add(
        kept,
        "core_report",
        [
            report("a", "2025-06-01", unit_id="housing"),
            report("z", "2025-06-01", narrative="检举某局长", legal_category_code="accusation"),
        ],
    )
    with kept.writing() as connection:
        connection.execute("INSERT INTO core_unit VALUES ('housing', '住建局'), ('labour', '人社局')")
    yield kept
    kept.close()


def put(store: Store, measure: Measure, matter_id: str = "a") -> str:
    with store.writing() as connection:
        return set_measure(connection, matter_id, measure, actor="chen", now=NOW)


def unit_on(store: Store, day: date) -> str:
    refresh(store, as_of=day, config=load_config(), now=NOW)
    with store.reading() as connection:
        row = connection.execute("SELECT unit_id FROM out_matter WHERE matter_id = 'a'").fetchone()
    assert row
    return str(row[0])


@pytest.mark.parametrize(
    ("measure", "matter_id", "error"),
    [
        pytest.param(replace(ASSIGN, code="praise"), "a", BadArgument, id="no-such-measure"),
        pytest.param(replace(ASSIGN, unit_id=None), "a", BadArgument, id="assigned-to-nobody"),
        pytest.param(replace(ASSIGN, unit_id="moon"), "a", NothingThere, id="no-such-unit"),
        pytest.param(replace(LEAD, carrier=""), "a", BadArgument, id="led-by-nobody"),
        pytest.param(replace(LEAD, start=date(2025, 7, 2)), "a", BadArgument, id="tomorrow"),
        pytest.param(replace(LEAD, start=date(2025, 5, 31)), "a", BadArgument, id="before-it-was-raised"),
        pytest.param(replace(ASSIGN, due=date(2025, 6, 2)), "a", BadArgument, id="due-before-it-began"),
        pytest.param(LEAD, "nowhere", NothingThere, id="no-such-matter"),
        pytest.param(LEAD, "z", NothingThere, id="behind-the-wall"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    store: Store, measure: Measure, matter_id: str, error: type[UserError]
) -> None:
    with pytest.raises(error):
        put(store, measure, matter_id)
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM core_measure").fetchone() == (0,)


def test_an_assignment_gives_the_matter_a_unit_from_its_first_day_until_it_ends(store: Store) -> None:
    entry = put(store, ASSIGN)
    assert unit_on(store, date(2025, 6, 2)) == "housing"
    assert unit_on(store, date(2025, 6, 3)) == "labour"
    with store.writing() as connection:
        end_measure(connection, entry, on=date(2025, 6, 10))
    assert unit_on(store, date(2025, 6, 9)) == "labour"
    assert unit_on(store, date(2025, 6, 10)) == "housing"


def test_the_latest_assignment_holds_and_a_withdrawn_one_never_was(store: Store) -> None:
    put(store, replace(ASSIGN, unit_id="housing"))
    later = put(store, replace(ASSIGN, start=date(2025, 6, 5)))
    assert unit_on(store, date(2025, 6, 20)) == "labour"
    with store.writing() as connection:
        withdraw_measure(connection, later, now=NOW)
    assert unit_on(store, date(2025, 6, 20)) == "housing"


def test_other_measures_change_no_unit(store: Store) -> None:
    for code in ("raise_level", "supervise", "joint_meeting"):
        put(store, Measure(code, START, unit_id="labour"))
    put(store, LEAD)
    assert unit_on(store, date(2025, 6, 20)) == "housing"


def test_told_twice_it_is_one_and_after_its_end_another(store: Store) -> None:
    first = put(store, LEAD)
    assert put(store, LEAD) == first
    with store.writing() as connection:
        end_measure(connection, first, on=date(2025, 6, 9))
        with pytest.raises(NothingThere):
            end_measure(connection, first, on=date(2025, 6, 9))
    assert put(store, LEAD) != first


def test_nothing_is_deleted(store: Store) -> None:
    entry = put(store, LEAD)
    with store.writing() as connection:
        withdraw_measure(connection, entry, now=NOW)
        with pytest.raises(NothingThere):
            withdraw_measure(connection, entry, now=NOW)
        row = connection.execute(
            "SELECT carrier_name, actor_name, withdrawn_at FROM core_measure WHERE measure_id = ?", [entry]
        ).fetchone()
    assert row == ("分管副县长", "chen", NOW)
