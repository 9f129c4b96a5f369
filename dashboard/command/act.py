"""fengqiao act add | list | withdraw: what was done on a matter, which drives its limits."""

from __future__ import annotations

from pathlib import Path

from dashboard import acted
from dashboard.access import COMMAND_LINE
from dashboard.acted import enter_act
from dashboard.home import opened, operator
from dashboard.read import Door
from dashboard.terminal import say, tell
from data.config import site_now
from risk.limit.act import Act
from risk.limit.closure import bases


def add_act(home_path: Path, matter_id: str, act: Act, *, note: str) -> None:
    """Enter an act on a matter and say under which id it stands."""
    now = site_now(home_path)
    with opened(home_path) as home:
        event_id = enter_act(home, matter_id, act, note=note, by=operator(), now=now)
    say(event_id)
    tell(
        f"已记录 {act.act_date} {act.code}。请运行 fengqiao refresh，时限随之重算。",
        f"Entered {act.code} of {act.act_date}. Run fengqiao refresh: the limits are counted anew.",
    )


def list_acts(home_path: Path, matter_id: str) -> None:
    """Print what was entered on a matter, withdrawn entries too."""
    with (
        opened(home_path) as home,
        Door(home.warehouse, COMMAND_LINE, home.config).open() as view,
    ):
        rows = view.rows("page_act", matter_id=matter_id)
    for row in rows:
        parts = [
            row["event_id"],
            f"{row['occurred_at']:%Y-%m-%d}",
            row["event_code"],
            row["route_code"],
            bases().get(str(row["closure_code"])),
            row["note_text"],
        ]
        gone = f"（{row['withdrawn_at']:%Y-%m-%d} 已撤回 withdrawn）" if row["withdrawn_at"] else ""
        say("  ".join(str(part) for part in parts if part) + gone)
    if not rows:
        tell(f"{matter_id}：没有录入的办理动作。", f"{matter_id}: nothing was entered.")


def take_act_back(home_path: Path, event_id: str) -> None:
    """Withdraw an entry; it stays in the record."""
    with opened(home_path) as home:
        acted.take_act_back(home, event_id, by=operator())
    tell(
        f"已撤回 {event_id}，记录仍在。请运行 fengqiao refresh。",
        f"{event_id} is withdrawn; the record stays. Run fengqiao refresh.",
    )
