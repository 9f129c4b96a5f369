"""The whole job by hand, its steps timed, and how far its answers are ours."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pandas as pd

from benchmarks.by_hand.groups import groups_of
from benchmarks.by_hand.limits import limits_of
from benchmarks.by_hand.matters import matters_of
from benchmarks.by_hand.points import measures_of, points_of
from benchmarks.by_hand.summed import sum_up
from benchmarks.by_hand.tables import read_tables
from benchmarks.desk import now
from benchmarks.of_truth import pairwise
from dashboard.home import open_home
from data.city.size import AS_OF

if TYPE_CHECKING:
    from data.config import Config
    from data.db import Store

OURS = """
WITH known AS (
    SELECT matter_id, sum(points) AS points FROM out_reason WHERE list_contains($measures, measure_code) GROUP BY matter_id
)

SELECT k.report_id, k.matter_id, m.group_id, if(s.matter_id IS NULL, NULL, greatest(coalesce(p.points, 0), 0)) AS points
FROM out_matter_report AS k
JOIN out_matter AS m ON m.matter_id = k.matter_id
LEFT JOIN out_score AS s ON s.matter_id = k.matter_id
LEFT JOIN known AS p ON p.matter_id = k.matter_id
"""


@dataclass
class Done:
    """Seconds by step, the measures known, and one row per report: its matter, its group, its matter's points."""

    seconds: dict[str, float] = field(default_factory=dict)
    measures: list[str] = field(default_factory=list)
    found: pd.DataFrame = field(default_factory=pd.DataFrame)


def do_by_hand(warehouse: Store, config: Config, *, as_of: date) -> Done:
    """Reports to matters, groups, limits and points."""
    done, began = Done(), time.perf_counter()

    def note(step: str) -> None:
        done.seconds[step] = time.perf_counter() - began - sum(done.seconds.values())

    with warehouse.reading() as connection:
        tables = read_tables(connection, as_of=as_of)
    reports = tables.reports
    note("read")
    matter = matters_of(reports, tables.parties)
    note("link")
    matters = sum_up(reports, matter, as_of=as_of)
    group = groups_of(matters, matter, tables)
    note("group")
    limits = limits_of(reports, matter, tables, as_of=as_of)
    note("clock")
    measures = measures_of(matters, reports, matter, group=group, limits=limits, as_of=as_of)
    points = points_of(measures, config.score.measure)
    note("score")
    done.measures = list(measures)
    done.found = pd.DataFrame(
        {
            "report_id": reports["report_id"],
            "matter": matter,
            "group": matter.map(group),
            "points": matter.map(points),
        }
    )
    return done


@dataclass(frozen=True)
class Agreement:
    """Pairwise F1 of matters and of groups, theirs held against ours; share of open matters with equal points.

    Points are compared by the measures that the analyst knows.
    """

    matter_f1: float
    group_f1: float
    equal_points_share: float


def agreement(warehouse: Store, done: Done) -> Agreement:
    """How far both found the same."""
    with warehouse.reading() as connection:
        ours = connection.execute(OURS, {"measures": done.measures}).df()
    both = ours.merge(done.found, on="report_id", suffixes=("", "_by_hand"))
    if len(both) != len(ours):
        raise ValueError(f"{len(ours)} reports were refreshed and {len(both)} done by hand")
    scored = both.dropna(subset=["points", "points_by_hand"], how="all")
    return Agreement(
        pairwise(both["matter"], both["matter_id"])[2],
        pairwise(both["group"], both["group_id"])[2],
        float((scored["points"] == scored["points_by_hand"]).mean()),
    )


def by_hand(home_path: Path, warm_path: Path, runs: int) -> tuple[float, Agreement]:
    """A refreshed home done by hand so many times, after another to warm up: median seconds, and how far it is ours."""
    for path, times in ((warm_path, 1), (home_path, runs)):
        home = open_home(path, now=now())
        try:
            done = [do_by_hand(home.warehouse, home.config, as_of=AS_OF) for _ in range(times)]
            found = agreement(home.warehouse, done[0])
        finally:
            home.close()
    for step in done[0].seconds:
        _tell(f"{step} {median(one.seconds[step] for one in done):.2f} s")
    return median(sum(one.seconds.values()) for one in done), found


def _tell(line: str) -> None:
    print(f"by hand: {line}", file=sys.stderr, flush=True)
