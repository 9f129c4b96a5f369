"""Which polygon each point is in: seconds against other engines, the same answers, growth with points and polygons.

python -m benchmarks locate --json
every engine takes Arrow columns to an Arrow column in the same run, its index built beforehand where it can keep one;
the median of RUNS for us, one run for each peer, which take minutes
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.figure import Figure

RUNS = 5
ROUNDS, RUNS_OF_FEW, RUNS_OF_ALL = 15, 61, 3
POINTS, POLYGONS = 10_000_000, 20_000
FEWER_POINTS, FEW_POLYGONS, MANY_POLYGONS = 100_000, 1_000, 50_000
if TYPE_CHECKING:
    from grid.cellindex import CellIndex

    Lookups = tuple[CellIndex, pa.Table, int]  # what is asked, and how many times

Answer = NDArray[np.int32]


def add_options(parser: argparse.ArgumentParser) -> None:
    """How many points and polygons, and which peers; figures are asked only of the default sizes."""
    parser.add_argument("--locate-points", type=int, default=POINTS)
    parser.add_argument("--locate-polygons", type=int, default=POLYGONS)
    parser.add_argument("--locate-peers", default="all", help="all, none, or names joined by commas")


def measure(options: argparse.Namespace) -> list[Figure]:
    """The index, the peers, and the growth."""
    from benchmarks.jagged import points, polygons
    from grid.cellindex import CellIndex, build_cell_index

    asked = (options.locate_points, options.locate_polygons) == (POINTS, POLYGONS)
    _tell(f"drawing {options.locate_polygons:,} polygons and {options.locate_points:,} points")
    shapes, spots = polygons(options.locate_polygons), points(options.locate_points)
    build_cell_index(shapes[:100]).find_arrow(spots["lon"][:1000], spots["lat"][:1000])  # kernels compiled
    began = time.perf_counter()
    index = build_cell_index(shapes)
    built = time.perf_counter() - began
    seconds, found = _lookup(index, spots)
    _tell(f"ours: built in {built:.2f} s, {seconds:.3f} s")

    def asked_of(value: float) -> float | None:
        return value if asked else None

    whole = _parquet_to_parquet(index, spots, found)
    figures = [
        Figure("locate.points", float(len(spots)), "1"),
        Figure("locate.polygons", float(len(shapes)), "1"),
        Figure("locate.seconds", seconds, "s", asked_of(0.4)),
        Figure("locate.parquet_seconds", whole, "s"),
        Figure("locate.build_seconds", built, "s", asked_of(6.0)),
        Figure("locate.cached_seconds", _from_cache(shapes, found, spots), "s", asked_of(0.3)),
        Figure("locate.index_mb", index.nbytes / 1e6, "MB", asked_of(256.0)),
        Figure("locate.outside_share", float((found < 0).mean()), "1"),
    ]
    assert isinstance(index, CellIndex)
    figures += _growth(index, spots) if asked else []  # before the peers leave memory in pieces
    return figures + _against_peers(options.locate_peers, shapes, spots, (seconds, found), asked=asked)


def _lookup(index: object, spots: pa.Table) -> tuple[float, Answer]:
    """Median seconds from Arrow columns to an Arrow column, and the places."""
    told: list[tuple[float, pa.Array]] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        answer = index.find_arrow(spots["lon"], spots["lat"])  # type: ignore[attr-defined]
        told.append((time.perf_counter() - began, answer))
    return median(each[0] for each in told), np.asarray(told[0][1].fill_null(-1).to_numpy(), dtype=np.int32)


def _parquet_to_parquet(index: object, spots: pa.Table, found: Answer) -> float:
    with tempfile.TemporaryDirectory(prefix="benchmark-locate-") as name:
        given, told = Path(name) / "points.parquet", Path(name) / "places.parquet"
        pq.write_table(spots, given)
        began = time.perf_counter()
        table = pq.read_table(given)
        answer = index.find_arrow(table["lon"], table["lat"])  # type: ignore[attr-defined]
        pq.write_table(table.append_column("place", answer), told)
        seconds = time.perf_counter() - began
        back = pq.read_table(told)["place"].fill_null(-1).to_numpy()
        if not (back == found).all():
            raise ValueError("the places written are not the places found")
        return seconds


def _from_cache(shapes: NDArray[np.object_], found: Answer, spots: pa.Table) -> float:
    """Seconds to have the index of known polygons from the disk."""
    from grid.cells.kept import open_cell_index

    with tempfile.TemporaryDirectory(prefix="benchmark-locate-") as name:
        open_cell_index(shapes, Path(name))
        began = time.perf_counter()
        index = open_cell_index(shapes, Path(name))
        seconds = time.perf_counter() - began
    if not (index.find(spots["lon"].to_numpy()[:1000], spots["lat"].to_numpy()[:1000]) == found[:1000]).all():
        raise ValueError("the kept index answers otherwise")
    return seconds


def _against_peers(
    names: str, shapes: NDArray[np.object_], spots: pa.Table, ours: tuple[float, Answer], *, asked: bool
) -> list[Figure]:
    from benchmarks.peer import PEERS

    chosen = list(PEERS) if names == "all" else [name for name in names.split(",") if name in PEERS]
    seconds, found = ours
    figures, times, unlike = [], [], 0
    for name in chosen:
        try:
            took, told = PEERS[name](shapes, spots)
        except ImportError:
            _tell(f"{name}: not installed (pip install 'fengqiao[bench]')")
            figures.append(Figure(f"locate.{name}_seconds", None, "s", peer=name))
            continue
        differ = int((told != found).sum())
        _tell(f"{name}: {took:.2f} s, {differ} answers unlike ours")
        figures.append(Figure(f"locate.{name}_seconds", took, "s", peer=name))
        times.append((took, name))
        unlike += differ
    if not times:
        return figures
    fastest, name = min(times)
    ratio = Figure(
        "locate.ratio_to_fastest_peer",
        fastest / seconds,
        "1",
        60.0 if asked else None,
        is_ceiling=False,
        peer=name,
    )
    return [*figures, ratio, Figure("locate.disagreements", float(unlike), "1", 0.0)]


def _growth(index: CellIndex, spots: pa.Table) -> list[Figure]:
    """Time a point at fewer points, each number warm; and at fewer and more polygons, timed in turn."""
    from benchmarks.jagged import polygons
    from grid.cellindex import build_cell_index

    few = spots.slice(0, FEWER_POINTS)
    fewer, more = (build_cell_index(polygons(count)) for count in (FEW_POLYGONS, MANY_POLYGONS))
    a_point = _ratio((index, spots, RUNS_OF_ALL), (index, few, RUNS_OF_FEW)) * len(spots) / len(few)
    return [
        Figure("locate.time_a_point_1e5_over_1e7", a_point, "1", 1.2),
        Figure("locate.time_50000_over_1000_polygons", _ratio((fewer, spots, 1), (more, spots, 1)), "1", 2.0),
    ]


def _ratio(one: Lookups, other: Lookups) -> float:
    """Seconds of the other lookup over those of the one: the median of rounds that time both, each warm, side by side.

    Lookups last milliseconds, so one slow second of a shared machine is longer than all runs of either.
    """
    ratios = sorted(_seconds(*other) / _seconds(*one) for _ in range(ROUNDS))
    _tell("ratio by rounds: " + " ".join(f"{ratio:.3g}" for ratio in ratios))
    return median(ratios)


def _seconds(index: CellIndex, spots: pa.Table, runs: int) -> float:
    taken: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        index.find_arrow(spots["lon"], spots["lat"])
        taken.append(time.perf_counter() - began)
    return median(taken)


def _tell(line: str) -> None:
    print(f"locate {line} (load average {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)
