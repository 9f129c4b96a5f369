"""The three working lists (控制增量, 消减存量, 防范变量): open matters, each with its unit, its day and the service it needs."""

from __future__ import annotations

from datetime import date

from data.config import Config
from data.db import Connection
from risk.query import build


def write_lists(connection: Connection, config: Config, *, as_of: date) -> None:
    """Make the temporary table list_now, one row per list and matter on it."""
    build(connection, "list_known", as_of=as_of)
    judge_lists(connection, config, as_of=as_of)


def judge_lists(connection: Connection, config: Config, *, as_of: date) -> None:
    """The same from list_known: what the lists go by, one row per matter."""
    lists = config.lists
    build(
        connection,
        "list_now",
        as_of=as_of,
        growth_days=config.group.growth_days,
        new_days=lists.new_days,
        stock_days=lists.stock_days,
        stock_report_count=lists.stock_report_count,
        due_days=lists.due_days,
        growing_count=lists.growing_count,
    )
