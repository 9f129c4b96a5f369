"""fengqiao areas."""

from __future__ import annotations

from pathlib import Path

from dashboard.home import opened, operator
from dashboard.site.change import make_change
from dashboard.site.order import AreasOrder
from dashboard.site.said import say_told
from dashboard.terminal import working


def load(home_path: Path, order: AreasOrder) -> int:
    """Load a boundary file and say what is wrong with it; 0, or 3 when some shapes were refused."""
    with opened(home_path) as home, working("载入边界", "Loading boundaries"):
        told = make_change(home, order, by=operator())
    say_told(told)
    return 3 if told.refused_count else 0
