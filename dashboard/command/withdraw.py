"""fengqiao withdraw."""

from __future__ import annotations

from pathlib import Path

from dashboard.decision import take_back
from dashboard.home import opened, operator
from dashboard.terminal import tell
from data.config import site_now
from ingest.decision.withdraw import Sender


def take_back_upload(home_path: Path, submission_id: str, *, by: str | None) -> None:
    """Take an upload back: --by its sender, or by the operator, who holds the home's keys and may take back any."""
    now = site_now(home_path)
    with opened(home_path) as home:
        told = take_back(home, submission_id, by=Sender(by or operator(), now, may_any=by is None))
    tell(
        f"{submission_id} 已撤回：不再计数 {told.withdrawn_count} 件次，恢复原样 {told.restored_count}，"
        f"后来又有改动而不动的 {told.left_count}。请运行 fengqiao refresh。",
        f"{submission_id} withdrawn: {told.withdrawn_count} reports no longer count, {told.restored_count} restored, "
        f"{told.left_count} left as changed later. Run fengqiao refresh.",
    )
