"""The briefing of the city's last week: seconds and bytes."""

from __future__ import annotations

import time
from pathlib import Path


def brief_city(home_path: Path) -> tuple[float, int]:
    """Written once from what stands: its Sunday is the day of the refresh."""
    from dashboard.brief import brief
    from dashboard.home import open_home
    from data.config import site_now

    home = open_home(home_path, now=site_now(home_path))
    try:
        began = time.perf_counter()
        made = brief(home, None, out=None, now=site_now(home_path))
        return time.perf_counter() - began, len(made.html)
    finally:
        home.close()
