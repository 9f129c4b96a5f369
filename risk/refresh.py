"""Everything derived, worked out anew as at a day and put in place in one transaction.

    locate → link → group → clock → score → lists → signal → area status → weeks → swap

Only accepted reports raised by the end of `as_of` count, and what happened later has not happened yet. All work goes
on in temporary tables of the writer; readers see the old refresh until the new one is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from data.config import Config
from data.db import Connection, Store, swap
from grid.joined import keep_joined
from risk.alias import remember
from risk.area_status import judge_areas
from risk.clock import run_clocks
from risk.group import group_matters
from risk.link.matter import link_reports
from risk.lists import write_lists
from risk.locate import boundaries_changed, locate
from risk.mention import draw_respondents
from risk.person.model import model_in_use
from risk.query import build, number, put, statement
from risk.reach.follow import follow
from risk.reach.signal import find_signals_near
from risk.reach.stamp import BeyondReach, note_stamp, read_brought, take_stamp
from risk.score import score_matters
from risk.signal.find import SIGNALS, find_signals
from risk.watch import Progress, Watch

DERIVED = {
    "out_mention": "mention",
    "out_matter_report": "matter_report",
    "out_group": "live_group",
    "out_limit_record": "limit_record",
    "out_score": "score",
    "out_reason": "(SELECT * FROM reason ORDER BY matter_id)",  # so that one matter's are found without reading all
    "out_list": "list_now",
    **SIGNALS,
    "out_area_status": "area_status",
    "out_grid_week": "grid_week",
    "out_unit_week": "unit_week",
    "out_refresh": "refresh_now",
}
ASKED = {
    "out_link": "link_now",
    "out_doubt": "doubt_now",
    "out_matter": "matter_now",
    "out_deadline": "deadline_now",
    "out_rank": "rank_now",
}  # straight from a query
TOUCHED = "touched"
TEMPORARY = "SELECT table_name, table_type FROM information_schema.tables WHERE table_catalog = 'temp'"


@dataclass(frozen=True)
class RefreshResult:
    """What a refresh found: counts, seconds by step, and its mode.

    mode: full; incremental when only what changed was linked anew; touched when nothing out of reach was worked out.
    """

    as_of: date
    report_count: int
    placed_count: int
    matter_count: int
    group_count: int
    open_matter_count: int
    seconds: dict[str, float]
    mode: str


def refresh(
    warehouse: Store,
    *,
    as_of: date,
    config: Config,
    now: datetime,
    changed: Collection[str] | None = None,
    progress: Progress | None = None,
) -> RefreshResult:
    """Work out everything derived as at the end of a day.

    changed: ids of reports and acts touched since the last refresh, when nothing else was; None for all. The result is the
    same either way. After a touch signals follow in a transaction of their own, so that matters, groups, limits and points
    do not wait for them. progress: called with (step, share done) as each step begins.
    """
    watch = Watch(progress, {})
    with warehouse.alone():
        with warehouse.writing() as connection:
            mode, counts = _bring(connection, config, watch, as_of=as_of, now=now, changed=changed)
        if mode == TOUCHED:
            with warehouse.writing() as connection:
                _look_for_signals(connection, config, watch, as_of=as_of, now=now)
    return _told(watch, mode, counts, as_of)


def refresh_in(
    connection: Connection,
    *,
    as_of: date,
    config: Config,
    now: datetime,
    changed: Collection[str] | None = None,
    progress: Progress | None = None,
    at_end: Callable[[Connection], None] | None = None,
) -> RefreshResult:
    """The same inside the caller's transaction, who may roll it back to see only what would be.

    at_end: called when all is in place and the temporary tables are still there.
    """
    watch = Watch(progress, {})
    mode, counts = _bring(connection, config, watch, as_of=as_of, now=now, changed=changed, at_end=at_end)
    if mode == TOUCHED:
        _look_for_signals(connection, config, watch, as_of=as_of, now=now)
    return _told(watch, mode, counts, as_of)


def _told(watch: Watch, mode: str, counts: dict[str, int], as_of: date) -> RefreshResult:
    watch.end()
    if watch.progress:
        watch.progress("done", 1.0)
    return RefreshResult(as_of=as_of, seconds=watch.seconds, mode=mode, **counts)


def _bring(
    connection: Connection,
    config: Config,
    watch: Watch,
    *,
    as_of: date,
    now: datetime,
    changed: Collection[str] | None,
    at_end: Callable[[Connection], None] | None = None,
) -> tuple[str, dict[str, int]]:
    """Bring what is derived up to date, and leave no temporary table; its mode and what there is then."""
    try:
        mode = _build(connection, config, watch, as_of=as_of, now=now, changed=changed)
        counts = _counts(connection)
        if at_end:
            at_end(connection)
    finally:
        _forget(connection)
    return mode, counts


def _look_for_signals(
    connection: Connection, config: Config, watch: Watch, *, as_of: date, now: datetime
) -> None:
    """After the rest is in place: a scan of one kind may take longer than all the rest of a small change."""
    watch.begin("signal")
    try:
        find_signals_near(connection, config.signal, as_of=as_of, now=now)
    finally:
        _forget(connection)


def _build(
    connection: Connection,
    config: Config,
    watch: Watch,
    *,
    as_of: date,
    now: datetime,
    changed: Collection[str] | None,
) -> str:
    """Only what the change can reach, when that can be told; everything when not."""
    _list_codes(connection, config)
    if changed is not None:
        try:
            follow(connection, config, watch, as_of=as_of, now=now, changed=changed)
            return TOUCHED
        except BeyondReach:
            _forget(connection)
    mode = _build_all(connection, config, watch, as_of=as_of, now=now, changed=changed)
    until = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
    brought = read_brought(connection, until)
    note_stamp(connection, take_stamp(connection, config, as_of=as_of, brought=brought))
    return mode


def _build_all(
    connection: Connection,
    config: Config,
    watch: Watch,
    *,
    as_of: date,
    now: datetime,
    changed: Collection[str] | None,
) -> str:
    until = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
    watch.begin("locate")
    changed = None if changed is not None and boundaries_changed(connection) else changed
    derived = locate(connection, everything=changed is None)
    watch.begin("read")
    _list_codes(connection, config)
    connection.execute("CREATE OR REPLACE TEMP VIEW report_asked AS SELECT * FROM core_report")
    build(connection, "live_report", until=until)
    drawn_anew = draw_respondents(connection, config.group.office_endings)
    changed = None if changed is None else {*changed, *drawn_anew}
    watch.begin("link")
    mode = link_reports(connection, config.link, model_in_use(connection, config), changed=changed)
    build(connection, "matter_report")
    build(connection, "screened_report")
    build(
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
    score_matters(connection, config.score, as_of=as_of)
    watch.begin("lists")
    write_lists(connection, config, as_of=as_of)
    watch.begin("signal")
    find_signals(connection, config.signal, as_of=as_of, now=now)
    watch.begin("areas")
    judge_areas(connection, config.area, as_of=as_of)
    keep_joined(connection, as_of=as_of, paths=derived["out_area_path"])
    watch.begin("weeks")
    build(connection, "grid_week")
    build(connection, "unit_week", as_of=as_of)
    watch.begin("swap")
    build(connection, "refresh_now", as_of=as_of, now=now, config_hash=config.config_hash)
    remember(connection, now=now)
    asked = {name: f"({statement(source)})" for name, source in ASKED.items()}
    swap(connection, {**derived, **DERIVED, **asked})
    return mode


def _list_codes(connection: Connection, config: Config) -> None:
    """The codes that settings name, one row per use and code, for the queries to join."""
    uses = {
        "petition_channel": config.clock.petition_channels,
        "office_ending": config.group.office_endings,
        "place_category": config.group.place_categories,
        "wage_category": config.score.wage_categories,
    }
    rows = [(use, code) for use, codes in uses.items() for code in codes]
    put(
        connection,
        "setting_code",
        use_code=np.array([use for use, _ in rows], dtype=str),
        code=np.array([code for _, code in rows], dtype=str),
    )


def _counts(connection: Connection) -> dict[str, int]:
    queries = {
        "report_count": "SELECT report_count FROM out_refresh",
        "placed_count": "SELECT placed_count FROM out_refresh",
        "matter_count": "SELECT matter_count FROM out_refresh",
        "group_count": "SELECT group_count FROM out_refresh",
        "open_matter_count": "SELECT count(*) FROM out_matter WHERE is_open",
    }
    return {name: number(connection, query) for name, query in queries.items()}


def _forget(connection: Connection) -> None:
    """Drop every temporary table and view, the party pairs among them, so that nothing of them outlives the refresh."""
    try:
        rows = connection.execute(TEMPORARY).fetchall()
    except Exception:
        return  # the transaction has failed: its temporary tables go with it
    for kind in ("VIEW", "BASE TABLE"):
        for name, type_code in rows:
            if kind in type_code or (kind == "BASE TABLE" and "VIEW" not in type_code):
                word = "VIEW" if kind == "VIEW" else "TABLE"
                connection.execute(f'DROP {word} IF EXISTS temp."{name}"')
