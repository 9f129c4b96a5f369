"""fengqiao refresh."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import Home, opened, operator
from dashboard.terminal import say, tell, working
from risk.refresh import RefreshResult, refresh


def bring_up_to_date(home_path: Path, *, as_of: date, as_json: bool) -> None:
    """Refresh everything derived for a day and say what came of it."""
    with opened(home_path) as home:
        result = refresh_home(home, as_of)
    if as_json:
        say(json.dumps(asdict(result), ensure_ascii=False, default=str))
        return
    tell(
        f"数据截至 {result.as_of}：件次 {result.report_count}，已定位 {result.placed_count}，事项 {result.matter_count}"
        f"（未了结 {result.open_matter_count}），群体事项 {result.group_count}。",
        f"As of {result.as_of}: {result.report_count} reports, {result.placed_count} placed, {result.matter_count} matters "
        f"({result.open_matter_count} open), {result.group_count} groups.",
    )


def refresh_home(home: Home, as_of: date) -> RefreshResult:
    """Refresh an open home with a progress bar; a warning when it has no areas yet."""
    now = home.now()
    with home.warehouse.reading() as connection:
        row = connection.execute("SELECT count(*) FROM core_boundary").fetchone()
    if not row or not row[0]:
        tell(
            "还没有载入区域边界，件次不会落到网格。请运行：fengqiao areas",
            "No areas are loaded, so reports stay unplaced. Run: fengqiao areas",
        )
    with working("刷新", "Refreshing") as step:
        result = refresh(home.warehouse, as_of=as_of, config=home.config, now=now, progress=step)
    write_line(home.warehouse, home.path, actor=operator(), event="refresh", now=now, object_id=str(as_of))
    return result
