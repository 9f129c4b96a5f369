"""From sheet to score: rows per second, seconds, peak memory, and how they grow with the rows.

Each size: a sheet is written in one process and taken in and refreshed in another, whose peak memory is then its own.
That process first travels the road once with a few rows in another home, so that neither imports nor compiling are
timed. Making the home and loading its boundaries are not timed. The place stays as large as it is, so a larger size
is also a denser one. No product does the same work, so there is no peer.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.alone import alone
from benchmarks.figure import Figure
from benchmarks.growth import growth_exponent
from benchmarks.trip import Trip, travel, write_inbox

SIZES = (10_000, 100_000, 1_000_000)
SEED = 1


def add_options(parser: argparse.ArgumentParser) -> None:
    """--sizes, for a quicker run."""
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=SIZES,
        metavar="N,N,…",
        help="road: rows of each sheet (default: %(default)s)",
    )


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(part) for part in text.split(","))
    if min(sizes) < 1:
        raise ValueError(text)
    return tuple(dict.fromkeys(sizes))


def measure(options: argparse.Namespace) -> list[Figure]:
    """The figures of every size, and the growth over the sizes that came through."""
    trips = {rows: _trip(rows) for rows in options.sizes}
    figures = [figure for rows, trip in trips.items() for figure in _figures(rows, trip)]
    seconds = {rows: trip.seconds for rows, trip in trips.items() if trip}
    return [*figures, Figure("road.growth_exponent", growth_exponent(seconds), "1")]


def _trip(rows: int) -> Trip | None:
    """One size in processes of its own; None, with the reason on standard error, when it did not arrive."""
    _tell(f"road {rows:,} rows: writing the sheet (load average {_load()})")
    with tempfile.TemporaryDirectory(prefix="benchmark-road-") as folder:
        try:
            alone(write_inbox, Path(folder), rows, SEED)
            _tell(f"road {rows:,} rows: on the road (load average {_load()})")
            trip = alone(travel, Path(folder), rows)
        except Exception as error:  # whatever stops a size, the others still run
            _tell(f"road {rows:,} rows: did not arrive: {type(error).__name__}: {error}")
            return None
    cost = f"{trip.seconds:.1f} s ({trip.ingest_seconds:.1f} + {trip.refresh_seconds:.1f}), peak {trip.peak_mb:,.0f} MB"
    _tell(f"road {rows:,} rows: {cost}; {trip.told} (load average {_load()})")
    return trip


def _figures(rows: int, trip: Trip | None) -> list[Figure]:
    figures: Mapping[str, tuple[float | None, str]] = {
        "rows_per_second": (rows / trip.seconds if trip else None, "rows/s"),
        "seconds": (trip.seconds if trip else None, "s"),
        "ingest_seconds": (trip.ingest_seconds if trip else None, "s"),
        "refresh_seconds": (trip.refresh_seconds if trip else None, "s"),
        "peak_mb": (trip.peak_mb if trip else None, "MB"),
    }
    return [Figure(f"road.{name}_{rows}", measured, unit) for name, (measured, unit) in figures.items()]


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
