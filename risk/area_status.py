"""How each area stands: counts, the score of its red and orange matters, its band, and whether its returns came.

community  open 12  score 96  screening returned → orange
community  open 0   score 0   screening missing  → unknown, never calm
"""

from __future__ import annotations

from datetime import date

from data.config import Area
from data.db import Connection
from risk.query import build


def judge_areas(connection: Connection, config: Area, *, as_of: date) -> None:
    """Make the temporary table area_status, one row per area of any level."""
    look_at_returns(connection, config, as_of=as_of)
    build(connection, "area_count", as_of=as_of)
    build(connection, "area_report")
    weigh_areas(connection, config)


def look_at_returns(connection: Connection, config: Area, *, as_of: date) -> None:
    """Make area_screening, one row per area: whether its returns came; from screened_report."""
    build(connection, "area_now", as_of=as_of)
    build(connection, "screening_home", as_of=as_of, return_days=config.return_days)
    build(connection, "area_screening", return_share=config.return_share)


def weigh_areas(connection: Connection, config: Area) -> None:
    """Make area_status from what each area counts and whether its returns came."""
    build(connection, "area_status", red_share=config.red_share, orange_share=config.orange_share)
