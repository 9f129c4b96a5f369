"""Decisions on parked reports: kept with who and when, replaced, withdrawn, and never undone by a resend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.config import load_config
from data.db import SCHEMA_VERSION, migrate
from data.errors import BadArgument, NothingThere
from ingest.decision.decide import Decision
from ingest.load import Intake
from risk.refresh import refresh
from tests.ingest.decided import START, Desk, line


@pytest.fixture
def desk(intake: Intake, tmp_path: Path) -> Desk:
    """li's report of the fifth, and zhao's of the sixth parked beside it."""
    made = Desk(intake, tmp_path)
    made.take([line(day=5)], by="li")
    made.take([line(day=6)], by="zhao")
    return made


@pytest.mark.parametrize(
    ("decision", "state"), [("same", "duplicate"), ("different", "accepted"), ("later", "parked")]
)
def test_a_decision_is_kept_with_who_and_when_and_can_be_withdrawn(
    desk: Desk, decision: Decision, state: str
) -> None:
    report_id = desk.parked()
    decided = desk.decide(report_id, decision)
    assert (decided.state_before, decided.state) == ("parked", state)
    assert desk.states()[report_id] == state
    kept = "SELECT * EXCLUDE (judgement_id) FROM core_judgement"
    assert desk.ask(kept) == [
        ("report", report_id, decided.candidate_report_id, decision, "chen", desk.now, None)
    ]
    desk.later(1)
    assert desk.undo(report_id).state == "parked"
    assert desk.states()[report_id] == "parked"
    assert desk.ask("SELECT withdrawn_at FROM core_judgement") == [(desk.now,)]


def test_a_new_decision_replaces_the_former(desk: Desk) -> None:
    report_id = desk.parked()
    for decision in ("later", "same", "different"):
        desk.later(1)
        desk.decide(report_id, decision)
    assert desk.states()[report_id] == "accepted"
    standing = "SELECT judgement_id, decision_code FROM core_judgement WHERE withdrawn_at IS NULL"
    assert desk.ask(standing) == [("J000003", "different")]
    assert desk.ask("SELECT count(*) FROM core_judgement") == [(3,)]


@pytest.mark.parametrize("decision", ["same", "different", "later"])
@pytest.mark.parametrize("progress", ["", "正在协调"], ids=["the same row", "the row corrected"])
def test_a_row_sent_again_does_not_undo_the_decision(desk: Desk, decision: Decision, progress: str) -> None:
    report_id = desk.parked()
    state = desk.decide(report_id, decision).state
    receipt = desk.take([line(day=6, progress=progress)], by="zhao")
    assert (receipt.unchanged, receipt.changed, receipt.parked) == ((0, 1, 0) if progress else (1, 0, 0))
    assert desk.states()[report_id] == state


def test_a_correction_of_a_parked_row_leaves_it_parked(desk: Desk) -> None:
    report_id = desk.parked()
    desk.take([line(day=6, progress="正在协调")], by="zhao")
    assert desk.states()[report_id] == "parked"
    assert desk.ask(f"SELECT progress_text FROM core_report WHERE report_id = '{report_id}'") == [
        ("正在协调",)
    ]


def test_a_grid_worker_decides_only_about_an_upload_of_his_own(desk: Desk) -> None:
    report_id = desk.parked()
    with pytest.raises(BadArgument, match="不是您报送的"):
        desk.decide(report_id, "same", by="li", own_only=True)
    assert desk.states()[report_id] == "parked"
    assert desk.decide(report_id, "same", by="zhao", own_only=True).state == "duplicate"


def test_what_cannot_be_decided_is_said_and_changes_nothing(desk: Desk) -> None:
    report_id = desk.parked()
    (held,) = set(desk.states()) - {report_id}
    with pytest.raises(NothingThere, match="没有这个件次"):
        desk.decide("NOWHERE", "same")
    with pytest.raises(BadArgument, match="没有待核"):
        desk.decide(held, "same")
    with pytest.raises(NothingThere, match="没有可以撤销"):
        desk.undo(report_id)
    assert desk.ask("SELECT count(*) FROM core_judgement") == [(0,)]


def test_two_that_look_alike_are_never_both_taken_out_of_the_count(desk: Desk) -> None:
    """
    B looked like A: different. A withdrawn, sent again, looks like B: same. B's decision withdrawn: B waits.
    B same as A would leave neither.
    """
    second = desk.parked()
    (first,) = set(desk.states()) - {second}
    desk.decide(second, "different")
    desk.withdraw("S000001", by="li")
    desk.take([line(day=5)], by="li")
    assert desk.states() == {first: "parked", second: "accepted"}
    desk.decide(first, "same")
    desk.undo(second)
    with pytest.raises(BadArgument, match="不再计数"):
        desk.decide(second, "same")
    desk.decide(second, "different")
    assert desk.states() == {first: "duplicate", second: "accepted"}


def _matters(desk: Desk, changed: tuple[str, ...] | None) -> dict[str, str]:
    refresh(
        desk.intake.warehouse, as_of=date(2025, 6, 30), config=load_config(), now=desk.now, changed=changed
    )
    return dict(desk.ask("SELECT report_id, matter_id FROM out_matter_report"))


@pytest.mark.parametrize("is_incremental", [False, True], ids=["all anew", "only what changed"])
def test_what_counts_follows_the_decision(desk: Desk, is_incremental: bool) -> None:
    """A report of its own still becomes a repeat of the same matter: a repeat is another report of it."""
    report_id = desk.parked()
    (held,) = set(desk.states()) - {report_id}
    assert _matters(desk, None) == {held: held}

    def after(changed: tuple[str, ...]) -> dict[str, str]:
        return _matters(desk, changed if is_incremental else None)

    assert after(desk.decide(report_id, "different").changed_ids) == {held: held, report_id: held}
    assert after(desk.decide(report_id, "same").changed_ids) == {held: held}
    assert after(desk.decide(report_id, "later").changed_ids) == {held: held}
    assert after(desk.decide(report_id, "different").changed_ids) == {held: held, report_id: held}
    assert after(desk.undo(report_id).changed_ids) == {held: held}


LATER_COLUMNS = {
    "out_place": ("declared_code", "declared_m", "doubt_code"),
    "core_event": (
        "route_code",
        "is_simple",
        "approved_date",
        "told_date",
        "extend_day_count",
        "closure_code",
    ),
    "out_deadline": ("ended_date", "is_right", "counted_with"),
    "core_measure": ("carrier_name", "note_text", "actor_name", "withdrawn_at"),
    "core_briefing": ("lang_code", "actor_name", "page_gzip", "phone_gzip"),
}


def test_a_home_of_before_opens_and_its_judgements_are_about_matters(intake: Intake) -> None:
    """Version 1 had neither past parties nor what a judgement is about."""
    store = intake.warehouse
    with store.writing() as connection:
        for table in (
            "core_report_party_past",
            "core_local_name",
            "out_limit_record",
            "out_rank",
            "out_area_shape",
            "out_mention",
            "out_doubt",
            "core_signal",
            "core_signal_day",
            "out_scan",
            "out_signal_matter",
            "out_signal_week",
            "core_token",
            "core_saved_view",
            "core_privacy_request",
        ):
            connection.execute(f"DROP TABLE {table}")
        for table, columns in LATER_COLUMNS.items():
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP {column}")
        connection.execute("ALTER TABLE core_judgement DROP about_code")
        connection.execute("DELETE FROM core_code WHERE set_code = 'closure_basis'")
        connection.execute("UPDATE core_migration SET version_no = 1")
        connection.execute(
            "INSERT INTO core_judgement VALUES ('J000001', 'a', 'b', 'same', 'chen', '2025-05-01', NULL)"
        )
    assert migrate(store, now=START) == SCHEMA_VERSION
    with store.reading() as connection:
        assert connection.execute("SELECT about_code, report_id FROM core_judgement").fetchall() == [
            ("matter", "a")
        ]
        assert connection.execute("SELECT count(*) FROM core_report_party_past").fetchall() == [(0,)]
        bases = "SELECT count(*) FROM core_code WHERE set_code = 'closure_basis'"
        assert connection.execute(bases).fetchall() == [(4,)]
        unsaid = "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND database_name = 'warehouse'"
        assert connection.execute(unsaid).fetchall() == []
