"""fengqiao export."""

from __future__ import annotations

from pathlib import Path

from dashboard.access import COMMAND_LINE
from dashboard.audit import write_line
from dashboard.export import export
from dashboard.home import opened, operator
from dashboard.read import Door
from dashboard.terminal import tell
from data.config import site_now


def write(home_path: Path, name: str, out: Path) -> None:
    """Write one table to a file and say how many rows it has."""
    now = site_now(home_path)
    with opened(home_path) as home:
        receipt = export(Door(home.warehouse, COMMAND_LINE, home.config), name, out)
        write_line(home.warehouse, home.path, actor=operator(), event="export", now=now, object_id=name)
    tell(
        f"已导出 {name}：{receipt.row_count} 行 → {out}", f"Exported {name}: {receipt.row_count} rows → {out}"
    )
