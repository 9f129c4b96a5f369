"""What linking, grouping, timing and scoring a city costs, and how right it is; each of these in a process of its own.

folder/home  folder/truth  folder/held/0.csv …      made by city_of.take_city
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.desk import now
from benchmarks.memory import Watch
from data.city.size import AS_OF

if TYPE_CHECKING:
    from dashboard.home import Home
    from risk.refresh import RefreshResult

Scores = tuple[float, float, float]  # precision, recall, F1
NOT_BY_HAND = ("locate", "lists", "signal", "areas", "weeks", "swap")  # steps the analyst does not take


@dataclass(frozen=True)
class Linked:
    """Reports held, seconds of the refresh, seconds of the steps that are done by hand too, peak, and a line of what came."""

    reports: int
    seconds: float
    same_job_seconds: float
    peak_mb: float
    told: str


@dataclass(frozen=True)
class Small:
    """Seconds of a refresh after a small sheet: until all but signals is in place, and with signals."""

    seconds: float
    all_seconds: float


@dataclass(frozen=True)
class Truth:
    """Pairs of reports held against the truth: of one matter, of one group, of one person (None: not built)."""

    matter: Scores
    group: Scores
    person: Scores | None


def refresh_city(home_path: Path, warm_path: Path, runs: int) -> Linked:
    """Warm up on another home, then refresh everything so many times: the median, and the most memory of any."""
    _refresh(warm_path)
    home = _open(home_path)
    try:
        with Watch() as watch:
            timed = [_timed(home) for _ in range(runs)]
    finally:
        home.close()
    result = timed[0][1]
    return Linked(
        reports=result.report_count,
        seconds=median(seconds for seconds, _ in timed),
        same_job_seconds=median(same_job(result) for _, result in timed),
        peak_mb=watch.peak_mb,
        told=f"{result.matter_count:,} matters, {result.group_count:,} groups; {_steps(result)}",
    )


def _steps(result: RefreshResult) -> str:
    return ", ".join(f"{step} {took:.2f}" for step, took in result.seconds.items() if took >= 0.05)


def same_job(result: RefreshResult) -> float:
    """Seconds of the steps that are done by hand too; a step nobody has told of counts among them."""
    return sum(seconds for step, seconds in result.seconds.items() if step not in NOT_BY_HAND)


def take_held(home_path: Path, sheets: list[Path]) -> list[Small]:
    """The refresh after each small sheet in a home that is open, refreshed and has taken one before."""
    from dashboard.command.demo import sender_of
    from ingest.load import Upload
    from risk.refresh import refresh

    home = _open(home_path)
    told = []
    try:
        for sheet in sheets:
            upload = Upload(
                sheet, sheet.name, now(), uploader="benchmark", source=sender_of("网上信访导出.csv")
            )
            changed = home.intake.take(upload).changed_ids
            if not changed:
                raise ValueError(f"{sheet.name}: nothing in it is new")
            began = perf_counter()
            result = refresh(home.warehouse, as_of=AS_OF, config=home.config, now=now(), changed=changed)
            took = perf_counter() - began
            told.append(Small(took - result.seconds["signal"], took))
            print(
                f"{sheet.name}: {len(changed)} changed, {result.mode}; {_steps(result)}",
                file=sys.stderr,
                flush=True,
            )
    finally:
        home.close()
    return told[1:]


def compare_with_truth(home_path: Path, truth: Path) -> Truth:
    """A refreshed home held against the truth about its city."""
    from benchmarks.of_truth import beside_truth, pairwise
    from benchmarks.person import person_scores

    home = _open(home_path)
    try:
        beside = beside_truth(home.warehouse, truth)
        return Truth(
            pairwise(beside["matter_id"], beside["matter_uid"]),
            pairwise(beside["group_id"], beside["group_uid"]),
            person_scores(home, beside),
        )
    finally:
        home.close()


def _timed(home: Home) -> tuple[float, RefreshResult]:
    from risk.refresh import refresh

    began = perf_counter()
    result = refresh(home.warehouse, as_of=AS_OF, config=home.config, now=now())
    return perf_counter() - began, result


def _refresh(home_path: Path) -> None:
    home = _open(home_path)
    try:
        _timed(home)
    finally:
        home.close()


def _open(home_path: Path) -> Home:
    from dashboard.home import open_home

    return open_home(home_path, now=now())
