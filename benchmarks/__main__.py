"""The one entry point of every benchmark.

python -m benchmarks road --json        one list of figures on standard output; everything else on standard error

A benchmark is one module of this package, named in BENCHMARKS, with two functions: `add_options(parser)` for its own
options, and `measure(options)` for its figures.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType
from typing import NoReturn, Protocol, cast

from benchmarks.figure import Figure, as_json, as_table

BENCHMARKS = ("road", "intake", "locate", "address", "link", "score", "signal", "faces")
ALL = "all"


class Benchmark(Protocol):
    """What a benchmark's module offers."""

    add_options: Callable[[argparse.ArgumentParser], None]
    measure: Callable[[argparse.Namespace], list[Figure]]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"{message}\nbenchmarks: {', '.join((*BENCHMARKS, ALL))}", file=sys.stderr)
        raise SystemExit(2)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Told to stop, leave as if by an exception: temporary homes are removed on the way out."""
    raise SystemExit(128 + number)


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark named, print its figures; 0 when it ran, 2 for a name or option nobody knows."""
    benchmarks = {name: cast(Benchmark, import_module(f"benchmarks.{name}")) for name in BENCHMARKS}
    parser = _Parser(prog="python -m benchmarks", description="Figures of speed, memory and growth.")
    parser.add_argument(
        "name", metavar="NAME", choices=(*BENCHMARKS, ALL), help=", ".join((*BENCHMARKS, ALL))
    )
    parser.add_argument("--json", action="store_true", help="one list of records on standard output")
    for benchmark in benchmarks.values():
        benchmark.add_options(parser)
    options = parser.parse_args(arguments)
    chosen = BENCHMARKS if options.name == ALL else (options.name,)
    figures = [figure for name in chosen for figure in benchmarks[name].measure(options)]
    print(as_json(figures) if options.json else as_table(figures))
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _leave)
    raise SystemExit(main(sys.argv[1:]))
