"""Linking, grouping, clocks and scores: how right on the synthetic city, how fast, and how that compares with an analyst's own.

python -m benchmarks link --json                     a million reports: an hour or so, mostly taking in sheets
python -m benchmarks link --json --reports 5000      a quick look: nothing is asked of other sizes but the city's truth
python -m benchmarks link --json --small-sheets      only the largest city: its refresh, and the small sheets after it

Each size is a city of its own, made and taken in by one process and refreshed by another, whose peak memory is then its own.
Pairs of reports are counted: of one matter, and of one group (a report in no group is with nobody). The analyst's job
(benchmarks/by_hand) ends with points, so of our refresh the same steps are held against it. Nothing is kept from run to run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.alone import alone
from benchmarks.by_hand.job import Agreement, by_hand
from benchmarks.city_of import HELD_SHEETS, take_city
from benchmarks.figure import Figure
from benchmarks.link_figures import MILLION, of_hand, of_speed, of_truth
from benchmarks.linked import Linked, Small, Truth, compare_with_truth, refresh_city, take_held

TRUTH_REPORTS = 60_000  # the county, whose difficulty is measured and frozen
SMALLER = (5_000, TRUTH_REPORTS)
BY_HAND_REPORTS = 100_000
WARM_REPORTS = 600
RUNS, LARGE = 3, 300_000  # a large city is refreshed once


def add_options(parser: argparse.ArgumentParser) -> None:
    """--reports, for a quicker run; --small-sheets, for a part of it."""
    parser.add_argument(
        "--reports",
        type=_count,
        default=MILLION,
        metavar="N",
        help="link: reports of the largest city (default: %(default)s)",
    )
    parser.add_argument(
        "--small-sheets",
        action="store_true",
        help="link: only the refresh of the largest city and the small sheets after it, without truth and analyst",
    )


def _count(text: str) -> int:
    if int(text) < WARM_REPORTS:
        raise ValueError(text)
    return int(text)


def measure(options: argparse.Namespace) -> list[Figure]:
    """The figures of the truth, of every size, of small sheets, and of the analyst's job."""
    largest = options.reports
    if options.small_sheets:
        return _small_sheets(largest)
    sizes = sorted({*(size for size in SMALLER if size < largest), largest})
    with tempfile.TemporaryDirectory(prefix="benchmark-link-") as name:
        folder = Path(name)
        alone(take_city, folder / "warm", WARM_REPORTS)
        run = _Run(folder, truth_size=min(TRUTH_REPORTS, largest), by_hand_size=min(BY_HAND_REPORTS, largest))
        for size in sorted({*sizes, run.by_hand_size}):
            run.take(size, is_largest=size == largest)
    return run.figures(sizes)


def _small_sheets(size: int) -> list[Figure]:
    """The figures of one size alone, its small sheets among them."""
    with tempfile.TemporaryDirectory(prefix="benchmark-link-") as name:
        folder = Path(name)
        alone(take_city, folder / "warm", WARM_REPORTS)
        run = _Run(folder, truth_size=0, by_hand_size=0)
        run.take(size, is_largest=True)
    return of_speed({size: run.linked.get(size)}, run.small)


class _Run:
    """One city after another, each removed before the next."""

    def __init__(self, folder: Path, *, truth_size: int, by_hand_size: int) -> None:
        self.folder, self.truth_size, self.by_hand_size = folder, truth_size, by_hand_size
        self.warm = folder / "warm" / "home"
        self.linked: dict[int, Linked] = {}
        self.truth: Truth | None = None
        self.small: list[Small] = []
        self.hand: tuple[float, Agreement] | None = None

    def take(self, size: int, *, is_largest: bool) -> None:
        """Measure one size; what stops it is told, and the others still run."""
        folder = self.folder / str(size)
        try:
            self._measure(folder, size, is_largest=is_largest)
        except Exception as error:  # whatever stops a size, the others still run
            _tell(f"{size:,} reports: stopped: {type(error).__name__}: {error}")
        shutil.rmtree(folder, ignore_errors=True)

    def _measure(self, folder: Path, size: int, *, is_largest: bool) -> None:
        alone(take_city, folder, size, HELD_SHEETS if is_largest else 0)
        home = folder / "home"
        runs = 1 if size >= LARGE else RUNS
        found = alone(refresh_city, home, self.warm, runs)
        self.linked[size] = found
        _tell(f"{size:,} reports: {found.seconds:.1f} s, peak {found.peak_mb:,.0f} MB; {found.told}")
        if size == self.truth_size:
            self.truth = alone(compare_with_truth, home, folder / "truth")
            _tell(f"{size:,} reports: {self.truth}")
        if size == self.by_hand_size:
            self.hand = alone(by_hand, home, self.warm, runs)
            _tell(f"{size:,} reports by hand: {self.hand}")
        if is_largest:
            self.small = alone(take_held, home, sorted((folder / "held").iterdir()))
            told = (f"{one.seconds:.2f} ({one.all_seconds:.2f} with signals)" for one in self.small)
            _tell(f"small sheets: {', '.join(told)} s")

    def figures(self, sizes: list[int]) -> list[Figure]:
        """Every figure; without a value where its size did not come through."""
        return [
            *of_truth(self.truth, is_asked=self.truth_size == TRUTH_REPORTS),
            *of_speed({size: self.linked.get(size) for size in sizes}, self.small),
            *of_hand(
                self.hand, self.linked.get(self.by_hand_size), is_asked=self.by_hand_size == BY_HAND_REPORTS
            ),
        ]


def _tell(line: str) -> None:
    print(f"link {line} (load average {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)
