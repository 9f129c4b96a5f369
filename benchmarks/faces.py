"""Whether the faces are quick on a whole city: ten million reports, twenty thousand grids, one server.

python -m benchmarks faces --json           --faces-reports N and --faces-home DIR for a smaller or a kept home

The home's derived tables are written in bulk (benchmarks/faces_home.py). The server is a process of its own, as `fengqiao serve`
starts it, on loopback. Callbacks are the page's own: filters, drilling, picking, ticks, in a drawn order. Fifty users each wait
4 to 12 seconds between two of them (a person reads), so about six ask every second. The browser is headless Chromium with
software rendering. A grid worker's sheets of 500 rows go to a county of 60,000 reports made by `fengqiao demo`, for the city in
bulk has no refresh behind it. Each wait is told as measured; the load average stands beside it, for a machine others use too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.alone import alone
from benchmarks.faces_bare import bare_map_seconds
from benchmarks.faces_briefing import brief_city
from benchmarks.faces_browser import Seen, look
from benchmarks.faces_load import Asked, ask_alone, ask_together
from benchmarks.faces_served import serving
from benchmarks.faces_upload import Handed, hand_in, make_county
from benchmarks.figure import Figure

REPORTS, GRIDS = 10_000_000, 20_000
USERS = 50


def add_options(parser: argparse.ArgumentParser) -> None:
    """--faces-reports for a smaller city (nothing is asked of it), --faces-home to keep the home between runs."""
    parser.add_argument("--faces-reports", type=int, default=REPORTS, metavar="N", help="faces: reports")
    parser.add_argument("--faces-home", type=Path, metavar="DIR", help="faces: a home to make or use again")


def measure(options: argparse.Namespace) -> list[Figure]:
    """The figures of issue and README, in their order."""
    is_asked = options.faces_reports == REPORTS
    kept = options.faces_home
    folder = kept or Path(tempfile.mkdtemp(prefix="faces-"))
    try:
        if not (folder / "home" / "warehouse.duckdb").exists():
            _make(folder / "home", options.faces_reports)
        with serving(folder / "home") as served:
            _tell(f"warm after {served.warm_seconds:.1f} s")
            one = ask_alone(served)
            _tell(f"alone {one}")
            many = ask_together(served, USERS)
            _tell(f"{USERS} users {many}")
            seen = look(served)
            _tell(str(seen))
            peak = served.peak_mb()
        bare = bare_map_seconds()
        briefing = alone(brief_city, folder / "home")
        handed = _hand_in(folder / "county")
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)
    floor = Figure("faces.first_map_floor_seconds", bare, "s", peer="dash and plotly alone, an empty map")
    figures = [*_figures(one, many, seen, peak, briefing), *_of_uploads(handed), floor]
    return figures if is_asked else [_unasked(figure) for figure in figures]


def _make(home: Path, reports: int) -> None:
    from benchmarks.faces_home import make_city_home

    began = time.monotonic()
    alone(make_city_home, home, reports, GRIDS)
    _tell(f"home of {reports:,} reports made in {time.monotonic() - began:.0f} s")


def _figures(one: Asked, many: Asked, seen: Seen, peak: float, briefing: tuple[float, int]) -> list[Figure]:
    return [
        Figure("faces.callback_p95_ms", one.p95, "ms", 150.0),
        Figure("faces.callback_p95_ms_50_users", many.p95, "ms", 400.0),
        Figure("faces.first_map_seconds", seen.first_map_seconds, "s", 3.0),
        Figure("faces.repaint_ms", seen.repaint_ms, "ms", 300.0),
        Figure("faces.geometry_bytes", seen.geometry_bytes, "B", 1_300_000.0),
        Figure("faces.values_bytes", seen.values_bytes, "B", 60_000.0),
        Figure("faces.server_peak_mb", peak, "MB", 2_048.0),
        Figure("faces.briefing_seconds", briefing[0], "s", 5.0),
        Figure("faces.briefing_bytes", float(briefing[1]), "B", 2_000_000.0),
        Figure("faces.callback_median_ms", one.median, "ms"),
        Figure("faces.callback_worst_ms", one.worst, "ms"),
        Figure("faces.callbacks_a_second_50_users", many.a_second, "1/s"),
        Figure("faces.first_map_grids_seconds", seen.first_grids_seconds, "s"),
    ]


def _hand_in(folder: Path) -> Handed:
    if not (folder / "home" / "warehouse.duckdb").exists():
        folder.mkdir(parents=True, exist_ok=True)
        make_county(folder)
    handed = hand_in(folder)
    _tell(str(handed))
    return handed


def _of_uploads(handed: Handed) -> list[Figure]:
    return [
        Figure("faces.verdict_seconds", handed.verdict_seconds, "s", 2.0),
        Figure("faces.map_after_refresh_seconds", handed.map_seconds, "s", 3.0),
    ]


def _unasked(figure: Figure) -> Figure:
    return Figure(figure.figure, figure.measured, figure.unit)


def _tell(line: str) -> None:
    print(f"faces {line} (load average {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)
