"""fengqiao brief: a week's briefing to a file, or once a week by a timer."""

from __future__ import annotations

from pathlib import Path

from dashboard.brief import brief, brief_when_due
from dashboard.home import opened
from dashboard.terminal import tell
from data.config import site_now
from data.errors import BadArgument


def make_briefing(
    home_path: Path, week: str | None, *, out: Path | None, phone: Path | None, lang: str
) -> None:
    """Publish a briefing to a file, and its one-page form to another when that is named."""
    if out is None:
        raise BadArgument(
            "请写明周报写到哪里：--out 周报.html（定时任务用 --schedule）。",
            "Say where the briefing goes: --out FILE.html (a timer uses --schedule).",
        )
    now = site_now(home_path)
    with opened(home_path) as home:
        made = brief(home, week, out=out, phone=phone, now=now, lang=lang)
    tell(f"周报已写好：{out}（{made.title}）", f"Briefing written: {out} ({made.title})")


def make_when_due(home_path: Path, week: str | None, *, folder: Path | None, lang: str) -> None:
    """Publish the last full week unless it went out already."""
    now = site_now(home_path)
    with opened(home_path) as home:
        path, is_new = brief_when_due(home, week, folder=folder, now=now, lang=lang)
    if is_new:
        tell(f"周报已写好：{path}", f"Briefing written: {path}")
    else:
        tell(f"这一周的周报已经出过：{path}", f"This week's briefing went out already: {path}")
