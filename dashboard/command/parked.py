"""fengqiao parked."""

from __future__ import annotations

import json
from pathlib import Path

from dashboard.access import COMMAND_LINE
from dashboard.home import opened
from dashboard.read import Door
from dashboard.suppress import Row
from dashboard.terminal import say, tell
from data.config import site_now

MOST_SHOWN = 1000
SIDE = (
    "report_id",
    "state_code",
    "reported_at",
    "told_text",
    "area_name",
    "place_text",
    "file_name",
    "row_no",
)
NAMES = {
    "state_code": "state",
    "told_text": "text",
    "area_name": "area",
    "place_text": "place",
    "file_name": "file",
}


def show(home_path: Path, *, as_json: bool) -> None:
    """Every report that is parked still, with the one it looks like: {"report": {…}, "candidate": {…}, "likeness": …}."""
    now = site_now(home_path)
    with opened(home_path) as home, Door(home.warehouse, COMMAND_LINE, home.config).open() as view:
        rows = view.rows("page_parked", uploader="", since=now, most=MOST_SHOWN)
    pairs = [_pair(row) for row in rows if row["part_code"] != "decided"]
    if as_json:
        say(json.dumps(pairs, ensure_ascii=False, default=str))
        return
    for pair in pairs:
        _print(pair)
    tell(
        f"待核 {len(pairs)} 对。请用：fengqiao decide 编号 same|different|later",
        f"{len(pairs)} parked. Decide with: fengqiao decide ID same|different|later",
    )


def _pair(row: Row) -> dict[str, object]:
    return {
        "report": _side(row, ""),
        "candidate": _side(row, "candidate_"),
        "likeness": round(float(str(row["likeness_share"])), 3),
        "distance_metres": row["distance_metres"],
        "decision": row["decision_code"],
    }


def _side(row: Row, side: str) -> dict[str, object]:
    return {NAMES.get(name, name): row[f"{side}{name}"] for name in SIDE}


def _print(pair: dict[str, object]) -> None:
    for side, zh, en in (("report", "待核", "parked"), ("candidate", "像　", "like  ")):
        told = pair[side]
        assert isinstance(told, dict)
        words = f"{told['report_id']}  {told['reported_at'] or '—'}  {told['text'] or '—'}"
        tell(f"{zh} {words}", f"{en} {words}")
