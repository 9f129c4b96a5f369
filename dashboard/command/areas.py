"""fengqiao areas."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from dashboard.audit import write_line
from dashboard.home import opened, operator
from dashboard.terminal import tell, working
from grid.area import load_areas

DEFAULT_VALID_FROM = date(1949, 10, 1)
MOST_SHOWN = 50


def load(
    home_path: Path,
    file: Path,
    *,
    columns: tuple[str, str, str, str | None],
    crs: str | None,
    since: date | None,
) -> int:
    """Load a boundary file; 0, or 3 when some shapes were refused."""
    level, code, name, parent = columns
    now = datetime.now()
    with opened(home_path, now=now) as home, working("载入边界", "Loading boundaries"):
        receipt = load_areas(
            home.warehouse,
            file,
            level=level,
            code=code,
            name=name,
            parent=parent,
            crs=crs,
            valid_from=since or DEFAULT_VALID_FROM,
        )
        write_line(home.warehouse, home.path, actor=operator(), event="areas", now=now, object_id=file.name)
    for each in receipt.problems[:MOST_SHOWN]:
        tell(f"{each.message_zh}{each.remedy_zh}", f"{each.message_en} {each.remedy_en}")
    left = len(receipt.problems) - MOST_SHOWN
    if left > 0:
        tell(f"……另有 {left} 条，略。", f"… and {left} more.")
    tell(
        f"{file.name}：载入 {receipt.loaded_count}，修复 {receipt.repaired_count}，合并 {receipt.merged_count}，"
        f"未变 {receipt.unchanged_count}，拒绝 {receipt.refused_count}。",
        f"{file.name}: {receipt.loaded_count} loaded, {receipt.repaired_count} repaired, {receipt.merged_count} merged, "
        f"{receipt.unchanged_count} unchanged, {receipt.refused_count} refused.",
    )
    return 3 if receipt.refused_count else 0
