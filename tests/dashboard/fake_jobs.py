"""An engine that takes every file in at once and refreshes in two steps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from dashboard.site.backup_run import BackupState
from dashboard.site.change import Told
from dashboard.site.order import SiteOrder
from data.errors import BadFile, NothingThere
from ingest.decision.withdraw import Withdrawn
from ingest.receipt import Problem, Receipt


class FakeJobs:
    """Jobs without an engine: `taken` holds what was handed in."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.refreshes: list[Sequence[str]] = []
        self.kept: dict[str, bytes] = {}
        self.changes: list[tuple[SiteOrder, str]] = []
        self.backups: list[tuple[str, str]] = []
        self._asked = 0

    def ingest(self, path: Path, file_name: str, uploader: str) -> Receipt:
        """The same receipt for every file; a file named bad is refused."""
        if file_name.startswith("bad"):
            raise BadFile("bad.xlsx：不是表格文件，请用 Excel 另存后重报。", "bad.xlsx: not a spreadsheet.")
        self.taken.append((file_name, uploader))
        self._asked = 0
        body = path.read_bytes()
        sha256 = hashlib.sha256(body).hexdigest()
        self.kept[sha256] = body
        return make_receipt(file_name, sha256)

    def try_change(self, order: SiteOrder) -> Told:
        """Nothing comes of any file."""
        return Told((("没有变化。", "Nothing changes."),))

    def make_change(self, order: SiteOrder, *, by: str) -> Told:
        """Kept, so that a test can look."""
        self.changes.append((order, by))
        return self.try_change(order)

    def begin_backup(self, *, by: str) -> None:
        """Kept, so that a test can look."""
        self.backups.append(("", by))

    def begin_check(self, name: str, *, by: str) -> None:
        """Kept, so that a test can look."""
        self.backups.append((name, by))

    def backup_state(self) -> BackupState:
        """None was ever made."""
        return BackupState()

    def enter_act(self, matter_id: str, act: object, *, by: str, note: str) -> None:
        """There is no matter here."""
        raise NothingThere(f"{matter_id}：没有这个事项。", f"{matter_id}: there is no such matter.")

    def take_act_back(self, event_id: str, *, by: str) -> None:
        """Nothing was entered here."""
        raise NothingThere(f"{event_id}：没有这条记录。", f"{event_id}: there is no such entry.")

    def set_measures(self, matter_ids: Sequence[str], measure: object, *, by: str) -> tuple[str, ...]:
        """There is no matter here."""
        raise NothingThere(f"{matter_ids}：没有这些事项。", f"{matter_ids}: there are no such matters.")

    def step_measure(self, measure_ids: Sequence[str], step: str, *, by: str) -> None:
        """Nothing was entered here."""
        raise NothingThere(f"{measure_ids}：没有这些措施。", f"{measure_ids}: there are no such measures.")

    def judge_pair(self, pair: object, decision: str | None, *, by: str) -> None:
        """Nothing is in doubt here."""
        raise NothingThere("没有这一对。", "There is no such pair.")

    def reveal(self, asked: object, rows: object) -> tuple[object, ...]:
        """Nobody is in the vault here."""
        return ()

    def answer_signal(
        self, signal_id: str, code: str, *, by: str, note: str, owner: str | None, outcome: str | None
    ) -> None:
        """There is no signal here."""
        raise NothingThere(f"{signal_id}：没有这个信号。", f"{signal_id}: there is no such signal.")

    def take_signal_back(self, event_id: str, *, by: str) -> None:
        """Nothing was entered here."""
        raise NothingThere(f"{event_id}：没有这条记录。", f"{event_id}: there is no such entry.")

    def decide(self, report_id: str, step: str, *, by: str, own_only: bool) -> None:
        """Nothing is parked here."""
        raise NothingThere(f"{report_id}：没有这个件次。", f"{report_id}: there is no such report.")

    def withdraw(self, submission_id: str, *, by: str, may_any: bool) -> Withdrawn:
        """As if it had brought one report."""
        return Withdrawn(submission_id, 1, 0, 0, 0, ("R1",))

    def request_refresh(self, changed_ids: Sequence[str]) -> None:
        """Only remembered."""
        self.refreshes.append(changed_ids)

    def progress(self) -> tuple[Literal["idle", "running", "failed"], str, float, str]:
        """Half way at the first two questions, done at the third."""
        self._asked += 1
        return ("running", "link", 0.45, "") if self._asked < 3 else ("idle", "", 1.0, "")

    def original(self, sha256: str) -> bytes:
        """What was handed in under this hash."""
        return self.kept[sha256]

    def briefing(self, week: str, *, lang: str, by: str) -> bytes:
        """One heading."""
        return f"<!DOCTYPE html><meta charset=utf-8><h1>矛盾纠纷预防化解周报 {week}</h1>".encode()


def make_receipt(file_name: str, sha256: str) -> Receipt:
    """120 rows: 100 new, 5 unchanged, 3 changed, 2 parked, 10 rejected."""
    problems = (
        _problem(
            12, "上报时间", "3月5日", "date_without_year", "只有月日，没有年份", "请写全年月日，如 2026-03-05"
        ),
        _problem(31, "所属网格", "第九网格", "grid_unknown", "没有这个网格", "请核对网格名称，或填网格编码"),
    )
    dropped = ({"column": "民族", "why": "敏感个人信息，与化解事项无关（个人信息保护法第28条）"},)
    numbers = {"rows": 120, "new": 100, "unchanged": 5, "changed": 3, "parked": 2, "rejected": 10}
    return Receipt(
        file_name,
        sha256,
        "S000002",
        **numbers,
        reports=103,
        dropped_columns=dropped,
        problems=problems,
        changed_ids=("R1",),
    )


def _problem(row: int, column: str, *words: str) -> Problem:
    value, rule, message, remedy = words
    severity = "error" if rule.startswith("date") else "warning"
    where = f"柳岸村 第{row}行「{column}」"
    return Problem("柳岸村", row, column, value, rule, severity, f"{where}: {message}", remedy)
