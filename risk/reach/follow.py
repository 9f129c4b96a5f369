"""A refresh of what a change can reach; whatever it gives equals a full one, row for row.

touched reports → links near them → matters → all that share their causes → clocks, points → ranks of all → areas

The statements of a full refresh run over the reports in reach alone. Counts over the whole site are corrected by what was in
reach before and is now. Nothing is written before all of it is known, and all in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from data.config import Config
from data.db import Connection, swap
from risk.area_status import look_at_returns, weigh_areas
from risk.clock import run_clocks
from risk.group import group_matters
from risk.link.matter import settle_near
from risk.lists import judge_lists
from risk.locate import show_places
from risk.query import build as build_shared
from risk.query import number
from risk.reach.near import lay_out, link_touched
from risk.reach.rank import score_near
from risk.reach.shown import shown
from risk.reach.spread import spread
from risk.reach.stamp import note_stamp
from risk.reach.statement import build, columns, statement
from risk.reach.touched import touch
from risk.reach.write import lay_out_fresh, remember_near, write_near
from risk.watch import Watch


def follow(
    connection: Connection,
    config: Config,
    watch: Watch,
    *,
    as_of: date,
    now: datetime,
    changed: Collection[str],
) -> None:
    """Bring everything derived in line with what was touched; BeyondReach, and nothing written, on any doubt."""
    until = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
    watch.begin("locate")
    show_places(connection)
    watch.begin("read")
    stamp = touch(connection, config, as_of=as_of, until=until, changed=changed)
    watch.begin("link")
    link_touched(connection, config, until=until)
    spread(connection)
    watch.begin("read")
    build(connection, "near_place")
    with shown(connection, place_now="near_place"):
        lay_out(connection, "reach_report", until=until)
    _work_out(connection, config, watch, as_of=as_of, until=until)
    watch.begin("swap")
    placed = _weeks(connection, as_of)
    lay_out_fresh(connection)
    remember_near(connection, now=now)
    write_near(connection, everywhere_weeks=placed is None)
    reports = "area_report_kept" if placed is None else "area_report_moved"
    if placed is None:
        placed = number(connection, statement("placed_all"))
    build(
        connection, "refresh_now", source="refresh_part",
        as_of=as_of, now=now, config_hash=config.config_hash, placed_count=placed,
    )  # fmt: skip
    swap(connection, {"out_refresh": "refresh_now"})
    watch.begin("areas")
    _judge_areas(connection, config, as_of=as_of, until=until, reports=reports)
    note_stamp(connection, stamp)


def _work_out(connection: Connection, config: Config, watch: Watch, *, as_of: date, until: datetime) -> None:
    """Matters, groups, clocks, points and lists of the reports in reach, each by the statements of a full refresh."""
    watch.begin("link")
    settle_near(connection, columns(connection, "reach_edge_kept"))
    build_shared(connection, "matter_report")
    build_shared(
        connection,
        "live_matter",
        as_of=as_of,
        review_days=config.clock.review_days,
        least_place_length=config.group.least_place_length,
    )
    watch.begin("group")
    group_matters(connection, config.group, as_of=as_of, until=until)
    watch.begin("clock")
    run_clocks(connection, config.clock, as_of=as_of)
    watch.begin("score")
    score_near(connection, config.score, as_of=as_of)
    watch.begin("lists")
    build_shared(connection, "list_known", as_of=as_of)
    build(connection, "list_crossed", as_of=as_of)
    connection.execute("INSERT INTO list_known FROM list_crossed")
    judge_lists(connection, config, as_of=as_of)


def _weeks(connection: Connection, as_of: date) -> int | None:
    """Make unit_week_all, and week_cell; how many reports are placed then. None when a cell lost a report nobody knows of."""
    build_shared(connection, "unit_week", as_of=as_of)
    build(connection, "unit_week_all", source="unit_week_part", as_of=as_of)
    if number(connection, "SELECT count(*) FROM reach_touched WHERE is_known AND is_named"):
        return None
    build(connection, "week_delta")
    build(connection, "week_cell")
    before = number(connection, "SELECT placed_count FROM out_refresh")
    return before + number(connection, statement("placed_more"))


def _judge_areas(
    connection: Connection, config: Config, *, as_of: date, until: datetime, reports: str
) -> None:
    """How each area stands: as it stood, and by how much what is in reach moves it; reports: the statement that counts them."""
    since = datetime.combine(as_of - timedelta(days=config.area.return_days), datetime.min.time())
    build(connection, "screened_report", source="screened_report_kept", since=since, until=until)
    look_at_returns(connection, config.area, as_of=as_of)
    build(connection, "area_count", source="area_count_moved", as_of=as_of)
    build(connection, "area_report", source=reports)
    weigh_areas(connection, config.area)
    swap(connection, {"out_area_status": "area_status"})
