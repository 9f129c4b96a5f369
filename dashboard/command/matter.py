"""fengqiao matter same | different | undo | doubts: whether two reports are one matter."""

from __future__ import annotations

from pathlib import Path

from dashboard.access import COMMAND_LINE
from dashboard.acted import judge_pair
from dashboard.home import opened, operator
from dashboard.read import Door
from dashboard.terminal import say, tell
from risk.judge import Decision, Pair

WORDS: dict[str, tuple[str, str]] = {
    "same": ("是同一事项", "are one matter"),
    "different": ("不是同一事项", "are not one matter"),
    "undo": ("决定已撤销，以系统判断为准", "the decision is withdrawn, the machine's view is back"),
}
MOST_SHOWN, SHOWN_LENGTH = 30, 60


def decide_matter(home_path: Path, pair: Pair, decision: Decision | None) -> None:
    """Keep a decision, or withdraw the one that stands when none is given."""
    with opened(home_path) as home:
        judge_pair(home, pair, decision, by=operator())
    zh, en = WORDS[decision or "undo"]
    tell(f"{pair.one_id}、{pair.other_id}：{zh}。", f"{pair.one_id} and {pair.other_id}: {en}.")
    tell("请运行 fengqiao refresh，事项随之重新归并。", "Run fengqiao refresh: matters are linked anew.")


def list_doubts(home_path: Path) -> None:
    """Print the pairs that wait for a person, the likest first."""
    with (
        opened(home_path) as home,
        Door(home.warehouse, COMMAND_LINE, home.config).open() as view,
    ):
        rows = view.rows("page_doubt", matter_id=None)
    for row in rows[:MOST_SHOWN]:
        say(f"{row['report_id']}  {row['other_report_id']}  {row['likeness_share']:.0%}")
        for which in ("", "other_"):
            text = str(row[f"{which}story"] or "—").replace("\n", " ")[:SHOWN_LENGTH]
            say(f"    {row[f'{which}reported_at']:%Y-%m-%d}  {text}")
    tell(
        f"共 {len(rows)} 对存疑。认定：fengqiao matter same 编号 编号；否认：fengqiao matter different 编号 编号。",
        f"{len(rows)} pairs in doubt. Decide with fengqiao matter same ID ID, or fengqiao matter different ID ID.",
    )
