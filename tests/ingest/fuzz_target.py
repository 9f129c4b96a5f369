"""What atheris drives by hand, where it is installed; the tests do not need it.

python -m tests.ingest.fuzz_target reader  corpus -max_total_time=600     a byte for the kind of file, then the file
python -m tests.ingest.fuzz_target parsers corpus -max_total_time=600     text → every parser
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path


def _reader() -> Callable[[bytes], None]:
    from tests.ingest.hostile import SUFFIXES, read_through

    folder = Path(tempfile.mkdtemp())

    def read(data: bytes) -> None:
        path = folder / f"x{SUFFIXES[data[0] % len(SUFFIXES)] if data else '.csv'}"
        path.write_bytes(data[1:])
        read_through(path)

    return read


def _parsers() -> Callable[[bytes], None]:
    from tests.ingest.every_parser import parse_all

    def parse(data: bytes) -> None:
        parse_all(data.decode("utf-8", "ignore"))

    return parse


def main() -> None:
    """Fuzz what the first argument names."""
    import atheris

    make_target = {"reader": _reader, "parsers": _parsers}[sys.argv.pop(1)]
    with atheris.instrument_imports(include=["ingest"]):
        target = make_target()
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
