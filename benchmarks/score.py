"""Whether the list is right: on the synthetic county's own past, and on Boston's animal requests as measured.

python -m benchmarks score --json        Boston's files are read from FENGQIAO_SAMPLES, else shared/data beside the checkout

Escalations count with missed deadlines, and again without; nothing is asked of the latter, nor of Boston. Six folds of 30
days; the least lift is that of the worst fold at the top 10 %, recall is of all folds together, and its ceiling is what a
list that knew the future would reach with as many places; recall_top15_foreseeable is what one would reach that knew all the
chances by which the city is made, and not the dice (benchmarks/foresight.py). auc_below_learned: the area under the curve of
the card learned from earlier folds less that of the card in use.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.alone import alone
from benchmarks.boston import Boston, rank_boston
from benchmarks.boston_file import samples
from benchmarks.city_of import SEED, city_size, take_city
from benchmarks.figure import Figure
from benchmarks.foresight import foreseeable_recall
from benchmarks.scored import Backtested, Scored, score_city

COUNTY = 60_000
ORIGINS = 36
ASKED: dict[str, tuple[float, bool]] = {  # figure → asked, whether it is a ceiling
    "lift_over_best_rule_min": (1.2, False),
    "recall_top15": (0.85, False),
    "calibration_error": (0.02, True),
    "median_lead_days": (10.0, False),
}
MOST_BELOW_LEARNED = 0.02
UNITS = {"median_lead_days": "days"}
LEAST_REPORTS = 600


def add_options(parser: argparse.ArgumentParser) -> None:
    """--score-reports and --boston-origins, for a quicker run."""
    parser.add_argument(
        "--score-reports",
        type=_reports,
        default=COUNTY,
        metavar="N",
        help="score: reports of the city (default: %(default)s)",
    )
    parser.add_argument(
        "--boston-origins",
        type=_origins,
        default=ORIGINS,
        metavar="N",
        help="score: days to stand on (default: %(default)s)",
    )


def _reports(text: str) -> int:
    return _at_least(LEAST_REPORTS, text)


def _origins(text: str) -> int:
    return _at_least(1, text)


def _at_least(least: int, text: str) -> int:
    if int(text) < least:
        raise ValueError(text)
    return int(text)


def measure(options: argparse.Namespace) -> list[Figure]:
    """The figures of the county, then of Boston."""
    with tempfile.TemporaryDirectory(prefix="benchmark-score-") as name:
        tested = _county(Path(name) / "city", options.score_reports)
        boston = _boston(Path(name) / "boston", options.boston_origins)
    is_asked = options.score_reports == COUNTY
    ways = tested.ways if tested else {}
    below = Figure(
        "score.auc_below_learned",
        tested.auc_below_learned if tested else None,
        "1",
        MOST_BELOW_LEARNED if is_asked else None,
    )
    foreseeable = Figure("score.recall_top15_foreseeable", _foreseeable(options.score_reports), "1")
    counted = _of_county(ways.get("with_deadline"), "", is_asked=is_asked)
    others = _of_county(ways.get("without_deadline"), "_without_deadline", is_asked=False)
    return [*counted, foreseeable, below, *others, *_of_boston(boston)]


def _county(folder: Path, reports: int) -> Backtested | None:
    try:
        alone(take_city, folder, reports)
        tested = alone(score_city, folder / "home")
    except Exception as error:  # whatever stops the county, Boston is still measured
        _tell(f"{reports:,} reports: stopped: {type(error).__name__}: {error}")
        return None
    for way, found in tested.ways.items():
        _tell(f"{reports:,} reports, {way}: {found}")
    return tested


def _foreseeable(reports: int) -> float | None:
    try:
        return alone(foreseeable_recall, SEED, city_size(reports))
    except Exception as error:  # the rest is measured all the same
        _tell(f"{reports:,} reports, what can be foreseen: stopped: {type(error).__name__}: {error}")
        return None


def _boston(home_path: Path, origin_count: int) -> Boston | None:
    folder = samples()
    if folder is None:
        _tell("Boston's files are not here (FENGQIAO_SAMPLES): its figures are left without a value")
        return None
    try:
        boston = alone(rank_boston, home_path, folder, origin_count)
    except Exception as error:  # whatever stops Boston, the county has been measured
        _tell(f"Boston: stopped: {type(error).__name__}: {error}")
        return None
    for code, found in boston.tops.items():
        _tell(f"Boston, {boston.origin_count} origins, {code}: {found}, lift {found.lift}")
    return boston


def _of_county(scored: Scored | None, ending: str, *, is_asked: bool) -> list[Figure]:
    told = asdict(scored) if scored else dict.fromkeys(Scored.__dataclass_fields__)
    figures: list[Figure] = []
    for name, measured in told.items():
        asked, is_ceiling = ASKED.get(name, (None, True)) if is_asked else (None, True)
        figures.append(
            Figure(f"score.{name}{ending}", measured, UNITS.get(name, "1"), asked, is_ceiling=is_ceiling)
        )
    return figures


def _of_boston(boston: Boston | None) -> list[Figure]:
    return [
        Figure("score.boston_lift_top10", boston.lift if boston else None, "1"),
        Figure("score.boston_base_rate", boston.base_rate if boston else None, "1"),
        Figure("score.boston_lift_over_best_rule", boston.lift_over_best_rule if boston else None, "1"),
    ]


def _tell(line: str) -> None:
    print(f"score {line} (load average {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)
