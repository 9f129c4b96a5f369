"""What a sheet costs at the upload desk, from file to receipt; run each of these in a process of its own.

folder/areas/*.geojson  folder/warm.csv  folder/warm.xlsx   made by write_ground
folder/rows.csv | folder/rows.xlsx                          made by write_sheet
folder/home                                                 made by take_sheet, and kept for take_small_sheets
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.memory import Watch

if TYPE_CHECKING:
    from dashboard.home import Home
    from ingest.receipt import Receipt

WARM_ROWS = 300
WARM_SEED = 0
LAND_SEED = 1  # every sheet of a run is about the same areas


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processor, the most memory the process has held, and what share was placed."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    placed_share: float = 0.0


def write_ground(folder: Path) -> None:
    """The boundaries, and a few rows of either kind to warm up with."""
    from benchmarks.screening import screening_table, write_csv, write_xlsx
    from data.city.areas import make_land, write_areas
    from data.city.size import SIZES

    land = make_land(LAND_SEED, SIZES["county"])
    write_areas(land, folder / "areas")
    table = screening_table(land, count=WARM_ROWS, seed=WARM_SEED)
    write_csv(folder / "warm.csv", table)
    write_xlsx(folder / "warm.xlsx", table)


def write_sheet(path: Path, rows: int, seed: int, unnumbered_share: float = 0.0) -> None:
    """A sheet of so many rows, in the format its suffix says."""
    from benchmarks.screening import screening_table, write_csv, write_xlsx
    from data.city.areas import make_land
    from data.city.size import SIZES

    land = make_land(LAND_SEED, SIZES["county"])
    table = screening_table(land, count=rows, seed=seed, unnumbered_share=unnumbered_share)
    (write_csv if path.suffix == ".csv" else write_xlsx)(path, table)


def take_sheet(sheet: Path, rows: int, home_path: Path) -> Cost:
    """Warm up in another home, then take the sheet into a new home, which is kept."""
    folder = sheet.parent
    warm_path = home_path.with_name(f"{home_path.name}-warm")
    _into_new_home(folder / f"warm{sheet.suffix}", WARM_ROWS, warm_path)
    return _into_new_home(sheet, rows, home_path)


def _into_new_home(sheet: Path, rows: int, home_path: Path) -> Cost:
    from benchmarks.trip import load_every_level
    from dashboard.home import make_home

    make_home(home_path, now=now())
    home = _open(home_path)
    try:
        load_every_level(home.warehouse, sheet.parent / "areas")
        return _take(home, sheet, rows)
    finally:
        home.close()


def take_small_sheets(home_path: Path, warm: Path, sheets: Sequence[Path], rows: int) -> list[Cost]:
    """What each sheet costs in a home that is open and has served before, as in a running server."""
    home = _open(home_path)
    try:
        _take(home, warm, rows)
        return [_take(home, sheet, rows) for sheet in sheets]
    finally:
        home.close()


def read_with_pandas(sheet: Path, engine: str) -> Cost:
    """What pandas needs merely to read a sheet."""
    import pandas

    pandas.read_excel(sheet.with_name("warm.xlsx"), engine=engine)
    with timed() as cost:
        pandas.read_excel(sheet, engine=engine)
    return cost()


def _take(home: Home, sheet: Path, rows: int) -> Cost:
    """From file to receipt; ValueError when the receipt does not say what the sheet holds."""
    from ingest.load import Upload

    with timed() as cost:
        receipt = home.intake.take(Upload(sheet, sheet.name, now(), uploader="benchmark"))
        receipt.as_json()
    check_receipt(receipt, rows)
    return replace(cost(), placed_share=receipt.placed / max(1, receipt.reports))


def check_receipt(receipt: Receipt, rows: int) -> None:
    """ValueError unless every row has the verdict its cells deserve and the receipt names every fault there is."""
    from benchmarks.screening import bare_days

    rejected = bare_days(rows)
    told = (receipt.rows, receipt.new + receipt.parked, receipt.rejected)
    if told != (rows, rows - rejected, rejected):
        raise ValueError(f"{rows} rows were sent, {rejected} of them unfit; the receipt says {told}")
    if len({problem.rule for problem in receipt.problems}) < min(3, rejected):
        raise ValueError("the receipt does not name every fault")


@contextmanager
def timed() -> Iterator[Callable[[], Cost]]:
    """with timed() as cost: …; cost() then tells what it took."""
    taken: list[Cost] = []
    began, cpu = time.perf_counter(), _processor()
    with Watch() as watch:
        yield lambda: taken[0]
    taken.append(Cost(time.perf_counter() - began, _processor() - cpu, watch.peak_mb))


def _processor() -> float:
    """Seconds of the processor, of this process and of those it started and saw end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def now() -> datetime:
    from data.city.size import AS_OF

    return datetime.combine(AS_OF, datetime.min.time()).replace(hour=18)


def _open(home_path: Path) -> Home:
    from dashboard.home import open_home

    return open_home(home_path, now=now())
