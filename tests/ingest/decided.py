"""A desk for tests of decisions and withdrawals: sheets of a few rows, told by their stories' letters.

desk.send("l", "甲", "乙")   li sends a sheet of two rows, the stories 甲 and 乙
desk.states()               {"甲": "accepted", "乙": "parked"}
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ingest.decision.decide import Decided, Decider, Decision, decide, undo
from ingest.decision.withdraw import Sender, Withdrawn, withdraw
from ingest.load import Intake, Upload
from ingest.receipt import Receipt

HEAD = "编号,上报时间,当事人,联系电话,纠纷类型,纠纷简况,化解情况"
START = datetime(2025, 7, 1, 9, 0)
STORY = "小区三号楼电梯停运三个月无人维修，老人上下楼困难，多次找物业没有结果，要求尽快修好"
HOURS = 24


@dataclass
class Desk:
    """An upload desk, its clock, and the folder its sheets are drawn in."""

    intake: Intake
    folder: Path
    now: datetime = START
    sent: int = 0

    def take(self, rows: list[str], *, by: str = "li") -> Receipt:
        """A sheet of these lines."""
        self.sent += 1
        path = self.folder / "sheet.csv"
        path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
        return self.intake.take(Upload(path, path.name, self.now, uploader=by))

    def decide(
        self, report_id: str, decision: Decision, *, by: str = "chen", own_only: bool = False
    ) -> Decided:
        """As the page does."""
        with self.intake.warehouse.writing() as connection:
            return decide(connection, report_id, decision, by=Decider(by, self.now, own_only))

    def undo(self, report_id: str, *, by: str = "chen") -> Decided:
        """As the page does."""
        with self.intake.warehouse.writing() as connection:
            return undo(connection, report_id, by=Decider(by, self.now))

    def withdraw(self, submission_id: str, *, by: str = "li", may_any: bool = False) -> Withdrawn:
        """As the page does."""
        with self.intake.warehouse.writing() as connection:
            return withdraw(connection, submission_id, by=Sender(by, self.now, may_any), hours=HOURS)

    def later(self, hours: float) -> None:
        """Let time pass."""
        self.now += timedelta(hours=hours)

    def ask(self, query: str) -> list[tuple]:
        """The rows of a query."""
        with self.intake.warehouse.reading() as connection:
            return connection.execute(query).fetchall()

    def states(self) -> dict[str, str]:
        """State by report id."""
        return dict(self.ask("SELECT report_id, state_code FROM core_report ORDER BY reported_at, report_id"))

    def parked(self) -> str:
        """The id of the only report that is parked."""
        ((report_id,),) = self.ask("SELECT report_id FROM core_report WHERE state_code = 'parked'")
        return str(report_id)


def line(number: str = "", day: int = 5, *, who: str = "张三", story: str = STORY, progress: str = "") -> str:
    """One row of a sheet."""
    return f"{number},2025-03-{day:02d},{who},13812345678,物业,{story},{progress}"
