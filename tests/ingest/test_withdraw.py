"""An upload taken back: what it brought ends, what it changed comes back, and nothing is ever lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from data.config import load_config
from data.db import open_store
from data.errors import BadArgument, NothingThere, UserError
from ingest.decision.decide import DECISIONS
from ingest.load import Intake
from tests.ingest.decided import HOURS, Desk, line
from tests.new_home import new_stores

SOAK = bool(os.environ.get("FENGQIAO_SOAK"))
TOKENS = "SELECT report_id, party_no, role_code, name_token, phone_token FROM core_report_party ORDER BY ALL"
VALUES = "SELECT * EXCLUDE (version_no, loaded_at) FROM core_report WHERE state_code = 'accepted' ORDER BY report_id"


@pytest.fixture
def desk(intake: Intake, tmp_path: Path) -> Desk:
    return Desk(intake, tmp_path)


def test_what_it_brought_ends_and_what_it_changed_comes_back_as_the_next_version(desk: Desk) -> None:
    """
    S000001  R1 电梯停运, 张三     S000002  R1 已修好, 李四;  R2
    """
    desk.take([line("1")])
    before, parties = desk.ask(VALUES), desk.ask(TOKENS)
    desk.take([line("1", who="李四", progress="已修好"), line("2")])
    assert desk.ask(TOKENS) != parties
    told = desk.withdraw("S000002")
    assert (told.withdrawn_count, told.restored_count, told.left_count) == (1, 1, 0)
    assert desk.ask(VALUES) == before
    assert desk.ask(TOKENS) == parties
    versions = "SELECT report_no, version_no, state_code, submission_id FROM core_report ORDER BY 1"
    assert desk.ask(versions) == [("1", 3, "accepted", "S000001"), ("2", 1, "withdrawn", "S000002")]
    past = "SELECT json_extract_string(report_json, 'report_no'), version_no, submission_id FROM core_report_past ORDER BY 1, 2"
    assert desk.ask(past) == [("1", 1, "S000001"), ("1", 2, "S000002"), ("2", 1, "S000002")]
    assert desk.ask("SELECT submission_id FROM raw_submission WHERE withdrawn_at IS NOT NULL") == [
        ("S000002",)
    ]
    assert desk.ask("SELECT count(*) FROM raw_row") == [(3,)]


def test_what_was_changed_again_is_left_alone_and_goes_back_behind_what_is_withdrawn(desk: Desk) -> None:
    """v1 S000001, v2 S000002, v3 S000003: S000002 goes, v3 stays; S000003 goes, v1 comes back."""
    desk.take([line("1")])
    desk.take([line("1", progress="已联系维保")])
    desk.take([line("1", progress="已修好")])
    told = desk.withdraw("S000002")
    assert (told.withdrawn_count, told.restored_count, told.left_count) == (0, 0, 1)
    shown = "SELECT progress_text, version_no, submission_id FROM core_report"
    assert desk.ask(shown) == [("已修好", 3, "S000003")]
    desk.withdraw("S000003")
    assert desk.ask(shown) == [(None, 4, "S000001")]


def test_a_report_of_which_no_standing_upload_speaks_is_withdrawn(desk: Desk) -> None:
    desk.take([line("1")])
    desk.take([line("1", progress="已修好")])
    desk.withdraw("S000001")
    assert list(desk.states().values()) == ["accepted"]
    desk.withdraw("S000002")
    assert list(desk.states().values()) == ["withdrawn"]
    assert desk.ask("SELECT count(*) FROM core_report_party") == [(0,)]


def test_the_same_file_sent_again_loads_it_again(desk: Desk) -> None:
    desk.take([line("1"), line("2", story="楼上漏水")])
    before = desk.ask(VALUES)
    desk.withdraw("S000001")
    receipt = desk.take([line("1"), line("2", story="楼上漏水")])
    assert (receipt.new, receipt.unchanged, receipt.changed, receipt.is_resend) == (2, 0, 0, False)
    again = [(*row[:1], row[1], "S000001", *row[3:]) for row in desk.ask(VALUES)]
    assert again == before
    assert desk.ask("SELECT DISTINCT version_no FROM core_report") == [(2,)]
    assert desk.ask("SELECT count(*) FROM core_report_party") == [(2,)]


def test_what_waited_beside_it_stands_for_itself_again(desk: Desk) -> None:
    """One parked beside, one decided to be, the report that goes: neither may be lost with it."""
    desk.take([line(day=5)], by="li")
    desk.take([line(day=6), line(day=4)], by="zhao")
    waiting = [report_id for report_id, state in desk.states().items() if state == "parked"]
    desk.decide(waiting[0], "same")
    told = desk.withdraw("S000001", by="li")
    assert told.released_count == 2
    assert sorted(desk.states().values()) == ["accepted", "accepted", "withdrawn"]
    assert desk.ask("SELECT count(*) FROM core_judgement WHERE withdrawn_at IS NULL") == [(0,)]
    assert set(told.changed_ids) == set(desk.states())


def test_a_return_withdrawn_no_longer_speaks_for_its_area(desk: Desk) -> None:
    """The return stays on record; what is derived asks whether its upload stands."""
    text = (Path(__file__).parents[2] / "risk/sql/screening_home.sql").read_text(encoding="utf-8")
    assert "withdrawn_at IS NOT NULL" in text
    desk.take([line("1")])
    desk.withdraw("S000001")
    assert desk.ask("SELECT count(*) FROM core_return") == [(1,)]


REFUSED = [
    # whose, when, how often                what is said
    ("nowhere", {}, "没有这次报送"),
    ("somebody else's", {"by": "zhao"}, "不是您报送的"),
    ("too late", {"hours": HOURS + 0.1}, "超过 24 小时"),
    ("too late for an administrator", {"hours": HOURS + 0.1, "by": "admin", "may_any": True}, "超过 24 小时"),
    ("twice", {"twice": True}, "已经撤回过"),
]


@pytest.mark.parametrize(("how", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_withdrawn_is_said_and_changes_nothing(desk: Desk, how: dict, said: str) -> None:
    desk.take([line("1")])
    if how.pop("twice", False):
        desk.withdraw("S000001")
    desk.later(how.pop("hours", 0))
    before = desk.ask("SELECT * FROM core_report"), desk.ask("SELECT * FROM core_report_past")
    with pytest.raises((BadArgument, NothingThere), match=said):
        desk.withdraw("S000009" if said == "没有这次报送" else "S000001", **how)
    assert (desk.ask("SELECT * FROM core_report"), desk.ask("SELECT * FROM core_report_past")) == before


@pytest.mark.parametrize("hours", [0, HOURS])
def test_within_the_day_its_sender_or_an_administrator_may(desk: Desk, hours: int) -> None:
    desk.take([line("1")])
    desk.take([line("2")], by="zhao")
    desk.later(hours)
    assert desk.withdraw("S000001").withdrawn_count == 1
    assert desk.withdraw("S000002", by="admin", may_any=True).withdrawn_count == 1


def test_nothing_temporary_stays(desk: Desk) -> None:
    desk.take([line("1")])
    desk.withdraw("S000001")
    assert desk.ask("SELECT table_name FROM duckdb_tables() WHERE temporary") == []


def test_an_error_on_the_way_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.take([line("1")])
    desk.take([line("1", progress="已修好"), line("2")])
    before = desk.ask("SELECT * FROM core_report ORDER BY report_id"), desk.ask(TOKENS)
    monkeypatch.setattr("ingest.decision.withdraw.place_new", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.withdraw("S000002")
    monkeypatch.undo()
    assert (desk.ask("SELECT * FROM core_report ORDER BY report_id"), desk.ask(TOKENS)) == before
    assert desk.withdraw("S000002").restored_count == 1


ROWS = st.builds(
    line,
    st.sampled_from(["", "", "1", "2"]),
    st.integers(4, 7),
    who=st.sampled_from(["张三", "李四"]),
    progress=st.sampled_from(["", "已联系", "已修好"]),
)


class Ledger(RuleBasedStateMachine):
    """Uploads, decisions, undoings and withdrawals in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = new_stores(Path(tempfile.mkdtemp()))
        stores = open_store(self.folder, "warehouse"), open_store(self.folder, "vault")
        self.desk = Desk(Intake(self.folder, *stores, load_config()), self.folder)
        self.ever: set[str] = set()
        self.before: list[tuple] = []

    def teardown(self) -> None:
        self.desk.intake.warehouse.close()
        self.desk.intake.vault.close()
        shutil.rmtree(self.folder)

    def _all(self) -> list[tuple]:
        return [*self.desk.ask(VALUES), *self.desk.ask(TOKENS)]

    @rule(rows=st.lists(ROWS, min_size=1, max_size=3), is_mistake=st.booleans())
    def send(self, rows: list[str], is_mistake: bool) -> None:
        """What is withdrawn at once leaves the accepted reports, their values and parties as they were."""
        before = self._all()
        self.desk.later(0.01)
        receipt = self.desk.take(rows)
        self.ever |= set(self.desk.states())
        if is_mistake:
            self.desk.withdraw(receipt.submission_id)
            assert self._all() == before

    @precondition(lambda self: self.ever)
    @rule(data=st.data())
    def judge(self, data: st.DataObject) -> None:
        """Any decision about any report; what is refused changes nothing."""
        report_id = data.draw(st.sampled_from(sorted(self.ever)))
        decision = data.draw(st.sampled_from([*DECISIONS, "undo"]))
        before = self.desk.states()
        try:
            done = self.desk.undo(report_id) if decision == "undo" else self.desk.decide(report_id, decision)
        except UserError:
            assert self.desk.states() == before
        else:
            assert self.desk.states() == before | {report_id: done.state}

    @precondition(lambda self: self.desk.sent)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """Any upload, withdrawn before or not."""
        number = data.draw(st.integers(1, self.desk.sent))
        before = self.desk.states()
        try:
            told = self.desk.withdraw(f"S{number:06d}")
        except UserError:
            assert self.desk.states() == before
        else:
            after = self.desk.states()
            assert {i for i in after if after[i] != before[i]} <= set(told.changed_ids)

    @invariant()
    def every_report_has_one_current_version_and_one_state(self) -> None:
        states = self.desk.states()
        assert set(states) == self.ever
        assert set(states.values()) <= {"accepted", "parked", "duplicate", "withdrawn"}
        versions = self.desk.ask(
            "SELECT r.report_id FROM core_report AS r LEFT JOIN core_report_past AS p USING (report_id) "
            "GROUP BY r.report_id, r.version_no, r.state_code "
            "HAVING count(p.version_no) <> count(DISTINCT p.version_no) "
            "OR coalesce(max(p.version_no), 0) <> r.version_no - (r.state_code <> 'withdrawn')::INTEGER "
            "OR count(p.version_no) <> r.version_no - (r.state_code <> 'withdrawn')::INTEGER"
        )
        assert versions == []

    @invariant()
    def only_what_stands_has_parties_and_comes_from_a_standing_upload(self) -> None:
        wrong = self.desk.ask(
            "SELECT r.report_id, r.state_code FROM core_report AS r JOIN raw_submission AS s USING (submission_id) "
            "WHERE (r.state_code = 'withdrawn') <> (s.withdrawn_at IS NOT NULL) "
            "OR (r.state_code = 'withdrawn') <> (r.report_id NOT IN (SELECT report_id FROM core_report_party))"
        )
        assert wrong == []

    @invariant()
    def whatever_is_taken_out_of_the_count_leads_to_one_that_counts_or_waits(self) -> None:
        states = self.desk.states()
        to = dict(
            self.desk.ask(
                "SELECT report_id, other_report_id FROM core_judgement "
                "WHERE withdrawn_at IS NULL AND decision_code = 'same'"
            )
        )
        for report_id in (each for each, state in states.items() if state == "duplicate"):
            seen = set()
            while states[report_id] == "duplicate":
                assert report_id not in seen
                seen.add(report_id)
                report_id = to[report_id]
            assert states[report_id] in ("accepted", "parked")


TestLedger = Ledger.TestCase
TestLedger.settings = settings(
    max_examples=200 if SOAK else 6,
    stateful_step_count=40 if SOAK else 12,
    deadline=None,
    derandomize=not SOAK,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
