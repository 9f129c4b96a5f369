"""fengqiao decide."""

from __future__ import annotations

from pathlib import Path

from dashboard.decision import decide_about
from dashboard.home import opened, operator
from dashboard.jobs_protocol import STEPS
from dashboard.terminal import tell
from data.config import site_now
from data.errors import BadArgument
from ingest.decision.decide import Decider

WORDS = {
    "accepted": ("照常登记、计数", "registered and counted"),
    "duplicate": ("记为重复录入，不再计数", "entered twice, not counted"),
    "parked": ("仍在待核", "still parked"),
}


def settle(home_path: Path, report_id: str, given: str | None, *, by: str | None) -> None:
    """Decide about a parked report, or undo it, and say what it is now; BadArgument for any other word."""
    step = next((step for step in STEPS if step == given), None)
    if step is None:
        raise BadArgument(
            "decide：请写 same（同一件）、different（不是同一件）或 later（以后再说）；撤销用 --undo，不再写决定。",
            "decide: say same, different or later; or --undo and no decision.",
        )
    now = site_now(home_path)
    with opened(home_path) as home:
        done = decide_about(home, report_id, step, by=Decider(by or operator(), now))
    zh, en = WORDS[done.state]
    tell(f"{report_id}：{zh}。", f"{report_id}: {en}.")
    if done.changed_ids:
        tell("请运行 fengqiao refresh，让态势图跟上。", "Run fengqiao refresh to bring the map up to date.")
